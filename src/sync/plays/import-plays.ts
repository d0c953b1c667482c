import { createHash } from 'node:crypto';
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { InvalidInputError, type InputFault } from '../../errors.ts';
import type { PortalPlay } from '../../domain/plays/portal-plays.ts';
import { STAGE_IDS } from '../../domain/stage/stage-ids.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { findCompanyIds } from '../../storage/mirror/company-domains.ts';
import { importPlayDues, importPlayRuns, type PastPlay } from '../../storage/plays/play-imports.ts';
import { markAllStale } from '../../storage/accounts/stale-accounts.ts';
import type { SyncContext } from '../sync-context.ts';
import { loadPortalPlays } from './portal-plays.ts';

const MOST_ROWS = 5_000;
const SHOWN_FAULTS = 20;
const DAY_MS = 86_400_000;

const answer = (what: string) =>
  z.enum(['yes', 'no'], `must be yes or no: ${what}`).transform((value) => value === 'yes');
const day = z.iso.date('must be a day like 2026-03-31').transform((value) => Date.parse(value));
const stage = z
  .string()
  .default('')
  .transform((value) => (value === '' ? null : value.toLowerCase().replaceAll(/[- ]/g, '_')))
  .pipe(z.enum(STAGE_IDS, `must be empty or one of ${STAGE_IDS.join(', ')}`).nullable());

const COLUMNS = {
  company: z.string().min(1, "must be the company's record id or domain"),
  play: z.string().min(1, 'must be the name of a play'),
  started: day,
  run: answer('whether it was run, or due and left'),
  worked: answer('whether it came to what it aims at'),
  'stage before': stage,
  'stage after': stage,
};
const NEEDED = ['company', 'play', 'started', 'run', 'worked'];
const rowSchema = z.object(COLUMNS);
type Row = z.infer<typeof rowSchema>;

/**
 * Takes over plays of the past from a table: each row says of a company and a play when it was started (or was due) and
 * whether it worked. All rows or none; a row that was imported before changes nothing.
 * @param table CSV, or separated by tabs or semicolons, with a header
 * @throws InvalidInputError naming row and column of what does not hold
 */
export async function importPlays(
  context: SyncContext,
  { portalId, table, importedBy }: { portalId: number; table: string; importedBy: string },
): Promise<{ run: number; notRun: number; known: number }> {
  const { kysely } = context.db;
  const plays = await loadPortalPlays(kysely, portalId);
  const rows = readRows(table);
  const companyIds = await findCompanyIds(
    kysely,
    portalId,
    rows.map(({ company }) => company),
  );
  const past = toPastPlays(rows, companyIds, plays, context.scoringTime());
  return context.db.transaction(async (trx) => {
    const run = await importPlayRuns(
      trx,
      portalId,
      past.filter((each) => each.wasRun),
      importedBy,
    );
    const notRun = await importPlayDues(
      trx,
      portalId,
      past.filter((each) => !each.wasRun),
    );
    const counts = { run, notRun, known: past.length - run - notRun };
    if (run + notRun === 0) return counts;
    const subject = `portal:${portalId}`;
    const entry = { at: context.now(), actor: importedBy, action: 'past plays imported', subject, details: counts };
    await appendAudit(trx, portalId, entry);
    await markAllStale(trx, portalId, 'past plays imported');
    await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId), trx });
    return counts;
  });
}

function readRows(table: string): Row[] {
  const records = splitTable(table);
  const columns = Object.keys(records[0] ?? {});
  if (records.length === 0) throw new InvalidInputError('The table is empty: it needs a header and at least one row.');
  const missing = NEEDED.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    refuse([{ field: 'row 1', problem: `lacks the column ${missing.join(', ')}: it needs ${NEEDED.join(', ')}` }]);
  }
  if (records.length > MOST_ROWS) throw new InvalidInputError(`At most ${MOST_ROWS} rows can be imported at once.`);
  const faults: InputFault[] = [];
  const rows = records.flatMap((record, index) => {
    const parsed = rowSchema.safeParse(record);
    if (parsed.success) return [parsed.data];
    for (const { path, message } of parsed.error.issues) {
      faults.push({ field: fieldOf(index, String(path[0])), problem: message });
    }
    return [];
  });
  if (faults.length > 0) refuse(faults);
  return rows;
}

/** Records by the header's names, lower-cased. */
function splitTable(table: string): Record<string, string>[] {
  const [header = ''] = table.split(/\r?\n/, 1);
  const delimiter = ['\t', ';'].find((each) => header.includes(each)) ?? ',';
  try {
    return parse<Record<string, string>>(table, {
      bom: true,
      delimiter,
      trim: true,
      skip_empty_lines: true,
      columns: (names: string[]) => names.map((name) => name.trim().toLowerCase()),
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InvalidInputError(`The table cannot be read: ${error.message}.`, [], error);
  }
}

function toPastPlays(
  rows: readonly Row[],
  companyIds: ReadonlyMap<string, string>,
  plays: readonly PortalPlay[],
  now: number,
): PastPlay[] {
  const playIds = new Map(
    plays.flatMap(({ play: { id, name } }) => [[id, id] as const, [name.toLowerCase(), id] as const]),
  );
  const withinDays = new Map(plays.map(({ play }) => [play.id, play.outcomeWithinDays]));
  const faults: InputFault[] = [];
  const past = rows.flatMap((row, index): PastPlay[] => {
    const companyId = companyIds.get(row.company.toLowerCase());
    const playId = playIds.get(row.play.toLowerCase());
    const endedAt = row.started + (withinDays.get(playId ?? '') ?? 0) * DAY_MS;
    if (companyId === undefined) faults.push({ field: fieldOf(index, 'company'), problem: 'is no company known here' });
    if (playId === undefined) faults.push({ field: fieldOf(index, 'play'), problem: `"${row.play}" is no play here` });
    if (endedAt > now) {
      faults.push({ field: fieldOf(index, 'started'), problem: 'is not long enough ago: the play is not over yet' });
    }
    if (companyId === undefined || playId === undefined) return [];
    const { run: wasRun, worked, started: startedAt } = row;
    const key = createHash('sha256')
      .update(JSON.stringify([companyId, playId, startedAt]))
      .digest('hex')
      .slice(0, 32);
    const stages = { stageFrom: row['stage before'], stageTo: row['stage after'] };
    return [{ key, companyId, playId, startedAt, endedAt, wasRun, worked, ...stages }];
  });
  if (faults.length > 0) refuse(faults);
  return past;
}

/** The header is row 1, as a spreadsheet counts. */
function fieldOf(index: number, column: string): string {
  return `row ${index + 2}, ${column}`;
}

function refuse(faults: readonly InputFault[]): never {
  const [first] = faults;
  const more = faults.length === 1 ? '' : ` (${faults.length - 1} more)`;
  throw new InvalidInputError(
    `Nothing was imported. ${first?.field}: ${first?.problem}${more}.`,
    faults.slice(0, SHOWN_FAULTS),
  );
}
