import { sql } from 'kysely';
import type { RawBuilder, Selectable } from 'kysely';
import type { TurnedDown } from '../../domain/target-list/plan-changes.ts';
import { isAccountProposal, type AccountProposal, type Proposal } from '../../domain/target-list/proposal.ts';
import type { Db, Tables } from '../tables/tables.ts';
import { columnNames, unnestRows, type BulkColumn } from '../connection/unnest-rows.ts';
import { THE_APP } from '../portal/audit-log.ts';

const COLUMNS: readonly BulkColumn<Proposal>[] = [
  ['proposal_id', 'text', (proposal) => proposal.proposalId],
  ['company_id', 'text', (proposal) => proposal.companyId],
  ['change', 'jsonb', (proposal) => proposal.change],
  ['from_tier', 'integer', (proposal) => proposal.fromTier],
  ['reason', 'text', (proposal) => proposal.reason],
  ['evidence', 'jsonb', (proposal) => proposal.evidence],
  ['proposed_by', 'text', (proposal) => proposal.proposedBy],
  ['proposed_at', 'timestamptz', (proposal) => proposal.proposedAt],
  ['status', 'text', (proposal) => proposal.status],
  ['approvals', 'jsonb', (proposal) => proposal.approvals],
  ['rejection', 'jsonb', (proposal) => proposal.rejection],
  ['closed_at', 'timestamptz', (proposal) => proposal.closedAt],
];

/** Keeps proposals as they are: new ones, and those that were decided. The database holds one open proposal an account. */
export async function saveProposals(db: Db, portalId: number, proposals: readonly Proposal[]): Promise<void> {
  if (proposals.length === 0) return;
  await sql`insert into proposals (portal_id, ${columnNames(COLUMNS)})
    select ${portalId}::bigint, t.* from ${unnestRows(COLUMNS, proposals)}
    on conflict (portal_id, proposal_id) do update set status = excluded.status, approvals = excluded.approvals,
      rejection = excluded.rejection, closed_at = excluded.closed_at`.execute(db);
}

/** Those of these ids that there are. */
export async function findProposals(db: Db, portalId: number, proposalIds: readonly string[]): Promise<Proposal[]> {
  const rows = await db
    .selectFrom('proposals')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('proposal_id', '=', sql<string>`any(${proposalIds}::text[])`)
    .orderBy('seq')
    .execute();
  return rows.map(toProposal);
}

/** Every open proposal about an account, the oldest first. */
export async function listOpenProposals(db: Db, portalId: number): Promise<AccountProposal[]> {
  return (await listOpen(db, portalId)).filter(isAccountProposal);
}

/** The open proposal to keep the list as it stands. */
export async function findOpenAdoption(db: Db, portalId: number): Promise<Proposal | null> {
  return (await listOpen(db, portalId, [''])).find(({ companyId }) => companyId === null) ?? null;
}

/** The open proposals about these accounts, by company id. */
export async function findOpenProposals(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, AccountProposal>> {
  const open = (await listOpen(db, portalId, companyIds)).filter(isAccountProposal);
  return new Map(open.map((proposal) => [proposal.companyId, proposal]));
}

/** The latest proposal about each of these accounts, whatever became of it, by company id. */
export async function findLatestProposals(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, AccountProposal>> {
  const rows = await db
    .selectFrom('proposals')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .orderBy('seq')
    .execute();
  const about = rows.map(toProposal).filter(isAccountProposal);
  return new Map(about.map((proposal) => [proposal.companyId, proposal]));
}

/** Changes that people turned down, or let expire, since then (epoch ms). */
export async function listTurnedDown(db: Db, portalId: number, since: number): Promise<TurnedDown[]> {
  const rows = await db
    .selectFrom('proposals')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('status', 'in', ['rejected', 'expired'])
    .where('closed_at', '>=', sql<number>`${new Date(since)}::timestamptz`)
    .execute();
  return rows.map(toProposal).filter(isAccountProposal);
}

/** Closes the open proposals about companies that are gone; in the transaction that forgets them. */
export async function withdrawProposalsAbout(db: Db, portalId: number, companyIds: readonly string[]): Promise<void> {
  await withdrawOpen(db, portalId, sql`company_id = any(${companyIds}::text[])`, 'the company is gone');
}

/** Lets what was proposed about merged companies go on under the new id: of open proposals the oldest. */
export async function moveProposals(db: Db, portalId: number, oldIds: readonly string[], newId: string): Promise<void> {
  const all = [...oldIds, newId];
  const isLater = sql`company_id = any(${all}::text[])
    and exists (select from proposals earlier where earlier.portal_id = proposals.portal_id and earlier.status = 'open'
      and earlier.company_id = any(${all}::text[]) and earlier.seq < proposals.seq)`;
  await withdrawOpen(db, portalId, isLater, 'merged with a company that has an earlier one');
  await sql`update proposals set company_id = ${newId}
    where portal_id = ${portalId} and company_id = any(${oldIds}::text[])`.execute(db);
}

/** Withdraws open proposals about accounts and says so, and why, in the audit log. */
async function withdrawOpen(db: Db, portalId: number, which: RawBuilder<unknown>, because: string): Promise<void> {
  await sql`with withdrawn as (
      update proposals set status = 'withdrawn', closed_at = now()
      where portal_id = ${portalId} and status = 'open' and ${which} returning *
    )
    insert into audit_log (portal_id, at, actor, action, subject, details)
    select portal_id, closed_at, ${THE_APP}::text, 'proposal withdrawn', 'company:' || company_id, jsonb_strip_nulls(
      jsonb_build_object('proposalId', proposal_id, 'change', change ->> 'kind', 'from', from_tier,
        'to', change -> 'tier', 'because', ${because}::text))
    from withdrawn order by seq`.execute(db);
}

/** `about`: companies, or `''` for the whole list. */
async function listOpen(db: Db, portalId: number, about?: readonly string[]): Promise<Proposal[]> {
  let query = db.selectFrom('proposals').selectAll().where('portal_id', '=', portalId).where('status', '=', 'open');
  if (about !== undefined)
    query = query.where(sql<string>`coalesce(company_id, '')`, '=', sql<string>`any(${about}::text[])`);
  return (await query.orderBy('seq').execute()).map(toProposal);
}

/** A row of `proposals` as the domain decides about it. */
export function toProposal(row: Selectable<Tables['proposals']>): Proposal {
  return {
    proposalId: row.proposal_id,
    companyId: row.company_id,
    change: row.change,
    fromTier: row.from_tier,
    reason: row.reason,
    evidence: row.evidence,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    status: row.status,
    approvals: row.approvals,
    rejection: row.rejection,
    closedAt: row.closed_at,
  };
}
