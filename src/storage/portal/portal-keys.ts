import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { acrossPortals } from '../connection/tenant-scope.ts';
import type { TokenCipher } from '../connection/token-cipher.ts';
import { deleteCells } from './rate-limits.ts';

/** What a key is for: a source signs its signals with it, or a program reads the portal's accounts by `/v1`. */
export type KeyKind = 'signals' | 'api';

const TABLES = { signals: 'signal_keys', api: 'api_keys' } as const;

/** Starts the names of the keys' cells in `rate_limits`. HubSpot's cells are named `portalId:bucket`. */
const CELLS = { signals: 'signals', api: 'rest' } as const;

/** Use is recorded at most this often. */
const USE_EVERY_MS = 3_600_000;

/** A key of a portal as it is listed; its id is public. */
export interface PortalKey {
  keyId: string;
  /** What an admin calls it; `''` for a signal key made before keys had names. */
  label: string;
  /** Epoch ms. */
  createdAt: number;
  /** `null` for a signal key made before this was recorded. */
  createdBy: string | null;
  /** Epoch ms, to the hour; `null` if it was never used. */
  lastUsedAt: number | null;
}

/** The secret is encrypted in the table. */
export interface KeySecret {
  keyId: string;
  portalId: number;
  secret: string;
}

/** The cell of `rate_limits` that limits the requests made with a key. */
export function cellOfKey(kind: KeyKind, keyId: string): string {
  return `${CELLS[kind]}:${keyId}`;
}

/** Returns whether the key is new; an existing key of that id stays as it is. */
export async function saveKey(
  db: Db,
  cipher: TokenCipher,
  kind: KeyKind,
  { keyId, portalId, secret, label, createdAt, createdBy }: Omit<PortalKey, 'lastUsedAt'> & KeySecret,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto(TABLES[kind])
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

/** Looked up across portals: a request names only its key, and the key names its portal. */
export async function findKey(db: Db, cipher: TokenCipher, kind: KeyKind, keyId: string): Promise<KeySecret | null> {
  const row = await acrossPortals(() =>
    db.selectFrom(TABLES[kind]).select(['portal_id', 'secret']).where('key_id', '=', keyId).executeTakeFirst(),
  );
  if (row === undefined) return null;
  return { keyId, portalId: row.portal_id, secret: cipher.decrypt(row.portal_id, row.secret) };
}

/** The oldest first. */
export async function listKeys(db: Db, kind: KeyKind, portalId: number): Promise<PortalKey[]> {
  const rows = await db
    .selectFrom(TABLES[kind])
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

/** The cells of all keys of a portal. */
export async function listKeyCells(db: Db, portalId: number): Promise<string[]> {
  const cells: string[] = [];
  for (const kind of ['signals', 'api'] as const) {
    cells.push(...(await listKeys(db, kind, portalId)).map(({ keyId }) => cellOfKey(kind, keyId)));
  }
  return cells;
}

/** Deletes a key and its rate limit. @returns its label, `null` if there is no such key */
export async function deleteKey(db: Db, kind: KeyKind, portalId: number, keyId: string): Promise<string | null> {
  const deleted = await db
    .deleteFrom(TABLES[kind])
    .where('portal_id', '=', portalId)
    .where('key_id', '=', keyId)
    .returning('label')
    .executeTakeFirst();
  if (deleted === undefined) return null;
  await deleteCells(db, [cellOfKey(kind, keyId)]);
  return deleted.label;
}

/** Records that a key was used at `now` (epoch ms), to the hour. */
export async function noteKeyUse(
  db: Db,
  kind: KeyKind,
  { portalId, keyId }: Pick<KeySecret, 'portalId' | 'keyId'>,
  now: number,
): Promise<void> {
  await sql`update ${sql.table(TABLES[kind])} set last_used_at = ${new Date(now)}::timestamptz
    where portal_id = ${portalId} and key_id = ${keyId}
      and (last_used_at is null or last_used_at < ${new Date(now - USE_EVERY_MS)}::timestamptz)`.execute(db);
}
