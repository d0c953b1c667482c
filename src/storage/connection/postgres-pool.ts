import { DatabaseError, Pool, types, type PoolClient, type PoolConfig, type QueryConfig, type QueryResult } from 'pg';
import { AppError } from '../../errors.ts';
import { connectPatiently, toPassingFailure } from './passing-failure.ts';
import { prepareRole } from './row-security.ts';
import { currentTenant, type Tenant } from './tenant-scope.ts';
import { TYPE_PARSERS } from './type-parsers.ts';

/** PostgreSQL does not answer, or refuses us. */
export class DatabaseUnreachableError extends AppError {
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
    // What the server says itself (a wrong password, no such database, it starts up) is no matter of host and port.
    const what = cause instanceof DatabaseError ? 'answers and refuses' : 'cannot be reached';
    super(`PostgreSQL of DATABASE_URL ${what}: ${reason}`, {
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

/** A connection while somebody has it: what it asks speaks for that somebody's tenant. */
export interface TenantClient {
  /** @throws DatabaseUnavailableError where asking again may help, else the database's own error */
  query: (asked: string | QueryConfig, values?: unknown[]) => Promise<QueryResult>;
  release: (destroy?: boolean) => void;
}

/** The connections of the app, each of which speaks for the tenant of the code that has it. */
export interface TenantPool {
  /** Tries for a few seconds where there is none: nothing was asked yet. @throws DatabaseUnavailableError */
  connect: () => Promise<TenantClient>;
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
      connect: speakForTenants(pool, role, () => currentTenant(outside)),
      executeSql: (text, values) => execute(connectForNobody, text, values),
      end,
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** Connections that ended otherwise than by us: whatever is asked of one fails for that. */
const broken = new WeakSet<PoolClient>();

/**
 * A connection that breaks (PostgreSQL restarts) is dropped by the pool, and whoever waits on it is told; without a
 * listener the event would end the process. The pool listens to idle connections only, not to those in use.
 */
function openPool(config: PoolConfig): Pool {
  const pool = new Pool(config);
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => broken.add(client)));
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
function speakForTenants(pool: Pool, role: string | null, tenantNow: () => Tenant): () => Promise<TenantClient> {
  const spokenFor = new WeakMap<PoolClient, Tenant>();
  const speakFor = async (tenant: Tenant): Promise<TenantClient> => {
    const client = await connect(pool);
    const told = tellFailures(client);
    const before = spokenFor.get(client);
    if (before === tenant) return told;
    try {
      if (before === undefined && role !== null) await told.query(`set role ${role}`);
      const setting = tenant === 'none' ? '' : String(tenant);
      await told.query({ name: 'tenant', text: `select set_config('app.tenant', $1, false)`, values: [setting] });
    } catch (error) {
      client.release(true);
      throw error;
    }
    spokenFor.set(client, tenant);
    return told;
  };
  return async () => {
    const tenant = tenantNow();
    return connectPatiently(() => speakFor(tenant));
  };
}

async function connect(pool: Pool): Promise<PoolClient> {
  try {
    return await pool.connect();
  } catch (error) {
    // A pool that was closed stays so.
    throw pool.ending ? error : toPassingFailure(error, { isConnectionGone: true });
  }
}

function tellFailures(client: PoolClient): TenantClient {
  return {
    query: async (asked, values) => {
      try {
        return await client.query(asked, values);
      } catch (error) {
        throw toPassingFailure(error, { isConnectionGone: broken.has(client) });
      }
    },
    release: (destroy) => client.release(destroy),
  };
}

async function execute(
  connectForNobody: () => Promise<TenantClient>,
  text: string,
  values: unknown[] | undefined,
): Promise<{ rows: unknown[] }> {
  const client = await connectForNobody();
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
