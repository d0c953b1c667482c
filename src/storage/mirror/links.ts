import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { unnestRows } from '../connection/unnest-rows.ts';

export interface ContactCompanyLink {
  contactId: string;
  companyId: string;
  primary: boolean;
}
export interface DealCompanyLink {
  dealId: string;
  companyId: string;
  primary: boolean;
}
export interface DealContactLink {
  dealId: string;
  contactId: string;
  /** The portal's label of the association, `''` for none; one link a label. */
  label: string;
}

/** The tables of links to companies, with the column of what is linked. */
const COMPANY_LINKS = {
  contacts: { table: 'contact_companies', from: 'contact_id' },
  deals: { table: 'deal_companies', from: 'deal_id' },
} as const;
type CompanyLinkTable = (typeof COMPANY_LINKS)[keyof typeof COMPANY_LINKS];

/**
 * Makes `links` all the company links of these contacts (a contact without any has none).
 * @returns ids of the companies of every contact whose links changed, lost ones too: a new primary company takes the
 *   contact away from the others (see `loadAccountFacts`)
 */
export async function replaceContactCompanies(
  db: Db,
  portalId: number,
  contactIds: readonly string[],
  links: readonly ContactCompanyLink[],
): Promise<string[]> {
  const pairs = links.map((link) => ({ from: link.contactId, to: link.companyId, primary: link.primary }));
  return replaceCompanyLinks(db, portalId, COMPANY_LINKS.contacts, contactIds, pairs);
}

/** As `replaceContactCompanies`, for deals. */
export async function replaceDealCompanies(
  db: Db,
  portalId: number,
  dealIds: readonly string[],
  links: readonly DealCompanyLink[],
): Promise<string[]> {
  const pairs = links.map((link) => ({ from: link.dealId, to: link.companyId, primary: link.primary }));
  return replaceCompanyLinks(db, portalId, COMPANY_LINKS.deals, dealIds, pairs);
}

/**
 * Makes `links` all the contact links of these deals.
 * @returns ids of the deals whose contacts or labels changed
 */
export async function replaceDealContacts(
  db: Db,
  portalId: number,
  dealIds: readonly string[],
  links: readonly DealContactLink[],
): Promise<string[]> {
  const incoming = unnestRows<DealContactLink>(
    [
      ['deal_id', 'text', (link) => link.dealId],
      ['contact_id', 'text', (link) => link.contactId],
      ['label', 'text', (link) => link.label],
    ],
    links,
  );
  const result = await sql<{ id: string }>`
    with new as (select distinct * from ${incoming}),
    removed as (
      delete from deal_contacts held where portal_id = ${portalId} and deal_id = any(${dealIds}::text[]) and not exists (
        select 1 from new
        where new.deal_id = held.deal_id and new.contact_id = held.contact_id and new.label = held.label)
      returning deal_id
    ),
    added as (
      insert into deal_contacts (portal_id, deal_id, contact_id, label)
      select ${portalId}::bigint, deal_id, contact_id, label from new order by 2, 3, 4
      on conflict do nothing returning deal_id
    )
    select deal_id as id from removed union select deal_id from added order by 1`.execute(db);
  return result.rows.map((row) => row.id);
}

/** The accounts a change of these contacts touches. */
export async function companiesOfContacts(db: Db, portalId: number, contactIds: readonly string[]): Promise<string[]> {
  return linkedCompanies(db, portalId, COMPANY_LINKS.contacts, contactIds);
}

/** The accounts whose deals these contacts are part of. */
export async function companiesOfDealContacts(
  db: Db,
  portalId: number,
  contactIds: readonly string[],
): Promise<string[]> {
  const result = await sql<{ id: string }>`select distinct company_id as id
    from deal_contacts link join deal_companies using (portal_id, deal_id)
    where link.portal_id = ${portalId} and link.contact_id = any(${contactIds}::text[]) order by 1`.execute(db);
  return result.rows.map((row) => row.id);
}

/**
 * The accounts that share a contact or a deal with these companies: without them such a contact or deal may count for
 * the others.
 */
export async function companiesBeside(db: Db, portalId: number, companyIds: readonly string[]): Promise<string[]> {
  const ids = sql`${companyIds}::text[]`;
  const beside = ({ table, from }: CompanyLinkTable) => sql`
    select other.company_id from ${sql.table(table)} link join ${sql.table(table)} other using (portal_id, ${sql.id(from)})
    where link.portal_id = ${portalId} and link.company_id = any(${ids}) and other.company_id <> all(${ids})`;
  const result = await sql<{ id: string }>`select company_id as id from (
    ${beside(COMPANY_LINKS.contacts)} union ${beside(COMPANY_LINKS.deals)}) beside order by 1
    `.execute(db);
  return result.rows.map((row) => row.id);
}

/** The accounts a change of these deals touches. */
export async function companiesOfDeals(db: Db, portalId: number, dealIds: readonly string[]): Promise<string[]> {
  return linkedCompanies(db, portalId, COMPANY_LINKS.deals, dealIds);
}

async function linkedCompanies(
  db: Db,
  portalId: number,
  { table, from }: CompanyLinkTable,
  ids: readonly string[],
): Promise<string[]> {
  const result = await sql<{ id: string }>`select distinct company_id as id from ${sql.table(table)}
    where portal_id = ${portalId} and ${sql.id(from)} = any(${ids}::text[]) order by 1`.execute(db);
  return result.rows.map((row) => row.id);
}

interface CompanyPair {
  from: string;
  to: string;
  primary: boolean;
}

async function replaceCompanyLinks(
  db: Db,
  portalId: number,
  { table, from }: CompanyLinkTable,
  ids: readonly string[],
  pairs: readonly CompanyPair[],
): Promise<string[]> {
  const incoming = unnestRows<CompanyPair>(
    [
      ['from_id', 'text', (pair) => pair.from],
      ['company_id', 'text', (pair) => pair.to],
      ['is_primary', 'boolean', (pair) => pair.primary],
    ],
    pairs,
  );
  const result = await sql<{ id: string }>`
    with new as (select from_id, company_id, bool_or(is_primary) as is_primary from ${incoming} group by 1, 2),
    removed as (
      delete from ${sql.table(table)} held
      where portal_id = ${portalId} and ${sql.id(from)} = any(${ids}::text[]) and not exists (
        select 1 from new where new.from_id = held.${sql.id(from)} and new.company_id = held.company_id)
      returning ${sql.id(from)} as from_id, company_id
    ),
    written as (
      insert into ${sql.table(table)} as held (portal_id, ${sql.id(from)}, company_id, is_primary)
      select ${portalId}::bigint, from_id, company_id, is_primary from new order by 2, 3
      on conflict (portal_id, ${sql.id(from)}, company_id) do update set is_primary = excluded.is_primary
        where held.is_primary <> excluded.is_primary
      returning ${sql.id(from)} as from_id, company_id
    ),
    touched as (select * from removed union select * from written)
    select company_id as id from touched
    union select company_id from ${sql.table(table)}
      where portal_id = ${portalId} and ${sql.id(from)} in (select from_id from touched)
    order by 1`.execute(db);
  return result.rows.map((row) => row.id);
}

/** The company links held of these contacts or deals. */
export async function listCompanyLinks(
  db: Db,
  portalId: number,
  type: 'contacts' | 'deals',
  ids: readonly string[],
): Promise<{ fromId: string; companyId: string; primary: boolean }[]> {
  const { table, from } = COMPANY_LINKS[type];
  const result = await sql<{ from_id: string; company_id: string; is_primary: boolean }>`
    select ${sql.id(from)} as from_id, company_id, is_primary from ${sql.table(table)}
    where portal_id = ${portalId} and ${sql.id(from)} = any(${ids}::text[]) order by 1, 2`.execute(db);
  return result.rows.map((row) => ({ fromId: row.from_id, companyId: row.company_id, primary: row.is_primary }));
}

/** Ids of the contacts linked to these deals, by deal id. */
export async function listDealContacts(
  db: Db,
  portalId: number,
  dealIds: readonly string[],
): Promise<Map<string, string[]>> {
  const result = await sql<{ deal_id: string; ids: string[] }>`
    select deal_id, array_agg(distinct contact_id) as ids from deal_contacts
    where portal_id = ${portalId} and deal_id = any(${dealIds}::text[]) group by deal_id`.execute(db);
  return new Map(result.rows.map((row) => [row.deal_id, row.ids]));
}
