import { resolve } from 'node:path';
import { Kysely, PostgresDialect, sql } from 'kysely';
import type { PostgresPool, RawBuilder, Transaction } from 'kysely';
import { beginStart } from './first-start.ts';
import { lockFolder } from './folder-lock.ts';
import { listen, type Listening } from './listen.ts';
import { migrate } from './migrate.ts';
import { openPglitePool } from './pglite-pool.ts';
import { openPostgresPool, type TenantPool } from './postgres-pool.ts';
import type { Tables } from '../tables/tables.ts';
import { acrossPortals, currentTenant, type Tenant } from './tenant-scope.ts';
import { assertOutsideTransaction, runInScope } from './transaction-scope.ts';

/** The app's database, open. */
export interface Database {
  kind: 'postgres' | 'pglite';
  kysely: Kysely<Tables>;
  /**
   * A statement that runs so often, always with the same text, that PostgreSQL keeps its plan under this name (per
   * connection). It names its columns one by one: the plan of a `*` does not survive a migration.
   */
  prepared: <R>(name: string, statement: RawBuilder<R>) => Promise<R[]>;
  /** One statement, or several without values, read with the driver's own types: what pg-boss asks of a database. */
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  /** Receives notifications on a channel at once (PostgreSQL); the embedded database has no other process to notify. */
  listen?: (channel: string, onNotification: (payload: string) => void, onConnect: () => void) => Promise<Listening>;
  /**
   * Runs `work` in a transaction; an error rolls back and is rethrown. Inside, only `trx` may be used: anything that
   * asks for another connection throws an OutsideTransactionError.
   */
  transaction: <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>;
  /**
   * Does what PostgreSQL does by itself and the embedded database has no process for: gathers statistics (without them
   * the facts of 200 accounts took 700 ms instead of 40), frees dead rows, shortens the log. To be called after a bulk
   * load and now and then; nothing on PostgreSQL.
   */
  checkpoint: () => Promise<void>;
  close: () => Promise<void>;
}

/**
 * `folder: 'memory'` is a database that ends with `close`, for tests; `emptyCluster` is the path of a dump it may begin
 * with, which saves it the seconds of `initdb`.
 */
export type DatabaseLocation = { databaseUrl: string } | EmbeddedLocation;

interface EmbeddedLocation {
  folder: string;
  emptyCluster?: string | undefined;
}

/** A statement that was run; its values are not among it. */
export interface RunStatement {
  text: string;
  durationMs: number;
}

interface OpenOptions {
  migrate?: boolean;
  outside?: Tenant;
  /** Told of each statement of the app's own (not the queue's), for traces. */
  onStatement?: (statement: RunStatement) => void;
}

/**
 * Opens the database and brings its tables to this version, or leaves them as they are (`migrate: false`). `outside` is
 * the tenant of code that runs outside the app and does not name one: a tool, a test. By default it sees no portal's
 * rows. The embedded database does not enforce row-level security: its only session is the superuser.
 * @throws FolderInUseError where another process (or this one) has the folder open, FolderIncompleteError where it is
 * broken
 * @throws DatabaseUnreachableError where PostgreSQL does not answer
 * @throws MigrationError where the tables are of a later version, or a migration fails
 */
export async function openDatabase(location: DatabaseLocation, options: OpenOptions = {}): Promise<Database> {
  const database =
    'databaseUrl' in location ? await openPostgres(location.databaseUrl, options) : await openPglite(location, options);
  if (options.migrate === false) return database;
  try {
    await acrossPortals(() => migrate(database.kysely));
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function openPostgres(databaseUrl: string, options: OpenOptions): Promise<Database> {
  const pool = await openPostgresPool(databaseUrl, options.outside ?? 'none');
  const opened = openKysely(pool, options);
  return {
    kind: 'postgres',
    ...opened,
    prepared: async (name, statement) => {
      const { sql: text, parameters } = statement.compile(opened.kysely);
      assertOutsideTransaction();
      currentTenant('none');
      const client = await pool.connect();
      const beganAt = performance.now();
      try {
        return (await client.query({ name, text, values: [...parameters] })).rows;
      } finally {
        client.release();
        options.onStatement?.({ text, durationMs: performance.now() - beganAt });
      }
    },
    executeSql: (text, values) => {
      assertOutsideTransaction();
      return pool.executeSql(text, values);
    },
    listen: (channel, onNotification, onConnect) => listen(databaseUrl, channel, onNotification, onConnect),
    checkpoint: () => Promise.resolve(),
    close: () => pool.end(),
  };
}

async function openPglite({ folder, emptyCluster }: EmbeddedLocation, options: OpenOptions): Promise<Database> {
  const path = resolve(folder);
  const lock = folder === 'memory' ? null : lockFolder(path);
  try {
    const start = lock === null ? null : beginStart(path);
    const pool = await openPglitePool(
      start === null ? { dataDir: 'memory://', emptyCluster } : { dataDir: start.dataDir },
    );
    start?.finish();
    const opened = openKysely(pool, options);
    return {
      kind: 'pglite',
      ...opened,
      prepared: async (_name, statement) => (await statement.execute(opened.kysely)).rows,
      executeSql: (text, values) => {
        assertOutsideTransaction();
        return pool.executeSql(text, values);
      },
      checkpoint: async () => {
        await sql`vacuum (analyze)`.execute(opened.kysely);
        await sql`checkpoint`.execute(opened.kysely);
      },
      close: async () => {
        await pool.end();
        lock?.release();
      },
    };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

function openKysely(
  pool: Pick<TenantPool, 'end'> & { connect: () => Promise<object> },
  { onStatement }: OpenOptions,
): Pick<Database, 'kysely' | 'transaction'> {
  const guarded = {
    connect: () => {
      assertOutsideTransaction();
      currentTenant('none');
      return pool.connect();
    },
    end: () => pool.end(),
  };
  const kysely = new Kysely<Tables>({
    // Both pools have what Kysely asks of one; neither has cursors, which nothing here uses.
    dialect: new PostgresDialect({ pool: guarded as unknown as PostgresPool }),
    ...(onStatement === undefined
      ? {}
      : { log: ({ query, queryDurationMillis }) => onStatement({ text: query.sql, durationMs: queryDurationMillis }) }),
  });
  return {
    kysely,
    transaction: (work) => kysely.transaction().execute((trx) => runInScope(() => work(trx))),
  };
}
