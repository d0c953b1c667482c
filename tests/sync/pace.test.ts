import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { atPace, giveWay, inBackground, urgently } from '../../src/sync/pace.ts';

const WORKED_MS = 10;

/** Work in the background that has been at it for 10 ms and gives way; says when it goes on. */
async function workInBackground(went: string[]): Promise<void> {
  await inBackground(async () => {
    vi.advanceTimersByTime(WORKED_MS);
    await giveWay();
    went.push('background');
  });
}

describe('pace', () => {
  let end = Promise.withResolvers<void>();
  const went: string[] = [];
  const urgent = (work: () => Promise<void> = () => end.promise) => urgently(work).then(() => went.push('urgent'));

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
    end = Promise.withResolvers();
    went.length = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('nobody gives way where nothing is urgent', async () => {
    await workInBackground(went);
    expect(went).toEqual(['background']);
  });

  test('the background goes on when what is urgent has ended, also where it failed', async () => {
    const failed = urgently(() => end.promise.then(() => Promise.reject(new Error('no'))));
    const working = workInBackground(went);
    await vi.advanceTimersByTimeAsync(WORKED_MS);
    expect(went).toEqual([]);
    end.resolve();
    await expect(failed).rejects.toThrow('no');
    await working;
    expect(went).toEqual(['background']);
  });

  test('it waits for all that is urgent, and at most four times as long as it worked', async () => {
    const first = urgent();
    const second = urgent(async () => {});
    await second;
    const working = workInBackground(went);
    await vi.advanceTimersByTimeAsync(4 * WORKED_MS - 1);
    expect(went).toEqual(['urgent']);
    await vi.advanceTimersByTimeAsync(1);
    await working;
    expect(went).toEqual(['urgent', 'background']);
    end.resolve();
    await first;
  });

  test('it goes on while HubSpot answers what is urgent, and gives way again afterwards', async () => {
    const answer = Promise.withResolvers<void>();
    const asking = urgent(async () => {
      await Promise.all([atPace(() => answer.promise), atPace(() => Promise.resolve())]);
      await end.promise;
    });
    await workInBackground(went);
    expect(went).toEqual(['background']);
    answer.resolve();
    await vi.advanceTimersByTimeAsync(0);
    const working = workInBackground(went);
    await vi.advanceTimersByTimeAsync(WORKED_MS);
    expect(went).toEqual(['background']);
    end.resolve();
    await Promise.all([asking, working]);
    expect(went).toHaveLength(3);
  });

  test('a request that outlives what was urgent holds nobody back', async () => {
    const answer = Promise.withResolvers<void>();
    let asked = Promise.resolve();
    await urgent(async () => {
      asked = atPace(() => answer.promise);
    });
    await workInBackground(went);
    answer.resolve();
    await asked;
    void workInBackground(went);
    await vi.advanceTimersByTimeAsync(0);
    expect(went).toEqual(['urgent', 'background', 'background']);
  });

  test('a request in the background gives way before it is sent', async () => {
    const first = urgent();
    const asked = inBackground(async () => {
      vi.advanceTimersByTime(WORKED_MS);
      return atPace(() => Promise.resolve(went.push('asked')));
    });
    await vi.advanceTimersByTimeAsync(0);
    expect(went).toEqual([]);
    end.resolve();
    await Promise.all([first, asked]);
    expect(went).toContain('asked');
  });

  test('what is done in the background of urgent work is urgent, or it would wait for itself', async () => {
    await urgent(() =>
      inBackground(async () => {
        vi.advanceTimersByTime(WORKED_MS);
        await giveWay();
      }),
    );
    expect(went).toEqual(['urgent']);
  });

  test('what says nothing of its pace waits for nobody', async () => {
    const first = urgent();
    await giveWay();
    expect(await atPace(() => Promise.resolve('answer'))).toBe('answer');
    end.resolve();
    await first;
  });
});
