import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type {
  CountedAccount,
  CountedFor,
  GroupId,
  GroupMeasures,
  ProgramMeasures,
} from '../../domain/measurement/measurement-types.ts';
import type { Mover } from '../../domain/measurement/rank-movers.ts';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import type { Db, Tables } from '../tables/tables.ts';
import { unnestRows } from '../connection/unnest-rows.ts';

/** The program as it was measured; times are epoch ms. */
export interface Measurement {
  /** The moment it is for: the time scores are computed for. */
  at: number;
  measuredAt: number;
  measures: ProgramMeasures;
  /** `null` where nothing was scored. */
  movers: Mover[] | null;
}

/** Rows written by one statement. */
const WRITTEN = 2_000;

/** Keeps a measurement, the last of its day, with what each account counted for; call it in a transaction. */
export async function saveMeasurement(
  trx: Db,
  portalId: number,
  { at, measuredAt, measures, movers }: Measurement,
  accounts: readonly CountedAccount[],
): Promise<void> {
  const row = {
    at: new Date(at),
    measured_at: new Date(measuredAt),
    measures: JSON.stringify(measures),
    movers: JSON.stringify(movers),
  };
  await trx
    .insertInto('program_measurements')
    .values({ portal_id: portalId, day: new Date(at).toISOString().slice(0, 10), ...row })
    .onConflict((conflict) => conflict.columns(['portal_id', 'day']).doUpdateSet(row))
    .execute();
  for (let start = 0; start < accounts.length; start += WRITTEN) {
    await saveCounted(trx, portalId, accounts.slice(start, start + WRITTEN));
  }
  const ids = accounts.map(({ companyId }) => companyId);
  await sql`delete from program_accounts held where held.portal_id = ${portalId} and not exists (
    select from unnest(${ids}::text[]) as counted(id) where counted.id = held.company_id)`.execute(trx);
}

async function saveCounted(trx: Db, portalId: number, accounts: readonly CountedAccount[]): Promise<void> {
  const incoming = unnestRows<CountedAccount>(
    [
      ['company_id', 'text', (account) => account.companyId],
      ['tier', 'integer', (account) => account.tier],
      ['stage', 'text', (account) => account.stage],
      ['counted_for', 'jsonb', (account) => account.countedFor],
      ['pipeline', 'float8', (account) => account.pipeline],
      ['revenue', 'float8', (account) => account.revenue],
    ],
    accounts,
  );
  await sql`insert into program_accounts as held (portal_id, company_id, tier, stage, counted_for, pipeline, revenue)
    select ${portalId}::bigint, t.* from ${incoming} order by company_id
    on conflict (portal_id, company_id) do update
      set tier = excluded.tier, stage = excluded.stage, counted_for = excluded.counted_for,
        pipeline = excluded.pipeline, revenue = excluded.revenue
      where (held.tier, held.stage, held.counted_for, held.pipeline, held.revenue)
        is distinct from (excluded.tier, excluded.stage, excluded.counted_for, excluded.pipeline, excluded.revenue)
    `.execute(trx);
}

/** The latest, or `null` before the first. */
export async function getLatestMeasurement(db: Db, portalId: number): Promise<Measurement | null> {
  const row = await db
    .selectFrom('program_measurements')
    .selectAll()
    .where('portal_id', '=', portalId)
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : toMeasurement(row);
}

/** The last one by `before`, else the first one by `latest` (epoch ms): what a trend is compared with. */
export async function getEarlierMeasurement(
  db: Db,
  portalId: number,
  { before, latest }: { before: number; latest: number },
): Promise<Measurement | null> {
  const wanted = sql`${new Date(before)}::timestamptz`;
  const result = await sql<Selectable<Tables['program_measurements']>>`select * from program_measurements
    where portal_id = ${portalId} and at <= ${new Date(latest)}::timestamptz
    order by at <= ${wanted} desc, abs(extract(epoch from at - ${wanted})) limit 1`.execute(db);
  const [row] = result.rows;
  return row === undefined ? null : toMeasurement(row);
}

/** The measurements since `since` (epoch ms), of the accounts on the list, the oldest first. */
export async function listMeasuresOfList(
  db: Db,
  portalId: number,
  since: number,
): Promise<{ at: number; onList: GroupMeasures }[]> {
  const result = await sql<{ at: number; on_list: GroupMeasures }>`
    select at, jsonb_path_query_first(measures, '$.groups[*] ? (@.group == "on_list")') as on_list
    from program_measurements where portal_id = ${portalId} and at >= ${new Date(since)}::timestamptz
    order by at`.execute(db);
  return result.rows.map(({ at, on_list: onList }) => ({ at, onList }));
}

/** Drops what was measured for a moment before `before` (epoch ms). */
export async function pruneMeasurements(db: Db, portalId: number, before: number): Promise<void> {
  await sql`delete from program_measurements
    where portal_id = ${portalId} and at < ${new Date(before)}::timestamptz`.execute(db);
}

function toMeasurement(row: Selectable<Tables['program_measurements']>): Measurement {
  return { at: row.at, measuredAt: row.measured_at, measures: row.measures, movers: row.movers };
}

/** An account behind a figure: tier and sums as they were counted, the rest as it is. */
export interface AccountBehind {
  companyId: string;
  name: string;
  tier: Tier | null;
  stage: StageId;
  engagement: number | null;
  coverage: number | null;
  pipeline: number;
  revenue: number;
  /** Among all accounts; those that competed for no tier have {@link NO_RANK}. Goes into `after` for the page that follows. */
  rank: number;
}

/** Of accounts that competed for no tier: they come last. */
export const NO_RANK = 2_147_483_647;

/** Accounts behind a figure of a group, or in a stage of it. */
export interface BehindQuery {
  group: GroupId;
  /** `null`: all of the group. Several: any of them. */
  countedFor: readonly CountedFor[] | null;
  stage: StageId | null;
  after: { rank: number; companyId: string } | null;
  limit: number;
}

/** The page after `after` of the accounts a figure of the latest measurement counted, the highest rank first. */
export async function listAccountsBehind(db: Db, portalId: number, query: BehindQuery): Promise<AccountBehind[]> {
  const result = await sql<Omit<AccountBehind, 'companyId'> & { company_id: string }>`
    select counted.company_id, company.name, counted.tier, counted.stage, counted.pipeline, counted.revenue,
      scores.engagement, scores.coverage, coalesce(scores.rank, ${NO_RANK}) as rank
    ${fromBehind(portalId, query)} and not ${isUpTo(query.after)}
    order by rank, counted.company_id limit ${query.limit}`.execute(db);
  return result.rows.map(({ company_id: companyId, ...row }) => ({ companyId, ...row }));
}

/** How many accounts that list has in all, and how many of them come up to `after`, on the pages before. */
export async function countAccountsBehind(
  db: Db,
  portalId: number,
  query: Omit<BehindQuery, 'limit'>,
): Promise<{ total: number; before: number }> {
  const result = await sql<{ total: number; before: number }>`
    select count(*) as total, count(*) filter (where ${isUpTo(query.after)}) as before
    ${fromBehind(portalId, query)}`.execute(db);
  return result.rows[0] ?? { total: 0, before: 0 };
}

function isUpTo(after: BehindQuery['after']): RawBuilder<unknown> {
  return sql`(coalesce(scores.rank, ${NO_RANK}), counted.company_id) <= (${after?.rank ?? -1}::int, ${after?.companyId ?? ''})`;
}

function fromBehind(
  portalId: number,
  { group, countedFor, stage }: Omit<BehindQuery, 'after' | 'limit'>,
): RawBuilder<unknown> {
  return sql`from program_accounts counted
    join companies company on company.portal_id = ${portalId} and company.company_id = counted.company_id
    join account_scores scores on scores.portal_id = ${portalId} and scores.company_id = counted.company_id
    where counted.portal_id = ${portalId} and ${isInGroup(group)}
      and (${countedFor === null} or exists (
        select from jsonb_array_elements_text(counted.counted_for) as what
        where what = any(${countedFor ?? []}::text[])))
      and (${stage}::text is null or counted.stage = ${stage})`;
}

/** How many accounts came onto the list, left it or changed their tier since they were counted. */
export async function countMovedSinceCounted(db: Db, portalId: number): Promise<number> {
  const result = await sql<{ n: number }>`select count(*) as n
    from (select company_id, tier from program_accounts where portal_id = ${portalId}) counted
    full join (select scores.company_id, scores.tier from account_scores scores
      join companies company on company.portal_id = ${portalId} and company.company_id = scores.company_id
      where scores.portal_id = ${portalId}) held using (company_id)
    where held.tier is distinct from counted.tier`.execute(db);
  return result.rows[0]?.n ?? 0;
}

function isInGroup(group: GroupId): RawBuilder<unknown> {
  if (group === 'on_list') return sql`counted.tier is not null`;
  if (group === 'off_list') return sql`counted.tier is null`;
  return sql`counted.tier = ${Number(group.slice(-1))}::int`;
}
