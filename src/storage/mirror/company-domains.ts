import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';

/**
 * Ids of companies by their record id or domain, as given but in lower case; of a domain that several have, the first id.
 * Domains are looked for among all companies, ids by the key.
 */
export async function findCompanyIds(
  db: Db,
  portalId: number,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))];
  const domains = wanted.filter((name) => !/^\d+$/.test(name));
  const ofDomain = sql`or lower(properties ->> 'domain') = any(${domains}::text[])`;
  const { rows } = await sql<{ company_id: string; domain: string | null }>`
    select company_id, lower(properties ->> 'domain') as domain from companies
    where portal_id = ${portalId}
      and (company_id = any(${wanted}::text[]) ${domains.length === 0 ? sql`` : ofDomain})
    order by company_id desc`.execute(db);
  return new Map([
    ...rows.flatMap(({ company_id: id, domain }) => (domain === null ? [] : [[domain, id] as const])),
    ...rows.map(({ company_id: id }) => [id, id] as const),
  ]);
}
