import { DatabaseError, Pool, types, type PoolClient, type PoolConfig, type QueryConfig, type QueryResult } from 'pg';
import { AppError } from '../../errors.ts';
import { connectPatiently, toPassingFailure } from './passing-failure.ts';
import { prepareRole } from './row-security.ts';
import { statementLimit } from './statement-limit.ts';
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
/**
 * A separate pool for `executeSql`: the queue polls all the time without a tenant, and tenant connections would have to
 * be switched on every poll.
 */
const MAX_WITHOUT_PORTAL = 2;
const CONNECT_TIMEOUT_MS = 10_000;
/**
 * A connection idle for this long is probed. 0, the driver's default, leaves it to the operating system: two hours on
 * Linux.
 */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 30_000 };
/** PostgreSQL itself reports that a statement took too long; if it says nothing for this much longer, it is gone. */
const GRACE_MS = 1_000;

/** A connection while it is checked out: its statements run for the holder's tenant. */
export interface TenantClient {
  /** @throws DatabaseUnavailableError where asking again may help, else the database's own error */
  query: (asked: string | QueryConfig, values?: unknown[]) => Promise<QueryResult>;
  release: (destroy?: boolean) => void;
}

/** The app's connections; each runs statements for the tenant of the code that holds it. */
export interface TenantPool {
  /** Retries for a few seconds if none can be had: nothing has been asked yet. @throws DatabaseUnavailableError */
  connect: () => Promise<TenantClient>;
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  end: () => Promise<void>;
}

/**
 * A pool of connections that read types by `TYPE_PARSERS` and are bound by row-level security.
 * @param outside the tenant of code that runs outside the app and does not name one
 * @throws DatabaseUnreachableError, RowSecurityError
 */
export async function openPostgresPool(databaseUrl: string, outside: Tenant): Promise<TenantPool> {
  const common = {
    connectionString: databaseUrl,
    application_name: 'roundtable',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    ...KEEP_ALIVE,
  };
  const pool = openPool({ ...common, max: MAX_CONNECTIONS, types: { getTypeParser } });
  const withoutPortal = openPool({ ...common, max: MAX_WITHOUT_PORTAL });
  const end = async (): Promise<void> => {
    await Promise.all([pool.end(), withoutPortal.end()]);
  };
  try {
    const role = await findRole(pool);
    const connectForNobody = connectAsTenant(withoutPortal, role, () => ({ tenant: 'none', limitMs: null }));
    return {
      connect: connectAsTenant(pool, role, () => ({ tenant: currentTenant(outside), limitMs: statementLimit() })),
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

/** The tenant of a connection, and how long each of its statements may last (`null`: as the server has it). */
interface Session {
  tenant: Tenant;
  limitMs: number | null;
}

const SET_SESSION = `select set_config('app.tenant', $1, false), set_config('statement_timeout', $2, false)`;

/**
 * The settings of a connection are written only when they differ from its last ones, and outside of any transaction, so
 * that no rollback takes them back.
 */
function connectAsTenant(pool: Pool, role: string | null, sessionNow: () => Session): () => Promise<TenantClient> {
  const sessions = new WeakMap<PoolClient, Session>();
  const connectFor = async (session: Session): Promise<TenantClient> => {
    const { tenant, limitMs } = session;
    const client = await connect(pool);
    const wrapped = withTranslatedErrors(client, limitMs);
    const before = sessions.get(client);
    if (before?.tenant === tenant && before.limitMs === limitMs) return wrapped;
    try {
      if (before === undefined && role !== null) await wrapped.query(`set role ${role}`);
      const setting = tenant === 'none' ? '' : String(tenant);
      await wrapped.query({ name: 'session', text: SET_SESSION, values: [setting, limitMs] });
    } catch (error) {
      client.release(true);
      throw error;
    }
    sessions.set(client, session);
    return wrapped;
  };
  return async () => {
    const session = sessionNow();
    return connectPatiently(() => connectFor(session));
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

/** Operator intervention that ends the connection; what is asked of it next fails, though its socket may still be open. */
const ENDS_CONNECTION = '57P';

function withTranslatedErrors(client: PoolClient, limitMs: number | null): TenantClient {
  const giveUp = (): void => {
    broken.add(client);
    void client.end();
  };
  return {
    query: async (asked, values) => {
      const timer = limitMs === null ? undefined : setTimeout(giveUp, limitMs + GRACE_MS);
      try {
        return await client.query(asked, values);
      } catch (error) {
        if (error instanceof DatabaseError && error.code?.startsWith(ENDS_CONNECTION)) broken.add(client);
        throw toPassingFailure(error, { isConnectionGone: broken.has(client) });
      } finally {
        clearTimeout(timer);
      }
    },
    release: (destroy) => client.release(destroy === true || broken.has(client)),
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
