import { UNLIKE, type LoggedEntry } from '../../storage/portal/audit-log.ts';
import type { AlikeEntries } from '../../storage/portal/audit-moment.ts';

/** So many rows or a few more make a page: a moment is not divided. */
const PAGE = 50;
/** So many entries are read at once; a moment with more is folded by the database. */
const CHUNK = 200;
/** After so many such moments a page ends, however few its rows. */
const MOST_LARGE = 10;
/** Up to so many alike stay rows of their own. */
const FEW = 3;

/** A row of the log as it is shown. */
export interface FoldedEntry {
  /** The newest of those it stands for. */
  entry: LoggedEntry;
  /** How many, and the `seq` of the newest and of the oldest; `null` for one that stands for itself. */
  alike: { count: number; first: number; last: number } | null;
}

/** Entries before a `seq`, the newest first: so many, and those of the newest moment folded. */
export interface AuditSource {
  list: (limit: number, before: number | null) => Promise<LoggedEntry[]>;
  foldMoment: (before: number | null, limits: { few: number; kinds: number }) => Promise<AlikeEntries[]>;
}

/**
 * A page of the log with one row for what was done at one moment, by one actor and for one cause to many accounts: at most
 * two statements for each moment that is larger than a chunk.
 * @returns `next`: the `seq` before which the next page begins, `null` on the last page
 */
export async function foldAudit(
  source: AuditSource,
  from: number | null,
): Promise<{ rows: FoldedEntry[]; next: number | null }> {
  const rows: FoldedEntry[] = [];
  let before = from;
  for (let large = 0; large < MOST_LARGE && rows.length < PAGE; large += 1) {
    const found = await source.list(CHUNK, before);
    const moments = splitMoments(found);
    const isLast = found.length < CHUNK;
    for (const moment of isLast ? moments : moments.slice(0, -1)) {
      if (rows.length >= PAGE) return { rows, next: before };
      rows.push(...toRows(foldEntries(moment)));
      before = moment.at(-1)?.seq ?? before;
    }
    if (isLast) return { rows, next: null };
    if (rows.length >= PAGE) break;
    const kinds = await source.foldMoment(before, { few: FEW, kinds: CHUNK });
    rows.push(...toRows(kinds));
    before = Math.min(...kinds.map(({ last }) => last));
  }
  return { rows, next: (await source.list(1, before)).length === 0 ? null : before };
}

function splitMoments(entries: readonly LoggedEntry[]): LoggedEntry[][] {
  const moments: LoggedEntry[][] = [];
  for (const entry of entries) {
    const current = moments.at(-1);
    const newest = current?.[0];
    if (newest !== undefined && entry.at === newest.at && entry.actor === newest.actor) current?.push(entry);
    else moments.push([entry]);
  }
  return moments;
}

/** As `foldMoment` does. */
function foldEntries(entries: readonly LoggedEntry[]): AlikeEntries[] {
  const kinds = new Map<string, AlikeEntries>();
  for (const entry of entries) {
    const cause = Object.entries(entry.details).filter(([name]) => !UNLIKE.includes(name));
    const isOfAccount = entry.subject.startsWith('company:');
    const kind = isOfAccount ? JSON.stringify([entry.action, cause]) : String(entry.seq);
    const { rows, count } = kinds.get(kind) ?? { rows: [], count: 0 };
    kinds.set(kind, { rows: count < FEW ? [...rows, entry] : rows, count: count + 1, last: entry.seq });
  }
  return [...kinds.values()];
}

function toRows(kinds: readonly AlikeEntries[]): FoldedEntry[] {
  return kinds.flatMap(toRow).toSorted((one, other) => other.entry.seq - one.entry.seq);
}

function toRow({ rows, count, last }: AlikeEntries): FoldedEntry[] {
  const [newest] = rows;
  if (newest === undefined || count <= FEW) return rows.map((entry) => ({ entry, alike: null }));
  const { reason: _reason, ...details } = newest.details;
  return [{ entry: { ...newest, details }, alike: { count, first: newest.seq, last } }];
}
