import { Alert, ErrorState, Link, LoadingSpinner, ProgressBar } from '@hubspot/ui-extensions';
import { describe, expect, test, vi } from 'vitest';
import { inDays } from '../cards/account.ts';
import { active, showSettings } from './show-settings.tsx';

const step = { name: 'contacts', label: 'Contacts', done: 0, total: null, pages: null, finishedAt: null, msLeft: null };

describe('the settings', () => {
  test('say that they are being read', () => {
    expect(showSettings(['never']).find(LoadingSpinner).props.label).toBe('Reading the sync status');
  });

  test('show the state of the sync with its age, accounts by tier, what waits, and how many problems there are', async () => {
    const settings = showSettings([active]);
    await settings.sees('Catching up as of yesterday');
    expect(settings.maybeFind(ProgressBar, ({ props }) => props.title === 'Contacts')).toBeNull();
    expect(settings.screen()).toContain('What the first sync read Contacts 4,285');
    expect(settings.screen()).toContain('Tier 1 25 Tier 2 150 Tier 3 412 Without a tier 413');
    expect(settings.screen()).toContain('Accounts waiting to be scored 7 Accounts waiting to be written to HubSpot 3');
    expect(settings.screen()).toContain('This happens by itself');
    expect(settings.screen()).toContain('Problems (2)');
  });

  test('say that all is up to date where nothing waits', async () => {
    const settings = showSettings([{ ...active, waiting: { stale: 0, unpublished: 0 } }]);
    await settings.sees('Up to date as of yesterday');
    await settings.sees('Nothing is waiting: every account is scored');
  });

  test('say that the app is not connected, and where to connect it', async () => {
    const address = 'https://app.example/oauth/install';
    const message = `An admin connects it at ${address}. Nothing is kept of this account.`;
    const settings = showSettings([{ status: 404, body: { error: { code: 'NOT_FOUND', message } } }]);
    await settings.waitFor(() =>
      expect(settings.find(ErrorState).props.title).toBe('Roundtable is not connected to this HubSpot account'),
    );
    expect(settings.screen()).toContain(`An admin connects it at ${address} . Nothing is kept of this account.`);
    expect(settings.find(Link).props.href).toBe(address);
  });

  test('say that nothing can be published where the properties are gone, why, where to look, and look again', async () => {
    const unwritable = { count: 14, of: 14, why: "roundtable_tier lies in HubSpot's archive: restore it there" };
    const gone = { ...active, waiting: { stale: 0, unpublished: 0 }, unwritable };
    const settings = showSettings([gone, gone, active], {
      'GET /api/settings/problems': [[]],
      'POST /api/settings/sync': [{ accepted: true }],
    });
    await settings.sees('Not published as of yesterday');
    expect(settings.screen()).not.toMatch(/Up to date|HubSpot has the scores/);
    await settings.sees('Some scores are missing in HubSpot');
    expect(settings.find(Alert).props).toMatchObject({
      title: 'Nothing can be published to HubSpot',
      variant: 'danger',
    });
    expect(settings.screen()).toContain("roundtable_tier lies in HubSpot's archive: restore it there");
    settings.press('Check HubSpot again now');
    await settings.sees('Roundtable is checking.');
    expect(settings.sent().map(({ url }) => url)).toEqual(['https://app.example/api/settings/sync']);
    settings.press('Show the problems');
    await settings.sees('Nothing to do');
    const some = showSettings([{ ...gone, unwritable: { ...unwritable, count: 2 } }]);
    await some.sees('Partly published');
    expect(some.screen()).not.toContain('Not published');
    expect(some.find(Alert).props.title).toBe('2 of 14 properties cannot be published to HubSpot');
  });

  test.each([
    ['active', 60_000],
    ['syncing', 5_000],
    ['revoked', null],
  ])('look again by themselves for properties that are gone as often as it can help: %s', async (status, everyMs) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    try {
      const settings = showSettings([{ ...active, status, unwritable: { count: 2, of: 14, why: 'gone' } }]);
      await settings.sees('as of yesterday');
      await new Promise((resolve) => setImmediate(resolve));
      vi.advanceTimersByTime((everyMs ?? 3_600_000) - 1);
      expect(settings.requests).toHaveLength(1);
      vi.advanceTimersByTime(1);
      await settings.waitFor(() => expect(settings.requests).toHaveLength(everyMs === null ? 1 : 2));
    } finally {
      vi.useRealTimers();
    }
  });

  test.each([{ status: 'revoked' }, { heldUntil: inDays(1) }] as const)(
    'promise nothing of what waits where HubSpot is not to be asked: %o',
    async (changes) => {
      const settings = showSettings([{ ...active, ...changes }]);
      await settings.sees('Accounts waiting to be scored 7');
      expect(settings.screen()).not.toMatch(/goes on by itself: after|Nothing waits: every/);
    },
  );

  test('set the requests of the last hour and of today, by what they were for, against what HubSpot allows', async () => {
    const settings = showSettings([active]);
    await settings.sees('There is room for 38,568 more requests an hour. Nothing is slowed down.');
    const screen = settings.screen();
    expect(screen).toContain('Reading records and their associations 300 340');
    expect(screen).toContain('Cards and settings that users open 12 60');
    expect(screen).toContain('108 requests in any 10 seconds, a little below what HubSpot allows');
    expect(screen).toContain('1,204 requests since the install.');
    const young = showSettings([{ ...active, requestsMade: null }]);
    await young.sees('HubSpot sets no daily limit for apps like this one.');
    expect(young.screen()).not.toContain('since the install');
    const waited = showSettings([{ ...active, budget: { ...active.budget, meanWaitMs: 8_000 } }]);
    await waited.sees('Nothing is waiting at the moment. In the last hour a request waited 8 seconds on average.');
    expect(settings.find(ProgressBar).props).toMatchObject({
      variant: 'success',
      valueDescription: '312 of 38,880 (0.8%)',
    });
  });

  test.each([
    [
      { budget: { ...active.budget, waitMs: 4_200 } },
      'Roundtable is slowing down: background work waits about 4 seconds',
    ],
    [{ budget: { ...active.budget, meanWaitMs: 2_100 } }, 'In the last hour a request waited 2 seconds on average.'],
    [{ heldUntil: inDays(1) }, "HubSpot's daily limit is used up. Roundtable sends no requests before"],
  ])('say in a sentence that it slows down: %j', async (change, sentence) => {
    const settings = showSettings([{ ...active, ...change }]);
    await settings.sees(sentence);
  });

  test('read a tab only when it is opened', async () => {
    const settings = showSettings([active], { 'GET /api/settings/problems': [[]] });
    await settings.sees('Catching up');
    expect(settings.requests.map(({ url }) => url)).toEqual(['https://app.example/api/settings/sync']);
    await settings.open('problems');
    await settings.sees('Nothing to do');
    expect(settings.requests).toHaveLength(2);
  });
});

describe('during the first sync', () => {
  const steps = [
    { ...step, name: 'companies', label: 'Companies', done: 1_000, total: 1_000, finishedAt: inDays(0) },
    { ...step, done: 1_240, total: 4_285, msLeft: 170_000 },
    { ...step, name: 'activities', label: 'Activities', done: 20 },
    { ...step, name: 'page_views', label: 'Page views', done: 0 },
  ];
  const none = { '1': 0, '2': 0, '3': 0, none: 0 };

  test('each step shows what is known of it, and the page can be asked again', async () => {
    const settings = showSettings([{ ...active, status: 'syncing', steps, asOf: null }, active]);
    await settings.sees('First sync in progress');
    expect(
      settings
        .findAll(ProgressBar, ({ props }) => props.title !== 'Used in the last hour')
        .map(({ props }) => [props.title, props.value, props.maxValue, props.valueDescription]),
    ).toEqual([
      ['Companies: done', 1, 1, '1,000'],
      ['Contacts', 1_240, 4_285, '1,240 of 4,285 (28%), about 3 min left'],
      ['Activities', 0, 1, '20 so far'],
      ['Page views', 0, 1, 'waiting'],
    ]);
    settings.press('Check again');
    await settings.sees('Catching up');
  });

  test('nothing is counted that is yet to be found: no 0 looks like a fact', async () => {
    const first = { ...active, status: 'syncing', steps, accountsByTier: none, refused: 0, asOf: null };
    const settings = showSettings([{ ...first, waiting: { stale: 0, unpublished: 0 } }]);
    await settings.sees('Tiers and scores appear when the first sync is complete.');
    expect(settings.screen()).not.toMatch(/Tier 1|to be scored|as of/);
    expect(settings.screen()).not.toMatch(/(^| )0( |$)/);
  });

  test('when all is read it says that accounts are scored', async () => {
    const read = [{ ...step, done: 9, finishedAt: inDays(0) }];
    const settings = showSettings([
      { ...active, status: 'syncing', steps: read, waiting: { stale: 1_200, unpublished: 0 } },
    ]);
    await settings.sees('All records have been read. The accounts are being scored: 1,200 to go.');
  });

  test('a problem is told, and that it is tried again', async () => {
    const settings = showSettings([{ ...active, status: 'syncing', problem: 'Contacts may not be read.' }]);
    await settings.sees('Roundtable tries again every ten minutes. Contacts may not be read.');
  });
});

describe('what stops the sync is said with what to do', () => {
  test('access was withdrawn', async () => {
    const settings = showSettings([{ ...active, status: 'revoked', heldUntil: inDays(1), problem: 'x' }]);
    await settings.sees('Access withdrawn');
    expect(settings.findAll(Alert).map(({ props }) => props.title)).toEqual([
      'Roundtable no longer has access to this HubSpot account',
    ]);
    expect(settings.find(Alert).text).toContain('Do this first: install the app again.');
  });

  test("HubSpot's daily limit is used up, until when", async () => {
    const settings = showSettings([{ ...active, heldUntil: '2026-11-23T00:00:00.000Z' }]);
    await settings.sees('Waiting for HubSpot');
    expect(settings.screen()).toContain("HubSpot's daily limit of requests is used up until 23 Nov 2026, 00:00 UTC");
    expect(settings.screen()).toContain('cards show what was last known.');
  });

  test('the settings cannot be read, and a retry reads them', async () => {
    const settings = showSettings(['unreachable', active]);
    await settings.sees('Roundtable could not be reached.');
    expect(settings.find(ErrorState).props.title).toBe('The sync status could not be read');
    settings.press('Try again');
    await settings.sees('Catching up');
  });

  test('they may not be read', async () => {
    const error = { code: 'FORBIDDEN', message: 'Ask Ava for access.' };
    const settings = showSettings([{ status: 403, body: { error } }]);
    await settings.sees('Ask Ava for access.');
  });

  test('a later reading fails: what was read once stays', async () => {
    const settings = showSettings([active, 'unreachable']);
    await settings.sees('Catching up');
    settings.press('Check again');
    await settings.sees('This may be out of date');
    expect(settings.screen()).toContain('Tier 1 25');
  });
});
