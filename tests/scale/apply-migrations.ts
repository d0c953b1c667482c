import type { Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import { MIGRATIONS } from '../../src/storage/migrations/migrations.ts';

/** Brings a database to one of the app's migrations; later ones are left out. @throws what a migration threw */
export async function migrateTo(db: Kysely<unknown>, name: string): Promise<void> {
  await run(db, Object.fromEntries(Object.entries(MIGRATIONS).filter(([each]) => each <= name)));
}

/** Carries out one more, after those that were. */
export async function migrateBy(db: Kysely<unknown>, name: string, up: Migration['up']): Promise<void> {
  const before = Object.entries(MIGRATIONS).filter(([each]) => each < name);
  await run(db, { ...Object.fromEntries(before), [name]: { up } });
}

async function run(db: Kysely<unknown>, migrations: Record<string, Migration>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
