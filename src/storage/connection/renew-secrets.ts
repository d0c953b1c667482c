import { sql } from 'kysely';
import type { Db } from '../tables/tables.ts';
import { acrossPortals, asPortal } from './tenant-scope.ts';
import { TokenCipherError, type TokenCipher } from './token-cipher.ts';

export interface RenewedSecrets {
  renewed: number;
  /** Encrypted with a key that is not, or no longer, configured: only a new install, or that key, restores them. */
  unreadable: number;
}

/** Columns that hold what `TokenCipher` wrote, with what finds their row. */
export const SECRET_COLUMNS = [
  { table: 'grants', key: 'portal_id', columns: ['access_token', 'refresh_token'] },
  { table: 'signal_keys', key: 'key_id', columns: ['secret'] },
  { table: 'api_keys', key: 'key_id', columns: ['secret'] },
  { table: 'slack_hooks', key: 'portal_id', columns: ['secret'] },
] as const;

/**
 * Encrypts anew, with the current key, whatever an earlier one encrypted; after that the earlier one can be dropped. A
 * secret that is replaced meanwhile (a token is refreshed) stays as it was written.
 */
export async function renewSecrets(db: Db, cipher: TokenCipher): Promise<RenewedSecrets> {
  const result: RenewedSecrets = { renewed: 0, unreadable: 0 };
  for (const { table, key, columns } of SECRET_COLUMNS) {
    for (const column of columns) {
      const old = await acrossPortals(() =>
        sql<{ portal_id: number; id: string | number; secret: string }>`
          select portal_id, ${sql.ref(key)} as id, ${sql.ref(column)} as secret from ${sql.table(table)}
          where split_part(${sql.ref(column)}, '.', 1) <> ${cipher.keyId}`.execute(db),
      );
      for (const { portal_id: portalId, id, secret } of old.rows) {
        const renewed = renew(cipher, portalId, secret);
        if (renewed === null) {
          result.unreadable += 1;
          continue;
        }
        await asPortal(portalId, () =>
          sql`update ${sql.table(table)} set ${sql.ref(column)} = ${renewed}
            where portal_id = ${portalId} and ${sql.ref(key)} = ${id} and ${sql.ref(column)} = ${secret}`.execute(db),
        );
        result.renewed += 1;
      }
    }
  }
  await acrossPortals(() =>
    sql`update grants set key_id = split_part(refresh_token, '.', 1)
      where key_id <> split_part(refresh_token, '.', 1)`.execute(db),
  );
  return result;
}

/** Every secret as it is stored, of every portal: `TokenCipher` opens it, and what stands before its first dot is its key's id. */
export async function listSecrets(db: Db): Promise<{ portalId: number; secret: string }[]> {
  const columns = SECRET_COLUMNS.flatMap(({ table, columns: names }) => names.map((column) => ({ table, column })));
  const found = await acrossPortals(() =>
    Promise.all(
      columns.map(({ table, column }) =>
        sql<{ portalId: number; secret: string }>`select portal_id as "portalId", ${sql.ref(column)} as secret
          from ${sql.table(table)} order by portal_id`.execute(db),
      ),
    ),
  );
  return found.flatMap(({ rows }) => rows);
}

function renew(cipher: TokenCipher, portalId: number, secret: string): string | null {
  try {
    return cipher.encrypt(portalId, cipher.decrypt(portalId, secret));
  } catch (error) {
    if (error instanceof TokenCipherError) return null;
    throw error;
  }
}
