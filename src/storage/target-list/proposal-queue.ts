import { sql } from 'kysely';
import type { RawBuilder, Selectable } from 'kysely';
import { isAccountProposal, type AccountProposal } from '../../domain/target-list/proposal.ts';
import { toProposal } from './proposals.ts';
import type { Tier } from '../../domain/committee/committee-model.ts';
import type { Db, Tables } from '../tables/tables.ts';

/** Which way a change goes: onto the list, to a higher tier, to a lower one, off the list. */
export const PROPOSAL_GROUPS = ['in', 'up', 'down', 'out'] as const;
export type ProposalGroup = (typeof PROPOSAL_GROUPS)[number];

/** An open proposal with the account it is about. */
export interface QueuedProposal extends AccountProposal {
  name: string;
  seq: number;
}

const GROUP_OF: RawBuilder<ProposalGroup> = sql`case change ->> 'kind' when 'add' then 'in' when 'remove' then 'out'
  else case when (change ->> 'tier')::int < from_tier then 'up' else 'down' end end`;

/** A page of the open proposals about accounts, the oldest first; pass the last `seq` to go on, `null` for all groups. */
export async function listQueue(
  db: Db,
  portalId: number,
  page: { group: ProposalGroup | null; after: number; limit: number },
): Promise<QueuedProposal[]> {
  const result = await sql<Selectable<Tables['proposals']> & { name: string }>`
    select proposals.*, companies.name from proposals join companies using (portal_id, company_id)
    where portal_id = ${portalId} and status = 'open' and seq > ${page.after}
      and (${page.group}::text is null or ${GROUP_OF} = ${page.group}::text)
    order by seq limit ${page.limit}`.execute(db);
  return result.rows.flatMap((row) => {
    const proposal = toProposal(row);
    return isAccountProposal(proposal) ? [{ ...proposal, name: row.name, seq: row.seq }] : [];
  });
}

/** The open proposals that would move accounts out of a tier. */
export interface Leaving {
  count: number;
  /** Where it is one account: which, and its tier then; `null` is off the list. */
  only: { name: string; to: Tier | null } | null;
}

/** What is proposed to leave each tier; a tier that nobody would leave is not in it. */
export async function countLeaving(db: Db, portalId: number): Promise<Map<Tier, Leaving>> {
  const result = await sql<{ tier: Tier; count: number; name: string; to: Tier | null }>`
    select from_tier as tier, count(*) as count, min(companies.name) as name, min((change ->> 'tier')::int) as to
    from proposals join companies using (portal_id, company_id)
    where portal_id = ${portalId} and status = 'open' and from_tier is not null group by 1`.execute(db);
  return new Map(
    result.rows.map(({ tier, count, name, to }) => [tier, { count, only: count === 1 ? { name, to } : null }]),
  );
}

/** How many proposals are open in each group. */
export async function countQueue(db: Db, portalId: number): Promise<Record<ProposalGroup, number>> {
  const result = await sql<{ direction: ProposalGroup; n: number }>`
    select ${GROUP_OF} as direction, count(*) as n from proposals join companies using (portal_id, company_id)
    where portal_id = ${portalId} and status = 'open' group by 1`.execute(db);
  const counts = { in: 0, up: 0, down: 0, out: 0 };
  for (const { direction, n } of result.rows) counts[direction] = n;
  return counts;
}
