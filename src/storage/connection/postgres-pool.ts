import { Pool, types, type PoolClient } from 'pg';
import { AppError } from '../../errors.ts';
import { prepareRole } from './row-security.ts';
import { currentTenant, withoutPortal, type Tenant } from './tenant-scope.ts';
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

/** The connections of the app, each of which speaks for the tenant of the code that has it. */
export interface TenantPool {
  options: object;
  connect: () => Promise<PoolClient>;
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  end: () => Promise<void>;
}

/**
 * A pool of connections that read types by `TYPE_PARSERS` and are bound by row-level security.
 * @param outside for whom code speaks that runs outside of the app and does not say
 * @throws DatabaseUnreachableError, RowSecurityError
 */
export async function openPostgresPool(databaseUrl: string, outside: Tenant): Promise<TenantPool> {
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
    const role = await findRole(pool);
    return speakForTenants(pool, role, outside);
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function findRole(pool: Pool): Promise<string | null> {
  let client: PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    throw new DatabaseUnreachableError(error);
  }
  try {
    return await prepareRole(client);
  } finally {
    client.release();
  }
}

/**
 * Each connection remembers for whom it spoke last: it is told only when that changes, outside of any transaction, so
 * that no rollback takes it back.
 */
function speakForTenants(pool: Pool, role: string | null, outside: Tenant): TenantPool {
  const spokenFor = new WeakMap<PoolClient, Tenant>();
  const connect = async (): Promise<PoolClient> => {
    const tenant = currentTenant(outside);
    const client = await pool.connect();
    const before = spokenFor.get(client);
    if (before === tenant) return client;
    try {
      if (before === undefined && role !== null) await client.query(`set role ${role}`);
      const setting = tenant === 'none' ? '' : String(tenant);
      await client.query({ name: 'tenant', text: `select set_config('app.tenant', $1, false)`, values: [setting] });
    } catch (error) {
      client.release(true);
      throw error;
    }
    spokenFor.set(client, tenant);
    return client;
  };
  return {
    options: pool.options,
    connect,
    executeSql: async (text, values) => {
      const client = await withoutPortal(connect);
      try {
        const result: unknown = await client.query({ text, ...(values === undefined ? {} : { values }), types });
        client.release();
        const results = (Array.isArray(result) ? result : [result]) as { rows: unknown[] }[];
        return { rows: results.flatMap(({ rows }) => rows) };
      } catch (error) {
        // A script may have failed between its BEGIN and COMMIT: nobody else is given that transaction.
        client.release(true);
        throw error;
      }
    },
    end: () => pool.end(),
  };
}

const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  TYPE_PARSERS[oid] ??
  (types.getTypeParser as (oid: number, format?: string) => (text: string) => unknown)(oid, format);
