import { sql } from 'kysely';
import { deleteAccountScores } from '../accounts/account-scores.ts';
import { companiesBeside } from './links.ts';
import { withdrawProposalsAbout } from '../target-list/proposals.ts';
import { clearRefusals } from '../portal/refusals.ts';
import { markStale } from '../accounts/stale-accounts.ts';
import type { Db, PropertyValues } from '../tables/tables.ts';
import { upsertMirrored } from './upsert-mirrored.ts';

export interface Company {
  companyId: string;
  name: string;
  ownerId: string | null;
  /** HubSpot properties by internal name; `null` is unknown. */
  properties: PropertyValues;
  createdAt: number;
  /** HubSpot's time of the last change, epoch ms. */
  updatedAt: number;
}

const TABLE = {
  name: 'companies',
  key: 'company_id',
  readKey: (company: Company) => company.companyId,
  updatedAt: { column: 'hs_updated_at', read: (company: Company) => company.updatedAt },
  columns: [
    ['company_id', 'text', (company: Company) => company.companyId],
    ['name', 'text', (company: Company) => company.name],
    ['owner_id', 'text', (company: Company) => company.ownerId],
    ['properties', 'jsonb', (company: Company) => company.properties],
    ['hs_created_at', 'timestamptz', (company: Company) => company.createdAt],
    ['hs_updated_at', 'timestamptz', (company: Company) => company.updatedAt],
  ],
} as const;

/** Mirrors companies; gives the ids that are new or changed. */
export async function upsertCompanies(db: Db, portalId: number, companies: readonly Company[]): Promise<string[]> {
  return upsertMirrored(db, TABLE, portalId, companies);
}

export async function getCompany(db: Db, portalId: number, companyId: string): Promise<Company | null> {
  return (await listCompanies(db, portalId, [companyId]))[0] ?? null;
}

/** The companies of these ids that are held, ordered by id. */
export async function listCompanies(db: Db, portalId: number, companyIds: readonly string[]): Promise<Company[]> {
  const rows = await db
    .selectFrom('companies')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .orderBy('company_id')
    .execute();
  return rows.map((row) => ({
    companyId: row.company_id,
    name: row.name,
    ownerId: row.owner_id,
    properties: row.properties,
    createdAt: row.hs_created_at,
    updatedAt: row.hs_updated_at,
  }));
}

/** Ids in order, `limit` at a time: pass the last one to go on. */
export async function listCompanyIds(db: Db, portalId: number, after: string | null, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('companies')
    .select('company_id')
    .where('portal_id', '=', portalId)
    .where('company_id', '>', after ?? '')
    .orderBy('company_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.company_id);
}

export async function countCompanies(db: Db, portalId: number): Promise<number> {
  const row = await db
    .selectFrom('companies')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('portal_id', '=', portalId)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** A property and the number of companies of which it was not read yet. */
export interface UnreadProperty {
  property: string;
  companies: number;
}

/** Those of the properties that some company was mirrored without: they were not asked for when it was read. */
export async function countUnread(db: Db, portalId: number, names: readonly string[]): Promise<UnreadProperty[]> {
  const result = await sql<{ name: string; n: number }>`
    select named.name, count(*) as n from companies cross join unnest(${names}::text[]) as named(name)
    where portal_id = ${portalId} and not jsonb_exists(properties, named.name)
    group by named.name order by named.name`.execute(db);
  return result.rows.map(({ name, n }) => ({ property: name, companies: n }));
}

/**
 * Forgets companies that are gone in HubSpot, with all that was computed and kept of them, and marks those their people
 * and deals count for now; in a transaction, first.
 */
export async function deleteCompanies(db: Db, portalId: number, companyIds: readonly string[]): Promise<void> {
  await deleteAccountScores(db, portalId, companyIds);
  await markStale(db, portalId, await companiesBeside(db, portalId, companyIds), 'a company beside it is gone');
  await withdrawProposalsAbout(db, portalId, companyIds);
  const tables = [
    'contact_companies',
    'former_members',
    'deal_companies',
    'open_tickets',
    'signals',
    'placeholders',
    'account_plan_items',
    'list_members',
    'refresh_decisions',
    'published_properties',
    'outside_edits',
    'stale_accounts',
    'companies',
  ] as const;
  for (const table of tables) {
    await sql`delete from ${sql.table(table)}
      where portal_id = ${portalId} and company_id = any(${companyIds}::text[])`.execute(db);
  }
  await clearRefusals(db, portalId, 'companies', companyIds);
}
