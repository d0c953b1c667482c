import { sql } from 'kysely';
import type { Selectable } from 'kysely';
import type { Tier } from '../domain/committee/committee-model.ts';
import type { EngagementResult, HeldPosition } from '../domain/scores.ts';
import type { StageId } from '../domain/stage/stage-model.ts';
import type { Db, Tables } from './tables.ts';
import { columnNames, unnestRows } from './unnest-rows.ts';
import type { BulkColumn } from './unnest-rows.ts';

/** What one refresh computed of an account, before tiers: they depend on all accounts. */
export interface ComputedAccount {
  companyId: string;
  stage: StageId;
  stageSince: number;
  failingSince: number | null;
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
  /** What a card shows, as the caller defines it. */
  result: unknown;
  /** For each score its lines and total, as the caller defines it. */
  reasons: unknown;
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

const COMPUTED_COLUMNS: readonly BulkColumn<ComputedAccount>[] = [
  ['company_id', 'text', (account) => account.companyId],
  ['stage', 'text', (account) => account.stage],
  ['stage_since', 'timestamptz', (account) => account.stageSince],
  ['failing_since', 'timestamptz', (account) => account.failingSince],
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
  ['result', 'jsonb', (account) => account.result],
  ['reasons', 'jsonb', (account) => account.reasons],
];

const POSITION_COLUMNS: readonly BulkColumn<AccountPosition>[] = [
  ['company_id', 'text', (position) => position.companyId],
  ['tier', 'integer', (position) => position.tier],
  ['tier_since', 'timestamptz', (position) => position.tierSince],
  ['tier_reason', 'text', (position) => position.tierReason],
  ['priority', 'float8', (position) => position.priority],
  ['rank', 'integer', (position) => position.rank],
];

/**
 * Saves what was computed; tier, rank and pin of an account stay as they are (none for a new one). A company that was
 * forgotten meanwhile stays forgotten.
 */
export async function saveComputedAccounts(
  db: Db,
  portalId: number,
  accounts: readonly ComputedAccount[],
): Promise<void> {
  if (accounts.length === 0) return;
  const written = COMPUTED_COLUMNS.slice(1).map(([name]) => sql`${sql.id(name)} = excluded.${sql.id(name)}`);
  await sql`insert into account_scores (portal_id, tier_reason, ${columnNames(COMPUTED_COLUMNS)})
    select ${portalId}::bigint, '', t.* from ${unnestRows(COMPUTED_COLUMNS, accounts)}
    where exists (select 1 from companies held where held.portal_id = ${portalId} and held.company_id = t.company_id)
    order by company_id
    on conflict (portal_id, company_id) do update set ${sql.join(written)}`.execute(db);
}

/** Saves positions of computed accounts. @returns ids of those whose tier is another than before */
export async function savePositions(
  db: Db,
  portalId: number,
  positions: readonly AccountPosition[],
): Promise<string[]> {
  const result = await sql<{ id: string; moved: boolean }>`
    with new as (select * from ${unnestRows(POSITION_COLUMNS, positions)}),
    before as (
      select company_id, held.tier is distinct from new.tier as moved
      from account_scores held join new using (company_id)
      where held.portal_id = ${portalId} and (held.tier, held.tier_since, held.tier_reason, held.priority, held.rank)
        is distinct from (new.tier, new.tier_since, new.tier_reason, new.priority, new.rank)
    ),
    written as (
      update account_scores held
      set tier = new.tier, tier_since = new.tier_since, tier_reason = new.tier_reason, priority = new.priority,
        rank = new.rank
      from new join before using (company_id)
      where held.portal_id = ${portalId} and held.company_id = new.company_id
    )
    select company_id as id from before where moved order by 1`.execute(db);
  return result.rows.map((row) => row.id);
}

/** @returns whether the account is known */
export async function setPinned(db: Db, portalId: number, companyId: string, pinned: boolean): Promise<boolean> {
  const result = await db
    .updateTable('account_scores')
    .set({ pinned })
    .where('portal_id', '=', portalId)
    .where('company_id', '=', companyId)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
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

/** What these accounts held when they were last computed; one that never was is absent. */
export async function loadHeldPositions(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, HeldPosition>> {
  const rows = await db
    .selectFrom('account_scores')
    .select(['company_id', 'tier', 'tier_since', 'pinned', 'stage', 'stage_since', 'failing_since'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .execute();
  return new Map(
    rows.map((row) => [
      row.company_id,
      {
        tier: row.tier as Tier | null,
        tierSince: row.tier_since,
        pinned: row.pinned,
        stage: { id: row.stage as StageId, since: row.stage_since, failingSince: row.failing_since },
      },
    ]),
  );
}

function toAccountScore(row: Selectable<Tables['account_scores']>): AccountScore {
  return {
    companyId: row.company_id,
    tier: row.tier as Tier | null,
    tierSince: row.tier_since,
    tierReason: row.tier_reason,
    pinned: row.pinned,
    stage: row.stage as StageId,
    stageSince: row.stage_since,
    failingSince: row.failing_since,
    fit: row.fit,
    engagement: row.engagement,
    intent: row.intent,
    coverage: row.coverage,
    dealPotential: row.deal_potential,
    disqualifiedBy: row.disqualified_by,
    priority: row.priority,
    rank: row.rank,
    surging: row.surging,
    trend: row.trend as AccountScore['trend'],
    modelVersion: row.model_version,
    scoredAt: row.scored_at,
    result: row.result,
    reasons: row.reasons,
  };
}
