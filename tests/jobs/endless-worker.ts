import { createQueue } from '../../src/jobs/queue.ts';
import { openDatabase } from '../../src/storage/connection/database.ts';

/** A process that takes a job, says so, and never ends it: to be killed. */
const database = await openDatabase({ databaseUrl: process.argv[2] ?? '' });
const queue = createQueue(database, { onError: () => undefined });
queue.define('endless', { isLong: true, policy: 'stately' }, () => {
  process.send?.('started');
  return new Promise<void>(() => undefined);
});
await queue.start();
await queue.send('endless', { id: 'left' }, { singletonKey: 'one' });
