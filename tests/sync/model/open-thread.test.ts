import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { openThread, type Thread } from '../../../src/sync/model/open-thread.ts';
import { openPreviewThread } from '../../../src/sync/model/preview-thread.ts';

/** A thread that runs this code and has `port`, `workerData` at hand. */
function run(code: string, workerData?: unknown): Thread<string> {
  const source = `import { parentPort as port, workerData } from 'node:worker_threads'; ${code}`;
  const thread = openThread<string>(new URL(`data:text/javascript,${encodeURIComponent(source)}`), workerData);
  opened.push(thread);
  return thread;
}

const opened: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((thread) => thread.close()));
});

test('a thread is given its data, is told things and answers', async () => {
  const thread = run(`port.on('message', (told) => port.postMessage(told + workerData))`, '!');
  const first = thread.receive<string>();
  thread.post('a');
  expect(await first).toBe('a!');
  const second = thread.receive<string>();
  thread.post('b');
  expect(await second).toBe('b!');
});

test('a thread that fails while nobody hears is heard of by who asks next, and by everybody after', async () => {
  const thread = run(`throw new RangeError('too much')`);
  await expect(thread.receive()).rejects.toThrow('too much');
  await expect(thread.receive()).rejects.toThrow('too much');
});

test('a thread that ends without an answer is no wait for ever', async () => {
  await expect(run(`process.exit(7)`).receive()).rejects.toThrow('exit code 7');
  const closed = run(`port.on('message', () => undefined)`);
  const [heard] = await Promise.allSettled([closed.receive(), closed.close()]);
  expect(heard).toMatchObject({ status: 'rejected', reason: { message: expect.stringContaining('gave no answer') } });
});

test('a preview whose thread fails between two questions rejects the next one, and the process goes on', async () => {
  const thread = openPreviewThread();
  opened.push(thread);
  await thread.compare();
  thread.post({ kind: 'accounts', side: 'before', accounts: null as never });
  // Where it has failed by then, nobody was asking; where it has not, who asks hears of it as it fails.
  await delay(300);
  await expect(thread.compare()).rejects.toThrow('not iterable');
});
