import { Alert, Button, Checkbox, LoadingButton, NumberInput, ProgressBar, ToggleGroup } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import type { GuideData } from '../../../extensions/app/settings/guide/guide-data.ts';
import type { ReadinessData } from '../../../extensions/app/settings/guide/readiness-data.ts';
import type { SyncData } from '../../../extensions/app/settings/portal-data/sync-data.ts';
import { active, choices, showSettings } from './show-settings.tsx';

const open: SyncData = { ...active, guide: 'open' };
const syncing: SyncData = {
  ...open,
  status: 'syncing',
  steps: [
    { name: 'contacts', label: 'Contacts', done: 1_240, total: 4_300, pages: 13, finishedAt: null, msLeft: 180_000 },
  ],
};
const math: GuideData['math'] = {
  hours: { needed: 195, available: 125, byTier: [] },
  budget: null,
  affordableTier1: 7,
  fits: false,
  warning: 'The list needs 195 hours a week, the team has 125.',
};
const guide: GuideData = {
  finished: null,
  settled: [],
  starts: [
    { id: 'general', label: 'General', description: 'Any industry.' },
    { id: 'services', label: 'Services', description: 'Companies large enough to buy help.' },
  ],
  start: 'general',
  draft: null,
  seats: { 1: 25, 2: 150, 3: 1_000 },
  capacity: { people: 5, hoursPerWeek: 25, effortHours: { 1: 4, 2: 0.5, 3: 0.02 }, budget: null },
  math,
  assumed: { users: 14 },
  roles: [
    { role: 'CHAMPION', label: 'Champion', isOption: true, tiers: [1, 2, 3], set: 4, suggested: 1_210 },
    { role: 'PROCUREMENT', label: 'Procurement', isOption: false, tiers: [], set: null, suggested: null },
  ],
  otherRoles: ['Works council'],
  mayChange: true,
  askWhom: 'ava@vendor.example',
};
const readiness = {
  answer: 'yes',
  summary: 'ABM fits.',
  checks: [],
  years: 3,
  currency: 'EUR',
} as unknown as ReadinessData;
const READ = 'GET /api/settings/guide';
const CHANGE = 'POST /api/settings/guide/change';
const SETTLE = 'POST /api/settings/guide/settle';
const FIRST = 'GET /api/pages/accounts';
const first = { accounts: [{ id: '101', name: 'Acme', tierReason: 'rank 1 of 25 seats', nextPlay: null }] };

const show = (data: Partial<GuideData>, answers: Record<string, unknown[]> = {}, sync: SyncData = open) =>
  showSettings([sync], {
    [READ]: [{ ...guide, ...data }],
    'GET /api/program/readiness': [readiness],
    [FIRST]: [first],
    ...answers,
  });
const primaries = (page: ReturnType<typeof show>): string[] =>
  [...page.findAll(LoadingButton), ...page.findAll(Button)]
    .filter(({ props }) => props.variant === 'primary')
    .map(({ text }) => text ?? '');

describe('the guided start', () => {
  test('is what a new account opens with: first whether ABM is right here', async () => {
    const page = show({});
    await page.sees('One question, then four steps');
    await page.sees('Is ABM right here? Yes ABM fits.');
    expect(primaries(page)).toEqual(['Begin with the model']);
    page.press('Begin with the model');
    await page.sees('Which companies do you look for?');
    expect(page.sent()).toEqual([]);
  });

  test('offers what other tools write already, and goes on with it or without', async () => {
    const sample = { filled: 3, values: [{ value: 'Decision', strength: 75 }] };
    const offer = {
      property: 'n6sense_account_buying_stage',
      label: 'Buying stage',
      vendor: '6sense',
      use: 'intent',
      meaning: 'buying stage',
      scale: 'Target, Awareness',
      nameSource: null,
      scaleSource: null,
      sample,
    };
    const page = show(
      {},
      {
        'GET /api/settings/vendor-properties': [[offer], []],
        'POST /api/settings/choices/map-property': [choices],
      },
    );
    await page.sees('One question, then four steps');
    page.press('Begin with the model');
    await page.sees('Your other tools write here already');
    await page.sees('Decision → 75');
    page.press('Take over');
    await page.sees('Buying stage is taken over');
    expect(primaries(page)).toEqual(['Next']);
  });

  test('of an account that is through with it stays closed', async () => {
    const page = show({}, {}, active);
    await page.sees('Requests to HubSpot');
    expect(page.screen()).not.toContain('Set up Roundtable');
  });

  test('goes on at the first step that was not decided', async () => {
    const page = show({ settled: ['model'] });
    await page.sees('How many accounts can your team work?');
    await page.sees('By our assumption the list is too long to work');
    await page.sees('your HubSpot has 14 users. Put in how many of them work target accounts');
  });

  test('a starting model is taken by a click, and what it would do shows at once', async () => {
    const drafted = { ...guide, start: 'services', draft: { version: 2, revision: 1 } };
    const page = show(
      {},
      {
        [CHANGE]: [drafted],
        [SETTLE]: [{ ...drafted, settled: ['model'] }],
        'GET /api/settings/model/preview': [{ state: 'working', done: 0, total: null, at: null, preview: null }],
      },
    );
    await page.sees('Set up Roundtable');
    page.press('Begin with the model');
    await page.sees('Nothing differs from the active model.');
    const start = page.find(ToggleGroup);
    expect(start.props.value).toBe('general');
    start.trigger('onChange', 'services' as never);
    await page.sees('Comparing: every account is scored under both versions');
    expect(page.sent()[0]?.body).toMatchObject({ change: { kind: 'model', id: 'services' } });
    page.press('Next');
    await page.sees('How many accounts can your team work?');
    expect(page.sent()[1]?.body).toEqual({ step: 'model' });
    page.press('Back');
    await page.sees('Which companies do you look for?');
  });

  test('seats move the bar while they are typed, and are saved by going on', async () => {
    const saved = { ...guide, seats: { 1: 7, 2: 150, 3: 1_000 }, settled: ['model'] };
    const page = show(
      { settled: ['model'] },
      { [CHANGE]: [saved], [SETTLE]: [{ ...saved, settled: ['model', 'capacity'] }] },
    );
    await page.sees('The list needs 195 hours a week');
    expect(page.find(ProgressBar).props).toMatchObject({
      variant: 'danger',
      valueDescription: '195 of 125 hours a week',
    });
    page.find(NumberInput, ({ props }) => props.name === 'seats-1').trigger('onChange', 7 as never);
    await page.waitFor(() =>
      expect(page.find(ProgressBar).props).toMatchObject({
        variant: 'success',
        valueDescription: '123 of 125 hours a week',
      }),
    );
    expect(page.findAll(Alert)).toEqual([]);
    page.press('Next');
    await page.sees('Which roles decide at your customers?');
    expect(page.sent()[0]?.body).toMatchObject({
      change: { kind: 'capacity', seats: { 1: 7, 2: 150, 3: 1_000 }, people: 5, hoursPerWeek: 25 },
    });
  });

  test.each([
    ['seats-1', -3, 'must be a whole number from 0 to 1,000,000'],
    ['seats-2', Number.NaN, 'must be a whole number from 0 to 1,000,000'],
    ['seats-3', 1.5, 'must be a whole number from 0 to 1,000,000'],
    ['people', -1, 'must be a number from 0 to 100,000'],
    ['hours', 169, 'must be a number from 0 to 168'],
  ])('%s of %s is refused at the field, and nothing leads on with it', async (name, value, words) => {
    const page = show({ settled: ['model'] });
    await page.sees('How many accounts can your team work?');
    const field = () => page.find(NumberInput, ({ props }) => props.name === name);
    expect(field().props.error).toBe(false);
    field().trigger('onChange', value as never);
    await page.waitFor(() => expect(field().props).toMatchObject({ error: true, validationMessage: words }));
    expect(field().props.value).toBe(Number.isNaN(value) ? undefined : value);
    expect(page.screen()).not.toContain('See the effect');
    expect(page.find(LoadingButton, ({ text }) => text === 'Next').props.disabled).toBe(true);
    field().trigger('onChange', 3 as never);
    await page.waitFor(() => expect(field().props.error).toBe(false));
    expect(page.screen()).toContain('See the effect');
    expect(page.sent()).toEqual([]);
  });

  test('roles are those of the account, with who has them; the last one stays', async () => {
    const page = show({ settled: ['model', 'capacity'] }, { [CHANGE]: [guide] });
    await page.sees('Champion 1, 2, 3 4 1,210');
    expect(page.screen()).toContain('Procurement (no option of your buying role) none');
    expect(page.screen()).toContain('Works council');
    const role = (name: string) => page.find(Checkbox, ({ props }) => props.name === name);
    expect(role('CHAMPION').props.readOnly).toBe(true);
    role('PROCUREMENT').trigger('onChange', true as never);
    await page.waitFor(() => expect(page.sent()).toHaveLength(1));
    expect(page.sent()[0]?.body).toMatchObject({ change: { kind: 'roles', roles: ['CHAMPION', 'PROCUREMENT'] } });
  });

  test('is finished by activating what was changed, and ends with the first accounts', async () => {
    const draft = { version: 2, revision: 3 };
    const keys = { people: [], autoApply: { addTo: [], moveTo: [], remove: false }, mayChange: true, askWhom: null };
    const page = show(
      { settled: ['model', 'capacity', 'roles'], draft },
      {
        'GET /api/settings/keys': [keys],
        'GET /api/settings/model/preview': [{ state: 'working', done: 0, total: null, at: null, preview: null }],
        'POST /api/settings/model/activate': [{}],
        [SETTLE]: [guide, { ...guide, finished: 'done' }],
      },
    );
    await page.sees('Who decides on the list?');
    page.press('Activate and finish');
    await page.sees('Your first accounts');
    await page.sees('Acme rank 1 of 25 seats');
    expect(page.sent().map(({ body }) => body)).toMatchObject([draft, { step: 'keys' }, { finished: 'done' }]);
    page.press('Go through the steps again');
    await page.sees('One question, then four steps');
  });

  test('can be left for our defaults, once asked', async () => {
    const page = show({}, { [SETTLE]: [{ ...guide, finished: 'skipped' }] });
    await page.sees('Set up Roundtable');
    page.press('Start with our defaults');
    await page.sees('25, 150 and 1,000 seats');
    await page.sees('These seats take about 195 hours a week');
    expect(primaries(page)).toEqual(['Start with them']);
    page.press('Start with them');
    await page.sees('Your first accounts');
    expect(page.sent().map(({ body }) => body)).toEqual([{ finished: 'skipped' }]);
  });

  test('while the records are read it shows how far that is, and everything can be decided', async () => {
    const page = show({ settled: ['model'] }, {}, syncing);
    await page.sees('You can decide all of it now.');
    expect(page.find(ProgressBar, (bar) => bar.props.title === 'Contacts').props.valueDescription).toBe(
      '1,240 of 4,300 (28%), 13 pages, about 3 min left',
    );
    expect(page.screen()).not.toContain('What this would do');
    expect(primaries(page)).toEqual(['Next']);
  });

  test('who may not change it sees what was chosen and whom to ask', async () => {
    const page = show({ mayChange: false, finished: null });
    await page.sees('Ask ava@vendor.example');
    expect(page.screen()).toContain('General');
    expect(page.screen()).toContain('Tier 1: 25, Tier 2: 150, Tier 3: 1,000');
    expect(primaries(page)).toEqual([]);
  });
});
