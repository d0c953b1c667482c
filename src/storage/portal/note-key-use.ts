import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';

/** Use is written down at most this often. */
const USE_EVERY_MS = 3_600_000;

interface UsedKey {
  table: 'api_keys' | 'signal_keys';
  portalId: number;
  keyId: string;
}

/** Notes that a key was used at `now` (epoch ms), to the hour. */
export async function noteKeyUse(db: Db, { table, portalId, keyId }: UsedKey, now: number): Promise<void> {
  await sql`update ${sql.table(table)} set last_used_at = ${new Date(now)}::timestamptz
    where portal_id = ${portalId} and key_id = ${keyId}
      and (last_used_at is null or last_used_at < ${new Date(now - USE_EVERY_MS)}::timestamptz)`.execute(db);
}
