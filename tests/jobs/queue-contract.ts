import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { createQueue } from '../../src/jobs/queue.ts';
import type { Queue } from '../../src/jobs/queue.ts';
import { openDatabase } from '../../src/storage/connection/database.ts';
import type { Database, DatabaseLocation } from '../../src/storage/connection/database.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';

interface Run {
  id: string;
  at: number;
}

/** What the queue does alike on both databases. */
export function describeQueue(name: string, locate: () => Promise<DatabaseLocation>): void {
  describe(name, () => {
    let database: Database;
    let queue: Queue;
    const runs: Run[] = [];
    const errors: unknown[] = [];
    /** What a job of this id throws, the first one first; nothing once they are used up. */
    const failures = new Map<string, Error[]>();
    /** How many jobs each fetch took. */
    const taken: number[] = [];
    let release = Promise.withResolvers<void>();
    const manyRuns = () => runs.filter((run) => run.id.startsWith('many-'));
    const runsOf = (id: string) => runs.filter((run) => run.id === id);

    beforeAll(async () => {
      database = await openDatabase(await locate(), { outside: 'every' });
      const executeSql: Database['executeSql'] = async (text, values) => {
        const answer = await database.executeSql(text, values);
        if (/state = 'active'/i.test(text)) taken.push(answer.rows.length);
        return answer;
      };
      queue = createQueue({ ...database, executeSql }, { onError: (error) => errors.push(error) });
      queue.define<{ id: string }>('work', { batchSize: 50 }, ({ data }) => {
        runs.push({ id: data.id, at: Date.now() });
        const failure = failures.get(data.id)?.shift();
        return failure === undefined ? Promise.resolve() : Promise.reject(failure);
      });
      queue.define<{ id: string }>('exclusive', { policy: 'exclusive' }, async ({ data }) => {
        runs.push({ id: data.id, at: Date.now() });
        await release.promise;
      });
      queue.define<{ id: string; lasts: boolean }>(
        'lasting',
        { isLong: true, concurrency: 2, policy: 'exclusive' },
        async ({ data }) => {
          runs.push({ id: data.id, at: Date.now() });
          if (data.lasts) await release.promise;
        },
      );
      await queue.start();
    });
    afterAll(async () => {
      release.resolve();
      await queue.stop();
      await database.close();
    });

    test('starts a job within about a second of its being sent', async () => {
      let attempts = 0;
      const sendOne = async (): Promise<number> => {
        attempts += 1;
        const id = `soon-${attempts}`;
        const sentAt = Date.now();
        await queue.send('work', { id });
        await vi.waitFor(() => expect(runsOf(id)).toHaveLength(1), { timeout: PATIENCE_MS, interval: 10 });
        return (runsOf(id)[0]?.at ?? Infinity) - sentAt;
      };
      // One that is sent as the last one runs waits for a whole poll; a busy machine delays some of them, not each.
      await sendOne();
      await expect.poll(sendOne, { interval: 0 }).toBeLessThan(1_500);
    });

    test('runs a job that was sent in a transaction if that commits, and only then', async () => {
      const lost = database.transaction(async (trx) => {
        await queue.send('work', { id: 'rolled-back' }, { trx });
        throw new Error('rolled back');
      });
      await expect(lost).rejects.toThrow('rolled back');
      await database.transaction(async (trx) => {
        await queue.send('work', { id: 'committed' }, { trx });
        await delay(700);
        expect(runsOf('committed')).toHaveLength(0);
      });
      await vi.waitFor(() => expect(runsOf('committed')).toHaveLength(1), { timeout: PATIENCE_MS });
      expect(runsOf('rolled-back')).toHaveLength(0);
    });

    test('works through many jobs in batches, each once', async () => {
      await database.transaction(async (trx) => {
        for (let index = 0; index < 300; index += 1) await queue.send('work', { id: `many-${index}` }, { trx });
      });
      await vi.waitFor(() => expect(manyRuns().length).toBeGreaterThanOrEqual(300), { timeout: PATIENCE_MS });
      expect(new Set(manyRuns().map((run) => run.id)).size).toBe(manyRuns().length);
      expect(taken).toContain(50);
    });

    test('does with a job that failed what its error says', async () => {
      failures.set('hopeless', [new AppError('no', { code: 'NO', retry: 'never' })]);
      failures.set('flaky', [new Error('unforeseen'), new AppError('again', { code: 'AGAIN', retry: 'backoff' })]);
      failures.set('later', [new AppError('busy', { code: 'BUSY', retry: { afterMs: 3_000 } })]);
      for (const id of ['hopeless', 'flaky', 'later', 'neighbour']) await queue.send('work', { id });
      await vi.waitFor(() => expect(runsOf('flaky')).toHaveLength(3), { timeout: PATIENCE_MS });
      await vi.waitFor(() => expect(runsOf('later')).toHaveLength(2), { timeout: PATIENCE_MS });
      expect(runsOf('hopeless')).toHaveLength(1);
      expect(runsOf('neighbour')).toHaveLength(1);
      const [first, second] = runsOf('later');
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(2_900);
      expect(errors.map((error) => (error as Error).message)).toEqual(
        expect.arrayContaining(['no', 'unforeseen', 'again', 'busy']),
      );
    });

    test('takes one job of a key at a time where the policy says so', async () => {
      const options = { singletonKey: 'portal-1' };
      expect(await queue.send('exclusive', { id: 'only' }, options)).not.toBeNull();
      expect(await queue.send('exclusive', { id: 'only' }, options)).toBeNull();
      expect(await queue.send('exclusive', { id: 'other' }, { singletonKey: 'portal-2' })).not.toBeNull();
      await vi.waitFor(() => expect([runsOf('only').length, runsOf('other').length]).toEqual([1, 1]), {
        timeout: PATIENCE_MS,
      });
      release.resolve();
      await expect.poll(() => queue.send('exclusive', { id: 'only' }, options)).not.toBeNull();
    });

    test('lets go of the key of a long job when it is done, whatever was sent with it', async () => {
      release = Promise.withResolvers<void>();
      await database.transaction(async (trx) => {
        await queue.send('lasting', { id: 'lasts', lasts: true }, { singletonKey: 'portal-1', trx });
        await queue.send('lasting', { id: 'brief', lasts: false }, { singletonKey: 'portal-2', trx });
      });
      await vi.waitFor(() => expect([runsOf('lasts').length, runsOf('brief').length]).toEqual([1, 1]), {
        timeout: PATIENCE_MS,
      });
      const again = { id: 'again', lasts: false };
      await expect.poll(() => queue.send('lasting', again, { singletonKey: 'portal-2' })).not.toBeNull();
      release.resolve();
    });

    test('does not start a job before its time', async () => {
      const startAfter = Date.now() + 1_500;
      await queue.send('work', { id: 'timed' }, { startAfter });
      await vi.waitFor(() => expect(runsOf('timed')).toHaveLength(1), { timeout: PATIENCE_MS });
      expect(runsOf('timed')[0]?.at).toBeGreaterThanOrEqual(startAfter);
    });

    test('tells running jobs to end when it stops, waits for them, and runs what they left undone after a restart', async () => {
      const ended: string[] = [];
      const first = createQueue(database, { onError: () => undefined });
      const started = Promise.withResolvers<void>();
      first.define<{ id: string }>('long', {}, async ({ signal }) => {
        started.resolve();
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        await delay(200);
        ended.push('first');
        throw new Error('interrupted');
      });
      await first.start();
      await first.send('long', { id: 'x' });
      await started.promise;
      await first.stop();
      expect(ended).toEqual(['first']);
      const second = createQueue(database, { onError: () => undefined });
      second.define('long', {}, () => Promise.resolve(void ended.push('second')));
      await second.start();
      await vi.waitFor(() => expect(ended).toEqual(['first', 'second']), { timeout: PATIENCE_MS });
      await second.stop();
    });

    test('refuses a batch of one', () => {
      expect(() => queue.define('single', { batchSize: 1 }, () => Promise.resolve())).toThrow(/2 jobs or more/);
      const both = { isLong: true, batchSize: 5 };
      expect(() => queue.define('both', both, () => Promise.resolve())).toThrow(/no batch/);
    });

    test('accepts a schedule, repeated at every start', async () => {
      await queue.schedule('work', '0 3 * * *', { id: 'nightly' });
      await expect(queue.schedule('work', '0 3 * * *', { id: 'nightly' })).resolves.toBeUndefined();
      await expect(queue.schedule('work', 'never', {})).rejects.toThrow(/nev/);
    });
  });
}
