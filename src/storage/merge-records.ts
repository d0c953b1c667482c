import { sql } from 'kysely';
import type { Db } from './tables.ts';

/** Lets activities and role decisions of contacts that were merged away go on under the new contact's id. */
export async function moveContactHistory(
  db: Db,
  portalId: number,
  oldIds: readonly string[],
  newId: string,
): Promise<void> {
  await sql`insert into activities (portal_id, activity_id, contact_id, type, occurred_at, detail, source)
    select distinct on (activity_id) portal_id, activity_id, ${newId}, type, occurred_at, detail, source
    from activities where portal_id = ${portalId} and contact_id = any(${oldIds}::text[])
    on conflict do nothing`.execute(db);
  await sql`delete from activities
    where portal_id = ${portalId} and contact_id = any(${oldIds}::text[])`.execute(db);
  await sql`update role_decisions set contact_id = ${newId}
    where portal_id = ${portalId} and contact_id = any(${oldIds}::text[])`.execute(db);
}
