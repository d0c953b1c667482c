import { ConstantBackoff, handleWhenResult, retry } from 'cockatiel';
import { sql } from 'kysely';
import { Migrator, type Migration, type MigrationResultSet } from 'kysely/migration';
import { AppError } from '../../errors.ts';
import { MIGRATIONS } from '../migrations/migrations.ts';
import { protectPortalTables } from './row-security.ts';
import type { Db } from '../tables/tables.ts';

/** The database could not be brought to this version's tables. */
export class MigrationError extends AppError {
  constructor(message: string, cause: unknown) {
    super(message, { code: 'MIGRATION_FAILED', retry: 'never', cause });
  }
}

/**
 * Queries on a table that a migration waits for queue behind it: after this long it lets them pass, and tries again.
 */
const LOCK_TIMEOUT = '2s';
const TRY_AGAIN_MS = 1_000;
const TRIES = 100;
/** SQLSTATE `lock_not_available`. */
const LOCK_NOT_AVAILABLE = '55P03';
const INSUFFICIENT_PRIVILEGE = '42501';
const patience = retry(
  handleWhenResult((result) => hasCode((result as MigrationResultSet).error, LOCK_NOT_AVAILABLE)),
  { maxAttempts: TRIES, backoff: new ConstantBackoff(TRY_AGAIN_MS) },
);

/**
 * Applies missing migrations in one transaction; of several starting processes one does it and the others wait. New
 * tables with a `portal_id` are covered by row-level security from then on. The previous version may serve meanwhile.
 * @throws MigrationError, also where a table could not be had for minutes, or the tables are of a later version
 */
export async function migrate(db: Db): Promise<void> {
  const later = await listLaterMigrations(db);
  if (later.length > 0) {
    const made = `The tables are of a later version, which made ${later.join(', ')}`;
    throw new MigrationError(`${made}: run that version, or restore a backup that was made before it.`, null);
  }
  const { error, results = [] } = await patience.execute(() => migratorOf(db).migrateToLatest());
  if (error === undefined) return protectPortalTables(db);
  const failed = results.find((result) => result.status === 'Error');
  const where = failed === undefined ? '' : ` at ${failed.migrationName}`;
  const reason = error instanceof Error ? error.message : 'unknown';
  const hint = hasCode(error, INSUFFICIENT_PRIVILEGE) ? ' (the login of DATABASE_URL has to own its database)' : '';
  throw new MigrationError(`The database could not be migrated${where}: ${reason}${hint}`, error);
}

function hasCode(error: unknown, sqlState: string): boolean {
  return error instanceof Error && 'code' in error && error.code === sqlState;
}

/** Names of the migrations that the database has still to come. */
export async function listPendingMigrations(db: Db): Promise<string[]> {
  const migrations = await migratorOf(db).getMigrations();
  return migrations.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
}

/** Names of the migrations that the database has and this version does not know: a later one made them. */
export async function listLaterMigrations(db: Db): Promise<string[]> {
  const made = await sql<{ table: string | null }>`select to_regclass('kysely_migration')::text as table`.execute(db);
  if (made.rows[0]?.table === null) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map(({ name }) => name).filter((name) => !(name in MIGRATIONS));
}

function migratorOf(db: Db): Migrator {
  const limited = Object.entries(MIGRATIONS).map(([name, each]): [string, Migration] => [name, withLockTimeout(each)]);
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve(Object.fromEntries(limited)) } });
}

function withLockTimeout(migration: Migration): Migration {
  return {
    up: async (db) => {
      await sql.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`).execute(db);
      await migration.up(db);
    },
  };
}
