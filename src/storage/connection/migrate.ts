import { Migrator } from 'kysely/migration';
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
 * Applies what is missing, in one transaction; of several starters one does it and the others wait. A table that came
 * with a `portal_id` is held by row-level security from then on.
 */
export async function migrate(db: Db): Promise<void> {
  const { error, results = [] } = await migratorOf(db).migrateToLatest();
  if (error === undefined) return protectPortalTables(db);
  const failed = results.find((result) => result.status === 'Error');
  const where = failed === undefined ? '' : ` at ${failed.migrationName}`;
  const reason = error instanceof Error ? error.message : 'unknown';
  throw new MigrationError(`The database could not be migrated${where}: ${reason}`, error);
}

/** Names of the migrations that the database has still to come. */
export async function listPendingMigrations(db: Db): Promise<string[]> {
  const migrations = await migratorOf(db).getMigrations();
  return migrations.filter(({ executedAt }) => executedAt === undefined).map(({ name }) => name);
}

function migratorOf(db: Db): Migrator {
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve({ ...MIGRATIONS }) } });
}
