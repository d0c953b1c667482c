import { sql, type RawBuilder } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { CommitteeResult } from '../../domain/committee/coverage-types.ts';
import type { ActivityType } from '../../domain/facts.ts';
import type { AccountOutlook } from '../../domain/outlook/account-outlook.ts';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import type { AccountProposal } from '../../domain/target-list/proposal.ts';
import { selectMembers } from '../accounts/account-members.ts';
import { groupByCompany } from '../connection/group-by-company.ts';
import { toProposal } from '../target-list/proposals.ts';
import type { Db } from '../tables/tables.ts';

/** A stretch of time, the end not in it; epoch ms. */
export interface Span {
  from: number;
  to: number;
}

export interface ReviewFilter {
  tiers: readonly Tier[];
  /** `null` for everybody's. */
  ownerId: string | null;
  /** Whose accounts come first; `null` where who looks owns none. */
  firstOf: string | null;
}

export interface AccountToReview {
  companyId: string;
  name: string;
  ownerId: string | null;
  tier: Tier;
}

/** The accounts that are gone through, theirs who looks first and by rank, and how many there are in all. */
export async function listAccountsToReview(
  db: Db,
  portalId: number,
  { tiers, ownerId, firstOf }: ReviewFilter,
  limit: number,
): Promise<{ accounts: AccountToReview[]; total: number }> {
  const result = await sql<{ company_id: string; name: string; owner_id: string | null; tier: Tier; total: number }>`
    select scores.company_id, companies.name, companies.owner_id, scores.tier, count(*) over () as total
    from account_scores scores join companies using (portal_id, company_id)
    where scores.portal_id = ${portalId} and scores.tier = any(${tiers}::int[])
      and ${ownerId === null ? sql`true` : sql`companies.owner_id = ${ownerId}`}
    order by companies.owner_id is not distinct from ${firstOf}::text and ${firstOf}::text is not null desc,
      scores.tier, scores.rank, scores.company_id limit ${limit}`.execute(db);
  const accounts = result.rows.map(({ company_id: companyId, name, owner_id, tier }) => ({
    companyId,
    name,
    ownerId: owner_id,
    tier,
  }));
  return { accounts, total: result.rows[0]?.total ?? 0 };
}

/** Of an account's result what a review says of it. */
export interface ReviewedResult {
  stage: StageId;
  committee: Pick<CommitteeResult, 'roles' | 'missingRoles' | 'risks'>;
  /** The recommended ones, the most urgent first; `why` is the first reason. */
  plays: readonly { playId: string; name: string; why: string }[];
  /** Why others that are due are not recommended: a sentence; `null` where none rests. */
  rests: string | null;
  exit: AccountOutlook['exit'];
  /** What engagement and intent were seven days before they were computed, and what they were then. */
  lastDays: Record<'engagement' | 'intent', { from: number; to: number }>;
}

/**
 * Of the stored results of these accounts (`toStored` of sync/refresh gives them their form) only the parts that a
 * review says, by company id: the whole of 175 is 2 MB to be written, sent and read. One that was erased with a person
 * and is not computed anew yet is absent.
 */
export async function loadReviewedResults(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, ReviewedResult>> {
  // offset 0: each stored result is unpacked once, not once a part.
  const { rows } = await sql<ResultRow>`
    select company_id, daily #>> '{account,stage,id}' as stage, daily #> '{outlook,exit}' as exit,
      (daily #>> '{account,engagement,weekAgo}')::float8 as engagement_from,
      (daily #>> '{account,engagement,total}')::float8 as engagement_to,
      (daily #>> '{outlook,intentWeekAgo}')::float8 as intent_from, (daily #>> '{account,intent,total}')::float8 as intent_to,
      committee -> 'roles' as roles, committee -> 'missingRoles' as "missingRoles", committee -> 'risks' as risks,
      (select coalesce(jsonb_agg(jsonb_build_object('playId', play -> 'playId', 'name', play -> 'name',
          'why', coalesce(play #>> '{whyNow,0,sentence}', '')) order by place), '[]')
        from jsonb_array_elements(recommended) with ordinality as listed(play, place)) as plays, rests
    from account_scores cross join lateral
      (select result #> '{account,committee}' as committee, result -> 'plays' as recommended, result ->> 'rests' as rests
        offset 0) parts
    where portal_id = ${portalId} and company_id = any(${companyIds}::text[])
      and result is not null and daily is not null`.execute(db);
  return new Map(
    rows.map(({ company_id, stage, plays, rests, exit, roles, missingRoles, risks, ...scores }) => {
      const lastDays = {
        engagement: { from: scores.engagement_from, to: scores.engagement_to },
        intent: { from: scores.intent_from, to: scores.intent_to },
      };
      return [company_id, { stage, plays, rests, exit, lastDays, committee: { roles, missingRoles, risks } }];
    }),
  );
}

type ResultRow = { company_id: string } & ReviewedResult['committee'] &
  Omit<ReviewedResult, 'committee' | 'lastDays'> &
  Record<`${'engagement' | 'intent'}_${'from' | 'to'}`, number>;

/** What an account held at a moment. */
export interface LoggedStanding {
  tier: Tier | null;
  stage: StageId;
  fit: number | null;
  engagement: number | null;
  intent: number | null;
  coverage: number | null;
}

/** How these accounts stood at `at` (epoch ms), by company id; one that was not scored by then is absent. */
export async function loadStandingsAt(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  at: number,
): Promise<Map<string, LoggedStanding>> {
  const result = await sql<LoggedStanding & { company_id: string }>`
    select asked.company_id, log.tier, log.stage, log.fit, log.engagement, log.intent, log.coverage
    from unnest(${companyIds}::text[]) as asked(company_id) cross join lateral (
      select * from score_log held where held.portal_id = ${portalId} and held.company_id = asked.company_id
        and held.at <= ${new Date(at)}::timestamptz order by held.seq desc limit 1) log
    where log.cause <> 'gone'`.execute(db);
  return new Map(result.rows.map(({ company_id, ...standing }) => [company_id, standing]));
}

/** What one person did, or was done with one person, of one kind. */
export interface Touches {
  contactId: string;
  name: string;
  type: ActivityType;
  count: number;
  /** Of the latest; epoch ms. */
  lastAt: number;
}

/** What happened with the people of these accounts, by company id, the latest first. */
export async function loadTouches(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  { from, to }: Span,
  types: readonly ActivityType[],
): Promise<Map<string, Touches[]>> {
  // offset 0: one index scan a contact.
  const result = await sql<TouchRow>`
    with members as (${selectMembers(portalId, companyIds)})
    select members.company_id, members.contact_id, contact.name, done.type, done.count, done.last_at
    from members join contacts contact on contact.portal_id = ${portalId} and contact.contact_id = members.contact_id
    cross join lateral (
      select type, count(*) as count, max(occurred_at) as last_at from activities held
      where held.portal_id = ${portalId} and held.contact_id = members.contact_id
        and held.occurred_at >= ${at(from)} and held.occurred_at < ${at(to)} and held.type = any(${types}::text[])
      group by type offset 0) done
    order by members.company_id, done.last_at desc, members.contact_id, done.type`.execute(db);
  return groupByCompany(result.rows, (row) => ({
    contactId: row.contact_id,
    name: row.name,
    type: row.type,
    count: row.count,
    lastAt: row.last_at,
  }));
}

interface TouchRow {
  company_id: string;
  contact_id: string;
  name: string;
  type: ActivityType;
  count: number;
  last_at: number;
}

/** How often each kind of activity took place at these accounts; a meeting with three people is one. By company id. */
export async function countActs(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  { from, to }: Span,
  types: readonly ActivityType[],
): Promise<Map<string, { type: ActivityType; count: number }[]>> {
  const result = await sql<{ company_id: string; type: ActivityType; count: number }>`
    with members as (${selectMembers(portalId, companyIds)})
    select members.company_id, done.type, count(distinct done.activity_id) as count
    from members cross join lateral (
      select type, activity_id from activities held
      where held.portal_id = ${portalId} and held.contact_id = members.contact_id
        and held.occurred_at >= ${at(from)} and held.occurred_at < ${at(to)} and held.type = any(${types}::text[])
      offset 0) done
    group by members.company_id, done.type order by members.company_id, count desc, done.type`.execute(db);
  return groupByCompany(result.rows, ({ type, count }) => ({ type, count }));
}

/** Proposals about these accounts that were made or closed in a while, or are open; by company id, the oldest first. */
export async function loadProposalsOf(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
  { from, to }: Span,
): Promise<Map<string, AccountProposal[]>> {
  const rows = await db
    .selectFrom('proposals')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .where(
      sql<boolean>`(status = 'open' or closed_at >= ${at(from)} and closed_at < ${at(to)}
        or proposed_at >= ${at(from)} and proposed_at < ${at(to)})`,
    )
    .orderBy('seq')
    .execute();
  return Map.groupBy(
    rows.map((row) => toProposal(row) as AccountProposal),
    ({ companyId }) => companyId,
  );
}

/** What HubSpot refused to take for these accounts, in its words, by company id. */
export async function loadRefusalsOf(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, string[]>> {
  const result = await sql<{ company_id: string; message: string }>`
    select record_id as company_id, message from refusals
    where portal_id = ${portalId} and object_type = 'companies' and record_id = any(${companyIds}::text[])
    order by record_id, property`.execute(db);
  return groupByCompany(result.rows, ({ message }) => message);
}

function at(timeMs: number): RawBuilder<unknown> {
  return sql`${new Date(timeMs)}::timestamptz`;
}
