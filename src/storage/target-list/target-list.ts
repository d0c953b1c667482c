import { sql } from 'kysely';
import type { Tier } from '../../domain/committee/committee-model.ts';
import { logScores } from '../accounts/score-log.ts';
import type { Db } from '../tables/tables.ts';
import { columnNames, unnestRows, type BulkColumn } from '../connection/unnest-rows.ts';

/** Since when a portal's list is kept with two keys, and by which proposal. */
export interface KeptList {
  keptSince: number;
  proposalId: string;
  /** When people last went through the whole list; `null` where they never did. */
  refreshedAt: number | null;
}

/** `null` while the list is provisional. */
export async function getKeptList(db: Db, portalId: number): Promise<KeptList | null> {
  const row = await db
    .selectFrom('target_lists')
    .select(['kept_since', 'proposal_id', 'refreshed_at'])
    .where('portal_id', '=', portalId)
    .executeTakeFirst();
  return row === undefined
    ? null
    : { keptSince: row.kept_since, proposalId: row.proposal_id, refreshedAt: row.refreshed_at };
}

/** Notes that people went through the whole list, at `at` (epoch ms). */
export async function saveListRefresh(db: Db, portalId: number, at: number): Promise<void> {
  await sql`update target_lists set refreshed_at = ${new Date(at)}::timestamptz where portal_id = ${portalId}`.execute(
    db,
  );
}

/** Keeps the list from now on: every account with a tier is on it. A list that is kept already stays as it is. */
export async function startKeptList(
  trx: Db,
  portalId: number,
  { keptSince, proposalId }: Pick<KeptList, 'keptSince' | 'proposalId'>,
): Promise<void> {
  const since = new Date(keptSince);
  await sql`insert into target_lists (portal_id, kept_since, proposal_id)
    values (${portalId}, ${since}, ${proposalId}) on conflict do nothing`.execute(trx);
  await sql`insert into list_members (portal_id, company_id, listed, since, proposal_id)
    select portal_id, company_id, true, ${since}::timestamptz, ${proposalId}
    from account_scores where portal_id = ${portalId} and tier is not null
    on conflict do nothing`.execute(trx);
}

/** An account that is on the list, or left it. */
export interface ListMember {
  companyId: string;
  listed: boolean;
  /** When it came onto the list, or left it. */
  since: number;
  /** `null` where it applied by itself. */
  proposalId: string | null;
  /** Until when people's decision holds against the scoring; `null` where the scoring may propose otherwise. */
  standsUntil: number | null;
}

const COLUMNS: readonly BulkColumn<ListMember>[] = [
  ['company_id', 'text', (member) => member.companyId],
  ['listed', 'boolean', (member) => member.listed],
  ['since', 'timestamptz', (member) => member.since],
  ['proposal_id', 'text', (member) => member.proposalId],
  ['stands_until', 'timestamptz', (member) => member.standsUntil],
];

/** Notes who came, moved or left; who was on the list before stays on it since then. */
export async function saveListMembers(db: Db, portalId: number, members: readonly ListMember[]): Promise<void> {
  if (members.length === 0) return;
  await sql`insert into list_members as held (portal_id, ${columnNames(COLUMNS)})
    select ${portalId}::bigint, t.* from ${unnestRows(COLUMNS, members)} order by company_id
    on conflict (portal_id, company_id) do update set listed = excluded.listed, proposal_id = excluded.proposal_id,
      stands_until = excluded.stands_until,
      since = case when held.listed = excluded.listed then held.since else excluded.since end`.execute(db);
}

/** These accounts as the list knows them; one it never had is absent. */
export async function findListMembers(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, ListMember>> {
  const rows = await db
    .selectFrom('list_members')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .execute();
  return new Map(
    rows.map(({ company_id: companyId, listed, since, proposal_id: proposalId, stands_until: standsUntil }) => [
      companyId,
      { companyId, listed, since, proposalId, standsUntil },
    ]),
  );
}

/** Accounts that people took off the list and whose decision stands at `now` (epoch ms), by id. */
export async function listKeptOut(db: Db, portalId: number, now: number): Promise<string[]> {
  const rows = await db
    .selectFrom('list_members')
    .select('company_id')
    .where('portal_id', '=', portalId)
    .where('listed', '=', false)
    .where('stands_until', '>', sql<number>`${new Date(now)}::timestamptz`)
    .orderBy('company_id')
    .execute();
  return rows.map((row) => row.company_id);
}

/** What both keys approved for an account. */
export interface ApprovedTier {
  companyId: string;
  tier: Tier | null;
  pinned: boolean;
  reason: string;
  proposalId: string;
}

/**
 * Gives an account the tier that both keys approved at `at` (epoch ms), and logs it; in a transaction, under
 * `lockScores`. @returns whether the account is known
 */
export async function saveApprovedTier(
  trx: Db,
  portalId: number,
  { companyId, tier, pinned, reason, proposalId }: ApprovedTier,
  at: number,
): Promise<boolean> {
  const result = await sql`update account_scores set tier = ${tier}::int, pinned = ${pinned}, tier_reason = ${reason},
      tier_since = case when ${tier}::int is null then null
        when tier = ${tier}::int then tier_since else ${new Date(at)}::timestamptz end
    where portal_id = ${portalId} and company_id = ${companyId}`.execute(trx);
  await logScores(trx, portalId, [companyId], { cause: 'approved', at, proposalId });
  return (result.numAffectedRows ?? 0n) > 0n;
}

/**
 * Ends decisions that have stood long enough at `now` (epoch ms), and the pins that held them, and logs it; in a
 * transaction, under `lockScores`. @returns who is pinned no more
 */
export async function endStanding(trx: Db, portalId: number, now: number): Promise<string[]> {
  const due = sql`portal_id = ${portalId} and stands_until <= ${new Date(now)}::timestamptz`;
  const result = await sql<{ company_id: string }>`update account_scores set pinned = false
    where portal_id = ${portalId} and pinned
      and company_id in (select company_id from list_members where ${due} and listed)
    returning company_id`.execute(trx);
  await sql`update list_members set stands_until = null where ${due}`.execute(trx);
  const released = result.rows.map((row) => row.company_id);
  await logScores(trx, portalId, released, { cause: 'pinned', at: now });
  return released;
}

/** Lets accounts go that left the list though people had pinned them, and logs it; in a transaction, under `lockScores`. */
export async function releasePins(
  trx: Db,
  portalId: number,
  companyIds: readonly string[],
  now: number,
): Promise<void> {
  await sql`update account_scores set pinned = false
    where portal_id = ${portalId} and pinned and company_id = any(${companyIds}::text[])`.execute(trx);
  await logScores(trx, portalId, companyIds, { cause: 'pinned', at: now });
}

/** Lets the place on the list go on under `newId` where the account does: that of `movedFrom`, if any; the others end. */
export async function moveListMember(
  db: Db,
  portalId: number,
  { oldIds, newId, movedFrom }: { oldIds: readonly string[]; newId: string; movedFrom: string | null },
): Promise<void> {
  if (movedFrom !== null) {
    // Told twice of a merge, the second time of an account whose place went on there the first time: it stays.
    await sql`delete from list_members where portal_id = ${portalId} and company_id = ${newId}
      and exists (select from list_members where portal_id = ${portalId} and company_id = ${movedFrom})`.execute(db);
    await sql`update list_members set company_id = ${newId}
      where portal_id = ${portalId} and company_id = ${movedFrom}`.execute(db);
  }
  await sql`delete from list_members
    where portal_id = ${portalId} and company_id = any(${oldIds}::text[])`.execute(db);
}
