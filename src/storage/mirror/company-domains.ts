import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';

/** Characters of a domain that its index holds. */
const INDEXED = 200;

/** Ids of companies by their record id or domain, as given but in lower case; of a domain that several have, the first id. */
export async function findCompanyIds(
  db: Db,
  portalId: number,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(names.map((name) => name.toLowerCase()))];
  const domains = wanted.filter((name) => !/^\d+$/.test(name)).map((name) => name.slice(0, INDEXED));
  const { rows } = await sql<{ company_id: string; domain: string | null }>`
    select company_id, lower(properties ->> 'domain') as domain from companies
    where portal_id = ${portalId}
      and (company_id = any(${wanted}::text[]) or left(lower(properties ->> 'domain'), ${sql.lit(INDEXED)}) = any(${domains}::text[]))
    order by company_id desc`.execute(db);
  return new Map([
    ...rows.flatMap(({ company_id: id, domain }) => (domain === null ? [] : [[domain, id] as const])),
    ...rows.map(({ company_id: id }) => [id, id] as const),
  ]);
}
