import { PLAN_KINDS } from '../../../domain/facts.ts';
import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import { deleteMappedItems } from '../../../storage/accounts/account-plans.ts';
import { getPortal } from '../../../storage/portal/portals.ts';
import { deleteSignals, listSignalSources, OWN_IDS } from '../../../storage/mirror/signals.ts';
import { markStale } from '../../../storage/accounts/stale-accounts.ts';
import { readPropertyDefinitions } from '../../install/read-definitions.ts';
import { steppedBy } from '../../publish/target-properties.ts';
import { readSettings } from '../../settings/portal-settings.ts';
import { previewOpenDraft } from '../../model/ask-preview.ts';
import type { SyncContext } from '../../sync-context.ts';
import { isUnmapped } from '../mirror/intent-properties.ts';
import { pullObjects } from './pull-objects.ts';
import { RECORD_LABELS, type RecordType } from '../reading/record-types.ts';
import { runSteps } from './run-steps.ts';

const WAIT_MS = 10 * 60_000;

/** Reads all records of a type again and forgets those that are gone; one that was cut off goes on where it stopped. */
export async function rereadRecords(
  context: SyncContext,
  client: HubSpotClient,
  type: RecordType,
  options: { since: number; signal: AbortSignal | undefined },
): Promise<void> {
  const name = `reread:${type}`;
  const step = {
    name,
    label: RECORD_LABELS[type],
    run: (run: Parameters<typeof pullObjects>[0]) => pullObjects(run, type),
  };
  await runSteps(context, client, [step], { concurrency: 1, ...options });
}

/**
 * Reads all companies again because other properties are wanted than before, and drops signals from properties that are
 * no longer mapped. What was read since `since` (epoch ms), when they were named, is not read again.
 */
export async function rereadCompanies(
  context: SyncContext,
  portalId: number,
  { since, signal }: { since: number; signal?: AbortSignal | undefined },
): Promise<void> {
  const portal = await getPortal(context.db.kysely, portalId);
  if (portal?.status === 'syncing') return retryLater(context, 'reread-companies', portalId, since);
  if (portal?.status !== 'active') return;
  const client = context.clientFor(portalId, 'background');
  await readPropertyDefinitions(context, client, ['companies']);
  const settings = await readSettings(context.db.kysely, portalId);
  const { mappedProperties } = settings;
  const stepped = steppedBy(settings);
  const mapped = mappedProperties.filter(({ property }) => !stepped.has(property));
  await context.db.transaction(async (trx) => {
    const held = await listSignalSources(trx, portalId, OWN_IDS.property);
    const unmapped = held.filter((each) => isUnmapped(each, mapped)).map(({ signalId }) => signalId);
    const isPlanned = mappedProperties.some(({ use }) => PLAN_KINDS.some((kind) => kind === use));
    const cleared = isPlanned ? [] : await deleteMappedItems(trx, portalId);
    await markStale(trx, portalId, [...(await deleteSignals(trx, portalId, unmapped)), ...cleared], 'mapping changed');
  });
  await rereadRecords(context, client, 'companies', { since, signal });
  await previewOpenDraft(context, portalId);
  await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
}

/** The same of all contacts, which carry what is read of them beside HubSpot's own properties. */
export async function rereadContacts(
  context: SyncContext,
  portalId: number,
  { since, signal }: { since: number; signal?: AbortSignal | undefined },
): Promise<void> {
  const portal = await getPortal(context.db.kysely, portalId);
  if (portal?.status === 'syncing') return retryLater(context, 'reread-contacts', portalId, since);
  if (portal?.status !== 'active') return;
  const client = context.clientFor(portalId, 'background');
  await readPropertyDefinitions(context, client, ['contacts']);
  await rereadRecords(context, client, 'contacts', { since, signal });
  await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
}

/** The first sync may have begun before the change: it is waited for. */
async function retryLater(
  context: SyncContext,
  job: 'reread-companies' | 'reread-contacts',
  portalId: number,
  since: number,
): Promise<void> {
  const startAfter = context.now() + WAIT_MS;
  await context.queue.send(job, { portalId, since }, { singletonKey: String(portalId), startAfter });
}
