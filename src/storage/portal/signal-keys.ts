import type { Db } from '../tables/tables.ts';
import { acrossPortals } from '../connection/tenant-scope.ts';
import type { TokenCipher } from '../connection/token-cipher.ts';
import { cellOfSignalKey, deleteCells } from './rate-limits.ts';

/** A key a source of signals signs with; its id is public. */
export interface SignalKey {
  keyId: string;
  /** What an admin calls it; `''` where it was made without a name. */
  label: string;
  createdAt: number;
  /** `null` where it was made when that was not kept. */
  createdBy: string | null;
  /** To the hour; `null` where it never was. */
  lastUsedAt: number | null;
}

/** Its secret is encrypted in the table. */
export interface SignalKeySecret {
  keyId: string;
  portalId: number;
  secret: string;
}

/** Whether the key is new; one of that id that is held stays as it is. */
export async function saveSignalKey(
  db: Db,
  cipher: TokenCipher,
  key: Omit<SignalKey, 'lastUsedAt'> & SignalKeySecret,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('signal_keys')
    .values({
      key_id: key.keyId,
      portal_id: key.portalId,
      secret: cipher.encrypt(key.portalId, key.secret),
      label: key.label,
      created_at: new Date(key.createdAt),
      created_by: key.createdBy,
      last_used_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Only by the key's id: a request to the signals endpoint names its key, and the key names its portal. */
export async function findSignalKey(db: Db, cipher: TokenCipher, keyId: string): Promise<SignalKeySecret | null> {
  const row = await acrossPortals(() =>
    db
      .selectFrom('signal_keys')
      .select(['key_id', 'portal_id', 'secret'])
      .where('key_id', '=', keyId)
      .executeTakeFirst(),
  );
  if (row === undefined) return null;
  return { keyId: row.key_id, portalId: row.portal_id, secret: cipher.decrypt(row.portal_id, row.secret) };
}

/** The oldest first. */
export async function listSignalKeys(db: Db, portalId: number): Promise<SignalKey[]> {
  const rows = await db
    .selectFrom('signal_keys')
    .select(['key_id', 'label', 'created_at', 'created_by', 'last_used_at'])
    .where('portal_id', '=', portalId)
    .orderBy('created_at')
    .orderBy('key_id')
    .execute();
  return rows.map((row) => ({
    keyId: row.key_id,
    label: row.label,
    createdAt: row.created_at,
    createdBy: row.created_by,
    lastUsedAt: row.last_used_at,
  }));
}

/** @returns what the key was called, `null` where there is none; how often it asked goes with it */
export async function deleteSignalKey(db: Db, portalId: number, keyId: string): Promise<string | null> {
  const deleted = await db
    .deleteFrom('signal_keys')
    .where('portal_id', '=', portalId)
    .where('key_id', '=', keyId)
    .returning('label')
    .executeTakeFirst();
  if (deleted === undefined) return null;
  await deleteCells(db, [cellOfSignalKey(keyId)]);
  return deleted.label;
}
