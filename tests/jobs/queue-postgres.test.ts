import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test, vi } from 'vitest';
import { createQueue } from '../../src/jobs/queue.ts';
import { openDatabase } from '../../src/storage/connection/database.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';
import { startPostgres } from '../storage/start-postgres.ts';
import { describeQueue } from './queue-contract.ts';
import { describeTurns } from './turns-contract.ts';

const { server, reason } = await startPostgres();
afterAll(() => server?.stop());

if (server === null) {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip(`the queue on PostgreSQL, skipped: ${reason}`, () => undefined);
} else {
  describeQueue('the queue on PostgreSQL', async () => ({ databaseUrl: await server.createDatabaseUrl() }));
  describeTurns('turns on PostgreSQL', async () => ({ databaseUrl: await server.createDatabaseUrl() }));

  test('eight that start in one moment on an empty database all start', async () => {
    const databaseUrl = await server.createDatabaseUrl();
    const databases = await Promise.all(Array.from({ length: 8 }, () => openDatabase({ databaseUrl })));
    const queues = databases.map((database) => createQueue(database, { onError: () => undefined }));
    await expect(Promise.all(queues.map((queue) => queue.start({ work: false })))).resolves.toHaveLength(8);
    await Promise.all(queues.map((queue) => queue.stop()));
    await Promise.all(databases.map((database) => database.close()));
  });

  test('a job whose worker was killed runs again on another, long before it would expire', async () => {
    const databaseUrl = await server.createDatabaseUrl();
    const worker = fork(fileURLToPath(new URL('endless-worker.ts', import.meta.url)), [databaseUrl], { execArgv: [] });
    await new Promise((resolve) => {
      worker.once('message', resolve);
    });
    const database = await openDatabase({ databaseUrl });
    // By then pg-boss tells every worker that starts to leave this key alone, and has to tell it when that ends.
    const readKeys = () => database.executeSql(`select singletons_active from pgboss.queue where name = 'endless'`);
    await vi.waitFor(async () => expect((await readKeys()).rows).toEqual([{ singletons_active: ['one'] }]), {
      timeout: PATIENCE_MS,
      interval: 200,
    });
    worker.kill('SIGKILL');
    const queue = createQueue(database, { onError: () => undefined });
    const ran: unknown[] = [];
    queue.define('endless', { isLong: true, policy: 'stately' }, ({ data }) => Promise.resolve(void ran.push(data)));
    await queue.start();
    await vi.waitFor(() => expect(ran).toEqual([{ id: 'left' }]), { timeout: PATIENCE_MS, interval: 200 });
    await queue.stop();
    await database.close();
  });
}
