import {
  Button,
  EmptyState,
  Form,
  Input,
  Link,
  LoadingButton,
  Select,
  TableCell,
  ToggleGroup,
} from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { inDays } from '../cards/account.ts';
import { active, choices, showSettings } from './show-settings.tsx';
import { readScreen } from '../text.ts';

const CHOICES = 'GET /api/settings/choices';
const SAVE = 'POST /api/settings/choices/outside-edits';
const MAP = 'POST /api/settings/choices/map-property';
const UNMAP = 'POST /api/settings/choices/unmap-property';
const PROPERTIES = 'GET /api/settings/company-properties';
const SAMPLE = 'GET /api/settings/company-properties/sample';
const others = { ...choices, mayChange: false };
const SCORE = { property: 'intent_score', use: 'intent', source: '6sense' };
const intentScore = {
  name: 'intent_score',
  label: 'Intent score',
  type: 'number',
  ofHubSpot: false,
  uses: ['tier', 'intent'],
};
const tools = {
  name: 'web_technologies',
  label: 'Web technologies',
  type: 'string',
  ofHubSpot: true,
  uses: ['technographic'],
};

type Settings = ReturnType<typeof showSettings>;
const pickEdits = (settings: Settings, value: string): void =>
  settings.find(ToggleGroup).trigger('onChange', value as never);
const field = (settings: Settings, name: string) => settings.find(Select, ({ props }) => props.name === name);

describe('outside edits', () => {
  test('each choice says in a sentence what it does; nobody overwrote anything yet', async () => {
    const settings = showSettings([active], { [CHOICES]: [choices] });
    await settings.open('edits');
    await settings.sees('Nobody changed one of Roundtable’s values in the last 30 days.');
    const { props } = settings.find(ToggleGroup);
    expect(props.value).toBe('restore');
    expect(props.options.map(({ description }) => description)).toEqual([
      expect.stringContaining('writes its own value again'),
      expect.stringContaining('stops writing that property'),
    ]);
    expect(settings.findAll(LoadingButton)).toEqual([]);
  });

  test('a change says what it would do, is saved once, and is shown as saved', async () => {
    const settings = showSettings([active], { [CHOICES]: [choices], [SAVE]: [{ ...choices, outsideEdits: 'keep' }] });
    await settings.open('edits');
    await settings.waitFor(() => settings.find(ToggleGroup));
    pickEdits(settings, 'keep');
    await settings.sees('If you save: values that others change from now on stay as they are.');
    expect(settings.sent()).toEqual([]);
    settings.press('Save');
    settings.press('Save');
    await settings.waitFor(() => expect(settings.findAll(LoadingButton)).toEqual([]));
    expect(settings.sent().map(({ body }) => body)).toEqual([{ outsideEdits: 'keep' }]);
    expect(settings.find(ToggleGroup).props.value).toBe('keep');
  });

  test('going back to putting right says how many values it would write again', async () => {
    const overwritten = { standing: 12, restored: 0, latest: [] };
    const settings = showSettings([active], { [CHOICES]: [{ ...choices, outsideEdits: 'keep', overwritten }] });
    await settings.open('edits');
    await settings.waitFor(() => settings.find(ToggleGroup));
    pickEdits(settings, 'restore');
    await settings.sees('If you save: 12 values that others changed are restored.');
  });

  test('a change can be taken back before it is saved', async () => {
    const settings = showSettings([active], { [CHOICES]: [choices] });
    await settings.open('edits');
    await settings.waitFor(() => settings.find(ToggleGroup));
    pickEdits(settings, 'keep');
    await settings.sees('If you save');
    settings.press('Cancel');
    await settings.waitFor(() => expect(settings.find(ToggleGroup).props.value).toBe('restore'));
    expect(settings.sent()).toEqual([]);
  });

  test('a change that fails says why and keeps what was chosen; a retry sends the same', async () => {
    const kept = { ...choices, outsideEdits: 'keep' };
    const settings = showSettings([active], { [CHOICES]: [choices], [SAVE]: ['unreachable', kept] });
    await settings.open('edits');
    await settings.waitFor(() => settings.find(ToggleGroup));
    pickEdits(settings, 'keep');
    await settings.waitFor(() => settings.find(LoadingButton));
    settings.press('Save');
    await settings.sees('That did not work Roundtable could not be reached.');
    expect(settings.find(ToggleGroup).props.value).toBe('keep');
    settings.press('Try again');
    await settings.waitFor(() => expect(settings.findAll(LoadingButton)).toEqual([]));
    expect(settings.sent().map(({ body }) => body)).toEqual([{ outsideEdits: 'keep' }, { outsideEdits: 'keep' }]);
  });

  test('what others overwrote is counted and named, with what became of it', async () => {
    const edit = { companyId: '101', companyName: 'Acme', property: 'Account tier', times: 1, noticedAt: inDays(-1) };
    const latest = [
      { ...edit, restoredAt: null },
      { ...edit, property: 'Account fit', times: 3, restoredAt: inDays(0) },
    ];
    const overwritten = { standing: 1, restored: 1_002, latest };
    const settings = showSettings([active], { [CHOICES]: [{ ...choices, outsideEdits: 'keep', overwritten }] });
    await settings.open('edits');
    await settings.sees('1 value is as others set it; 1,002 restored in the last 30 days.');
    expect(
      settings
        .findAll(TableCell)
        .map((cell) => readScreen(cell as never))
        .join(' | '),
    ).toBe(
      'Acme | Account tier | left as others set it | yesterday | ' +
        'Acme | Account fit | restored, changed 3 times | yesterday',
    );
    expect(settings.find(Link).props.href).toBe('/contacts/42/record/0-2/101');
  });

  test.each([
    ['ava@vendor.example', 'Ask ava@vendor.example, who installed Roundtable, to change it or to make you an admin'],
    [null, 'ask an admin to install it again'],
  ])('are read-only for others, who are told whom to ask (%s)', async (askWhom, sentence) => {
    const settings = showSettings([active], { [CHOICES]: [{ ...others, askWhom }] });
    await settings.open('edits');
    await settings.sees('You can look but not change this.');
    expect(settings.screen()).toContain(sentence);
    expect(settings.find(ToggleGroup).props.options.map(({ readOnly }) => readOnly)).toEqual([true, true]);
  });

  test('that cannot be read say why', async () => {
    const settings = showSettings([active], { [CHOICES]: ['unreachable', choices] });
    await settings.open('edits');
    await settings.sees('The settings could not be read Roundtable could not be reached.');
    settings.press('Try again');
    await settings.sees('Nobody changed');
  });
});

describe('mapped properties', () => {
  const mapped = { ...choices, mappedProperties: [SCORE] };

  test('none yet: says what could be mapped and that companies are read again', async () => {
    const settings = showSettings([active], { [CHOICES]: [choices] });
    await settings.open('mapping');
    await settings.sees('Nothing is mapped yet');
    expect(settings.screen()).toContain('After a change, all companies are read again');
    expect(settings.screen()).toContain(
      'Nothing to do, unless another tool writes scores, tiers or technologies into HubSpot.',
    );
    const add = settings.find(EmptyState).find(Button);
    expect([add.text, add.props.variant]).toEqual(['Map a property', undefined]);
    expect(settings.findAll(Button).filter(({ text }) => text === 'Map a property')).toHaveLength(1);
  });

  test('one is picked, shows its values, says what its use does, and is mapped', async () => {
    const settings = showSettings([active], {
      [CHOICES]: [choices],
      [PROPERTIES]: [[intentScore, tools]],
      [SAMPLE]: [
        {
          filled: 1_200,
          values: [
            { value: '80', strength: 80 },
            { value: 'blue', strength: null },
          ],
        },
      ],
      [MAP]: [mapped],
    });
    await settings.open('mapping');
    await settings.sees('Nothing is mapped yet');
    settings.press('Map a property');
    await settings.waitFor(() => field(settings, 'property'));
    expect(field(settings, 'property').props.options).toEqual([
      { label: 'Intent score', value: 'intent_score' },
      { label: 'Web technologies (HubSpot)', value: 'web_technologies' },
    ]);
    expect(settings.find(LoadingButton).props.disabled).toBe(true);
    field(settings, 'property').trigger('onChange', 'intent_score' as never);
    await settings.sees('Filled in for 1,200 companies, for example 80 (80), blue (not understood).');
    expect(field(settings, 'use').props).toMatchObject({
      value: 'intent',
      description: expect.stringContaining('intent score'),
    });
    settings.find(Input).trigger('onInput', ' 6sense ' as never);
    await settings.waitFor(() => expect(settings.find(LoadingButton).props.disabled).toBe(false));
    settings.find(Form).trigger('onSubmit');
    await settings.sees('Saved. All companies are being read again.');
    expect(settings.sent().map(({ body }) => body)).toEqual([SCORE]);
    expect(settings.findAll(TableCell).map((cell) => readScreen(cell as never).trim())).toEqual([
      'intent_score',
      'Intent',
      '6sense',
      'Stop reading',
    ]);
  });

  test('a property is offered only the uses it can be read as', async () => {
    const settings = showSettings([active], {
      [CHOICES]: [choices],
      [PROPERTIES]: [[tools]],
      [SAMPLE]: [{ filled: 0, values: [] }],
    });
    await settings.open('mapping');
    await settings.sees('Nothing is mapped yet');
    settings.press('Map a property');
    await settings.waitFor(() => field(settings, 'property'));
    field(settings, 'property').trigger('onChange', 'web_technologies' as never);
    await settings.sees('No company has a value yet.');
    expect(field(settings, 'use').props).toMatchObject({
      value: 'technographic',
      options: [{ label: 'Technology', value: 'technographic' }],
    });
  });

  test('what the server refuses is shown, and the form stays as it was filled in', async () => {
    const error = { code: 'INVALID_INPUT', message: 'Check property: HubSpot has no company property "intent_score".' };
    const settings = showSettings([active], {
      [CHOICES]: [choices],
      [PROPERTIES]: [[intentScore]],
      [SAMPLE]: ['unreachable'],
      [MAP]: [{ status: 400, body: { error } }],
    });
    await settings.open('mapping');
    await settings.sees('Nothing is mapped yet');
    settings.press('Map a property');
    await settings.waitFor(() => field(settings, 'property'));
    field(settings, 'property').trigger('onChange', 'intent_score' as never);
    await settings.sees('Roundtable could not be reached.');
    settings.find(Input).trigger('onInput', '6sense' as never);
    await settings.waitFor(() => expect(settings.find(LoadingButton).props.disabled).toBe(false));
    settings.find(Form).trigger('onSubmit');
    await settings.sees(error.message);
    expect(settings.find(Input).props.value).toBe('6sense');
  });

  test('one is taken off after a question that says what goes', async () => {
    const settings = showSettings([active], { [CHOICES]: [mapped], [UNMAP]: [choices] });
    await settings.open('mapping');
    await settings.sees('6sense');
    settings.press('Stop reading');
    await settings.sees('Stop reading intent_score? Roundtable forgets what it read from it');
    expect(settings.sent()).toEqual([]);
    settings.press('Keep it');
    await settings.waitFor(() => expect(settings.screen()).not.toContain('Stop reading intent_score?'));
    settings.press('Stop reading');
    await settings.sees('Stop reading intent_score?');
    settings.press('Stop reading it');
    await settings.sees('Nothing is mapped yet');
    expect(settings.sent().map(({ body }) => body)).toEqual([{ property: 'intent_score' }]);
  });

  test('are listed for others without a way to change them', async () => {
    const settings = showSettings([active], { [CHOICES]: [{ ...others, mappedProperties: [SCORE] }] });
    await settings.open('mapping');
    await settings.sees('You can look but not change this. Ask ava@vendor.example');
    expect(settings.screen()).toContain('intent_score');
    expect(settings.findAll(Button).map(({ text }) => text)).toEqual(['Check again']);
  });

  test.each([
    ['none of them can be mapped', [], 'This HubSpot account has no company property that can be mapped'],
    ['they cannot be read', 'unreachable', 'The properties could not be read'],
  ])('the account’s properties are told of where %s', async (_case, answer, sentence) => {
    const settings = showSettings([active], { [CHOICES]: [choices], [PROPERTIES]: [answer] });
    await settings.open('mapping');
    await settings.sees('Nothing is mapped yet');
    settings.press('Map a property');
    await settings.sees(sentence);
  });
});
