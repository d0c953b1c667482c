import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../errors.ts';
import type { PgliteReply, PgliteRequest, PgliteResult, PgliteWorkerData } from './pglite-messages.ts';

/** The session of the embedded database, in the shape Kysely's PostgreSQL dialect and pg-boss know from `pg`. */
export interface PglitePool {
  /** Waits for the session; nobody else has it until `release`, so a transaction cannot be walked into. */
  connect: () => Promise<PgliteClient>;
  /** One statement, or a script where there are no values; read with PGlite's own types. */
  executeSql: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;
  end: () => Promise<void>;
}

export interface PgliteClient {
  query: (text: string, values?: readonly unknown[]) => Promise<PgliteResult>;
  release: () => void;
}

/** The thread of the embedded database ended. */
class PgliteGoneError extends AppError {
  constructor(cause?: unknown) {
    super('The embedded database is closed or its thread has ended.', { code: 'DATABASE_GONE', retry: 'never', cause });
  }
}

type Ask = (request: Omit<PgliteRequest, 'id'>) => Promise<PgliteResult>;

/** Starts PGlite in a thread of its own. */
export async function openPglitePool(data: PgliteWorkerData): Promise<PglitePool> {
  const worker = new Worker(new URL('pglite-worker.ts', import.meta.url), {
    workerData: data,
    execArgv: [],
  });
  const ask = await startAsking(worker);
  const session = createMutex();
  return {
    connect: async () => {
      const release = await session();
      return {
        release,
        query: (text, values = []) => ask({ kind: 'query', text, values, types: 'app' }),
      };
    },
    executeSql: async (text, values = []) => {
      const release = await session();
      try {
        return await ask({ kind: values.length > 0 ? 'query' : 'script', text, values, types: 'native' });
      } catch (error) {
        // A script may have failed between its BEGIN and COMMIT; the next statement must not find that transaction.
        await ask({ kind: 'query', text: 'ROLLBACK', values: [], types: 'native' });
        throw error;
      } finally {
        release();
      }
    },
    end: async () => {
      const release = await session();
      try {
        await ask({ kind: 'close', text: '', values: [], types: 'native' });
        await worker.terminate();
      } finally {
        release();
      }
    },
  };
}

async function startAsking(worker: Worker): Promise<Ask> {
  const waiting = new Map<number, { resolve: (result: PgliteResult) => void; reject: (error: Error) => void }>();
  let gone: PgliteGoneError | null = null;
  let lastId = 0;
  const fail = (cause: unknown) => {
    gone = new PgliteGoneError(cause);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  await once(worker, 'message');
  worker.on('error', fail);
  worker.on('exit', fail);
  worker.on('message', (reply: PgliteReply) => {
    const asker = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ('error' in reply) asker?.reject(Object.assign(reply.error, reply.fields));
    else asker?.resolve(reply.result);
  });
  return (request) =>
    new Promise((resolve, reject) => {
      if (gone !== null) {
        reject(gone);
        return;
      }
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker thread has no origin
      worker.postMessage({ ...request, id: lastId } satisfies PgliteRequest);
    });
}

/** First come, first served: resolves with the function that lets the next one in. */
function createMutex(): () => Promise<() => void> {
  let last: Promise<void> = Promise.resolve();
  return async () => {
    const before = last;
    const { promise, resolve } = Promise.withResolvers<void>();
    last = promise;
    await before;
    return resolve;
  };
}
