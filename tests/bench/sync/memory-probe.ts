import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Loaded into the worker process before the app (`node --import`): writes down how much memory it uses. */

const EVERY_MS = 500;
const file = process.env['BENCH_MEMORY_FILE'];

if (isMainThread && file !== undefined) {
  setInterval(() => {
    const { rss, heapUsed } = process.memoryUsage();
    appendFileSync(file, `${JSON.stringify({ rss, heapUsed })}\n`);
  }, EVERY_MS).unref();
}
