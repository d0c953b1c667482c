import type { Tier } from '../committee/committee-model.ts';
import { markNumber } from '../marked-values.ts';
import type { TierRule } from './tiering-model.ts';

/** What the team has, and what an account of each tier takes. */
export interface Capacity {
  /** People who work target accounts. */
  people: number;
  /** Hours a week one of them has for it. */
  hoursPerWeek: number;
  /** Hours a week an account takes. */
  effortHours: Readonly<Record<Tier, number>>;
  /** Money a quarter for the whole program, and what an account takes of it; `null` where nobody set it. */
  budget: { perQuarter: number; perAccount: Readonly<Record<Tier, number>> } | null;
}

/** One-to-one about four hours a week, one-to-few a half, one-to-many by machine: to start from, and to be edited. */
export const DEFAULT_CAPACITY: Capacity = {
  people: 5,
  hoursPerWeek: 25,
  effortHours: { 1: 4, 2: 0.5, 3: 0.02 },
  budget: null,
};

export interface AccountMath {
  hours: { needed: number; available: number; byTier: { tier: Tier; accounts: number; hours: number }[] };
  budget: { needed: number; available: number } | null;
  /** How many seats the first tier would have if the others stayed as they are; `null` where one takes no time. */
  affordableTier1: number | null;
  fits: boolean;
  /** "The list needs 320 hours a week, the team has 125: …"; `null` where it fits. */
  warning: string | null;
}

/** Seats × effort against headcount and budget (`domain.md` §6): a list that is too long to work says so. */
export function computeAccountMath(
  rules: readonly Pick<TierRule, 'tier' | 'seats'>[],
  capacity: Capacity,
): AccountMath {
  const byTier = rules.map(({ tier, seats }) => ({ tier, accounts: seats, hours: seats * capacity.effortHours[tier] }));
  const needed = sum(byTier.map(({ hours }) => hours));
  const available = capacity.people * capacity.hoursPerWeek;
  const budget = computeBudget(rules, capacity);
  const others = sum(byTier.filter(({ tier }) => tier !== 1).map(({ hours }) => hours));
  const effort = capacity.effortHours[1];
  const affordableTier1 = effort > 0 ? Math.max(0, Math.floor((available - others) / effort)) : null;
  const warnings = [
    ...(needed > available ? [warnHours(needed, available, affordableTier1)] : []),
    ...(budget !== null && budget.needed > budget.available ? [warnBudget(budget)] : []),
  ];
  const warning = warnings.length === 0 ? null : warnings.join(' ');
  return { hours: { needed, available, byTier }, budget, affordableTier1, fits: warning === null, warning };
}

function computeBudget(
  rules: readonly Pick<TierRule, 'tier' | 'seats'>[],
  { budget }: Capacity,
): AccountMath['budget'] {
  if (budget === null) return null;
  return { needed: sum(rules.map(({ tier, seats }) => seats * budget.perAccount[tier])), available: budget.perQuarter };
}

function warnHours(needed: number, available: number, affordable: number | null): string {
  const remedy =
    affordable !== null && affordable > 0
      ? `With ${affordable} Tier 1 seats it could be worked.`
      : 'Shorten the list or add people.';
  return `The list needs ${format(needed)} hours a week, the team has ${format(available)}. ${remedy}`;
}

function warnBudget({ needed, available }: { needed: number; available: number }): string {
  return `It costs ${format(needed)} a quarter, the budget is ${format(available)}.`;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function format(value: number): string {
  return markNumber(Math.round(value));
}
