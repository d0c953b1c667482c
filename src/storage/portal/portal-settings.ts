import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';

/** What was saved for the portal, as the caller defined it; `null` where nobody chose anything. */
export async function getPortalSettings(db: Db, portalId: number): Promise<unknown> {
  const row = await db
    .selectFrom('portal_settings')
    .select('settings')
    .where('portal_id', '=', portalId)
    .executeTakeFirst();
  return row?.settings ?? null;
}

/** Keeps all settings of a portal in place of those before; `changed.at` is epoch ms, `changed.by` an address. Checks nothing: `changeSettings` does. */
export async function savePortalSettings(
  db: Db,
  portalId: number,
  settings: unknown,
  changed: { at: number; by: string },
): Promise<void> {
  await sql`insert into portal_settings (portal_id, settings, changed_at, changed_by)
    values (${portalId}, ${JSON.stringify(settings)}::jsonb, ${new Date(changed.at)}::timestamptz, ${changed.by})
    on conflict (portal_id) do update
      set settings = excluded.settings, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(db);
}
