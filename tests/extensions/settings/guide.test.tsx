import { Checkbox, ProgressBar, ToggleGroup } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { CHANGE, guide, primaries, SETTLE, showGuide as show, syncing } from './show-guide.tsx';
import { active, choices } from './show-settings.tsx';

describe('the guided start', () => {
  test('is what a new account opens with: first whether ABM is right here', async () => {
    const page = show({});
    await page.sees('One question, then four steps');
    await page.sees('Is ABM right here? Yes ABM fits.');
    expect(primaries(page)).toEqual(['Next: the model']);
    page.press('Next: the model');
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
    page.press('Next: the model');
    await page.sees('Your other tools already write into HubSpot');
    await page.sees('Decision → 75');
    page.press('Map it');
    await page.sees('Buying stage is mapped');
    expect(primaries(page)).toEqual(['Next']);
  });

  test('of an account that is through with it stays closed', async () => {
    const page = show({}, {}, active);
    await page.sees('Requests to HubSpot');
    expect(page.screen()).not.toContain('Set up Roundtable in a few minutes');
  });

  test('goes on at the first step that was not decided', async () => {
    const page = show({ settled: ['model'] });
    await page.sees('How many accounts can your team work?');
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
    await page.sees('Set up Roundtable in a few minutes');
    page.press('Next: the model');
    await page.sees('Nothing: so far your choices are the same as the active model.');
    const start = page.find(ToggleGroup);
    expect(start.props.value).toBe('general');
    start.trigger('onChange', 'services' as never);
    await page.sees('Comparing: every account is being scored with both versions');
    expect(page.sent()[0]?.body).toMatchObject({ change: { kind: 'model', id: 'services' } });
    page.press('Next');
    await page.sees('How many accounts can your team work?');
    expect(page.sent()[1]?.body).toEqual({ step: 'model' });
    page.press('Back');
    await page.sees('Which companies do you look for?');
  });

  test('roles are those of the account, with who has them; the last one stays', async () => {
    const page = show({ settled: ['model', 'capacity'] }, { [CHANGE]: [guide, 'unreachable'] });
    await page.sees('Champion 1, 2, 3 4 1,210');
    expect(page.screen()).toContain('Procurement (not an option of your buying role property) none');
    expect(page.screen()).toContain('Works council');
    const role = (name: string) => page.find(Checkbox, ({ props }) => props.name === name);
    expect(role('CHAMPION').props.readOnly).toBe(true);
    role('PROCUREMENT').trigger('onChange', true as never);
    await page.waitFor(() => expect(page.sent()).toHaveLength(1));
    expect(page.sent()[0]?.body).toMatchObject({ change: { kind: 'roles', roles: ['CHAMPION', 'PROCUREMENT'] } });
    await page.sees('✓ Saved');
    role('PROCUREMENT').trigger('onChange', true as never);
    await page.sees('That did not work');
    expect(page.screen()).not.toContain('✓ Saved');
  });

  test('is finished by activating what was changed, and ends with the first accounts', async () => {
    const draft = { version: 2, revision: 3 };
    const keys = {
      people: [],
      lacksApprovers: true,
      autoApply: { addTo: [], moveTo: [], remove: false },
      mayChange: true,
      askWhom: null,
    };
    const page = show(
      { settled: ['model', 'capacity', 'roles'], draft },
      {
        'GET /api/settings/keys': [keys],
        'GET /api/settings/model/preview': [{ state: 'working', done: 0, total: null, at: null, preview: null }],
        'POST /api/settings/model/activate': [{}],
        [SETTLE]: [guide, { ...guide, finished: 'done' }],
      },
    );
    await page.sees('Who approves changes to the target account list?');
    page.press('Activate and finish');
    await page.sees('Your first accounts');
    await page.sees('Acme rank 1 of 25 seats');
    expect(page.sent().map(({ body }) => body)).toMatchObject([draft, { step: 'keys' }, { finished: 'done' }]);
    page.press('Go through the steps again');
    await page.sees('One question, then four steps');
  });

  test('can be left for our defaults, once asked', async () => {
    const page = show({}, { [SETTLE]: [{ ...guide, finished: 'skipped' }] });
    await page.sees('Set up Roundtable in a few minutes');
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
    await page.sees('You can go through every step now.');
    expect(page.find(ProgressBar, (bar) => bar.props.title === 'Contacts').props.valueDescription).toBe(
      '1,240 of 4,300 (28%), 13 pages, about 3 min left',
    );
    expect(page.screen()).not.toContain('What this would do');
  });

  test('who may not change it sees what was chosen and whom to ask', async () => {
    const page = show({ mayChange: false, finished: null });
    await page.sees('Ask ava@vendor.example');
    expect(page.screen()).toContain('General');
    expect(page.screen()).toContain('Tier 1: 25, Tier 2: 150, Tier 3: 1,000');
    expect(primaries(page)).toEqual([]);
  });
});
