import { openAsBlob } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { PgliteReply, PgliteRequest, PgliteResult, PgliteWorkerData } from './pglite-messages.ts';
import { TYPE_PARSERS } from './type-parsers.ts';

/**
 * The thread PGlite runs in: in the main thread its WebAssembly would starve timers and HTTP. It answers requests one
 * by one, in their order; who may ask while a transaction is open is decided in `pglite-pool.ts`.
 */

/** Fields of PostgreSQL's error that callers look at (`code` is the SQLSTATE); a clone of an error loses them. */
const ERROR_FIELDS = [
  'code',
  'severity',
  'detail',
  'hint',
  'constraint',
  'table',
  'column',
  'schema',
  'where',
] as const;

if (parentPort === null) throw new Error('pglite-worker.ts runs as a worker thread only');
const port = parentPort;
const pglite = await openCluster(workerData as PgliteWorkerData);
/** Whether a statement failed inside the open transaction: PostgreSQL then turns a COMMIT into a ROLLBACK. */
let transactionFailed = false;
let turn: Promise<void> = Promise.resolve();

port.on('message', (request: PgliteRequest) => {
  turn = turn.then(() => answer(request));
});
port.postMessage({ id: 0, result: { command: 'READY', rowCount: 0, rows: [] } } satisfies PgliteReply);

async function openCluster({ dataDir, emptyCluster }: PgliteWorkerData): Promise<PGlite> {
  if (emptyCluster === undefined) return PGlite.create(dataDir);
  return PGlite.create({ dataDir, loadDataDir: await openAsBlob(emptyCluster) });
}

async function answer(request: PgliteRequest): Promise<void> {
  try {
    port.postMessage({ id: request.id, result: await run(request) } satisfies PgliteReply);
  } catch (error) {
    const cause = error instanceof Error ? error : new Error(String(error));
    const fields = Object.fromEntries(ERROR_FIELDS.map((name) => [name, Reflect.get(cause, name) as unknown]));
    const plain = new Error(cause.message);
    port.postMessage({ id: request.id, error: plain, fields } satisfies PgliteReply);
  }
}

async function run(request: PgliteRequest): Promise<PgliteResult> {
  if (request.kind === 'close') {
    await pglite.close();
    return { command: 'CLOSE', rowCount: 0, rows: [] };
  }
  if (request.kind === 'script') {
    const results = await pglite.exec(request.text);
    return { command: 'SCRIPT', rowCount: 0, rows: results.flatMap((result) => result.rows) };
  }
  const command = /^\s*(\w+)/.exec(request.text)?.[1]?.toUpperCase() ?? '';
  try {
    const parsers = request.types === 'app' ? { parsers: { ...TYPE_PARSERS } } : {};
    const result = await pglite.query(request.text, [...request.values], parsers);
    const failed = transactionFailed;
    if (['BEGIN', 'START', 'COMMIT', 'ROLLBACK'].includes(command)) transactionFailed = false;
    const settled = command === 'COMMIT' && failed ? 'ROLLBACK' : command;
    return { command: settled, rowCount: result.affectedRows ?? result.rows.length, rows: result.rows };
  } catch (error) {
    transactionFailed = true;
    throw error;
  }
}
