import { sql, type RawBuilder } from 'kysely';
import type { Db } from '../tables/tables.ts';

/** How many records lack something, and the worst of them. */
export interface Gap {
  count: number;
  /** `tier`: of a company where they are ordered by it, if it has one. */
  examples: { objectType: string; id: string; name: string; detail: string | null; tier: number | null }[];
}

interface GapRow {
  object_type: string;
  id: string;
  name: string;
  detail: string | null;
  /** Only of companies that are ordered by it. */
  tier?: number | null;
  /** Of all, in each row. */
  total: number;
}

const SHOWN = 25;

async function find(db: Db, query: RawBuilder<GapRow>): Promise<Gap> {
  const { rows } = await sql<GapRow>`${query} limit ${SHOWN}`.execute(db);
  return { count: rows[0]?.total ?? 0, examples: rows.map(toExample) };
}

function toExample({ object_type, id, name, detail, tier }: GapRow): Gap['examples'][number] {
  return { objectType: object_type, id, name, detail, tier: tier ?? null };
}

/** The highest tiers first: there a gap costs most. */
const BY_TIER = sql`scores.tier nulls last, scores.rank nulls last, company.company_id`;

function companiesWhere(portalId: number, lacks: RawBuilder<unknown>, detail: RawBuilder<unknown>): RawBuilder<GapRow> {
  return sql<GapRow>`select 'companies' as object_type, company.company_id as id, company.name, ${detail} as detail,
      scores.tier, (count(*) over ())::bigint as total
    from companies company left join account_scores scores
      on scores.portal_id = ${portalId} and scores.company_id = company.company_id
    where company.portal_id = ${portalId} and ${lacks} order by ${BY_TIER}`;
}

/** Companies where a property is empty. */
export function findCompaniesWithout(db: Db, portalId: number, property: string): Promise<Gap> {
  return find(
    db,
    companiesWhere(portalId, sql`coalesce(company.properties ->> ${property}, '') = ''`, sql`null::text`),
  );
}

/** Companies with a tier that nobody owns. */
export function findTieredWithoutOwner(db: Db, portalId: number): Promise<Gap> {
  const isOwned = sql`coalesce(company.properties ->> 'hubspot_owner_id', '') <> ''`;
  return find(db, companiesWhere(portalId, sql`scores.tier is not null and not ${isOwned}`, sql`null::text`));
}

/** Companies whose domain is one of these (in lower case). */
export function findCompaniesOfDomains(db: Db, portalId: number, domains: readonly string[]): Promise<Gap> {
  const domain = sql`lower(company.properties ->> 'domain')`;
  return find(db, companiesWhere(portalId, sql`${domain} = any(${domains}::text[])`, domain));
}

/** Companies that share a domain with another, `except` these domains; one example a domain, the most shared first. */
export function findSharedDomains(db: Db, portalId: number, except: readonly string[]): Promise<Gap> {
  return find(
    db,
    sql<GapRow>`select 'companies' as object_type, min(company_id) as id,
        (array_agg(name order by company_id))[1] as name, domain || ' × ' || count(*) as detail,
        (sum(count(*)) over ())::bigint as total
      from (select company_id, name, lower(properties ->> 'domain') as domain from companies
        where portal_id = ${portalId}) company
      where domain <> '' and not domain = any(${except}::text[])
      group by domain having count(*) > 1 order by count(*) desc, domain`,
  );
}

/** Contacts of no company, those who did most first; `activities`: what they did, which counts for no account. */
export async function findLoneContacts(db: Db, portalId: number): Promise<Gap & { activities: number }> {
  const { rows } = await sql<GapRow & { activities: number }>`
    select 'contacts' as object_type, contact.contact_id as id, contact.name, coalesce(did.n, 0)::text as detail,
      (count(*) over ())::bigint as total, coalesce(sum(did.n) over (), 0)::bigint as activities
    from contacts contact left join (
      select contact_id, count(*) as n from activities where portal_id = ${portalId} group by contact_id
    ) did on did.contact_id = contact.contact_id
    where contact.portal_id = ${portalId} and not exists (
      select from contact_companies link where link.portal_id = ${portalId} and link.contact_id = contact.contact_id)
    order by did.n desc nulls last, contact.contact_id limit ${SHOWN}`.execute(db);
  return { count: rows[0]?.total ?? 0, activities: rows[0]?.activities ?? 0, examples: rows.map(toExample) };
}

/** Contacts whose role was set in HubSpot before `before` (epoch ms), the oldest first. */
export function findStaleRoles(db: Db, portalId: number, before: number): Promise<Gap> {
  return find(
    db,
    sql<GapRow>`select 'contacts' as object_type, contact_id as id, name, role.role as detail,
        (count(*) over ())::bigint as total
      from contacts cross join lateral (
        select element ->> 'role' as role, (element ->> 'setAt')::float8 as set_at
        from jsonb_array_elements(buying_roles) element order by 2 limit 1
      ) role
      where portal_id = ${portalId} and buying_roles <> '[]' and role.set_at < ${before}
      order by role.set_at, contact_id`,
  );
}

/** Records that HubSpot refused, the latest first. */
export function findRefusedRecords(db: Db, portalId: number): Promise<Gap> {
  return find(
    db,
    sql<GapRow>`select object_type, record_id as id, coalesce(company.name, record_id) as name, message as detail,
        (count(*) over ())::bigint as total
      from (select distinct on (object_type, record_id) object_type, record_id, message, at from refusals
        where portal_id = ${portalId} and object_type in ('companies', 'contacts', 'deals')
        order by object_type, record_id, at desc) refused
      left join companies company on company.portal_id = ${portalId} and refused.object_type = 'companies'
        and company.company_id = refused.record_id
      order by refused.at desc, record_id`,
  );
}

/** How many contacts have each role in HubSpot, and are suggested for it by their title or behaviour. */
export async function countRoles(
  db: Db,
  portalId: number,
): Promise<{ role: string; set: number; suggested: number }[]> {
  const { rows } = await sql<{ role: string; set_n: number; suggested_n: number }>`
    select role, sum(is_set)::bigint as set_n, sum(1 - is_set)::bigint as suggested_n from (
      select element ->> 'role' as role, 1 as is_set from contacts, jsonb_array_elements(buying_roles) element
      where portal_id = ${portalId} and buying_roles <> '[]'
      union all
      select element, 0 from person_scores, jsonb_array_elements_text(suggested_roles) element
      where portal_id = ${portalId} and suggested_roles <> '[]'
    ) held group by role order by role`.execute(db);
  return rows.map((row) => ({ role: row.role, set: row.set_n, suggested: row.suggested_n }));
}
