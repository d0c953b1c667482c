import { sql } from 'kysely';
import type { Kysely } from 'kysely';

/** Keys that find their portal are held under it like everything else, so that their tables can be spread by portal too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const table of ['signal_keys', 'api_keys']) {
    const [name, key] = [sql.table(table), sql.ref(`${table}_pkey`)];
    await sql`alter table ${name} drop constraint ${key}, add constraint ${key} primary key (portal_id, key_id)`.execute(
      db,
    );
    await sql`create index ${sql.ref(`${table}_by_id`)} on ${name} (key_id)`.execute(db);
  }
  await sql`drop index signal_keys_by_portal`.execute(db);
}
