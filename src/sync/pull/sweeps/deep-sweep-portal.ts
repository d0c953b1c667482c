import { DAY_MS } from '../../../domain/day-ms.ts';
import { readAccountInfo } from '../../../hubspot/portal/account-info.ts';
import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import { countRecords, pruneGone } from '../../../storage/mirror/mirrored-records.ts';
import { getPortal, saveAccountInfo } from '../../../storage/portal/portals.ts';
import { haveStagesChanged, readDefinitions } from '../../install/read-definitions.ts';
import type { SyncContext } from '../../sync-context.ts';
import { countInHubSpot } from '../reading/count-in-hubspot.ts';
import { beginPass, endPass } from './pass.ts';
import { pullOpenTickets } from '../steps/open-tickets.ts';
import { pullMarketingEvents } from '../steps/pull-marketing-events.ts';
import { FROM_THE_START, pullObjects } from '../steps/pull-objects.ts';
import type { PullRun, PullStep } from '../steps/pull-run.ts';
import { RECORD_LABELS, RECORD_TYPES, type RecordType } from '../reading/record-types.ts';
import { LINKING_TYPES, relinkRecords } from './relink-records.ts';
import { runSteps } from '../steps/run-steps.ts';
import { sweepArchived } from './sweep-archived.ts';
import { sweepModified } from './sweep-modified.ts';

const PASS = 'deep';

/** Answers that were under way when a record was found gone have come by then. */
const KEEP_TOMBSTONES_MS = 2 * DAY_MS;

/** What changes without changing a record, in order: a count says something only when nothing else is missing. */
const DEEP_STEPS: readonly PullStep[] = [
  { name: 'deep:definitions', label: 'Definitions', run: renewDefinitions },
  ...forTypes(RECORD_TYPES, 'modified', async (run, type) => void (await sweepModified(run, type))),
  ...forTypes(RECORD_TYPES, 'archived', sweepArchived),
  ...forTypes(LINKING_TYPES, 'links', relinkRecords),
  ...forTypes(RECORD_TYPES, 'missing', findMissing),
  { name: 'deep:marketing_events', label: 'Marketing events', run: pullMarketingEvents },
  { name: 'deep:tickets', label: 'Open tickets', run: pullOpenTickets },
];

/**
 * Reads what no webhook tells of and no record's time of change shows: definitions, archived records, the associations
 * of all records, and what was deleted for good. A pass that is cut off goes on where it stopped.
 */
export async function deepSweepPortal(context: SyncContext, portalId: number, signal?: AbortSignal): Promise<void> {
  const { kysely } = context.db;
  if ((await getPortal(kysely, portalId))?.status !== 'active') return;
  const client = context.clientFor(portalId, 'background');
  const startedAt = await beginPass(context, portalId, PASS);
  // One step at a time: webhooks share the limiter.
  await runSteps(context, client, DEEP_STEPS, { concurrency: 1, since: startedAt, signal });
  await pruneGone(kysely, portalId, startedAt - KEEP_TOMBSTONES_MS);
  await endPass(context, portalId, PASS, startedAt);
  await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
}

/** A stage that means another thing now changes what its deals are, and not one of their records. */
async function renewDefinitions(run: PullRun): Promise<void> {
  const { context, client, from, save } = run;
  const isUnderWay = from.cursor !== null;
  const rereads = isUnderWay || (await haveStagesChanged(context, client));
  // Before the stages are stored: a run that is cut off there must not find them unchanged.
  if (rereads && !isUnderWay) await save({ cursor: FROM_THE_START, done: 0 });
  await readDefinitions(context, client);
  await renewAccount(context, client);
  if (rereads) await pullObjects(run, 'deals');
}

/** The portal's time zone and currency, which an admin may change and nothing tells of. */
async function renewAccount({ db }: SyncContext, client: HubSpotClient): Promise<void> {
  const { timeZone, companyCurrency: currency } = await readAccountInfo(client);
  await saveAccountInfo(db.kysely, client.portalId, { timeZone, currency });
}

/** Whatever changed was swept before: what is more here than in HubSpot was deleted there, and which, a list tells. */
async function findMissing(run: PullRun, type: RecordType): Promise<void> {
  const { context, client, from } = run;
  const isUnderWay = from.cursor !== null;
  const mirrored = await countRecords(context.db.kysely, client.portalId, type);
  if (isUnderWay || (await countInHubSpot(client, type)) !== mirrored) await pullObjects(run, type);
}

function forTypes<Type extends RecordType>(
  types: readonly Type[],
  what: string,
  run: (run: PullRun, type: Type) => Promise<void>,
): PullStep[] {
  return types.map((type) => ({
    name: `deep:${what}:${type}`,
    label: RECORD_LABELS[type],
    run: (pull) => run(pull, type),
  }));
}
