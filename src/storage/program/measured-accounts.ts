import { sql, type RawBuilder } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { ActivityType } from '../../domain/facts.ts';
import type { MeasuredAccount, MeasuredDeal } from '../../domain/measurement/measurement-types.ts';
import type { Mover } from '../../domain/measurement/rank-movers.ts';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import type { Db } from '../tables/tables.ts';

export interface MeasuringWindow {
  now: number;
  /** Deals closed or created from then on may have been influenced; of older ones it is not asked. */
  dealsFrom: number;
  /** Who was touched from then on counts as reached. */
  reachedFrom: number;
  /** Activities by whose act they are. */
  theirs: readonly ActivityType[];
  ours: readonly ActivityType[];
}

/**
 * What the measurement reads of every computed account of a portal, in two statements; by company id. Whose a person or
 * a deal is: only its primary company's, or that of all it is linked to if none is primary.
 */
export async function loadMeasuredAccounts(
  db: Db,
  portalId: number,
  window: MeasuringWindow,
): Promise<MeasuredAccount[]> {
  const deals = await loadMeasuredDeals(db, portalId, window);
  const result = await sql<AccountRow>`
    with touched as (
      select distinct activity.contact_id from activities activity
      join contacts contact on contact.portal_id = ${portalId} and contact.contact_id = activity.contact_id
      where activity.portal_id = ${portalId} and activity.type = any(${[...window.theirs, ...window.ours]}::text[])
        and activity.occurred_at >= ${at(window.reachedFrom)} and activity.occurred_at <= ${at(window.now)}
        and not (contact.bounced and activity.type = 'email_sent')
    ), people as (
      select link.company_id, count(*) as contacts, bool_or(touched.contact_id is not null) as reached
      from contact_companies link left join touched on touched.contact_id = link.contact_id
      where ${belongs('contact_companies', 'contact_id', portalId)} group by link.company_id
    )
    select scores.company_id, scores.tier, scores.stage, coalesce(scores.engagement, 0) as engagement,
      coalesce(scores.coverage, 0) as coverage, coalesce(people.contacts, 0) as contacts,
      coalesce(people.reached, false) as reached, coalesce(listed.since, scores.tier_since) as listed_since
    from account_scores scores
    join companies on companies.portal_id = ${portalId} and companies.company_id = scores.company_id
    left join people on people.company_id = scores.company_id
    left join lateral (${sinceWhenListed(portalId)}) listed on true
    where scores.portal_id = ${portalId} order by scores.company_id`.execute(db);
  return result.rows.map((row) => ({
    companyId: row.company_id,
    tier: row.tier,
    listedSince: row.tier === null ? null : row.listed_since,
    stage: row.stage,
    contacts: row.contacts,
    reached: row.reached,
    engagement: row.engagement,
    coverage: row.coverage,
    deals: deals.get(row.company_id) ?? [],
  }));
}

interface AccountRow {
  company_id: string;
  tier: Tier | null;
  stage: StageId;
  engagement: number;
  coverage: number;
  contacts: number;
  reached: boolean;
  listed_since: number | null;
}

/** When an account that is on the list came onto it the last time: its first row with a tier after the last one without. */
function sinceWhenListed(portalId: number): RawBuilder<unknown> {
  return sql`select min(held.at) as since from score_log held
    where scores.tier is not null and held.portal_id = ${portalId} and held.company_id = scores.company_id and held.tier is not null
      and held.seq > coalesce((
        select max(off.seq) from score_log off where off.portal_id = ${portalId}
          and off.company_id = scores.company_id and (off.tier is null or off.cause = 'gone')), 0)`;
}

interface DealRow {
  company_id: string;
  deal_id: string;
  amount: number | null;
  state: MeasuredDeal['state'];
  hs_created_at: number;
  closed_at: number | null;
  influenced: boolean;
}

async function loadMeasuredDeals(
  db: Db,
  portalId: number,
  { now, dealsFrom, theirs }: MeasuringWindow,
): Promise<Map<string, MeasuredDeal[]>> {
  // A scalar subquery with a limit: for each deal it looks at its account's people by index and stops at the first.
  const result = await sql<DealRow>`
    select link.company_id, deal.deal_id, deal.amount, deal.state, deal.hs_created_at, deal.closed_at,
      case when deal.state = 'open' or deal.closed_at >= ${at(dealsFrom)} then (
        select true from contact_companies person
        join contacts contact on contact.portal_id = ${portalId} and contact.contact_id = person.contact_id
        left join person_scores score on score.portal_id = ${portalId} and score.contact_id = person.contact_id
        join activities activity on activity.portal_id = ${portalId} and activity.contact_id = person.contact_id
          and activity.occurred_at >= deal.hs_created_at and activity.occurred_at <= ${at(now)}
          and (deal.state = 'open' or activity.occurred_at <= deal.closed_at)
        where person.portal_id = ${portalId} and person.company_id = link.company_id
          and (contact.buying_roles <> '[]' or score.suggested_roles <> '[]')
          and activity.type = any(${theirs}::text[]) limit 1
      ) is not null else false end as influenced
    from deal_companies link
    join deals deal on deal.portal_id = ${portalId} and deal.deal_id = link.deal_id
    where ${belongs('deal_companies', 'deal_id', portalId)} order by link.company_id, deal.deal_id`.execute(db);
  const byCompany = Map.groupBy(result.rows, (row) => row.company_id);
  return new Map([...byCompany].map(([companyId, rows]) => [companyId, rows.map(toDeal)]));
}

function toDeal(row: DealRow): MeasuredDeal {
  return {
    dealId: row.deal_id,
    amount: row.amount,
    state: row.state,
    createdAt: row.hs_created_at,
    closedAt: row.closed_at,
    influenced: row.influenced,
  };
}

/** The rows `link` of the portal by which a record belongs to a company. */
function belongs(table: string, id: string, portalId: number): RawBuilder<unknown> {
  return sql`link.portal_id = ${portalId} and (link.is_primary or not exists (
    select from ${sql.table(table)} other where other.portal_id = ${portalId}
      and other.${sql.id(id)} = link.${sql.id(id)} and other.is_primary))`;
}

/**
 * The accounts that are on the list now or were then, as they stood at `then` (epoch ms, a week ago) and as they stand;
 * `null` where nothing is scored. Stage and tier of then are those of the log. Engagement of then is what the stored
 * result says of a week ago (`toStored` of sync/refresh gives it its form), which cards and proposals compare with, too;
 * that of the log where the result was erased with a person.
 */
export async function loadStandingsSince(db: Db, portalId: number, then: number): Promise<Mover[] | null> {
  const result = await sql<StandingRow>`
    select scores.company_id, scores.tier, scores.stage, coalesce(scores.engagement, 0) as engagement,
      earlier.tier as tier_then, earlier.stage as stage_then,
      coalesce((scores.daily #>> '{account,engagement,weekAgo}')::float8, earlier.engagement, scores.engagement, 0)
        as engagement_then
    from account_scores scores
    join companies on companies.portal_id = ${portalId} and companies.company_id = scores.company_id
    left join lateral (
      select tier, stage, engagement, cause from score_log log
      where log.portal_id = ${portalId} and log.company_id = scores.company_id and log.at <= ${at(then)}
      order by log.seq desc limit 1
    ) earlier on earlier.cause <> 'gone'
    where scores.portal_id = ${portalId} and (scores.tier is not null or earlier.tier is not null)
    order by scores.company_id`.execute(db);
  if (result.rows.length === 0) return null;
  return result.rows.map(
    ({ company_id: companyId, tier, stage, engagement, tier_then, stage_then, engagement_then }) => ({
      companyId,
      before: { tier: tier_then, stage: stage_then, engagement: engagement_then },
      after: { tier, stage, engagement },
    }),
  );
}

interface StandingRow {
  company_id: string;
  tier: Tier | null;
  stage: StageId;
  engagement: number;
  tier_then: Tier | null;
  stage_then: StageId | null;
  engagement_then: number;
}

function at(timeMs: number): RawBuilder<unknown> {
  return sql`${new Date(timeMs)}::timestamptz`;
}
