import { expect, test } from 'vitest';
import type { AppClient, SyncState } from '../../../src/sandbox/run/app-client.ts';
import { watchSync } from '../../../src/sandbox/run/watch-sync.ts';

const SETTLED: SyncState = {
  status: 'active',
  steps: [],
  accountsByTier: { 1: 0, 2: 0, 3: 0, none: 0 },
  waiting: { stale: 0, unpublished: 0, events: 0, refused: 0, runs: 0 },
  mirrored: { companies: 0, contacts: 0, deals: 0, activities: {} },
  seats: [],
};

/** An app that gives these answers one after the other. */
function appOf(answers: (() => Promise<SyncState>)[]): AppClient {
  const rest = answers.values();
  return { readSync: () => rest.next().value?.() } as AppClient;
}

const late = () => Promise.reject(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));

test('an answer that did not come in time is asked for again', async () => {
  const app = appOf([late, late, () => Promise.resolve(SETTLED)]);
  expect(await watchSync(app, {}, () => Promise.resolve(false))).toEqual(SETTLED);
});

test('what the app answers with is told at once', async () => {
  const app = appOf([() => Promise.reject(new Error('GET /api/settings/sync answered 500'))]);
  await expect(watchSync(app, {}, () => Promise.resolve(false))).rejects.toThrow('answered 500');
});
