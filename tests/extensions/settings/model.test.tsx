import {
  Button,
  DescriptionListItem,
  LoadingButton,
  NumberInput,
  Select,
  StatisticsItem,
} from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import type { ModelData, PreviewData } from '../../../extensions/app/settings/model/model-data.ts';
import { data, drafted, model, preview, ready, version, working } from './models.ts';
import { active, showSettings } from './show-settings.tsx';

const MODEL = 'GET /api/settings/model';
const OPEN = 'POST /api/settings/model/draft';
const CHANGE = 'POST /api/settings/model/draft/change';
const DISCARD = 'POST /api/settings/model/draft/discard';
const ACTIVATE = 'POST /api/settings/model/activate';
const PREVIEW = 'GET /api/settings/model/preview';
const ASK = 'POST /api/settings/model/preview';

const seats = (settings: ReturnType<typeof showSettings>) =>
  settings.find(NumberInput, ({ props }) => props.name === 'Seats of Tier 1');

describe('the model', () => {
  test('says which version scores since when, by whom, and its seats in words', async () => {
    const settings = showSettings([active], { [MODEL]: [data] });
    await settings.open('model');
    await settings.sees('Version 1 scores your accounts: Starting model');
    for (const words of [
      'when the app was installed',
      '25 seats, fit 70 or more',
      '+40 1,000 to 9,999 employees',
      'HubSpot property: numberofemployees',
      'A deal is open.',
    ]) {
      expect(settings.screen()).toContain(words);
    }
    expect(settings.screen()).toContain('There is no earlier version yet.');
    expect(settings.findAll(DescriptionListItem).map(({ props }) => props.label)).not.toContainEqual(
      expect.stringContaining('numberofemployees'),
    );
    expect(settings.screen()).toContain('Change the model');
  });

  test.each<[string, ModelData, string, string[]]>([
    ['no button leads where nothing is to be done', data, 'Nothing to do. Change the model only if', []],
    ['a draft is activated', drafted, 'See what version 2 would change, then activate or discard it.', ['Activate']],
  ])('%s', async (_of, held, words, leading) => {
    const settings = showSettings([{ ...active, guide: 'open' }], {
      'GET /api/settings/guide': ['never'],
      [MODEL]: [held],
      [PREVIEW]: [ready],
    });
    await settings.open('model');
    await settings.sees(words);
    const buttons = [...settings.findAll(Button), ...settings.findAll(LoadingButton)];
    expect(buttons.filter(({ props }) => props.variant === 'primary').map(({ text }) => text)).toEqual(leading);
  });

  test('is read-only for others, who are told whom to ask', async () => {
    const settings = showSettings([active], { [MODEL]: [{ ...drafted, mayChange: false }], [PREVIEW]: [ready] });
    await settings.open('model');
    await settings.sees('You can look but not change this. Ask ava@vendor.example');
    await settings.sees('9 accounts change tier');
    expect(settings.findAll(LoadingButton).map(({ text }) => text)).toEqual(['Recompute']);
    expect(seats(settings).props.readOnly).toBe(true);
  });

  test('that cannot be read says why; a property that nobody has is named', async () => {
    const settings = showSettings([active], { [MODEL]: ['unreachable', { ...data, unknownProperties: ['segment'] }] });
    await settings.open('model');
    await settings.sees('The model could not be read');
    settings.press('Try again');
    await settings.sees('Your HubSpot account has no company property segment');
  });

  test('another kind of business is chosen by what it is for, and drafted', async () => {
    const settings = showSettings([active], { [MODEL]: [data], [OPEN]: [drafted], [PREVIEW]: [ready] });
    await settings.open('model');
    await settings.sees('Version 1');
    settings.press('Start from another model');
    await settings.waitFor(() => settings.find(Select));
    settings.find(Select).trigger('onChange', 'services' as never);
    await settings.waitFor(() =>
      expect(settings.find(Select).props.description).toBe('Companies large enough to buy help.'),
    );
    settings.press('Make a draft from it');
    await settings.sees('Draft: version 2');
    expect(settings.sent()[0]?.body).toMatchObject({ from: { kind: 'start', id: 'services' } });
  });
});

describe('a draft', () => {
  test('shows what it would do in numbers and by name before anything is done', async () => {
    const settings = showSettings([active], { [MODEL]: [drafted], [PREVIEW]: [ready] });
    await settings.open('model');
    await settings.sees(
      '9 accounts change tier, 3 enter Tier 1. Automatically, without approval: 3 into Tier 1, 3 into Tier 3. Proposed, waiting for both approvals: 2 into Tier 1, 1 off the list.',
    );
    expect(settings.findAll(StatisticsItem).map(({ props }) => [props.label, props.number])).toEqual([
      ['Tier 1', '25 → 22'],
      ['Tier 2', '150'],
      ['Tier 3', '400 → 403'],
      ['Without a tier', '625'],
    ]);
    expect(settings.screen()).toContain('+3 −6');
    expect(settings.screen()).toContain('4 change stage. The fit of 40 accounts changes by 5 points or more.');
    expect(settings.screen()).not.toContain('Acme');
    settings.press('See them');
    await settings.sees('Acme');
    expect(settings.screen()).toContain(
      'The first 1 of 9, sorted by the tier they would have, the tier they have now, and the name.',
    );
    expect(settings.sent()).toEqual([]);
  });

  test('has its comparison asked for where nobody has, and tells how far it is', async () => {
    const none: PreviewData = { ...working, state: 'none', done: 0, total: null };
    const settings = showSettings([active], { [MODEL]: [drafted], [PREVIEW]: [none, ready], [ASK]: [working] });
    await settings.open('model');
    await settings.sees('Comparing: 400 of 1,200 accounts are scored with both versions');
    expect(settings.sent().map(({ body }) => body)).toEqual([{ version: 2 }]);
    await expect.poll(settings.screen).toContain('9 accounts change tier');
  });

  test('says what is still being read of companies', async () => {
    const unread = { ...preview, unread: [{ property: 'segment', companies: 1_100 }] };
    const settings = showSettings([active], { [MODEL]: [drafted], [PREVIEW]: [{ ...ready, preview: unread }] });
    await settings.open('model');
    await settings.sees('segment is being read from HubSpot');
    expect(settings.screen()).toContain('not been read for 1,100 companies yet');
  });

  test('is changed a part at a time; an empty number cannot be saved, and what is not saved can be taken back', async () => {
    const settings = showSettings([active], { [MODEL]: [drafted], [PREVIEW]: [ready], [CHANGE]: [drafted] });
    await settings.open('model');
    await settings.sees('9 accounts');
    seats(settings).trigger('onChange', Number.NaN as never);
    const save = () => settings.find(LoadingButton, (each) => each.text === 'Save to the draft');
    await settings.waitFor(() => expect(save().props.disabled).toBe(true));
    settings.press('Cancel');
    await settings.waitFor(() => expect(seats(settings).props.value).toBe(25));
    seats(settings).trigger('onChange', 10 as never);
    await settings.waitFor(() => expect(save().props.disabled).toBe(false));
    settings.press('Save to the draft');
    await settings.waitFor(() => expect(settings.sent()).toHaveLength(1));
    const [rule, ...others] = model.tiering.rules;
    const tiering = { ...model.tiering, rules: [{ ...rule, seats: 10 }, ...others] };
    expect(settings.sent()[0]?.body).toEqual({ version: 2, revision: 1, model: { ...model, tiering } });
  });

  test('a change that is refused says which field and why, and stays on the screen', async () => {
    const problem = {
      error: { code: 'INVALID_INPUT', message: 'Check model.tiering.rules.0.seats: must be a whole number.' },
    };
    const settings = showSettings([active], {
      [MODEL]: [drafted],
      [PREVIEW]: [ready],
      [CHANGE]: [{ status: 400, body: problem }],
    });
    await settings.open('model');
    await settings.sees('9 accounts');
    seats(settings).trigger('onChange', 1.5 as never);
    await settings.waitFor(() => settings.find(LoadingButton, (each) => each.text === 'Save to the draft'));
    settings.press('Save to the draft');
    await settings.sees('Check model.tiering.rules.0.seats');
    expect(seats(settings).props.value).toBe(1.5);
  });

  test('is activated as it was looked at; one click goes back', async () => {
    const activated = {
      ...data,
      active: version({ version: 2 }),
      earlier: [version({ activatedBy: 'ava@vendor.example' })],
    };
    const settings = showSettings([active], {
      [MODEL]: [drafted],
      [PREVIEW]: [ready],
      [ACTIVATE]: [activated, { ...data, earlier: [version({ version: 2 })] }],
    });
    await settings.open('model');
    await settings.sees('9 accounts');
    settings.press('Activate');
    await settings.sees('Version 2 is active. All accounts are being scored with it.');
    settings.press('Go back to version 1');
    await settings.sees('Version 1 is active.');
    const bodies = settings.sent().map(({ body }) => body as Record<string, unknown>);
    expect(bodies.map(({ version: of, revision }) => [of, revision])).toEqual([
      [2, 1],
      [1, 1],
    ]);
    expect(new Set(bodies.map(({ requestId }) => requestId)).size).toBe(2);
  });

  test('is discarded only after the question', async () => {
    const settings = showSettings([active], { [MODEL]: [drafted], [PREVIEW]: [ready], [DISCARD]: [data] });
    await settings.open('model');
    await settings.sees('9 accounts');
    settings.press('Discard');
    await settings.sees('Your changes in it are lost.');
    settings.press('Discard it');
    await settings.sees('Version 1 scores your accounts');
    expect(settings.sent().map(({ body }) => body)).toEqual([{ version: 2, revision: 1 }]);
  });
});

test('an earlier version is returned to after what that would change is shown', async () => {
  const earlier = { ...data, active: version({ version: 2 }), earlier: [version({ name: 'Of spring' })] };
  const settings = showSettings([active], { [MODEL]: [earlier], [PREVIEW]: [ready], [ACTIVATE]: [data] });
  await settings.open('model');
  await settings.sees('1: Of spring');
  settings.press('Restore this version');
  await settings.sees('Restore version 1? 9 accounts change tier');
  settings.press('Restore version 1');
  await settings.sees('Version 1 scores your accounts');
});

test('roles have the names of this account, and its own options count as what the model says', async () => {
  const roles = drafted.roles.map((role) => (role.value === 'CHAMPION' ? { ...role, label: 'Inside seller' } : role));
  const named = { ...drafted, roles, otherRoles: [{ value: 'SECURITY', label: 'Security reviewer' }] };
  const settings = showSettings([active], { [MODEL]: [named], [PREVIEW]: [ready, ready], [CHANGE]: [named] });
  await settings.open('model');
  await settings.sees('Inside seller');
  const counts = settings.find(Select, ({ props }) => props.label === '"Security reviewer" counts as');
  expect(counts.props.value).toBe('');
  counts.trigger('onChange', 'INFLUENCER' as never);
  await settings.waitFor(() => settings.find(LoadingButton, ({ text }) => text === 'Save to the draft'));
  settings.press('Save to the draft');
  await settings.waitFor(() => expect(settings.sent()).toHaveLength(1));
  expect(settings.sent()[0]?.body).toMatchObject({ model: { committee: { optionRoles: { SECURITY: 'INFLUENCER' } } } });
});
