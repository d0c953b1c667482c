import { sql } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import type { Db } from '../tables/tables.ts';

/** What a list of accounts shows of each. */
export interface ListedAccount {
  companyId: string;
  name: string;
  tier: Tier | null;
  tierReason: string;
  stage: StageId;
  fit: number | null;
  engagement: number | null;
  intent: number | null;
  coverage: number | null;
  /** Name of the first recommended play. */
  nextPlay: string | null;
}

export interface ExportedAccount extends ListedAccount {
  missingRoles: string[];
  risks: string[];
  /** As it was saved; `null` where none is held. */
  result: unknown;
  daily: unknown;
}

/** Every account with its result, by company id; `after` is the last id of the page before. */
export async function listAccountsForExport(
  db: Db,
  portalId: number,
  after: string | null,
  limit: number,
): Promise<ExportedAccount[]> {
  const result = await sql<Record<string, unknown>>`
    select company_id, name, tier, tier_reason, stage, fit, engagement, intent, coverage,
      result #>> '{plays,0,name}' as next_play, result, daily,
      coalesce(result #> '{account,committee,missingRoles}', '[]') as missing_roles,
      coalesce(jsonb_path_query_array(result, '$.account.committee.risks[*].id'), '[]') as risks
    from account_scores join companies using (portal_id, company_id)
    where portal_id = ${portalId} and company_id > ${after ?? ''} order by company_id limit ${limit}`.execute(db);
  return result.rows.map((row) => ({
    ...toListed(row),
    missingRoles: row['missing_roles'] as string[],
    risks: row['risks'] as string[],
    result: row['result'],
    daily: row['daily'],
  }));
}

/** How many accounts hold each tier, by an index: of those without one, which may be many, nothing is read. */
export async function countHolders(db: Db, portalId: number): Promise<Map<Tier, number>> {
  const result = await sql<{ tier: Tier; n: number }>`
    select tier, count(*) as n from account_scores where portal_id = ${portalId} and tier is not null group by tier`.execute(
    db,
  );
  return new Map(result.rows.map(({ tier, n }) => [tier, n]));
}

/** How many accounts hold each tier; `none` for those without one. */
export async function countAccountsByTier(db: Db, portalId: number): Promise<Record<'1' | '2' | '3' | 'none', number>> {
  const result = await sql<{ tier: number | null; n: number }>`
    select tier, count(*) as n from account_scores where portal_id = ${portalId} group by tier`.execute(db);
  const counts = { '1': 0, '2': 0, '3': 0, none: 0 };
  for (const { tier, n } of result.rows) counts[tier === null ? 'none' : (String(tier) as '1' | '2' | '3')] = n;
  return counts;
}

/** How much waits: accounts to be computed, accounts whose results HubSpot was not given yet, webhook events, refused records. */
export async function countWaiting(
  db: Db,
  portalId: number,
): Promise<{ stale: number; unpublished: number; events: number; refused: number; runs: number }> {
  const result = await sql<{ stale: number; unpublished: number; events: number; refused: number; runs: number }>`
    select
      (select count(*) from stale_accounts where portal_id = ${portalId} and not computed) as stale,
      (select count(*) from account_scores scores where portal_id = ${portalId} and not exists (
        select 1 from published_properties published
        where published.portal_id = scores.portal_id and published.company_id = scores.company_id))
        + (select count(*) from stale_accounts waiting where portal_id = ${portalId} and computed and exists (
        select 1 from published_properties published
        where published.portal_id = waiting.portal_id and published.company_id = waiting.company_id)) as unpublished,
      (select count(*) from webhook_events where portal_id = ${portalId} and processed_at is null) as events,
      (select count(distinct (object_type, record_id)) from refusals
        where portal_id = ${portalId} and object_type <> 'sync') as refused,
      (select count(*) from play_runs where portal_id = ${portalId} and status = 'starting') as runs`.execute(db);
  return result.rows[0] ?? { stale: 0, unpublished: 0, events: 0, refused: 0, runs: 0 };
}

/** Companies of a portal, and those of them that do not wait to be scored; what is computed stays marked until it is published. */
export async function countScored(db: Db, portalId: number): Promise<{ scored: number; companies: number }> {
  const result = await sql<{ companies: number; stale: number }>`
    select
      (select count(*) from companies where portal_id = ${portalId}) as companies,
      (select count(*) from stale_accounts where portal_id = ${portalId} and not computed) as stale`.execute(db);
  const { companies = 0, stale = 0 } = result.rows[0] ?? {};
  return { scored: Math.max(0, companies - stale), companies };
}

/** Of a row with the columns of `account_scores`, the company's `name` and `next_play`. */
export function toListed(row: Record<string, unknown>): ListedAccount {
  return {
    companyId: row['company_id'] as string,
    name: row['name'] as string,
    tier: row['tier'] as Tier | null,
    tierReason: row['tier_reason'] as string,
    stage: row['stage'] as StageId,
    fit: row['fit'] as number | null,
    engagement: row['engagement'] as number | null,
    intent: row['intent'] as number | null,
    coverage: row['coverage'] as number | null,
    nextPlay: row['next_play'] as string | null,
  };
}

export interface MirroredCounts {
  companies: number;
  contacts: number;
  deals: number;
  /** Activities (one a person) by how they came: `meetings`, `events`, `counter`, `signals` … */
  activities: Record<string, number>;
}

/** How many records of the portal are mirrored. */
export async function countMirrored(db: Db, portalId: number): Promise<MirroredCounts> {
  const records = await sql<Omit<MirroredCounts, 'activities'>>`select
    (select count(*) from companies where portal_id = ${portalId}) as companies,
    (select count(*) from contacts where portal_id = ${portalId}) as contacts,
    (select count(*) from deals where portal_id = ${portalId}) as deals`.execute(db);
  const activities = await sql<{ source: string; n: number }>`
    select source, count(*) as n from activities where portal_id = ${portalId} group by source order by source`.execute(
    db,
  );
  return {
    ...(records.rows[0] ?? { companies: 0, contacts: 0, deals: 0 }),
    activities: Object.fromEntries(activities.rows.map(({ source, n }) => [source, n])),
  };
}
