import { Button, LoadingButton, NumberInput } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { drafted, model, ready, version } from './models.ts';
import { active, showSettings } from './show-settings.tsx';

const MODEL = 'GET /api/settings/model';
const CHANGE = 'POST /api/settings/model/draft/change';
const PREVIEW = 'GET /api/settings/model/preview';

const seats = (settings: ReturnType<typeof showSettings>) =>
  settings.find(NumberInput, ({ props }) => props.name === 'Seats of Tier 1');
const refuse = (...faults: { field: string; problem: string }[]) => ({
  status: 400,
  body: { error: { code: 'INVALID_INPUT', message: 'Check something', faults } },
});
const openRefused = async (refused: unknown) => {
  const settings = showSettings([active], { [MODEL]: [drafted], [PREVIEW]: [ready], [CHANGE]: [refused, drafted] });
  await settings.open('model');
  await settings.sees('Draft: version 2');
  return settings;
};
const numberOf = (settings: ReturnType<typeof showSettings>, label: string) =>
  settings.find(NumberInput, ({ props }) => props.label === label);
const saveDraft = async (settings: ReturnType<typeof showSettings>) => {
  await settings.waitFor(() => settings.find(LoadingButton, ({ text }) => text === 'Save to the draft'));
  settings.press('Save to the draft');
};

test('a minimum stay says what ends it before its time', async () => {
  const settings = await openRefused(drafted);
  const { description } = numberOf(settings, 'Minimum stay (days)').props;
  expect(description).toContain('fell more than 5 points below the minimum');
  expect(settings.screen()).toContain('activating a version ends the minimum stay of every account');
});

test('a draft that a colleague changed meanwhile is told of, and shown as it is now', async () => {
  const message = 'mia@vendor.example changed this draft since you read it. Nothing of yours was saved.';
  const faults = [{ field: 'revision', problem: message }];
  const refused = { status: 400, body: { error: { code: 'INVALID_INPUT', message, faults } } };
  const theirs = {
    ...drafted,
    draft: version({ version: 2, revision: 2, name: 'Of Mia', model: { ...model, name: 'Of Mia' } }),
  };
  const settings = showSettings([active], {
    [MODEL]: [drafted, theirs],
    [PREVIEW]: [ready, ready],
    [CHANGE]: [refused],
  });
  await settings.open('model');
  await settings.sees('Draft: version 2');
  numberOf(settings, 'Fit').trigger('onChange', 0 as never);
  await saveDraft(settings);
  await settings.sees(message);
  expect(settings.screen()).not.toContain('Try again');
  settings.press('Show it as it is now');
  await settings.sees('Of Mia');
  expect(settings.screen()).not.toContain(message);
  expect(settings.sent()[0]?.body).toMatchObject({ version: 2, revision: 1 });
});

describe('what does not hold is said beside its input', () => {
  test('seats and weights of the tiers', async () => {
    const settings = await openRefused(
      refuse(
        { field: 'model.tiering.rules.0.seats', problem: 'must be a whole number' },
        { field: 'model.tiering.priorityWeights', problem: 'must weigh something' },
      ),
    );
    numberOf(settings, 'Fit').trigger('onChange', 0 as never);
    await saveDraft(settings);
    await settings.sees('2 values are not valid: they are marked below.');
    expect(seats(settings).props).toMatchObject({ error: true, validationMessage: 'must be a whole number' });
    expect(settings.screen()).toContain('must weigh something');
    expect(settings.sent()[0]?.body).toMatchObject({
      model: { tiering: { priorityWeights: { fit: 0, intent: 0.2 } } },
    });
  });

  test('a source of intent', async () => {
    const settings = await openRefused(
      refuse({ field: 'model.intent.sourceWeights.G2', problem: 'must be from 0 to 1' }),
    );
    numberOf(settings, 'Worth of G2').trigger('onChange', 180 as never);
    await saveDraft(settings);
    await settings.waitFor(() =>
      expect(numberOf(settings, 'Worth of G2').props).toMatchObject({ error: true, value: 180 }),
    );
    expect(settings.sent()[0]?.body).toMatchObject({ model: { intent: { sourceWeights: { G2: 1.8, Bombora: 0.6 } } } });
  });

  test('a half-life of one source, which goes with what was given', async () => {
    const settings = await openRefused(
      refuse({ field: 'model.intent.sourceHalfLives.G2', problem: 'must be a number from 0.1 to 3650' }),
    );
    const field = () => numberOf(settings, 'Days until half of G2 is left');
    expect(field().props).toMatchObject({ placeholder: '14, as below' });
    field().trigger('onChange', 0 as never);
    await saveDraft(settings);
    await settings.waitFor(() => expect(field().props).toMatchObject({ error: true, value: 0 }));
    expect(settings.sent()[0]?.body).toMatchObject({ model: { intent: { sourceHalfLives: { G2: 0 } } } });
    field().trigger('onChange', undefined);
    await saveDraft(settings);
    await settings.waitFor(() =>
      expect(settings.sent().at(-1)?.body).toMatchObject({ model: { intent: { sourceHalfLives: {} } } }),
    );
  });

  test('a condition of a stage', async () => {
    const settings = await openRefused(
      refuse({ field: 'model.stage.stages.2.when.min', problem: 'expected a number from 0 to 100' }),
    );
    const change = settings
      .findAll(Button)
      .filter(({ text }) => text === 'Change')
      .at(-4);
    change?.trigger('onClick');
    await settings.waitFor(() => numberOf(settings, 'At least'));
    numberOf(settings, 'At least').trigger('onChange', 250 as never);
    await saveDraft(settings);
    await settings.waitFor(() =>
      expect(numberOf(settings, 'At least').props).toMatchObject({
        error: true,
        validationMessage: 'expected a number from 0 to 100',
      }),
    );
    const { stage } = (settings.sent()[0]!.body as { model: typeof model }).model;
    expect(stage.stages[2]?.when).toEqual({ score: 'engagement', min: 250 });
    const others = (of: typeof stage) => of.stages.filter((_, index) => index !== 2).map(({ when }) => when);
    expect(others(stage)).toEqual(others(model.stage));
    expect(stage.version).toBe(model.stage.version + 1);
  });
});
