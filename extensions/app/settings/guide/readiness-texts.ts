import { formatMoney, formatNumber, formatPercent } from 'roundtable-ui/formats.ts';
import type { Column } from 'roundtable-ui/headed-table.tsx';
import type { AccountMath, AssumedCapacity, Capacity, ReadinessCheck, ReadinessData } from './readiness-data.ts';

/* Every sentence of "Is ABM right here?", so that one place is read to judge or translate them. */

export const READINESS = {
  reading: 'Reading your won deals',
  unreadable: 'The answer could not be read',
  answers: {
    yes: { word: 'Yes', variant: 'success' },
    partly: { word: 'In part', variant: 'warning' },
    no: { word: 'Not as one-to-one', variant: 'danger' },
    unknown: { word: 'Too few deals to say', variant: 'info' },
  } as const satisfies Record<ReadinessData['answer'], { word: string; variant: string }>,
  basis: (years: number) => `Based on the deals you won in the last ${years} years.`,
  columns: [
    { label: 'Criterion', width: 180 },
    { label: 'Yours', width: 90, align: 'right' },
    { label: 'Won deals', width: 80, align: 'right' },
    { label: 'Verdict', width: 140 },
    { label: 'What it means', width: 280 },
  ] satisfies Column[],
  verdicts: (holds: ReadinessCheck['holds']) => (holds === null ? 'unknown' : holds ? 'in favor' : 'against'),
};

export const MATH = {
  title: 'Can this list be worked?',
  fits: 'Nothing to do: your team has the time for every seat.',
  tooLong: (assumed: AssumedCapacity) =>
    assumed === null
      ? 'The list is too long for your team to work'
      : 'By our assumption, the list is too long for your team to work',
  assumption: ({ people, hoursPerWeek }: Capacity, { users }: NonNullable<AssumedCapacity>) =>
    `Nobody has entered this yet, so we assume ${count(people, 'person', 'people')} with ${count(hoursPerWeek, 'hour', 'hours')} a week each. Your HubSpot account has ${count(users, 'user', 'users')}. Enter how many people work target accounts, and for how long.`,
  hours: ({ hours }: AccountMath) => `${whole(hours.needed)} of ${whole(hours.available)} hours a week`,
  hoursTitle: 'Time the seats take',
  budget: (needed: string, available: string) => `${needed} of ${available} a quarter`,
  budgetTitle: 'Money the seats cost',
  columns: [
    { label: 'Tier', width: 60 },
    { label: 'Seats', width: 60, align: 'right' },
    { label: 'Hours a week each', width: 130, align: 'right' },
    { label: 'Hours a week', width: 100, align: 'right' },
  ] satisfies Column[],
  tier: (tier: number) => `Tier\u00A0${tier}`,
  change: 'Change time and budget',
  fields: {
    people: 'People who work target accounts',
    hoursPerWeek: 'Hours per person per week',
    effort: (tier: number) => `Hours a week a Tier ${tier} account takes`,
    dealValueFloor: (currency: string) => `One-to-one work pays off from a deal value of (${currency})`,
    hasBudget: 'The program has a budget',
    perQuarter: (currency: string) => `Budget per quarter (${currency})`,
    perAccount: (tier: number, currency: string) => `Cost of a Tier ${tier} account per quarter (${currency})`,
  },
  save: 'Save',
  cancel: 'Cancel',
};

export const GOAL_FORM = {
  title: 'Revenue goal',
  none: 'No goal is set. The Program page shows progress against one.',
  set: (amount: string, per: string) => `${amount} every ${per}. The Program page shows how far it is reached.`,
  change: 'Change the goal',
  choose: 'Set a goal',
  fields: {
    amount: (currency: string) => `Revenue goal (${currency})`,
    per: 'Every calendar',
  },
  units: [
    { label: 'quarter', value: 'quarter' },
    { label: 'year', value: 'year' },
  ],
  save: 'Save the goal',
  clear: 'Remove the goal',
  cancel: 'Cancel',
};

const count = (value: number, one: string, many: string): string => `${whole(value)} ${value === 1 ? one : many}`;

/** `1,240`, `0.02` */
export function whole(value: number): string {
  return formatNumber(value < 10 ? Number(value.toFixed(2)) : Math.round(value));
}

/** The value of a check in its own unit. */
export function valueOf({ id, value }: ReadinessCheck, currency: string): string {
  if (value === null) return 'unknown';
  const words: Record<ReadinessCheck['id'], () => string> = {
    deal_value: () => formatMoney(value, currency, 'whole'),
    cycle: () => `${whole(value)} days`,
    people: () => whole(value),
    self_serve: () => formatPercent(value),
  };
  return words[id]();
}
