import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { JobHandler } from '../../src/jobs/batch-handler.ts';
import { createQueue, type Queue } from '../../src/jobs/queue.ts';
import { openDatabase, type Database, type DatabaseLocation } from '../../src/storage/connection/database.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';

const STEP_MS = 50;

/** How those that wait for one place take turns, alike on both databases. */
export function describeTurns(name: string, locate: () => Promise<DatabaseLocation>): void {
  describe(name, () => {
    let database: Database;
    let queue: Queue;
    const events: string[] = [];
    const errors: unknown[] = [];
    const stepsDone = new Map<string, number>();
    let release = Promise.withResolvers<void>();

    const step: JobHandler<{ id: string; steps: number }> = async ({ data: { id, steps }, signal }) => {
      events.push(`${id} begins`);
      for (let done = stepsDone.get(id) ?? 0; done < steps; done += 1) {
        signal.throwIfAborted();
        await delay(STEP_MS);
        stepsDone.set(id, done + 1);
      }
      events.push(`${id} ends`);
    };

    beforeAll(async () => {
      database = await openDatabase(await locate(), { outside: 'every' });
      queue = createQueue(database, { onError: (error) => errors.push(error) });
      const onePlace = { isLong: true, isPrompt: true, concurrency: 1, policy: 'stately' } as const;
      // No attempt but the first: a turn must not count as one that failed.
      queue.define('in-turns', { ...onePlace, turnMs: 500, retryLimit: 0 }, step);
      queue.define('long-turns', { ...onePlace, turnMs: 60_000, retryLimit: 0 }, step);
      queue.define<{ id: string }>('keyed', onePlace, async ({ data: { id } }) => {
        events.push(id);
        if (id === 'first') await release.promise;
      });
      queue.define<{ id: string }>('raised', { ...onePlace, isRaised: true }, async ({ data: { id } }) => {
        events.push(id);
        if (id === 'first') await release.promise;
      });
      await queue.start();
    });
    afterAll(async () => {
      release.resolve();
      await queue.stop();
      await database.close();
    });

    const send = (id: string, steps: number) => queue.send('in-turns', { id, steps }, { singletonKey: id });
    const sendLong = (id: string, steps: number, priority: number) =>
      queue.send('long-turns', { id, steps }, { singletonKey: id, priority });
    const until = (event: string) =>
      vi.waitFor(() => expect(events).toContain(event), { timeout: PATIENCE_MS, interval: 20 });

    test('a job that takes long makes room for one that waits, and goes on behind it from where it was', async () => {
      await send('giant', 120);
      await until('giant begins');
      await send('small', 2);
      await until('small ends');
      expect(events).not.toContain('giant ends');
      const doneBefore = stepsDone.get('giant') ?? 0;
      expect(doneBefore).toBeGreaterThan(0);
      await until('giant ends');
      expect(events).toEqual(['giant begins', 'small begins', 'small ends', 'giant begins', 'giant ends']);
      expect(errors).toEqual([]);
    });

    test('two that take long take turns, and one that nobody waits for is left alone', async () => {
      events.length = 0;
      await send('one', 90);
      await until('one begins');
      await send('other', 90);
      await until('one ends');
      await until('other ends');
      expect(events.slice(0, 2)).toEqual(['one begins', 'other begins']);
      expect(events.filter((event) => event === 'one begins').length).toBeGreaterThan(1);
      events.length = 0;
      await send('alone', 30);
      await until('alone ends');
      expect(events).toEqual(['alone begins', 'alone ends']);
    });

    test('one that is waited for with a higher priority makes room before its turn is up, for others it does not', async () => {
      events.length = 0;
      await sendLong('night', 120, -1);
      await until('night begins');
      await sendLong('other night', 1, -1);
      await sendLong('change', 1, 0);
      await until('change ends');
      expect(events.slice(0, 3)).toEqual(['night begins', 'change begins', 'change ends']);
      await until('night ends');
      expect(events).toContain('other night ends');
      expect(errors).toEqual([]);
    });

    const readList = async () => {
      const { rows } = await database.executeSql(
        `select coalesce(singletons_active, '{}') as keys, monitor_on as counted from pgboss.queue where name = 'keyed'`,
      );
      return rows[0] as { keys: string[]; counted: unknown };
    };
    /** Sooner than pg-boss writes it beside its counts; where that came in between, once more. */
    const expectPutRight = (keys: string[]) =>
      vi.waitFor(
        async () => {
          await database.executeSql(`update pgboss.queue set singletons_active = '{gone}' where name = 'keyed'`);
          const { counted } = await readList();
          await vi.waitFor(async () => expect((await readList()).keys).toEqual(keys), { timeout: PATIENCE_MS });
          expect((await readList()).counted).toEqual(counted);
        },
        { timeout: PATIENCE_MS },
      );

    test('the list of keys that run is put right every second, and what was sent behind one has its turn', async () => {
      events.length = 0;
      release = Promise.withResolvers<void>();
      await queue.send('keyed', { id: 'first' }, { singletonKey: 'key' });
      await until('first');
      await queue.send('keyed', { id: 'second' }, { singletonKey: 'key' });
      await expectPutRight(['key']);
      release.resolve();
      await until('second');
      await expectPutRight([]);
    });

    test('one that waits takes the higher priority of one sent after it, in a transaction as well', async () => {
      events.length = 0;
      release = Promise.withResolvers<void>();
      const overnight = (id: string) => queue.send('raised', { id }, { singletonKey: id, priority: -1 });
      await overnight('first');
      await until('first');
      for (const id of ['a', 'b', 'c']) await overnight(id);
      expect(await queue.send('raised', { id: 'c' }, { singletonKey: 'c' })).toBeNull();
      await database.transaction(async (trx) => {
        await queue.send('raised', { id: 'b' }, { singletonKey: 'b', trx });
      });
      expect(await overnight('c')).toBeNull();
      release.resolve();
      await until('a');
      expect(events).toEqual(['first', 'b', 'c', 'a']);
    });
  });
}
