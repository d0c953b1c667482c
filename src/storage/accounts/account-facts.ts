import { sql } from 'kysely';
import type { AccountFacts, AccountPlan } from '../../domain/facts.ts';
import type { Tier } from '../../domain/committee/committee-model.ts';
import { loadMembers, type AccountMembers } from './account-people.ts';
import { loadDeals } from './account-deals.ts';
import { loadPlaceholders, loadPlayFeedback, loadPlayRuns, loadSignals } from './account-work.ts';
import { loadPlans } from './account-plans.ts';
import { getTimeZone } from '../portal/portals.ts';
import { loadOpenTickets } from '../mirror/open-tickets.ts';
import { listCompanies } from '../mirror/companies.ts';
import type { Db, PropertyValues } from '../tables/tables.ts';

/**
 * Everything the scoring reads of these accounts, in a fixed number of queries however many they are (hundreds are
 * meant). Ordered by company id; a company that is not held is absent.
 *
 * A contact linked to several companies counts only for its primary company (HubSpot allows one); if none is primary,
 * for every company it is linked to.
 * @param window activities and signals that occurred at or after `since` (epoch ms) are loaded
 */
export async function loadAccountFacts(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  window: { since: number },
): Promise<AccountFacts[]> {
  const companies = await listCompanies(db, portalId, companyIds);
  const ids = companies.map((company) => company.companyId);
  const members = await loadMembers(db, portalId, ids, window.since);
  const deals = await loadDeals(db, portalId, ids);
  const signals = await loadSignals(db, portalId, ids, window.since);
  const tickets = await loadOpenTickets(db, portalId, ids);
  const placeholders = await loadPlaceholders(db, portalId, ids);
  const plans = await loadPlans(db, portalId, ids);
  const playRuns = await loadPlayRuns(db, portalId, ids);
  const playFeedback = await loadPlayFeedback(db, portalId, ids);
  const timeZone = await getTimeZone(db, portalId);
  return companies.map(({ companyId, name, properties, ownerId, createdAt }) => ({
    companyId,
    name,
    properties,
    ownerId,
    createdAt,
    timeZone,
    ...(members.get(companyId) ?? NOBODY),
    deals: deals.get(companyId) ?? [],
    signals: signals.get(companyId) ?? [],
    placeholders: placeholders.get(companyId) ?? [],
    ...withTickets(tickets.get(companyId)),
    ...withPlan(plans.get(companyId)),
    playRuns: playRuns.get(companyId) ?? [],
    playFeedback: playFeedback.get(companyId) ?? [],
  }));
}

const NOBODY: AccountMembers = { people: [], activities: [] };

function withTickets(openTickets: AccountFacts['openTickets']): Pick<AccountFacts, 'openTickets'> {
  return openTickets === undefined ? {} : { openTickets };
}

function withPlan(plan: AccountPlan | undefined): Pick<AccountFacts, 'plan'> {
  return plan === undefined ? {} : { plan };
}

/** What the portal-wide assignment of tiers reads of one account, and what it last wrote. */
export interface TierCandidate {
  companyId: string;
  fit: number | null;
  engagement: number | null;
  intent: number | null;
  dealPotential: number;
  disqualifiedBy: string | null;
  tier: Tier | null;
  tierSince: number | null;
  pinned: boolean;
  tierReason: string;
  priority: number | null;
  rank: number | null;
}

/** All computed accounts of the portal, ordered by company id. */
export async function loadTierCandidates(db: Db, portalId: number): Promise<TierCandidate[]> {
  const rows = await db
    .selectFrom('account_scores')
    .select(['company_id', 'fit', 'engagement', 'intent', 'deal_potential', 'disqualified_by'])
    .select(['tier', 'tier_since', 'pinned', 'tier_reason', 'priority', 'rank'])
    .where('portal_id', '=', portalId)
    .orderBy('company_id')
    .execute();
  return rows.map((row) => ({
    companyId: row.company_id,
    fit: row.fit,
    engagement: row.engagement,
    intent: row.intent,
    dealPotential: row.deal_potential,
    disqualifiedBy: row.disqualified_by,
    tier: row.tier,
    tierSince: row.tier_since,
    pinned: row.pinned,
    tierReason: row.tier_reason,
    priority: row.priority,
    rank: row.rank,
  }));
}

/**
 * These properties of the portal's companies by company id, `limit` at a time: pass the last id to go on. A property
 * not held is `null`.
 */
export async function listCompanyProperties(
  db: Db,
  portalId: number,
  propertyNames: readonly string[],
  after: string | null,
  limit: number,
): Promise<{ companyId: string; properties: PropertyValues }[]> {
  const result = await sql<{ company_id: string; properties: PropertyValues }>`
    select company_id, (
      select coalesce(jsonb_object_agg(name, properties ->> name), '{}') from unnest(${propertyNames}::text[]) as names(name)
    ) as properties
    from companies where portal_id = ${portalId} and company_id > ${after ?? ''}
    order by company_id limit ${limit}`.execute(db);
  return result.rows.map((row) => ({ companyId: row.company_id, properties: row.properties }));
}
