import { z } from 'zod';
import { readAssociations } from '../../../hubspot/records/associations.ts';
import { chunk } from '../../../hubspot/records/chunk.ts';
import type { SearchFilter } from '../../../hubspot/records/objects.ts';
import { listPipelines } from '../../../hubspot/portal/pipelines.ts';
import type { CrmRecord } from '../../../hubspot/records/record.ts';
import { claimRecords, listRecordIds, markGone, readClock } from '../../../storage/mirror/mirrored-records.ts';
import { replaceOpenTickets } from '../../../storage/mirror/open-tickets.ts';
import { getSyncStep, saveSyncStep } from '../../../storage/mirror/sync-steps.ts';
import { getPortal } from '../../../storage/portal/portals.ts';
import { markStale } from '../../../storage/accounts/stale-accounts.ts';
import { parseCursor } from './cursor.ts';
import { isWithheld } from '../activities/event-kinds.ts';
import type { PullRun } from './pull-run.ts';
import { OVERLAP_MS, searchById } from './search-by-id.ts';

/** HubSpot's one scope for tickets, their pipelines and their associations (doc); the app only reads. */
export const TICKET_SCOPE = 'tickets';
/** What is read of a ticket beside its id and when it was made: nothing of what it says. */
export const TICKET_PROPERTIES = ['hs_pipeline', 'hs_pipeline_stage'];

const TYPE = 'tickets';
/** HubSpot answers for the associations of so many at once. */
const AT_ONCE = 1_000;
/** Values of one filter and groups of one search that HubSpot takes (doc). */
const VALUES = 100;
const GROUPS = 5;

/** Stages that a ticket is open in, as `pipeline/stage`: an id of a stage may be in more than one pipeline. */
type OpenStages = ReadonlySet<string>;

/**
 * Reads which tickets are open and whose they are, as long as the portal lets us; what is held and not among them is
 * forgotten, all of it where access was not granted.
 */
export async function pullOpenTickets(run: PullRun): Promise<void> {
  const isGranted = await unlessWithheld(run, async () => {
    await readOpenTickets(run);
    return true;
  });
  if (isGranted === null) await forgetAll(run);
}

async function readOpenTickets(run: PullRun): Promise<void> {
  const stages = await readOpenStages(run);
  if (stages.size === 0) return forgetAll(run);
  const groups = chunk(toStageIds(stages), VALUES)
    .slice(0, GROUPS)
    .map((values): SearchFilter[] => [{ propertyName: 'hs_pipeline_stage', operator: 'IN', values }]);
  let { done } = run.from;
  let afterId = parseCursor(z.string(), run.from.cursor);
  for (let more = true; more;) {
    const read = await gather(run, groups, afterId);
    ({ more } = read);
    const held = await listHeld(run, { after: afterId, upTo: more ? read.lastId : null });
    await keepTickets(run, read, stages, held);
    done += read.records.length;
    afterId = read.lastId;
    await run.save({ cursor: JSON.stringify(afterId), done });
  }
}

/** Reads the tickets that changed since the last sweep; a portal of which none were read yet is left to the night. */
export async function sweepOpenTickets(run: PullRun): Promise<void> {
  await unlessWithheld(run, () => sweepChanged(run));
}

async function sweepChanged(run: PullRun): Promise<void> {
  const { context, client } = run;
  const { kysely } = context.db;
  const step = `sweep:${TYPE}`;
  const former =
    (await getSyncStep(kysely, client.portalId, step)) ?? (await getSyncStep(kysely, client.portalId, TYPE));
  const startedAt = context.now();
  const since = (former?.startedAt ?? startedAt) - OVERLAP_MS;
  const groups: SearchFilter[][] = [[{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: String(since) }]];
  let stages: OpenStages | null = null;
  let afterId: string | null = null;
  for (let more = true; more;) {
    const read = await gather(run, groups, afterId);
    if (read.records.length > 0) stages ??= await readOpenStages(run);
    if (stages !== null) await keepTickets(run, read, stages);
    ({ more, lastId: afterId } = read);
  }
  const finished = { step, cursor: null, done: 0, total: null, startedAt, finishedAt: context.now() };
  await saveSyncStep(kysely, client.portalId, finished);
}

/** What `read` gives where the portal lets us read tickets, else `null`; a portal that did not grant it is asked nothing. */
async function unlessWithheld<T>({ context, client }: PullRun, read: () => Promise<T>): Promise<T | null> {
  const portal = await getPortal(context.db.kysely, client.portalId);
  if (portal?.scopes.includes(TICKET_SCOPE) !== true) return null;
  try {
    return await read();
  } catch (error) {
    if (isWithheld(error)) return null;
    throw error;
  }
}

async function readOpenStages({ client }: PullRun): Promise<OpenStages> {
  const pipelines = await listPipelines(client, TYPE);
  return new Set(
    pipelines.flatMap(({ id, stages }) => stages.flatMap((stage) => (stage.isClosed ? [] : [`${id}/${stage.id}`]))),
  );
}

function toStageIds(stages: OpenStages): string[] {
  return [...new Set([...stages].map((stage) => stage.slice(stage.indexOf('/') + 1)))];
}

function isOpen({ properties }: CrmRecord, stages: OpenStages): boolean {
  return stages.has(`${properties['hs_pipeline'] ?? ''}/${properties['hs_pipeline_stage'] ?? ''}`);
}

interface TicketsRead {
  records: CrmRecord[];
  /** When the read began, by the database's clock. */
  readAt: number;
}

async function gather(
  { context, client, signal }: PullRun,
  groups: readonly (readonly SearchFilter[])[],
  afterId: string | null,
): Promise<TicketsRead & { lastId: string | null; more: boolean }> {
  const readAt = await readClock(context.db.kysely);
  const records: CrmRecord[] = [];
  let lastId = afterId;
  let more = true;
  while (more && records.length < AT_ONCE) {
    signal.throwIfAborted();
    const page = await searchById(client, TYPE, { groups, properties: TICKET_PROPERTIES, afterId: lastId });
    records.push(...page.records);
    ({ lastId, more } = page);
  }
  return { records, readAt, lastId, more };
}

/** Keeps the tickets that are open with the companies they are about; closed ones go, and those of `held` not read. */
async function keepTickets(
  { context, client }: PullRun,
  { records, readAt }: TicketsRead,
  stages: OpenStages,
  held: readonly string[] = [],
): Promise<void> {
  const { portalId } = client;
  const open = new Map(records.filter((record) => isOpen(record, stages)).map((record) => [record.id, record]));
  const closed = [...new Set([...held, ...records.map(({ id }) => id)])].filter((id) => !open.has(id));
  const companies = await readAssociations(client, TYPE, 'companies', [...open.keys()]);
  await context.db.transaction(async (trx) => {
    const { newest } = await claimRecords(trx, portalId, TYPE, [...open.values()], readAt);
    const gone = await markGone(trx, portalId, TYPE, closed, readAt);
    const kept = [...open.values()].filter(({ id }) => newest.has(id));
    const tickets = kept.flatMap(({ id, createdAt }) =>
      (companies.get(id) ?? []).map(({ toId }) => ({ ticketId: id, companyId: toId, openedAt: createdAt })),
    );
    const touched = await replaceOpenTickets(trx, portalId, [...newest, ...gone], tickets);
    await markStale(trx, portalId, touched, 'ticket changed');
  });
}

async function forgetAll(run: PullRun): Promise<void> {
  const readAt = await readClock(run.context.db.kysely);
  const held = await listHeld(run, { after: null });
  if (held.length > 0) await keepTickets(run, { records: [], readAt }, new Set(), held);
}

function listHeld({ context, client }: PullRun, range: Parameters<typeof listRecordIds>[3]): Promise<string[]> {
  return listRecordIds(context.db.kysely, client.portalId, TYPE, range);
}
