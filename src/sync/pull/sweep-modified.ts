import { z } from 'zod';
import { UnexpectedAnswerError } from '../../errors.ts';
import { searchPage, type SearchFilter } from '../../hubspot/objects.ts';
import { readAssociations } from '../../hubspot/associations.ts';
import type { CrmRecord } from '../../hubspot/record.ts';
import { readUpdateTimes } from '../../storage/mirror/mirrored-records.ts';
import { getSyncStep, saveSyncStep, type SyncStep } from '../../storage/mirror/sync-steps.ts';
import { parseCursor } from './cursor.ts';
import type { PullRun } from './pull-run.ts';
import { modifiedProperty, type RecordType } from './record-types.ts';
import { syncRecords } from './sync-records.ts';

/** HubSpot's search finds a change after up to 30 s (recorded): looked for ten times as long, whatever our clocks say. */
const OVERLAP_MS = 5 * 60_000;

/** So many are read again at a time: associations are answered 1,000 at once. */
const AT_ONCE = 1_000;

/** HubSpot's search goes no further into one result. */
const MOST_RESULTS = 10_000;

/** Changes since `since` are looked for, those up to `afterId` are mirrored; epoch ms. */
const windowSchema = z.object({ since: z.number(), startedAt: z.number(), afterId: z.string().nullable() });
type Window = z.infer<typeof windowSchema>;

/**
 * Mirrors the records of a type that changed since the last sweep and of which no webhook told. A window is walked by
 * ascending id: whatever number of records changed in one millisecond, no result goes past its first page. The window
 * that a crash left is gone on with where it stopped, and the next begins where this one did, less the overlap.
 */
export async function sweepModified(run: PullRun, type: RecordType): Promise<number> {
  const { context, client, signal } = run;
  const step = `sweep:${type}`;
  const held = await getSyncStep(context.db.kysely, client.portalId, step);
  const { since, startedAt, afterId } = await beginWindow(run, type, held);
  let reached = afterId;
  let done = held?.finishedAt === null ? held.done : 0;
  const save = (finishedAt: number | null): Promise<void> => {
    const cursor = JSON.stringify({ since, startedAt, afterId: reached } satisfies Window);
    return saveSyncStep(context.db.kysely, client.portalId, { step, cursor, done, total: null, startedAt, finishedAt });
  };
  let changed: CrmRecord[] = [];
  for (let more = true; more;) {
    signal.throwIfAborted();
    const page = await searchAfter(run, type, { since, afterId: reached });
    changed.push(...(await findChanged(run, type, page.records)));
    ({ more } = page);
    reached = advance(type, reached, page);
    if (changed.length < AT_ONCE && more) continue;
    await syncChanged(run, type, changed);
    done += changed.length;
    changed = [];
    await save(null);
  }
  await save(context.now());
  return done;
}

/** The last id of a page; a search that does not go on by id would never end. */
function advance(type: RecordType, afterId: string | null, { records, more }: Found): string | null {
  const lastId = records.at(-1)?.id ?? afterId;
  if (more && BigInt(lastId ?? 0) <= BigInt(afterId ?? 0))
    throw new UnexpectedAnswerError(`HubSpot's search of ${type} does not go on by id.`, 'backoff');
  return lastId;
}

/** An unfinished window is gone on with; a finished one is followed; before the first, the first sync read all. */
async function beginWindow({ context, client }: PullRun, type: RecordType, held: SyncStep | null): Promise<Window> {
  const last = parseCursor(windowSchema, held?.cursor ?? null);
  if (last !== null && held?.finishedAt === null) return last;
  const startedAt = context.now();
  const first = await getSyncStep(context.db.kysely, client.portalId, type);
  const readTo = last?.startedAt ?? first?.startedAt ?? 0;
  return { since: Math.max(0, readTo - OVERLAP_MS), startedAt, afterId: null };
}

interface Found {
  records: CrmRecord[];
  more: boolean;
}

/** The next records by id. A page may be empty and not be the last: what was archived since is left out (recorded). */
async function searchAfter(
  { client }: PullRun,
  type: RecordType,
  { since, afterId }: Pick<Window, 'since' | 'afterId'>,
): Promise<Found> {
  const filters: SearchFilter[] = [{ propertyName: modifiedProperty(type), operator: 'GTE', value: String(since) }];
  if (afterId !== null) filters.push({ propertyName: 'hs_object_id', operator: 'GT', value: afterId });
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof searchPage>> = await searchPage(client, type, {
      filterGroups: [{ filters }],
      sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
      properties: ['hs_object_id'],
      after,
    });
    if (page.results.length > 0 || page.after === null) return { records: page.results, more: page.after !== null };
    after = page.after;
  } while (Number(after) + 200 <= MOST_RESULTS);
  throw new UnexpectedAnswerError(`HubSpot's search of ${type} shows nothing but archived records for now.`, 'backoff');
}

/** Those that are not mirrored, or in an older state. */
async function findChanged(
  { context, client }: PullRun,
  type: RecordType,
  records: readonly CrmRecord[],
): Promise<CrmRecord[]> {
  const ids = records.map(({ id }) => id);
  const held = await readUpdateTimes(context.db.kysely, client.portalId, type, ids);
  return records.filter(({ id, updatedAt }) => (held.get(id) ?? -1) < updatedAt);
}

/** Reads them fresh, and what is linked to those that are new: a lost event may have told of the link. */
async function syncChanged(run: PullRun, type: RecordType, changed: readonly CrmRecord[]): Promise<void> {
  const { context, client } = run;
  const ids = changed.map(({ id }) => id);
  const held = await readUpdateTimes(context.db.kysely, client.portalId, type, ids);
  await syncRecords(context, client, type, ids);
  const added = ids.filter((id) => !held.has(id));
  if (type !== 'companies' && type !== 'contacts') return;
  for (const to of LINKED[type]) {
    const links = added.length > 0 ? await readAssociations(client, type, to, added) : new Map<string, never>();
    const linked = [...links.values()].flat().map(({ toId }) => toId);
    await syncRecords(context, client, to, linked);
  }
}

/** Types that keep their links to a type here. */
const LINKED = {
  companies: ['contacts', 'deals'],
  contacts: ['deals', 'meetings', 'calls', 'emails'],
} as const;
