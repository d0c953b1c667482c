import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** `leaving`: an admin has chosen to disconnect; the portal's rows go as soon as HubSpot is cleared. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table portals drop constraint portals_status_check`.execute(db);
  await sql`update portals set status = 'leaving' where status = 'disconnected'`.execute(db);
  await sql`alter table portals add constraint portals_status_check
    check (status in ('installing', 'syncing', 'active', 'revoked', 'leaving'))`.execute(db);
  await sql`alter table portals add column remove_properties boolean not null default false`.execute(db);
}
