import { sql } from 'kysely';
import { companiesOfContacts } from './links.ts';
import { markStale } from './stale-accounts.ts';
import type { Db, Tables } from './tables.ts';

/** Every table that holds a portal's data, those that refer to others first. */
export const PORTAL_TABLES = [
  'grants',
  'signal_keys',
  'request_log',
  'mirrored_records',
  'property_definitions',
  'comparisons',
  'companies',
  'contacts',
  'deals',
  'owners',
  'pipeline_stages',
  'contact_companies',
  'deal_companies',
  'deal_contacts',
  'activities',
  'counters',
  'signals',
  'role_decisions',
  'placeholders',
  'models',
  'portal_norms',
  'account_scores',
  'score_log',
  'tier_rounds',
  'person_scores',
  'published_properties',
  'outside_edits',
  'refusals',
  'stale_accounts',
  'sync_steps',
  'webhook_events',
  'play_runs',
  'play_feedback',
  'audit_log',
  'portal_settings',
  'portals',
] as const satisfies readonly (keyof Tables)[];

/** Erases all we hold of a portal; call it in a transaction. */
export async function deletePortalData(db: Db, portalId: number): Promise<void> {
  for (const table of PORTAL_TABLES) {
    await sql`delete from ${sql.table(table)} where portal_id = ${portalId}`.execute(db);
  }
}

const CONTACT_TABLES = [
  'contact_companies',
  'deal_contacts',
  'activities',
  'counters',
  'role_decisions',
  'person_scores',
  'contacts',
] as const;

/**
 * Erases a person (HubSpot's `contact.privacyDeletion`, or a deleted contact), also where computed results and plays
 * name them, and marks the accounts they belonged to; call it in a transaction. What a card shows of those accounts is
 * gone (`result` and `reasons` are `null`) until the refresh that follows.
 * @returns ids of those accounts
 */
export async function eraseContact(db: Db, portalId: number, contactId: string): Promise<string[]> {
  const companyIds = await companiesOfContacts(db, portalId, [contactId]);
  for (const table of CONTACT_TABLES) {
    await sql`delete from ${sql.table(table)} where portal_id = ${portalId} and contact_id = ${contactId}`.execute(db);
  }
  await sql`update account_scores set result = null, reasons = null
    where portal_id = ${portalId} and company_id = any(${companyIds}::text[])`.execute(db);
  // A text may name a person whom the run is not with: the one who is asked for an introduction.
  await sql`update play_runs set contact_ids = contact_ids - ${contactId}::text,
      steps = (select coalesce(jsonb_agg(step || '{"text": ""}'), '[]') from jsonb_array_elements(steps) as all_steps(step))
    where portal_id = ${portalId}
      and (contact_ids ? ${contactId}::text or company_id = any(${companyIds}::text[]))`.execute(db);
  await sql`delete from webhook_events where portal_id = ${portalId} and body ->> 'objectId' = ${contactId}
    and (body ->> 'subscriptionType' like 'contact.%' or body ->> 'objectTypeId' = '0-1')`.execute(db);
  await markStale(db, portalId, companyIds, 'a contact was erased');
  return companyIds;
}
