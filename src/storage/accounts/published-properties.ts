import { sql } from 'kysely';
import type { Db, PropertyValues } from '../tables/tables.ts';
import { markToPublish } from './stale-accounts.ts';
import { unnestRows } from '../connection/unnest-rows.ts';

/** What HubSpot was last given of a company. */
export interface Published {
  /** Our properties as HubSpot accepted them. */
  values: PropertyValues;
  /** A write is on its way: what HubSpot holds is not known. */
  sending: boolean;
  /** HubSpot's time of our last write (epoch ms), where it told. */
  updatedAt: number | null;
}

export interface PublishedValues {
  companyId: string;
  values: PropertyValues;
  updatedAt: number | null;
  /** `updatedAt` as it was loaded before the write; `null` where nothing was published, or it was not told. */
  before: number | null;
}

/** What HubSpot was last given, by company id; a company that was given nothing is absent. */
export async function loadPublished(
  db: Db,
  portalId: number,
  companyIds: readonly string[],
): Promise<Map<string, Published>> {
  const rows = await db
    .selectFrom('published_properties')
    .select(['company_id', 'values', 'sending', 'hs_updated_at'])
    .where('portal_id', '=', portalId)
    .where('company_id', '=', sql<string>`any(${companyIds}::text[])`)
    .execute();
  return new Map(
    rows.map((row) => [row.company_id, { values: row.values, sending: row.sending, updatedAt: row.hs_updated_at }]),
  );
}

/** Notes, before a write is sent, that it is. */
export async function markSending(db: Db, portalId: number, companyIds: readonly string[]): Promise<void> {
  await sql`update published_properties set sending = true
    where portal_id = ${portalId} and company_id = any(${companyIds}::text[])`.execute(db);
}

/**
 * Keeps what HubSpot took. Where another write was kept, or something was forgotten, since `before`, nobody knows which
 * write came last: it stays `sending`. @returns the companies of which that is so
 */
export async function savePublished(
  db: Db,
  portalId: number,
  published: readonly PublishedValues[],
  now: number,
): Promise<string[]> {
  if (published.length === 0) return [];
  const incoming = unnestRows<PublishedValues>(
    [
      ['company_id', 'text', (row) => row.companyId],
      ['values', 'jsonb', (row) => row.values],
      ['hs_updated_at', 'timestamptz', (row) => row.updatedAt],
    ],
    published,
  );
  const before = Object.fromEntries(published.map((row) => [row.companyId, toTime(row.before)]));
  const result = await sql<{ company_id: string }>`with written as (
      insert into published_properties as held (portal_id, company_id, "values", hs_updated_at, published_at)
      select ${portalId}::bigint, company_id, "values", hs_updated_at, ${new Date(now)}::timestamptz
      from ${incoming} order by company_id
      on conflict (portal_id, company_id) do update set "values" = excluded."values",
        hs_updated_at = excluded.hs_updated_at, published_at = excluded.published_at,
        sending = held.hs_updated_at is distinct from
          (${JSON.stringify(before)}::jsonb ->> held.company_id)::timestamptz
      returning company_id, sending)
    select company_id from written where sending`.execute(db);
  return result.rows.map((row) => row.company_id);
}

function toTime(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** What HubSpot was found to hold of a company. */
export interface HeldValues {
  companyId: string;
  values: PropertyValues;
}

/**
 * Keeps what HubSpot holds of properties that it was given nothing of yet; a company that was never published is left
 * out. @returns the companies of which something was kept
 */
export async function addPublished(db: Db, portalId: number, held: readonly HeldValues[]): Promise<string[]> {
  const incoming = unnestRows<HeldValues>(
    [
      ['company_id', 'text', (row) => row.companyId],
      ['values', 'jsonb', (row) => row.values],
    ],
    held,
  );
  const result = await sql<{ company_id: string }>`update published_properties known
    set "values" = t."values" || known."values" from ${incoming}
    where known.portal_id = ${portalId} and known.company_id = t.company_id and not sending
      and not known."values" ?& array(select jsonb_object_keys(t."values"))
    returning known.company_id`.execute(db);
  return result.rows.map((row) => row.company_id);
}

/** Moves the time of the last write on: a write that is under way is told that something was forgotten or seen meanwhile. */
export const FORGOTTEN_MEANWHILE = sql`hs_updated_at = hs_updated_at + interval '1 ms'`;

/**
 * Has all values of these companies written again: others were seen in HubSpot while a write was on its way, which is told
 * of it, or is over by now. Call it in a transaction.
 */
export async function writeAgain(trx: Db, portalId: number, companyIds: readonly string[]): Promise<void> {
  if (companyIds.length === 0) return;
  await sql`update published_properties set sending = true, ${FORGOTTEN_MEANWHILE}
    where portal_id = ${portalId} and company_id = any(${companyIds}::text[])`.execute(trx);
  await markToPublish(trx, portalId, companyIds, 'seen while it was written');
}

/** Forgets what these properties were given, of one company or of all: they are empty in HubSpot, or to be written anew. */
export async function forgetPublished(
  db: Db,
  portalId: number,
  properties: readonly string[],
  companyId?: string,
): Promise<void> {
  const ofCompany = companyId === undefined ? sql`` : sql`and company_id = ${companyId}`;
  await sql`update published_properties set "values" = "values" - ${properties}::text[], ${FORGOTTEN_MEANWHILE}
    where portal_id = ${portalId} and "values" ?| ${properties}::text[] ${ofCompany}`.execute(db);
}
