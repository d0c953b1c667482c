import type { Db } from '../tables/tables.ts';
import { acrossPortals } from '../connection/tenant-scope.ts';
import type { TokenCipher } from '../connection/token-cipher.ts';
import { cellOfApiKey, deleteCells } from './rate-limits.ts';

/** A key that a program reads a portal's accounts with. */
export interface ApiKey {
  keyId: string;
  /** What an admin calls it. */
  label: string;
  createdAt: number;
  createdBy: string;
  /** To the hour; `null` where it never was. */
  lastUsedAt: number | null;
}

/** Its secret is encrypted in the table. */
export interface ApiKeySecret {
  portalId: number;
  secret: string;
}

/** Whether the key is new; one of that id that is held stays as it is. */
export async function saveApiKey(
  db: Db,
  cipher: TokenCipher,
  { keyId, portalId, secret, label, createdAt, createdBy }: Omit<ApiKey, 'lastUsedAt'> & ApiKeySecret,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('api_keys')
    .values({
      key_id: keyId,
      portal_id: portalId,
      secret: cipher.encrypt(portalId, secret),
      label,
      created_at: new Date(createdAt),
      created_by: createdBy,
      last_used_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** Only by the key's id: a request names its key, and the key names its portal. */
export async function findApiKey(db: Db, cipher: TokenCipher, keyId: string): Promise<ApiKeySecret | null> {
  const row = await acrossPortals(() =>
    db.selectFrom('api_keys').select(['portal_id', 'secret']).where('key_id', '=', keyId).executeTakeFirst(),
  );
  return row === undefined ? null : { portalId: row.portal_id, secret: cipher.decrypt(row.portal_id, row.secret) };
}

/** The oldest first. */
export async function listApiKeys(db: Db, portalId: number): Promise<ApiKey[]> {
  const rows = await db
    .selectFrom('api_keys')
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
export async function deleteApiKey(db: Db, portalId: number, keyId: string): Promise<string | null> {
  const deleted = await db
    .deleteFrom('api_keys')
    .where('portal_id', '=', portalId)
    .where('key_id', '=', keyId)
    .returning('label')
    .executeTakeFirst();
  if (deleted === undefined) return null;
  await deleteCells(db, [cellOfApiKey(keyId)]);
  return deleted.label;
}
