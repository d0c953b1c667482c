import { Alert, LoadingButton, NumberInput, ProgressBar } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import { CHANGE, guide, primaries, SETTLE, showGuide } from './show-guide.tsx';

const show = (data: Parameters<typeof showGuide>[0], answers: Parameters<typeof showGuide>[1] = {}) =>
  showGuide({ settled: ['model'], ...data }, answers);
const field = (page: ReturnType<typeof show>, name: string) =>
  page.find(NumberInput, ({ props }) => props.name === name);
const alerts = (page: ReturnType<typeof show>) => page.findAll(Alert).map(({ props }) => props.title);
const TOO_MANY = 'Next with too many seats';

describe('the seats of the guided start', () => {
  test('where nobody said what the team has, entering it comes first; our own seats are no starting point', async () => {
    const page = show({});
    await page.sees('First, enter how much time your team has');
    expect(page.screen()).toContain('we assume 5 people with 25 hours a week each. Your HubSpot account has 14 users');
    expect(page.findAll(NumberInput).map(({ props }) => props.name)).toEqual([
      'people',
      'hours',
      'seats-1',
      'seats-2',
      'seats-3',
    ]);
    expect(alerts(page)).toEqual(['First, enter how much time your team has']);
    expect(page.screen()).not.toContain('too many');
    expect(page.findAll(ProgressBar)).toEqual([]);
    expect(primaries(page)).toEqual(['Yes, 5 people with 25 hours']);
    expect(page.findAll(LoadingButton, ({ text }) => text?.startsWith('Next') === true)).toEqual([]);
    expect(page.screen()).not.toContain('Tier 1 seats');
    field(page, 'people').trigger('onChange', 8 as never);
    await page.waitFor(() => expect(alerts(page)).toEqual([]));
    expect(primaries(page)).toEqual(['Next']);
  });

  test('fewer seats are proposed only once the assumed time was confirmed', async () => {
    const page = show({});
    await page.sees('First, enter how much time your team has');
    page.press('Yes, 5 people with 25 hours');
    await page.sees('With 7 Tier 1 seats instead of 25 it could work all of them.');
    expect(alerts(page)).toEqual(['More accounts than your team can work']);
    expect(page.screen()).toContain('70 hours a week too many: enter fewer seats or more people.');
    expect(primaries(page)).toEqual(['Use 7 Tier 1 seats']);
  });

  test('fewer seats are taken by a click, which changes nothing else and is sent by going on', async () => {
    const saved = { ...guide, assumed: null, settled: ['model', 'capacity'] as const };
    const page = show({ assumed: null }, { [CHANGE]: [saved], [SETTLE]: [saved] });
    await page.sees('More accounts than your team can work');
    page.press('Use 7 Tier 1 seats');
    await page.waitFor(() => expect(field(page, 'seats-1').props.value).toBe(7));
    expect(alerts(page)).toEqual([]);
    expect(page.sent()).toEqual([]);
    expect(primaries(page)).toEqual(['Next']);
    page.press('Next');
    await page.sees('Which roles decide at your customers?');
    expect(page.sent()[0]?.body).toMatchObject({ change: { seats: { 1: 7, 2: 150, 3: 1_000 } } });
  });

  test('more than can be worked are kept only by a button that says so', async () => {
    const page = show({ assumed: null }, { [SETTLE]: [{ ...guide, settled: ['model', 'capacity'] }] });
    await page.sees(TOO_MANY);
    expect(page.find(LoadingButton, ({ text }) => text === TOO_MANY).props.variant).toBe('secondary');
    page.press(TOO_MANY);
    await page.sees('Which roles decide at your customers?');
    expect(page.sent().map(({ body }) => body)).toEqual([{ step: 'capacity' }]);
  });

  test('a small team is offered fewer seats of all tiers, a team without time none', async () => {
    const page = show({ assumed: null });
    await page.sees(TOO_MANY);
    field(page, 'people').trigger('onChange', 1 as never);
    await page.sees('With 3, 20 and 139 seats in Tiers 1, 2 and 3 it could work all of them.');
    expect(primaries(page)).toEqual(['Use 3, 20 and 139 seats']);
    field(page, 'people').trigger('onChange', 0 as never);
    await page.sees('Enter the people and hours you have, or fewer seats.');
    expect(primaries(page)).toEqual([]);
  });

  test('seats move the bar while they are typed, and are saved by going on', async () => {
    const saved = { ...guide, seats: { 1: 7, 2: 150, 3: 1_000 }, settled: ['model'] };
    const page = show(
      { assumed: null },
      { [CHANGE]: [saved], [SETTLE]: [{ ...saved, settled: ['model', 'capacity'] }] },
    );
    await page.sees('More accounts than your team can work');
    expect(page.find(ProgressBar).props).toMatchObject({
      variant: 'danger',
      valueDescription: '195 of 125 hours a week',
    });
    field(page, 'seats-1').trigger('onChange', 7 as never);
    await page.waitFor(() =>
      expect(page.find(ProgressBar).props).toMatchObject({
        variant: 'success',
        valueDescription: '123 of 125 hours a week',
      }),
    );
    expect(page.screen()).not.toContain('More accounts than');
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
    const page = show({});
    await page.sees('How many accounts can your team work?');
    expect(field(page, name).props.error).toBe(false);
    field(page, name).trigger('onChange', value as never);
    await page.waitFor(() => expect(field(page, name).props).toMatchObject({ error: true, validationMessage: words }));
    expect(field(page, name).props.value).toBe(Number.isNaN(value) ? undefined : value);
    expect(page.screen()).not.toContain('See the effect');
    expect(page.find(LoadingButton, ({ text }) => text?.startsWith('Next') === true).props.disabled).toBe(true);
    field(page, name).trigger('onChange', 3 as never);
    await page.waitFor(() => expect(field(page, name).props.error).toBe(false));
    expect(page.screen()).toContain('See the effect');
    expect(page.sent()).toEqual([]);
  });
});
