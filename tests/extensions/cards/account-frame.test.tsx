import { Button, ErrorState, Link, LoadingButton, ProgressBar } from '@hubspot/ui-extensions';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Committee } from '../../../extensions/app/cards/committee/committee.tsx';
import { makeAccount } from './account.ts';
import type { Answer } from './served-account.ts';
import { showCard } from './show-card.tsx';

const show = (until: string, ...answers: Answer[]) => showCard(Committee, until, answers);

test.each([
  [{ done: 0, total: null, step: 'Connecting', msLeft: null, kinds: null }, '', ''],
  [{ done: 40, total: null, step: 'Forms', msLeft: null, kinds: { read: 9, of: 11 } }, '40 so far', '9 of 11 kinds'],
  [
    { done: 4_285, total: 4_300, step: 'Contacts', msLeft: 4_000, kinds: { read: 0, of: 11 } },
    '4,285 of 4,300 (99%)',
    'Contacts: less than a minute left 0 of 11 kinds of records are read; scoring comes last.',
  ],
  [
    { done: 90, total: 300, step: 'Scoring', msLeft: null, kinds: { read: 11, of: 11 } },
    '90 of 300 (30%)',
    'Everything is read; scoring is the last step.',
  ],
])('of the first sync no more is said than is known: %j', async (progress, amount, kinds) => {
  const card = await show('first time', makeAccount({ state: 'syncing', progress }));
  expect(card.find(ProgressBar).props.valueDescription).toBe(amount);
  expect(card.screen()).toContain(kinds);
  expect(card.screen().includes('kinds of records')).toBe(kinds.includes('kinds'));
  expect(card.screen().includes('left')).toBe(kinds.includes('left'));
});

const unknown = { status: 404, body: { error: { code: 'NOT_FOUND', message: 'No such company.' } } };

test('a company that was made a moment ago is no fault, and is there after another look', async () => {
  const card = await show('Roundtable does not know this company yet', unknown, makeAccount());
  expect(card.findAll(ErrorState)).toEqual([]);
  card.find(Button).trigger('onClick');
  await card.sees('Coverage 58 of 100');
});

describe('what does not come', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const unscored = makeAccount({ state: 'syncing', progress: null });

  test.each<[string, Answer, string, string]>([
    [
      'a company that the app never gets to know',
      unknown,
      'Roundtable does not know this company yet',
      'Roundtable does not know this company This card has stopped looking for it. Either it is no longer in HubSpot',
    ],
    [
      'a company that is never scored',
      unscored,
      'This company is being scored',
      'This company is not scored yet This card has stopped waiting.',
    ],
  ])('%s is looked for ever more rarely, then no more, until somebody asks', async (_, answer, first, last) => {
    const card = await show(first, answer);
    const looks = async (times: number, everyMs: number): Promise<void> => {
      for (let look = 0; look < times; look += 1) {
        const before = card.requests.length;
        await settle();
        vi.advanceTimersByTime(everyMs - 1);
        expect(card.requests).toHaveLength(before);
        vi.advanceTimersByTime(1);
        await card.waitFor(() => expect(card.requests).toHaveLength(before + 1));
      }
    };
    await looks(12, 5_000);
    await looks(12, 60_000);
    await card.sees(last);
    await settle();
    vi.advanceTimersByTime(24 * 3_600_000);
    expect(card.requests).toHaveLength(25);
    card.find(Button, (button) => button.text === 'Try again').trigger('onClick');
    await card.sees(first);
    await looks(1, 5_000);
  });

  test.each([{ reason: 'daily_limit', until: '2026-11-24T00:00:00Z' }, { reason: 'access_withdrawn' }] as const)(
    'a card that was opened during a pause goes on by itself when it ends: %j',
    async (paused) => {
      const held = makeAccount({ state: 'syncing', progress: null, paused });
      const card = await show(paused.reason === 'daily_limit' ? 'It goes on by itself then' : 'nothing is lost', held);
      for (let look = 1; look < 40; look += 1) {
        await settle();
        vi.advanceTimersByTime(60_000);
        await card.waitFor(() => expect(card.requests).toHaveLength(look + 1));
      }
    },
  );

  test('a company that arrives is then waited for as a fresh one until it is scored', async () => {
    const card = await show('does not know this company yet', unknown, unknown, unscored, makeAccount());
    for (const words of ['does not know this company yet', 'is being scored', 'Coverage 58 of 100']) {
      await settle();
      vi.advanceTimersByTime(5_000);
      await card.sees(words);
    }
    await settle();
    vi.advanceTimersByTime(3_600_000);
    expect(card.requests).toHaveLength(4);
  });
});

/** React has drawn, which is when a card sets its timers. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const gone = {
  status: 404,
  body: { error: { code: 'NOT_FOUND', message: 'Roundtable does not know this company yet.' } },
};
const notConnected = {
  status: 403,
  body: { error: { code: 'NOT_CONNECTED', message: 'An admin connects it at https://app.example/oauth/install.' } },
};

describe('what is there no more', () => {
  test('of an account that was left is not called unreadable, and the way back is a link', async () => {
    const card = await show('An admin connects it at', notConnected, makeAccount());
    expect(card.find(ErrorState).props.title).toBe('Not connected');
    expect(card.find(Link).props.href).toBe('https://app.example/oauth/install');
    card.find(Button).trigger('onClick');
    await card.sees('Coverage 58 of 100');
  });

  test('of an account that is left while a card is open shows nothing that was held', async () => {
    const card = await show('Coverage 58 of 100', makeAccount(), 'unreachable', notConnected);
    card.find(LoadingButton).trigger('onClick');
    await card.sees('Not connected');
    expect(card.screen()).not.toContain('Coverage');
  });

  test('of a company that was deleted while its card is open stays, says so, and offers nothing', async () => {
    const card = await show('Coverage 58 of 100', makeAccount(), 'unreachable', gone);
    card.find(LoadingButton).trigger('onClick');
    await card.sees('This company is no longer in HubSpot It was deleted, archived or merged into another company.');
    await card.misses('Yes, budget holder');
    expect(card.findAll(LoadingButton)).toEqual([]);
    expect(card.screen()).toContain('Coverage 58 of 100');
  });
});
