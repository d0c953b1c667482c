import { existsSync } from 'node:fs';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { AppError } from '../errors.ts';
import { readManifest } from '../manifest/manifest.ts';
import { openDatabase, type Database } from '../storage/connection/database.ts';
import { FolderIncompleteError } from '../storage/connection/first-start.ts';
import { FolderInUseError } from '../storage/connection/folder-lock.ts';
import { MIGRATIONS } from '../storage/migrations/migrations.ts';
import { listLaterMigrations, listPendingMigrations } from '../storage/connection/migrate.ts';
import { RowSecurityError } from '../storage/connection/row-security.ts';
import { listConnectedPortals } from '../storage/portal/portals.ts';
import { listSecrets } from '../storage/connection/renew-secrets.ts';
import { createTokenCipher, TokenCipherError, type TokenCipher } from '../storage/connection/token-cipher.ts';
import { fault, ok, unknown, type Finding } from './finding.ts';

/** PostgreSQL's `server_version_num` of version 15. */
const OLDEST_POSTGRES = 150_000;

/** Leases and limits go by the database's clock, what they are compared with in the log and in HubSpot by the app's. */
const MOST_SKEW_MS = 60_000;

/** Looks at the database and what is stored in it; changes nothing. */
export async function examineDatabase(config: Config, now: () => number): Promise<Finding[]> {
  if ('folder' in config.database && !existsSync(config.database.folder)) {
    return [
      unknown('database', `none yet in ${config.database.folder} (DATA_DIR): the app makes it at its first start`),
    ];
  }
  let database: Database;
  try {
    database = await openDatabase(config.database, { migrate: false, outside: 'every' });
  } catch (error) {
    if (error instanceof FolderInUseError) return [unknown('database', error.message)];
    if (!(error instanceof AppError)) throw error;
    return [fault('database', error.message, fixFor(error))];
  }
  try {
    const findings = [
      await examineVersion(database),
      ...(await examineClock(database, now)),
      ...(await examineLogin(database)),
      await examineTables(database),
    ];
    if (findings.some(({ verdict }) => verdict === 'fault')) return findings;
    return [...findings, ...(await examinePortals(database, createTokenCipher(config.encryptionKeys)))];
  } finally {
    await database.close();
  }
}

function fixFor(error: AppError): string {
  if (error instanceof RowSecurityError) return 'deploy/create-app-role.sh makes such a login with its database.';
  if (error instanceof FolderIncompleteError) return 'docs/operations.md tells of it under "Backup and restore".';
  return 'Start PostgreSQL, or fix host, user, password and database in DATABASE_URL.';
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

/** Who may not make tables in it cannot start; a superuser may everything. */
async function examineLogin({ kysely }: Database): Promise<Finding[]> {
  const { rows } = await sql<{ login: string; name: string; may: boolean }>`select session_user as login,
    current_database() as name, has_schema_privilege(session_user, 'public', 'create')
      and has_database_privilege(session_user, current_database(), 'create') as may`.execute(kysely);
  const [row] = rows;
  if (row === undefined || row.may) return [];
  const fix = `alter database ${row.name} owner to ${row.login}, or a login as deploy/create-app-role.sh makes it.`;
  return [fault('database', `the login ${row.login} may not make tables in ${row.name}`, fix)];
}

/** A server has a clock of its own; the embedded database has this process's. */
async function examineClock({ kind, kysely }: Database, now: () => number): Promise<Finding[]> {
  if (kind === 'pglite') return [];
  const { rows } = await sql<{ at: number }>`select clock_timestamp() as at`.execute(kysely);
  const skewMs = Math.abs(now() - (rows[0]?.at ?? now()));
  const seconds = Math.round(skewMs / 1_000);
  if (skewMs <= MOST_SKEW_MS) return [ok('database clock', `within ${seconds + 1} s of this machine's`)];
  const fix = "Have the database's machine and this one keep time (NTP).";
  return [fault('database clock', `${seconds} s off this machine's`, fix)];
}

async function examineTables({ kysely }: Database): Promise<Finding> {
  const later = await listLaterMigrations(kysely);
  if (later.length > 0) {
    const fix = 'Run that version, or restore a backup that was made before it: this one does not start.';
    return fault('tables', `of a later version, which made ${later.join(', ')}`, fix);
  }
  const pending = await listPendingMigrations(kysely);
  if (pending.length === 0) return ok('tables', 'of this version');
  if (pending.length === Object.keys(MIGRATIONS).length)
    return fault('tables', 'none yet', 'Start the app once: it makes them.');
  const names = pending.join(', ');
  return fault('tables', `not of this version: ${names} to come`, 'Start the app once: it brings them up to date.');
}

async function examinePortals({ kysely }: Database, cipher: TokenCipher): Promise<Finding[]> {
  const portals = await listConnectedPortals(kysely);
  const secrets = await listSecrets(kysely);
  const findings = findUnreadable(secrets, cipher);
  for (const { portalId, scopes } of portals) {
    const missing = readManifest().auth.requiredScopes.filter((scope) => !scopes.includes(scope));
    if (missing.length > 0) {
      const fix = 'An admin of that portal installs the app again and allows them.';
      findings.push(fault(subjectOf(portalId), `did not grant ${missing.join(', ')}`, fix));
    }
  }
  const named = new Set(findings.map(({ subject }) => subject));
  const sound = portals.filter(({ portalId }) => !named.has(subjectOf(portalId))).length;
  const summary = ok('portals', `${portals.length} connected; tokens and scopes of ${sound} hold`);
  return [...examineKeys(secrets, cipher), summary, ...findings];
}

/** What no key decrypts is reported by portal: no worker can re-encrypt it. */
function examineKeys(secrets: readonly StoredSecret[], cipher: TokenCipher): Finding[] {
  const current = cipher.keyId;
  const readable = secrets.filter((stored) => findProblem(stored, cipher) === null);
  const older = readable.map(({ secret }) => secret.split('.')[0] ?? '').filter((keyId) => keyId !== current);
  if (older.length > 0) {
    const names = [...new Set(older)].map((keyId) => `"${keyId}"`).join(', ');
    const fix = 'Start a worker: it encrypts them anew. Until it has, no key may be taken out of ENCRYPTION_KEYS.';
    return [fault('keys', `${older.length} secrets are still encrypted with ${names}, not with "${current}"`, fix)];
  }
  if (readable.length < secrets.length) return [];
  return [ok('keys', `every secret is encrypted with "${current}"; no other key is needed`)];
}

interface StoredSecret {
  portalId: number;
  secret: string;
}

/** One finding for each portal with a secret that no key opens. */
function findUnreadable(secrets: readonly StoredSecret[], cipher: TokenCipher): Finding[] {
  const problems = new Map<number, string>();
  for (const stored of secrets) {
    const problem = findProblem(stored, cipher);
    if (problem !== null) problems.set(stored.portalId, problem);
  }
  const fix = 'Put the key that is missing back into ENCRYPTION_KEYS, or have an admin install the app again.';
  return [...problems].map(([portalId, problem]) => fault(subjectOf(portalId), problem, fix));
}

function findProblem({ portalId, secret }: StoredSecret, cipher: TokenCipher): string | null {
  try {
    cipher.decrypt(portalId, secret);
    return null;
  } catch (error) {
    if (!(error instanceof TokenCipherError)) throw error;
    return error.message;
  }
}

function subjectOf(portalId: number): string {
  return `portal ${portalId}`;
}
