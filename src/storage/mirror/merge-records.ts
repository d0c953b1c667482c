import { sql } from 'kysely';
import { moveOpenTickets } from './open-tickets.ts';
import { moveReviews } from '../program/account-reviews.ts';
import { movePlans } from '../accounts/account-plans.ts';
import { moveAccountScore } from '../accounts/move-account-score.ts';
import { movePlayContacts, movePlayDues } from '../plays/play-dues.ts';
import { moveProposals } from '../target-list/proposals.ts';
import type { Db } from '../tables/tables.ts';
import { forgetRefreshDecisions } from '../target-list/refresh-decisions.ts';
import { moveListMember } from '../target-list/target-list.ts';

/**
 * Moves what merged-away contacts did, and what was decided about them, to the new contact's id; call it in a
 * transaction. Repeating it changes nothing.
 */
export async function moveContactHistory(
  db: Db,
  portalId: number,
  oldIds: readonly string[],
  newId: string,
): Promise<void> {
  if (await areCounted(db, portalId, oldIds)) await moveCounters(db, portalId, oldIds, newId);
  else await dropCounted(db, portalId, oldIds);
  await noteMerge(db, portalId, 'contacts', oldIds, newId);
  await sql`insert into activities (portal_id, activity_id, contact_id, type, occurred_at, detail, source)
    select distinct on (activity_id) portal_id, activity_id, ${newId}, type, occurred_at, detail, source
    from activities where portal_id = ${portalId} and contact_id = any(${oldIds}::text[])
    on conflict do nothing`.execute(db);
  await sql`insert into deal_contacts (portal_id, deal_id, contact_id, label)
    select distinct portal_id, deal_id, ${newId}, label
    from deal_contacts where portal_id = ${portalId} and contact_id = any(${oldIds}::text[])
    on conflict do nothing`.execute(db);
  for (const table of ['activities', 'deal_contacts', 'counters'] as const) {
    await sql`delete from ${sql.table(table)}
      where portal_id = ${portalId} and contact_id = any(${oldIds}::text[])`.execute(db);
  }
  await sql`update role_decisions set contact_id = ${newId}
    where portal_id = ${portalId} and contact_id = any(${oldIds}::text[])`.execute(db);
  await movePlayContacts(db, portalId, oldIds, newId);
}

/** Which record goes on for which: an erasure may name either. */
async function noteMerge(
  db: Db,
  portalId: number,
  type: 'companies' | 'contacts',
  oldIds: readonly string[],
  newId: string,
): Promise<void> {
  await sql`insert into merged_records (portal_id, type, old_id, new_id)
    select ${portalId}::bigint, ${type}::text, id, ${newId}::text from unnest(${oldIds}::text[]) as ids(id)
      where id <> ${newId} order by id
    on conflict (portal_id, type, old_id) do update set new_id = excluded.new_id`.execute(db);
}

/** Whether the counters of all of them were seen, or went into a sum in an earlier merge. */
async function areCounted(db: Db, portalId: number, oldIds: readonly string[]): Promise<boolean> {
  const result = await sql<{ id: string }>`select id from unnest(${oldIds}::text[]) as ids(id)
    where not exists (select from counters where portal_id = ${portalId} and contact_id = id)
      and not exists (select from merged_records
        where portal_id = ${portalId} and type = 'contacts' and old_id = id)`.execute(db);
  return result.rows.length === 0;
}

/** A sum that lacks one of them would take that one's count for new: the new contact's own history is used for all. */
async function dropCounted(db: Db, portalId: number, oldIds: readonly string[]): Promise<void> {
  await sql`delete from activities
    where portal_id = ${portalId} and contact_id = any(${oldIds}::text[]) and source = 'counter'`.execute(db);
}

/**
 * The new contact's counter begins where the old ones stood together: what they counted is in the activities that move.
 * If the new contact was counted before the merge was reported, its own history replaces theirs.
 */
async function moveCounters(db: Db, portalId: number, oldIds: readonly string[], newId: string): Promise<void> {
  await sql`delete from activities using counters held
    where activities.portal_id = ${portalId} and activities.contact_id = any(${oldIds}::text[])
      and held.portal_id = ${portalId} and held.contact_id = ${newId}
      and activities.activity_id like 'counter:' || held.property || ':%'`.execute(db);
  await sql`insert into counters (portal_id, contact_id, property, value, seen_at)
    select portal_id, ${newId}, property, sum(value), max(seen_at)
    from counters where portal_id = ${portalId} and contact_id = any(${oldIds}::text[]) group by portal_id, property
    on conflict do nothing`.execute(db);
}

/**
 * Moves what people did at merged-away companies to the new company's id; call it in a transaction. The tier, its seat
 * and the stage are those of the first of `oldIds` that has any.
 */
export async function moveCompanyHistory(
  db: Db,
  portalId: number,
  oldIds: readonly string[],
  newId: string,
): Promise<void> {
  const movedFrom = await moveAccountScore(db, portalId, oldIds, newId);
  await moveListMember(db, portalId, { oldIds, newId, movedFrom });
  await moveProposals(db, portalId, oldIds, newId);
  await forgetRefreshDecisions(db, portalId, [...oldIds, newId]);
  await sql`update signals set company_id = ${newId}
    where portal_id = ${portalId} and company_id = any(${oldIds}::text[])`.execute(db);
  await sql`insert into placeholders (portal_id, company_id, role, note, created_at, created_by)
    select distinct on (role) portal_id, ${newId}, role, note, created_at, created_by
    from placeholders where portal_id = ${portalId} and company_id = any(${oldIds}::text[])
    order by role, created_at desc on conflict do nothing`.execute(db);
  await moveOpenTickets(db, portalId, oldIds, newId);
  await movePlans(db, portalId, oldIds, newId);
  await moveReviews(db, portalId, oldIds, newId);
  await sql`update play_feedback set company_id = ${newId}
    where portal_id = ${portalId} and company_id = any(${oldIds}::text[])`.execute(db);
  await sql`update play_runs moved set status = 'abandoned', finished_at = now(),
      problem = 'The company was merged with one where this play runs already.'
    where portal_id = ${portalId} and company_id = any(${oldIds}::text[]) and status in ('starting', 'running')
      and exists (select 1 from play_runs other where other.portal_id = ${portalId} and other.play_id = moved.play_id
        and other.company_id = any(${[...oldIds, newId]}::text[]) and other.status in ('starting', 'running')
        and (other.started_at, other.run_id) < (moved.started_at, moved.run_id))`.execute(db);
  await sql`update play_runs set company_id = ${newId}
    where portal_id = ${portalId} and company_id = any(${oldIds}::text[])`.execute(db);
  await movePlayDues(db, portalId, oldIds, newId);
}
