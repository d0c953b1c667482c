import type { Db } from '../tables/tables.ts';
import { acrossPortals } from '../connection/tenant-scope.ts';
import type { TokenCipher } from '../connection/token-cipher.ts';
import { cellOfSignalKey, deleteCells } from './rate-limits.ts';

/** A key a source of signals signs with; its id is public, its secret is encrypted in the table. */
export interface SignalKey {
  keyId: string;
  portalId: number;
  secret: string;
  createdAt: number;
}

/** Whether the key is new; one of that id that is held stays as it is. */
export async function saveSignalKey(db: Db, cipher: TokenCipher, key: SignalKey): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('signal_keys')
    .values({
      key_id: key.keyId,
      portal_id: key.portalId,
      secret: cipher.encrypt(key.portalId, key.secret),
      created_at: new Date(key.createdAt),
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Only by the key's id: a request to the signals endpoint names its key, and the key names its portal. */
export async function findSignalKey(db: Db, cipher: TokenCipher, keyId: string): Promise<SignalKey | null> {
  const row = await acrossPortals(() =>
    db.selectFrom('signal_keys').selectAll().where('key_id', '=', keyId).executeTakeFirst(),
  );
  if (row === undefined) return null;
  return {
    keyId: row.key_id,
    portalId: row.portal_id,
    secret: cipher.decrypt(row.portal_id, row.secret),
    createdAt: row.created_at,
  };
}

/** The oldest first. */
export async function listSignalKeys(db: Db, portalId: number): Promise<{ keyId: string; createdAt: number }[]> {
  const rows = await db
    .selectFrom('signal_keys')
    .select(['key_id', 'created_at'])
    .where('portal_id', '=', portalId)
    .orderBy('created_at')
    .execute();
  return rows.map((row) => ({ keyId: row.key_id, createdAt: row.created_at }));
}

/** Whether there was such a key; how often it asked goes with it. */
export async function deleteSignalKey(db: Db, portalId: number, keyId: string): Promise<boolean> {
  const query = db.deleteFrom('signal_keys').where('portal_id', '=', portalId).where('key_id', '=', keyId);
  if ((await query.executeTakeFirst()).numDeletedRows === 0n) return false;
  await deleteCells(db, [cellOfSignalKey(keyId)]);
  return true;
}
