import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canWork, findWorkableSeats, type Seats } from '../../../extensions/app/settings/guide/workable-seats.ts';
import { computeAccountMath, DEFAULT_CAPACITY, type Capacity } from '../../../src/domain/tiering/account-math.ts';

const TIERS = [1, 2, 3] as const;
const byTier = <T>(each: fc.Arbitrary<T>) => fc.record({ 1: each, 2: each, 3: each });
const amount = fc.double({ min: 0, max: 200, noNaN: true });
const seatsOf = byTier(fc.nat(2_000));
const capacityOf: fc.Arbitrary<Capacity> = fc.record({
  people: fc.nat(40),
  hoursPerWeek: fc.integer({ min: 0, max: 40 }),
  effortHours: byTier(amount),
  budget: fc.option(
    fc.record({ perQuarter: fc.double({ min: 0, max: 1e6, noNaN: true }), perAccount: byTier(amount) }),
  ),
});
const judge = (seats: Seats, capacity: Capacity) =>
  computeAccountMath(
    TIERS.map((tier) => ({ tier, seats: seats[tier] })),
    capacity,
  );

describe('seats that a team can work', () => {
  test('are judged on the screen as the app judges them', () => {
    fc.assert(
      fc.property(seatsOf, capacityOf, (seats, capacity) => {
        expect(canWork(seats, capacity)).toBe(judge(seats, capacity).fits);
      }),
    );
  });

  test('what is offered can be worked, and is nowhere more than was asked for', () => {
    fc.assert(
      fc.property(seatsOf, capacityOf, (seats, capacity) => {
        const found = findWorkableSeats(seats, capacity);
        if (found === null) return;
        expect(judge(found, capacity).fits).toBe(true);
        expect(TIERS.every((tier) => found[tier] <= seats[tier])).toBe(true);
      }),
    );
  });

  test('of Tier 1 as many are left as the app advises', () => {
    const seats = { 1: 25, 2: 150, 3: 1_000 };
    expect(findWorkableSeats(seats, DEFAULT_CAPACITY)).toEqual({ ...seats, 1: 7 });
    expect(judge(seats, DEFAULT_CAPACITY).affordableTier1).toBe(7);
  });

  test('there are none to offer where those asked for fit, or there is no time', () => {
    expect(findWorkableSeats({ 1: 1, 2: 1, 3: 1 }, DEFAULT_CAPACITY)).toBeNull();
    expect(findWorkableSeats({ 1: 1, 2: 1, 3: 1 }, { ...DEFAULT_CAPACITY, people: 0 })).toBeNull();
  });
});
