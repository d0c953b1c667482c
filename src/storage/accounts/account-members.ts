import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Db } from '../tables/tables.ts';

/**
 * The (company_id, contact_id) pairs of these accounts: a contact belongs only to its primary company, or to all it is
 * linked to if none is primary.
 */
export function selectMembers(portalId: number, companyIds: readonly string[]): RawBuilder<unknown> {
  return selectBelonging('contact_companies', 'contact_id', portalId, companyIds);
}

/** Whether a contact belongs to an account, by the same rule: what the account's card shows, and its clicks may touch. */
export async function isMember(db: Db, portalId: number, companyId: string, contactId: string): Promise<boolean> {
  const { rows } = await sql`select from (${selectMembers(portalId, [companyId])}) member
    where member.contact_id = ${contactId}`.execute(db);
  return rows.length > 0;
}

/** The (company_id, deal_id) pairs of these accounts, by the same rule. */
export function selectAccountDeals(portalId: number, companyIds: readonly string[]): RawBuilder<unknown> {
  return selectBelonging('deal_companies', 'deal_id', portalId, companyIds);
}

function selectBelonging(
  table: string,
  id: string,
  portalId: number,
  companyIds: readonly string[],
): RawBuilder<unknown> {
  // A scalar subquery, not `not exists`: that one is planned as a hash over all links of the portal for every call.
  return sql`select link.company_id, link.${sql.id(id)} from ${sql.table(table)} link
    where link.portal_id = ${portalId} and link.company_id = any(${companyIds}::text[])
      and (link.is_primary or (
        select true from ${sql.table(table)} other
        where other.portal_id = ${portalId} and other.${sql.id(id)} = link.${sql.id(id)} and other.is_primary limit 1
      ) is null)`;
}
