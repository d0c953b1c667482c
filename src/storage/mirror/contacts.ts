import { sql } from 'kysely';
import type { SetOption } from '../accounts/account-people.ts';
import type { Db, PropertyValues } from '../tables/tables.ts';
import { upsertMirrored } from './upsert-mirrored.ts';

export interface Contact {
  contactId: string;
  name: string;
  email: string | null;
  jobTitle: string | null;
  /** Roles a person set in HubSpot, by role id or by the value of an option that the portal added; with the time, where the property's history says. */
  buyingRoles: SetOption[];
  optedOut: boolean;
  bounced: boolean;
  ownerId: string | null;
  properties: PropertyValues;
  createdAt: number;
  updatedAt: number;
}

const TABLE = {
  name: 'contacts',
  key: 'contact_id',
  readKey: (contact: Contact) => contact.contactId,
  updatedAt: { column: 'hs_updated_at', read: (contact: Contact) => contact.updatedAt },
  columns: [
    ['contact_id', 'text', (contact: Contact) => contact.contactId],
    ['name', 'text', (contact: Contact) => contact.name],
    ['email', 'text', (contact: Contact) => contact.email],
    ['job_title', 'text', (contact: Contact) => contact.jobTitle],
    ['buying_roles', 'jsonb', (contact: Contact) => contact.buyingRoles],
    ['opted_out', 'boolean', (contact: Contact) => contact.optedOut],
    ['bounced', 'boolean', (contact: Contact) => contact.bounced],
    ['owner_id', 'text', (contact: Contact) => contact.ownerId],
    ['properties', 'jsonb', (contact: Contact) => contact.properties],
    ['hs_created_at', 'timestamptz', (contact: Contact) => contact.createdAt],
    ['hs_updated_at', 'timestamptz', (contact: Contact) => contact.updatedAt],
  ],
} as const;

/** Mirrors contacts; gives the ids that are new or changed. */
export async function upsertContacts(db: Db, portalId: number, contacts: readonly Contact[]): Promise<string[]> {
  return upsertMirrored(db, TABLE, portalId, contacts);
}

/** The contacts of these ids that are held, ordered by id. */
export async function listContacts(db: Db, portalId: number, contactIds: readonly string[]): Promise<Contact[]> {
  const rows = await db
    .selectFrom('contacts')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('contact_id', '=', sql<string>`any(${contactIds}::text[])`)
    .orderBy('contact_id')
    .execute();
  return rows.map((row) => ({
    contactId: row.contact_id,
    name: row.name,
    email: row.email,
    jobTitle: row.job_title,
    buyingRoles: row.buying_roles,
    optedOut: row.opted_out,
    bounced: row.bounced,
    ownerId: row.owner_id,
    properties: row.properties,
    createdAt: row.hs_created_at,
    updatedAt: row.hs_updated_at,
  }));
}

/** Ids in order, `limit` at a time: pass the last one to go on. */
export async function listContactIds(db: Db, portalId: number, after: string | null, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('contacts')
    .select('contact_id')
    .where('portal_id', '=', portalId)
    .where('contact_id', '>', after ?? '')
    .orderBy('contact_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.contact_id);
}

/** Forgets contacts that are gone in HubSpot; what they did stays, so that a restored one has it again. */
export async function deleteContacts(db: Db, portalId: number, contactIds: readonly string[]): Promise<void> {
  for (const table of ['contact_companies', 'former_members', 'deal_contacts', 'person_scores', 'contacts'] as const) {
    await sql`delete from ${sql.table(table)}
      where portal_id = ${portalId} and contact_id = any(${contactIds}::text[])`.execute(db);
  }
}
