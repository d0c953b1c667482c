import { createHash } from 'node:crypto';
import { z } from 'zod';
import { DAY_MS } from '../../domain/day-ms.ts';
import type { InputFault } from '../../errors.ts';
import type { PortalPlay } from '../../domain/plays/portal-plays.ts';
import { STAGE_IDS } from '../../domain/stage/stage-ids.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { findCompanyIds } from '../../storage/mirror/company-domains.ts';
import { importPlayDues, importPlayRuns, type PastPlay } from '../../storage/plays/play-imports.ts';
import { markAllStale } from '../../storage/accounts/stale-accounts.ts';
import { faultAt, readTable, refuseRows, type ParsedRow } from '../read-table.ts';
import type { SyncContext } from '../sync-context.ts';
import { loadPortalPlays } from './portal-plays.ts';

const answer = (what: string) =>
  z
    .string()
    .toLowerCase()
    .pipe(z.enum(['yes', 'no'], `must be yes or no: ${what}`))
    .transform((value) => value === 'yes');
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
  const rows = readTable(table, NEEDED, rowSchema);
  const companyIds = await findCompanyIds(
    kysely,
    portalId,
    rows.map(({ values }) => values.company),
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

function toPastPlays(
  rows: readonly ParsedRow<Row>[],
  companyIds: ReadonlyMap<string, string>,
  plays: readonly PortalPlay[],
  now: number,
): PastPlay[] {
  const playIds = new Map(
    plays.flatMap(({ play: { id, name } }) => [[id, id] as const, [name.toLowerCase(), id] as const]),
  );
  const withinDays = new Map(plays.map(({ play }) => [play.id, play.outcomeWithinDays]));
  const faults: InputFault[] = [];
  const past = rows.flatMap(({ row, values }): PastPlay[] => {
    const { company, play, run: wasRun, worked, started: startedAt } = values;
    const companyId = companyIds.get(company.toLowerCase());
    const playId = playIds.get(play.toLowerCase());
    const endedAt = startedAt + (withinDays.get(playId ?? '') ?? 0) * DAY_MS;
    if (companyId === undefined)
      faults.push(faultAt(row, 'company', `"${company}" is no company that HubSpot has here`));
    if (playId === undefined) faults.push(faultAt(row, 'play', `"${play}" is no play here`));
    if (endedAt > now) faults.push(faultAt(row, 'started', 'is not long enough ago: the play is not over yet'));
    if (companyId === undefined || playId === undefined) return [];
    const key = createHash('sha256')
      .update(JSON.stringify([companyId, playId, startedAt]))
      .digest('hex')
      .slice(0, 32);
    const stages = { stageFrom: values['stage before'], stageTo: values['stage after'] };
    return [{ key, companyId, playId, startedAt, endedAt, wasRun, worked, ...stages }];
  });
  refuseRows(faults);
  return past;
}
