import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { readManifest } from '../manifest/manifest.ts';
import { openDatabase, type Database } from '../storage/connection/database.ts';
import { FolderInUseError } from '../storage/connection/folder-lock.ts';
import { readGrant } from '../storage/portal/grants.ts';
import { listPendingMigrations } from '../storage/connection/migrate.ts';
import { listConnectedPortals, type Portal } from '../storage/portal/portals.ts';
import { findSignalKey, listSignalKeys } from '../storage/portal/signal-keys.ts';
import { createTokenCipher, TokenCipherError, type TokenCipher } from '../storage/connection/token-cipher.ts';
import { fault, ok, unknown, type Finding } from './finding.ts';

/** PostgreSQL's `server_version_num` of version 15. */
const OLDEST_POSTGRES = 150_000;

/** Looks at the database and what is stored in it; changes nothing. */
export async function examineDatabase(config: Config): Promise<Finding[]> {
  let database: Database;
  try {
    database = await openDatabase(config.database, { migrate: false, outside: 'every' });
  } catch (error) {
    if (error instanceof FolderInUseError) return [unknown('database', error.message)];
    if (!(error instanceof AppError)) throw error;
    return [fault('database', error.message, 'Start PostgreSQL, or mend host, user and password in DATABASE_URL.')];
  }
  try {
    const findings = [await examineVersion(database), await examineTables(database)];
    if (findings.some(({ verdict }) => verdict === 'fault')) return findings;
    return [...findings, ...(await examinePortals(database, createTokenCipher(config.encryptionKeys)))];
  } finally {
    await database.close();
  }
}

async function examineVersion({ kind, kysely }: Database): Promise<Finding> {
  if (kind === 'pglite') {
    return ok('database', 'the embedded one: one process, and not safe from a crash of the machine (DATA_DIR)');
  }
  const { rows } = await sql<{ version: string; text: string }>`select current_setting('server_version_num') as version,
    current_setting('server_version') as text`.execute(kysely);
  const [row] = rows;
  if (Number(row?.version) >= OLDEST_POSTGRES) return ok('database', `PostgreSQL ${row?.text}`);
  return fault('database', `PostgreSQL ${row?.text} is too old`, 'Use PostgreSQL 15 or later.');
}

async function examineTables({ kysely }: Database): Promise<Finding> {
  const pending = await listPendingMigrations(kysely);
  if (pending.length === 0) return ok('tables', 'of this version');
  const names = pending.join(', ');
  return fault('tables', `not of this version: ${names} to come`, 'Start the app once: it brings them up to date.');
}

async function examinePortals({ kysely }: Database, cipher: TokenCipher): Promise<Finding[]> {
  const portals = await listConnectedPortals(kysely);
  const findings: Finding[] = [];
  for (const portal of portals) {
    const unreadable = await findUnreadable(async () => {
      await readGrant(kysely, cipher, portal.portalId);
      for (const { keyId } of await listSignalKeys(kysely, portal.portalId)) await findSignalKey(kysely, cipher, keyId);
    });
    const missing = readManifest().auth.requiredScopes.filter((scope) => !portal.scopes.includes(scope));
    if (unreadable !== null) {
      const mend = 'Put the key that is missing back into ENCRYPTION_KEYS, or have an admin install the app again.';
      findings.push(fault(subject(portal), unreadable, mend));
    }
    if (missing.length > 0) {
      const mend = 'An admin of that portal installs the app again and allows them.';
      findings.push(fault(subject(portal), `did not grant ${missing.join(', ')}`, mend));
    }
  }
  const sound = portals.length - new Set(findings.map((finding) => finding.subject)).size;
  return [ok('portals', `${portals.length} connected; tokens and scopes of ${sound} hold`), ...findings];
}

function subject({ portalId }: Portal): string {
  return `portal ${portalId}`;
}

async function findUnreadable(read: () => Promise<void>): Promise<string | null> {
  try {
    await read();
    return null;
  } catch (error) {
    if (error instanceof TokenCipherError) return error.message;
    throw error;
  }
}
