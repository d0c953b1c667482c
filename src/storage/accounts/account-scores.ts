import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { EngagementResult, HeldPosition } from '../../domain/scores.ts';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import { lockScores, logScores } from './score-log.ts';
import type { Db, Tables } from '../tables/tables.ts';
import type { StageFacts } from '../tables/score-tables.ts';
import { columnNames, unnestRows } from '../connection/unnest-rows.ts';
import type { BulkColumn } from '../connection/unnest-rows.ts';

/** What one refresh computed of an account, before tiers: they depend on all accounts. */
export interface ComputedAccount {
  companyId: string;
  stage: StageId;
  stageSince: number;
  failingSince: number | null;
  stageFacts: StageFacts | null;
  fit: number | null;
  engagement: number | null;
  intent: number | null;
  coverage: number | null;
  dealPotential: number;
  disqualifiedBy: string | null;
  surging: boolean;
  trend: EngagementResult['trend'];
  modelVersion: number;
  scoredAt: number;
  /** What a card shows, as the caller defines it, of what stays for weeks; written where it differs. */
  result: unknown;
  /** What a card shows of what moves with every day. */
  daily: unknown;
}

/** Where the portal-wide assignment put an account. */
export interface AccountPosition {
  companyId: string;
  tier: Tier | null;
  tierSince: number | null;
  tierReason: string;
  priority: number | null;
  /** 1 is the highest priority of the portal. */
  rank: number | null;
}

export interface AccountScore extends ComputedAccount, AccountPosition {
  pinned: boolean;
}

/** What is published of an account: the values its computation came to, and the place it was given. */
export interface PublishableScore extends Pick<AccountScore, 'companyId' | 'tier' | 'tierReason'> {
  /** `values` of what moves with every day; `null` where there are none. */
  values: unknown;
  /** A play with a step for the ads segment is running. */
  forAds: boolean;
}

const COMPUTED_COLUMNS: readonly BulkColumn<ComputedAccount>[] = [
  ['company_id', 'text', (account) => account.companyId],
  ['stage', 'text', (account) => account.stage],
  ['stage_since', 'timestamptz', (account) => account.stageSince],
  ['failing_since', 'timestamptz', (account) => account.failingSince],
  ['stage_facts', 'jsonb', (account) => account.stageFacts],
  ['fit', 'integer', (account) => account.fit],
  ['engagement', 'integer', (account) => account.engagement],
  ['intent', 'integer', (account) => account.intent],
  ['coverage', 'integer', (account) => account.coverage],
  ['deal_potential', 'float8', (account) => account.dealPotential],
  ['disqualified_by', 'text', (account) => account.disqualifiedBy],
  ['surging', 'boolean', (account) => account.surging],
  ['trend', 'text', (account) => account.trend],
  ['model_version', 'integer', (account) => account.modelVersion],
  ['scored_at', 'timestamptz', (account) => account.scoredAt],
  ['daily', 'jsonb', (account) => account.daily],
];

/** A result as text, and its digest. */
interface WrittenResult {
  digest: string | null;
  /** `null` where it is held as it is. */
  text: string | null;
}

const POSITION_COLUMNS: readonly BulkColumn<AccountPosition>[] = [
  ['company_id', 'text', (position) => position.companyId],
  ['tier', 'integer', (position) => position.tier],
  ['tier_since', 'timestamptz', (position) => position.tierSince],
  ['tier_reason', 'text', (position) => position.tierReason],
  ['priority', 'float8', (position) => position.priority],
  ['rank', 'integer', (position) => position.rank],
];

/**
 * Saves what was computed, and logs what differs; tier, rank and pin of an account stay as they are (none for a new
 * one). A company that was forgotten meanwhile stays forgotten. In a transaction, under `lockScores`.
 * @returns the companies whose `result` is not what was held
 */
export async function saveComputedAccounts(
  trx: Db,
  portalId: number,
  accounts: readonly ComputedAccount[],
): Promise<Set<string>> {
  if (accounts.length === 0) return new Set();
  const results = await findDifferingResults(trx, portalId, accounts);
  const columns: BulkColumn<ComputedAccount>[] = [
    ...COMPUTED_COLUMNS,
    ['result_digest', 'text', ({ companyId }) => results.get(companyId)?.digest ?? null],
    ['result', 'json text', ({ companyId }) => results.get(companyId)?.text ?? null],
  ];
  const written = columns.slice(1, -1).map(([name]) => sql`${sql.id(name)} = excluded.${sql.id(name)}`);
  await sql`insert into account_scores as held (portal_id, tier_reason, ${columnNames(columns)})
    select ${portalId}::bigint, '', t.* from ${unnestRows(columns, accounts)}
    where exists (select 1 from companies held where held.portal_id = ${portalId} and held.company_id = t.company_id)
    order by company_id
    on conflict (portal_id, company_id) do update set ${sql.join(written)}, result =
      case when excluded.result_digest = held.result_digest then held.result else excluded.result end`.execute(trx);
  for (const [at, computed] of Map.groupBy(accounts, (account) => account.scoredAt)) {
    const companyIds = computed.map((account) => account.companyId);
    await logScores(trx, portalId, companyIds, { cause: 'computed', at });
  }
  return new Set([...results].flatMap(([companyId, { text }]) => (text === null ? [] : [companyId])));
}

/** By company id. */
async function findDifferingResults(
  trx: Db,
  portalId: number,
  accounts: readonly ComputedAccount[],
): Promise<Map<string, WrittenResult>> {
  const rows = await trx
    .selectFrom('account_scores')
    .select(['company_id', 'result_digest'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${accounts.map(({ companyId }) => companyId)}::text[])`)
    .execute();
  const held = new Map(rows.map((row) => [row.company_id, row.result_digest]));
  return new Map(
    accounts.map(({ companyId, result }): [string, WrittenResult] => {
      if (result === null) return [companyId, { digest: null, text: null }];
      const text = JSON.stringify(result);
      const digest = hash('md5', text, 'base64');
      return [companyId, { digest, text: held.get(companyId) === digest ? null : text }];
    }),
  );
}

/** Saves positions of computed accounts; in the transaction of their round, which logs them. */
export async function savePositions(trx: Db, portalId: number, positions: readonly AccountPosition[]): Promise<void> {
  await sql`update account_scores held
    set tier = t.tier, tier_since = t.tier_since, tier_reason = t.tier_reason, priority = t.priority, rank = t.rank
    from ${unnestRows(POSITION_COLUMNS, positions)}
    where held.portal_id = ${portalId} and held.company_id = t.company_id`.execute(trx);
}

/** Pins an account to its tier, or lets it go; in a transaction. @returns whether the account is known */
export async function setPinned(
  trx: Db,
  portalId: number,
  companyId: string,
  pinned: boolean,
  at: number,
): Promise<boolean> {
  await lockScores(trx, portalId);
  const result = await trx
    .updateTable('account_scores')
    .set({ pinned })
    .where('portal_id', '=', portalId)
    .where('company_id', '=', companyId)
    .executeTakeFirst();
  await logScores(trx, portalId, [companyId], { cause: 'pinned', at });
  return result.numUpdatedRows > 0n;
}

/** Forgets accounts; one that comes back starts from scratch. In a transaction, before it writes anything else. */
export async function deleteAccountScores(trx: Db, portalId: number, companyIds: readonly string[]): Promise<void> {
  await lockScores(trx, portalId);
  await logScores(trx, portalId, companyIds, { cause: 'gone' });
  await sql`delete from account_scores
    where portal_id = ${portalId} and company_id = any(${companyIds}::text[])`.execute(trx);
}

export async function getAccountScore(db: Db, portalId: number, companyId: string): Promise<AccountScore | null> {
  return (await listAccountScores(db, portalId, [companyId]))[0] ?? null;
}

/** The scores of these companies that are computed, ordered by company id. */
export async function listAccountScores(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<AccountScore[]> {
  const rows = await db
    .selectFrom('account_scores')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .orderBy('company_id')
    .execute();
  return rows.map(toAccountScore);
}

/** Of the same what is published, where a result is held. */
export async function listPublishableScores(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<PublishableScore[]> {
  const rows = await db
    .selectFrom('account_scores')
    .select(['company_id', 'tier', 'tier_reason', sql`daily -> 'values'`.as('values')])
    .select(
      sql<boolean>`exists (select from play_runs run where run.portal_id = ${portalId}
      and run.company_id = account_scores.company_id and run.status in ('starting', 'running')
      and run.steps @> '[{"channel": "ads_segment"}]')`.as('for_ads'),
    )
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .where('result', 'is not', null)
    .orderBy('company_id')
    .execute();
  return rows.map((row) => ({
    companyId: row.company_id,
    tier: row.tier,
    tierReason: row.tier_reason,
    values: row.values,
    forAds: row.for_ads,
  }));
}

/** What these accounts held when they were last computed; one that never was is absent. */
export async function loadHeldPositions(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, HeldPosition>> {
  const rows = await db
    .selectFrom('account_scores')
    .select(['company_id', 'tier', 'tier_since', 'pinned', 'stage', 'stage_since', 'failing_since'])
    .select(['coverage', 'model_version', 'scored_at'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.company_id,
      {
        tier: row.tier,
        tierSince: row.tier_since,
        pinned: row.pinned,
        stage: { id: row.stage, since: row.stage_since, failingSince: row.failing_since },
        coverage: { total: row.coverage, modelVersion: row.model_version, at: row.scored_at },
      },
    ]),
  );
}

function toAccountScore(row: Selectable<Tables['account_scores']>): AccountScore {
  return {
    companyId: row.company_id,
    tier: row.tier,
    tierSince: row.tier_since,
    tierReason: row.tier_reason,
    pinned: row.pinned,
    stage: row.stage,
    stageSince: row.stage_since,
    failingSince: row.failing_since,
    stageFacts: row.stage_facts,
    fit: row.fit,
    engagement: row.engagement,
    intent: row.intent,
    coverage: row.coverage,
    dealPotential: row.deal_potential,
    disqualifiedBy: row.disqualified_by,
    priority: row.priority,
    rank: row.rank,
    surging: row.surging,
    trend: row.trend,
    modelVersion: row.model_version,
    scoredAt: row.scored_at,
    result: row.result,
    daily: row.daily,
  };
}
