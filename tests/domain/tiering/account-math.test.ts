import { describe, expect, it } from 'vitest';
import { DEFAULT_CAPACITY, computeAccountMath } from '../../../src/domain/tiering/account-math.ts';

const RULES = [
  { tier: 1, seats: 25 },
  { tier: 2, seats: 100 },
  { tier: 3, seats: 1_000 },
] as const;

describe('computeAccountMath', () => {
  it('holds the seats against the team’s hours and says how many Tier 1 seats could be worked', () => {
    const math = computeAccountMath(RULES, DEFAULT_CAPACITY);
    expect(math.hours).toMatchObject({ needed: 170, available: 125 });
    expect(math.affordableTier1).toBe(13);
    expect(math.warning).toBe(
      'The list needs 170 hours a week, the team has 125. With 13 Tier 1 seats it could be worked.',
    );
    const shorter = computeAccountMath([{ tier: 1, seats: 13 }, RULES[1], RULES[2]], DEFAULT_CAPACITY);
    expect(shorter).toMatchObject({ fits: true, warning: null });
  });

  it('says so where not even the lower tiers can be worked', () => {
    const math = computeAccountMath(RULES, { ...DEFAULT_CAPACITY, people: 1 });
    expect(math.affordableTier1).toBe(0);
    expect(math.warning).toContain('Shorten the list or add people.');
  });

  it('holds them against a budget where one was set', () => {
    const budget = { perQuarter: 100_000, perAccount: { 1: 5_000, 2: 200, 3: 5 } };
    const math = computeAccountMath(RULES, { ...DEFAULT_CAPACITY, people: 20, budget });
    expect(math.budget).toEqual({ needed: 150_000, available: 100_000 });
    expect(math.warning).toBe('It costs ⟦150000⟧ a quarter, the budget is ⟦100000⟧.');
  });

  it('warns of hours and of money in one breath', () => {
    const budget = { perQuarter: 100_000, perAccount: { 1: 5_000, 2: 200, 3: 5 } };
    const math = computeAccountMath(RULES, { ...DEFAULT_CAPACITY, budget });
    expect(math).toMatchObject({ fits: false });
    expect(math.warning).toBe(
      'The list needs 170 hours a week, the team has 125. With 13 Tier 1 seats it could be worked. ' +
        'It costs ⟦150000⟧ a quarter, the budget is ⟦100000⟧.',
    );
  });

  it('is content with hours and money that just suffice', () => {
    const budget = { perQuarter: 150_000, perAccount: { 1: 5_000, 2: 200, 3: 5 } };
    const math = computeAccountMath(RULES, { ...DEFAULT_CAPACITY, people: 1, hoursPerWeek: 170, budget });
    expect(math).toMatchObject({ fits: true, warning: null, affordableTier1: 25 });
  });

  it('names no number of Tier 1 seats where one takes no time', () => {
    const math = computeAccountMath(RULES, {
      ...DEFAULT_CAPACITY,
      people: 1,
      effortHours: { 1: 0, 2: 0.5, 3: 0.02 },
    });
    expect(math.affordableTier1).toBeNull();
    expect(math.warning).toContain('Shorten the list or add people.');
  });
});
