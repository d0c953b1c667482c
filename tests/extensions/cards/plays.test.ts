import { Button, Dropdown, EmptyState, LoadingButton, Tag, Text, Tile } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { AccountCardData } from '../../../extensions/app/cards/card-data.ts';
import { Plays } from '../../../extensions/app/cards/plays/plays.tsx';
import { inDays, makeAccount as makeWhole, makePlay, makeRun } from './account.ts';
import type { Answer } from './served-account.ts';
import { showCard } from './show-card.tsx';

/** Of whose committee nothing is asked first. */
const makeAccount = (changes: Partial<AccountCardData> = {}) => makeWhole({ roles: [], ...changes });

const show = (until: string, ...answers: Answer[]) => showCard(Plays, until, answers);
const showAccount = (changes: Partial<AccountCardData> = {}) => show('Tier 1', makeAccount(changes));
const withoutPlays = makeAccount({ plays: [] });
const ON_HOLD = '4 plays are on hold: a support ticket has been open since ⟦2026-11-12T10:00Z⟧';

describe('a recommended play', () => {
  test('says what, why now with the date, who, the steps with due dates and texts, and how it did so far', async () => {
    const card = await showAccount();
    const words = card.screen();
    expect(words).toContain('1 Bring in the budget holder');
    expect(words).toContain('Aim: budget holder engaged within 21 days · About: Budget holder');
    expect(words).toContain('Why now Proposal sent, no finance contact since 10 days ago');
    expect(words).toContain(
      'Who M. Okafor (VP Finance) Reached its aim 7 of 18 times here. Expected from now on: 39% (its starting estimate, corrected by these runs) Steps, each a task in HubSpot once you start',
    );
    expect(words).toContain('Send the value brief (direct mail, account owner) in 2 days');
    expect(words).toContain('Texts to use in play 1 Ask Ana for an introduction Dear Ana, …');
    const since = card.findAll(Tag).find((tag) => tag.text === '10 days ago');
    expect(since?.props.overlay).toMatchObject({ childNodes: [{ text: '12 Nov 2026, 12:00 UTC' }] });
  });

  test('says which deal closes before the time of its aim is over', async () => {
    const card = await showAccount({ plays: [makePlay({ closing: { deal: 'Acme platform', at: inDays(13) } })] });
    expect(card.screen()).toMatch(
      /Aim: budget holder engaged within 21 days; the deal "Acme platform" closes before that, on 5 Dec( 2026)? · About: Budget holder/,
    );
  });

  test('has a text of the library rated by who used it', async () => {
    const step = { title: 'Write', channel: 'email', who: 'owner', dueAt: inDays(1), text: 'Dear Ana, …' };
    const plays = [makePlay({ steps: [{ ...step, textId: 't1' }] })];
    const card = await show('Tier 1', makeAccount({ plays }), makeAccount({ plays }));
    card.find(Button, (button) => button.text?.startsWith('Helped') === true).trigger('onClick');
    await card.sees('You said it helped.');
    expect(card.requests[1]).toMatchObject({
      url: expect.stringContaining('/plays/rate-text'),
      body: { companyId: '42', textId: 't1', helpful: true },
    });
  });

  test('that was never finished here says what is expected instead of 0 of 0', async () => {
    const card = await showAccount({ plays: [makePlay({ success: { successes: 0, n: 0, percent: 30 } })] });
    expect(card.screen()).toContain(
      'No finished run here yet. Expected to reach its aim 30% of the time (its starting estimate)',
    );
  });

  test.each([
    [{ title: 'Call today', channel: 'call', who: 'owner' }, 'Call today (account owner)'],
    [{ title: 'Find the missing people', channel: 'linkedin', who: 'marketing' }, '(LinkedIn, marketing)'],
    [{ title: 'Add it to the ads segment', channel: 'ads_segment', who: 'marketing' }, 'ads segment (marketing)'],
    [{ title: 'Confirm or reject', channel: 'task', who: 'executive' }, 'Confirm or reject (executive)'],
  ])('words a step without repeating itself: %j', async (step, words) => {
    const steps = [{ ...step, dueAt: inDays(1), text: '', textId: null }];
    expect((await showAccount({ plays: [makePlay({ steps })] })).screen()).toContain(`${words} tomorrow`);
  });

  test('says beside it which others are on hold, and why', async () => {
    const card = await showAccount({ playsRest: ON_HOLD });
    expect(card.screen()).toMatch(
      /4 plays are on hold: a support ticket has been open since 12 Nov( 2026)? First help to get that solved:/,
    );
    expect(card.find(Tile)).toBeDefined();
    expect((await showAccount()).screen()).not.toContain('on hold');
  });

  test('says in the place of people why there are none', async () => {
    for (const [nobody, words] of [
      ['whole_account', 'Who Nobody in particular: it is for the account as a whole Reached'],
      ['unknown', 'Who Nobody is known for it yet: find out first who it could be Reached'],
      ['unknown_unwritten', 'find out first who it could be (no emails are offered until then) Reached'],
    ] as const) {
      expect((await showAccount({ plays: [makePlay({ who: [], nobody })] })).screen()).toContain(words);
    }
    const known = makePlay({ who: [], nobody: 'unknown', notYet: 'their new CFO' });
    expect((await showAccount({ plays: [known] })).screen()).toContain(
      'Who Not a contact yet: their new CFO. Once they are added in HubSpot the steps turn to them Reached',
    );
    expect((await showAccount()).screen()).not.toContain('Nobody');
  });

  test('gives everybody it is run with a line, and says whom to ask about them', async () => {
    const who = ['Ana Ruiz', 'Ben Ode'].map((name) => ({ contactId: name, name, title: null }));
    const card = await showAccount({ plays: [makePlay({ who, via: 'Jo Li' })] });
    expect(card.findAll(Text).map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Ana Ruiz', 'Ben Ode', 'Ask Jo Li, who was active lately']),
    );
    expect((await showAccount()).screen()).not.toContain('Ask Jo');
  });

  test('is due by the day: what is due today is neither now nor late an hour later', async () => {
    const steps = [{ title: 'Call', channel: 'call', who: 'owner', dueAt: inDays(-1 / 24), text: '', textId: null }];
    expect((await showAccount({ plays: [makePlay({ steps })] })).screen()).toContain('Call (account owner) today');
  });

  test('is one of at most three, and only the first has a primary button, where nothing comes before it', async () => {
    const plays = ['a', 'b', 'c', 'd'].map((playId) => makePlay({ playId }));
    const card = await showAccount({ plays, roles: [] });
    expect(card.findAll(Tile)).toHaveLength(3);
    expect(card.findAll(LoadingButton).map((button) => button.props.variant)).toEqual([
      'primary',
      'secondary',
      'secondary',
    ]);
    expect(card.findAll(Button, { variant: 'primary' })).toEqual([]);
  });

  test('has no buttons for someone who may only look', async () => {
    const card = await showAccount({ may: { act: false, ownedBy: 'Sam Sells' } });
    expect(card.findAll(LoadingButton)).toEqual([]);
    expect(card.findAll(Dropdown)).toEqual([]);
    expect(card.screen()).toContain('You can look but not act here: Sam Sells owns this company.');
    expect(card.screen()).not.toContain('once you start');
  });
});

describe('starting a play', () => {
  test('is sent once, locks the buttons meanwhile, and shows the run', async () => {
    const started = makeAccount({ plays: [], running: [makeRun({ name: 'Bring in the budget holder' })] });
    const card = await show('Start play', makeAccount(), started);
    card.find(LoadingButton).trigger('onClick');
    await card.waitFor(() => expect(card.find(LoadingButton).props).toMatchObject({ loading: true, disabled: true }));
    await card.sees('Running');
    expect(card.requests.slice(1)).toEqual([
      {
        method: 'POST',
        url: 'https://app.example/api/cards/account/plays/start',
        body: {
          companyId: '42',
          playId: 'no-budget-holder',
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        },
      },
    ]);
  });

  test('that fails says why, keeps the play, and is tried again with the same request id', async () => {
    const refusal = {
      status: 409,
      body: { error: { code: 'CONTACT_BUSY', message: 'M. Okafor is in another play.' } },
    };
    const card = await show('Start play', makeAccount(), refusal, withoutPlays);
    card.find(LoadingButton).trigger('onClick');
    await card.sees('That did not work M. Okafor is in another play.');
    expect(card.screen()).toContain('Bring in the budget holder');
    card.find(Button, (button) => button.text === 'Try again').trigger('onClick');
    await card.sees('Nothing to do here now');
    expect(card.requests[2]).toEqual(card.requests[1]);
  });

  test('with a double click is sent once', async () => {
    const card = await show('Start play', makeAccount(), withoutPlays);
    const button = card.find(LoadingButton);
    button.trigger('onClick');
    button.trigger('onClick');
    await card.sees('Nothing to do here now');
    expect(card.requests).toHaveLength(2);
  });

  test('two clicks are two requests with ids of their own', async () => {
    const card = await show('Start play', makeAccount(), makeAccount());
    card.find(LoadingButton).trigger('onClick');
    await card.waitFor(() => expect(card.requests).toHaveLength(2));
    await card.waitFor(() => expect(card.find(LoadingButton).props.disabled).toBe(false));
    card.find(LoadingButton).trigger('onClick');
    await card.waitFor(() => expect(card.requests).toHaveLength(3));
    expect(card.requests[2]?.body?.['requestId']).not.toBe(card.requests[1]?.body?.['requestId']);
  });
});

describe('putting a play off', () => {
  test.each([7, 14, 30])('for %i days is one click, which can be undone', async (days) => {
    const card = await show('Start play', makeAccount(), withoutPlays, makeAccount());
    card.find(Dropdown.ButtonItem, (item) => item.text === `${days} days`).trigger('onClick');
    await card.sees(`"Bring in the budget holder" is put off for ${days} days`);
    expect(card.requests[1]).toMatchObject({
      url: 'https://app.example/api/cards/account/plays/snooze',
      body: { companyId: '42', playId: 'no-budget-holder', days },
    });
    card.find(Button, (button) => button.text === 'Undo').trigger('onClick');
    await card.sees('Start play');
    await card.misses('Undo');
    expect(card.requests[2]).toMatchObject({
      url: 'https://app.example/api/cards/account/plays/undo',
      body: { companyId: '42', playId: 'no-budget-holder' },
    });
  });

  test.each([
    ['not_relevant', 'Does not fit this account'],
    ['already_doing', 'We do this already'],
    ['wrong_person', 'Wrong person'],
    ['bad_timing', 'Bad timing'],
    ['other', 'Another reason'],
  ])('for good takes one of five reasons: %s', async (reason, words) => {
    const card = await show('Start play', makeAccount(), withoutPlays);
    card.find(Dropdown.ButtonItem, (item) => item.text === words).trigger('onClick');
    await card.sees(`"Bring in the budget holder" is taken off: ${words.toLowerCase()}`);
    expect(card.requests[1]).toMatchObject({
      url: 'https://app.example/api/cards/account/plays/dismiss',
      body: { companyId: '42', playId: 'no-budget-holder', reason },
    });
  });

  test('is undone where the play stood', async () => {
    const [first, second, third] = ['First', 'Second', 'Third'].map((name) => makePlay({ playId: name, name }));
    const before = makeAccount({ plays: [first!, second!, third!] });
    const card = await show('Start play', before, makeAccount({ plays: [first!, third!] }));
    card
      .findAll(Dropdown.ButtonItem)
      .filter((item) => item.text === '7 days')[1]
      ?.trigger('onClick');
    await card.sees('Undo');
    expect(card.screen()).toMatch(/1 First .* "Second" is put off for 7 days Undo 2 Third/);
  });

  test('can be undone for a while only', async () => {
    const card = await showCard(Plays, 'Start play', [makeAccount(), withoutPlays], 50);
    card.find(Dropdown.ButtonItem).trigger('onClick');
    await card.sees('Undo');
    await card.misses('Undo');
  });

  test('that was refused offers no undo', async () => {
    const card = await show('Start play', makeAccount(), { status: 500, body: null });
    card.find(Dropdown.ButtonItem).trigger('onClick');
    await card.sees('That did not work');
    expect(card.screen()).not.toContain('Undo');
  });
});

describe('without a play', () => {
  test('the card says there is nothing to do', async () => {
    const card = await show('Nothing to do', withoutPlays);
    expect(card.find(EmptyState).props.title).toBe('Nothing to do here now');
    expect(card.screen()).toContain('No play is due. One appears as soon as something changes.');
  });

  test('where all that is due is on hold, that is what the card says, never that there is nothing to do', async () => {
    const card = await show('on hold', makeAccount({ plays: [], playsRest: ON_HOLD, running: [makeRun()] }));
    // With its year where that is not this one.
    expect(card.find(EmptyState).props.title).toMatch(
      /^4 plays are on hold: a support ticket has been open since 12 Nov( 2026)?$/,
    );
    expect(card.screen()).toContain('First help to get that solved: see Tickets on this record.');
    expect(card.screen()).not.toMatch(/Nothing to do|No other play|No play is due/);
  });

  test('an account that is no target says so with its reason', async () => {
    const tier = { value: null, reason: 'not eligible: fit 22 < 30' };
    const list = {
      provisional: false,
      proposal: null,
      turnedDown: null,
      grounds: [],
      tiers: [{ tier: 3 as const, held: 0, seats: 1_000 }],
    };
    const card = await show('Nothing to do', makeAccount({ state: 'not_target', list, tier, plays: [] }));
    expect(card.screen()).toContain('Not on the target account list Why: fit 22, and a tier asks for at least 30');
    expect(card.screen()).toContain('Most plays are for accounts on the target account list.');
  });
});

const READING = { done: 1, total: 2, step: 'Contacts', msLeft: null, kinds: null };

describe('while the server is still at work', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test.each<[string, number, Partial<AccountCardData>]>([
    ['the first sync runs', 5_000, { state: 'syncing', progress: READING }],
    ['a play is starting', 1_500, { plays: [], running: [makeRun({ status: 'starting' })] }],
  ])('because %s, the account is read again by itself until that is done', async (_, pollMs, changes) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const card = await show(changes.state === 'syncing' ? 'Contacts' : 'Starting', makeAccount(changes), makeAccount());
    vi.advanceTimersByTime(pollMs);
    await card.sees('Start play');
    vi.advanceTimersByTime(60_000);
    await card.sees('Start play');
    expect(card.requests).toHaveLength(2);
  });
});
