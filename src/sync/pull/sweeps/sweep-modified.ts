import { z } from 'zod';
import type { SearchFilter } from '../../../hubspot/records/objects.ts';
import { readAssociations } from '../../../hubspot/records/associations.ts';
import type { CrmRecord } from '../../../hubspot/records/record.ts';
import { readUpdateTimes } from '../../../storage/mirror/mirrored-records.ts';
import { getSyncStep, saveSyncStep, type SyncStep } from '../../../storage/mirror/sync-steps.ts';
import { parseCursor } from '../steps/cursor.ts';
import type { PullRun } from '../steps/pull-run.ts';
import { modifiedProperty, type RecordType } from '../reading/record-types.ts';
import { OVERLAP_MS, searchById } from '../steps/search-by-id.ts';
import { syncRecords } from '../mirror/sync-records.ts';

/** So many are read again at a time: associations are answered 1,000 at once. */
const AT_ONCE = 1_000;

/** Changes since `since` are looked for, those up to `afterId` are mirrored; epoch ms. */
const windowSchema = z.object({ since: z.number(), startedAt: z.number(), afterId: z.string().nullable() });
type Window = z.infer<typeof windowSchema>;

/**
 * Mirrors the records of a type that changed since the last sweep and of which no webhook told. A window is walked by
 * ascending id: whatever number of records changed in one millisecond, no result goes past its first page. The window
 * left by a crash is resumed where it stopped, and the next begins where this one did, less the overlap.
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
  const groups: SearchFilter[][] = [[{ propertyName: modifiedProperty(type), operator: 'GTE', value: String(since) }]];
  let changed: CrmRecord[] = [];
  for (let more = true; more;) {
    signal.throwIfAborted();
    const page = await searchById(client, type, { groups, properties: ['hs_object_id'], afterId: reached });
    changed.push(...(await findChanged(run, type, page.records)));
    ({ more, lastId: reached } = page);
    if (changed.length < AT_ONCE && more) continue;
    await syncChanged(run, type, changed);
    done += changed.length;
    changed = [];
    await save(null);
  }
  await save(context.now());
  return done;
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

/** Reads them fresh, and what is linked to those that are new: a lost event may have reported the link. */
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
