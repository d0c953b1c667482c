import { sql } from 'kysely';
import type { Db, PropertyValues } from './tables.ts';
import { unnestRows } from './unnest-rows.ts';

export interface PublishedValues {
  companyId: string;
  /** Our properties as HubSpot accepted them. */
  values: PropertyValues;
}

/** What HubSpot was last given, by company id; a company that was given nothing is absent. */
export async function loadPublished(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, PropertyValues>> {
  const rows = await db
    .selectFrom('published_properties')
    .select(['company_id', 'values'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.company_id, row.values]));
}

export async function savePublished(
  db: Db,
  portalId: number,
  published: readonly PublishedValues[],
  now: number,
): Promise<void> {
  if (published.length === 0) return;
  const incoming = unnestRows<PublishedValues>(
    [
      ['company_id', 'text', (row) => row.companyId],
      ['values', 'jsonb', (row) => row.values],
    ],
    published,
  );
  await sql`insert into published_properties (portal_id, company_id, "values", published_at)
    select ${portalId}::bigint, company_id, "values", ${new Date(now)}::timestamptz from ${incoming} order by company_id
    on conflict (portal_id, company_id) do update
      set "values" = excluded."values", published_at = excluded.published_at`.execute(db);
}

/** Forgets what these properties were given: they were made anew and are empty in HubSpot. */
export async function forgetPublished(db: Db, portalId: number, properties: readonly string[]): Promise<void> {
  await sql`update published_properties set "values" = "values" - ${properties}::text[]
    where portal_id = ${portalId} and "values" ?| ${properties}::text[]`.execute(db);
}
