import { Pool, types } from 'pg';
import { AppError } from '../errors.ts';
import { TYPE_PARSERS } from './type-parsers.ts';

/** PostgreSQL does not answer, or refuses us. */
export class DatabaseUnreachableError extends AppError {
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
    super(`PostgreSQL of DATABASE_URL cannot be reached: ${reason}`, {
      code: 'DATABASE_UNREACHABLE',
      retry: 'backoff',
      cause,
    });
  }
}

const MAX_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;

/** A pool of connections that read types by `TYPE_PARSERS`. @throws DatabaseUnreachableError */
export async function openPostgresPool(
  databaseUrl: string,
): Promise<Pool & { executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }> }> {
  const pool = new Pool({
    connectionString: databaseUrl,
    application_name: 'roundtable',
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    types: { getTypeParser },
  });
  // A connection that breaks (PostgreSQL restarts) is dropped by the pool, and whoever waits on it is told; without a
  // listener the event would end the process. The pool listens to idle connections only, not to those in use.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  try {
    await pool.query('select 1');
  } catch (error) {
    await pool.end();
    throw new DatabaseUnreachableError(error);
  }
  return Object.assign(pool, {
    executeSql: async (text: string, values?: unknown[]) => {
      const result: unknown = await pool.query({ text, ...(values === undefined ? {} : { values }), types });
      const results = (Array.isArray(result) ? result : [result]) as { rows: unknown[] }[];
      return { rows: results.flatMap(({ rows }) => rows) };
    },
  });
}

const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  TYPE_PARSERS[oid] ??
  (types.getTypeParser as (oid: number, format?: string) => (text: string) => unknown)(oid, format);
