import { Alert, Button, Form, NumberInput, ProgressBar, Toggle } from '@hubspot/ui-extensions';
import { describe, expect, test } from 'vitest';
import type { ReadinessData } from '../../../extensions/app/settings/guide/readiness-data.ts';
import { active, showSettings } from './show-settings.tsx';

const data: ReadinessData = {
  answer: 'partly',
  summary: 'ABM fits in part. A won deal names 2 people.',
  checks: [
    {
      id: 'deal_value',
      label: 'Median value of a won deal',
      holds: true,
      value: 76_843,
      n: 162,
      explanation: 'Worth it.',
    },
    { id: 'cycle', label: 'Median days to win', holds: true, value: 105.5, n: 162, explanation: 'Long enough.' },
    { id: 'people', label: 'People on a won deal', holds: false, value: 2, n: 118, explanation: 'Few.' },
    {
      id: 'self_serve',
      label: 'Bought without a salesperson',
      holds: null,
      value: null,
      n: 4,
      explanation: 'Unknown.',
    },
  ],
  years: 3,
  math: {
    hours: { needed: 195, available: 125, byTier: [{ tier: 1, accounts: 25, hours: 100 }] },
    budget: null,
    affordableTier1: 7,
    fits: false,
    warning: 'The list needs 195 hours a week, the team has 125.',
  },
  settings: {
    revenueGoal: null,
    dealValueFloor: 30_000,
    capacity: { people: 5, hoursPerWeek: 25, effortHours: { 1: 4, 2: 0.5, 3: 0.02 }, budget: null },
  },
  assumed: null,
  currency: 'EUR',
  mayChange: true,
  askWhom: 'ava@vendor.example',
};
const READ = 'GET /api/program/readiness';

async function show(answers: Record<string, unknown[]>) {
  const page = showSettings([active], answers);
  await page.open('readiness');
  return page;
}

describe('whether ABM is right here', () => {
  test('is answered plainly, with each thing that tells it in its own unit', async () => {
    const page = await show({ [READ]: [data] });
    await page.sees('Is ABM right here? In part ABM fits in part.');
    const screen = page.screen();
    expect(screen).toContain('Median value of a won deal €76,843 162 in favor Worth it.');
    expect(screen).toContain('Median days to win 106 days 162 in favor');
    expect(screen).toContain('People on a won deal 2 118 against');
    expect(screen).toContain('Bought without a salesperson unknown 4 unknown');
  });

  test('comes with the warning of a list that is too long, or with peace of mind', async () => {
    const page = await show({ [READ]: [data] });
    await page.sees('The list is too long for your team to work');
    expect(page.find(ProgressBar, (bar) => bar.props.title === 'Time the seats take').props).toMatchObject({
      variant: 'danger',
      valueDescription: '195 of 125 hours a week',
    });
    const fits = { ...data.math, fits: true, warning: null, budget: { needed: 80_000, available: 90_000 } };
    const calm = await show({ [READ]: [{ ...data, math: fits }] });
    await calm.sees('Nothing to do: your team has the time for every seat.');
    expect(calm.screen()).toContain('€80,000 of €90,000 a quarter');
    expect(calm.findAll(Alert)).toEqual([]);
  });

  test('what is judged by our assumption of people and hours says so', async () => {
    const page = await show({ [READ]: [{ ...data, assumed: { users: 14 } }] });
    await page.sees('we assume 5 people with 25 hours a week each. Your HubSpot account has 14 users');
    const [alert] = page.findAll(Alert);
    expect(alert?.props).toMatchObject({
      title: 'By our assumption, the list is too long for your team to work',
      variant: 'info',
    });
    const said = await show({ [READ]: [data] });
    await said.sees('The list is too long for your team to work');
    expect(said.screen()).not.toContain('assum');
  });

  test('who may not change it sees whom to ask, and no form', async () => {
    const page = await show({ [READ]: [{ ...data, mayChange: false }] });
    await page.sees('Ask ava@vendor.example');
    expect(page.findAll(Button).map(({ text }) => text)).not.toContain('Set a goal');
  });

  test('what the team has is changed as a whole, one form at a time', async () => {
    const page = await show({ [READ]: [data], 'POST /api/program/capacity': [data] });
    await page.sees('Change time and budget');
    page.press('Set a goal');
    page.press('Change time and budget');
    const field = (name: string) => page.find(NumberInput, ({ props }) => props.name === name);
    expect(page.findAll(NumberInput, ({ props }) => props.name === 'goal')).toEqual([]);
    field('people').trigger('onChange', 9 as never);
    field('effort-1').trigger('onChange', Number.NaN as never);
    page.find(Toggle).trigger('onChange', true as never);
    field('per-quarter').trigger('onChange', 50_000 as never);
    page.find(Form).trigger('onSubmit', {} as never);
    const capacity = {
      people: 9,
      hoursPerWeek: 25,
      effortHours: { 1: 0, 2: 0.5, 3: 0.02 },
      budget: { perQuarter: 50_000, perAccount: { 1: 0, 2: 0, 3: 0 } },
    };
    await page.waitFor(() => expect(page.sent()).toHaveLength(1));
    expect(page.sent()[0]?.body).toEqual({ capacity, dealValueFloor: 30_000 });
    await page.waitFor(() => expect(page.findAll(NumberInput)).toEqual([]));
  });

  test('a goal is set and taken away', async () => {
    const goal = { amount: 900_000, per: 'quarter' } as const;
    const held = { ...data, settings: { ...data.settings, revenueGoal: goal } };
    const page = await show({ [READ]: [data], 'POST /api/program/goal': [held, data] });
    await page.sees('No goal is set.');
    page.press('Set a goal');
    page.find(NumberInput).trigger('onChange', 900_000 as never);
    page.find(Form).trigger('onSubmit', {} as never);
    await page.sees('€900,000 every quarter.');
    page.press('Change the goal');
    page.press('Remove the goal');
    await page.sees('No goal is set.');
    expect(page.sent().map(({ body }) => body)).toEqual([
      { revenueGoal: { amount: 900_000, per: 'year' } },
      { revenueGoal: null },
    ]);
  });

  test('a change that failed says why and is tried again', async () => {
    const page = await show({ [READ]: [data], 'POST /api/program/goal': ['unreachable', data] });
    await page.sees('Set a goal');
    page.press('Set a goal');
    page.find(NumberInput).trigger('onChange', 5 as never);
    page.find(Form).trigger('onSubmit', {} as never);
    await page.sees('That did not work');
    page.press('Try again');
    await page.waitFor(() => expect(page.sent()).toHaveLength(2));
  });
});
