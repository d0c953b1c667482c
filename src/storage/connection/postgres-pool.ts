import { Pool, types, type PoolClient, type PoolConfig } from 'pg';
import { AppError } from '../../errors.ts';
import { prepareRole } from './row-security.ts';
import { currentTenant, type Tenant } from './tenant-scope.ts';
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

const MAX_CONNECTIONS = 8;
/** Of `executeSql` besides: the queue asks all the time and speaks for nobody, so that the others need not be told anew whom they speak for. */
const MAX_WITHOUT_PORTAL = 2;
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
  const common = {
    connectionString: databaseUrl,
    application_name: 'roundtable',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  };
  const pool = openPool({ ...common, max: MAX_CONNECTIONS, types: { getTypeParser } });
  const withoutPortal = openPool({ ...common, max: MAX_WITHOUT_PORTAL });
  const end = async (): Promise<void> => {
    await Promise.all([pool.end(), withoutPortal.end()]);
  };
  try {
    const role = await findRole(pool);
    const connectForNobody = speakForTenants(withoutPortal, role, () => 'none');
    return {
      options: pool.options,
      connect: speakForTenants(pool, role, () => currentTenant(outside)),
      executeSql: (text, values) => execute(connectForNobody, text, values),
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/**
 * A connection that breaks (PostgreSQL restarts) is dropped by the pool, and whoever waits on it is told; without a
 * listener the event would end the process. The pool listens to idle connections only, not to those in use.
 */
function openPool(config: PoolConfig): Pool {
  const pool = new Pool(config);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
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
function speakForTenants(pool: Pool, role: string | null, tenantNow: () => Tenant): () => Promise<PoolClient> {
  const spokenFor = new WeakMap<PoolClient, Tenant>();
  return async () => {
    const tenant = tenantNow();
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
}

async function execute(
  connect: () => Promise<PoolClient>,
  text: string,
  values: unknown[] | undefined,
): Promise<{ rows: unknown[] }> {
  const client = await connect();
  try {
    const result: unknown = await client.query({ text, ...(values === undefined ? {} : { values }) });
    client.release();
    const results = (Array.isArray(result) ? result : [result]) as { rows: unknown[] }[];
    return { rows: results.flatMap(({ rows }) => rows) };
  } catch (error) {
    // A script may have failed between its BEGIN and COMMIT: nobody else is given that transaction.
    client.release(true);
    throw error;
  }
}

const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  TYPE_PARSERS[oid] ??
  (types.getTypeParser as (oid: number, format?: string) => (text: string) => unknown)(oid, format);
