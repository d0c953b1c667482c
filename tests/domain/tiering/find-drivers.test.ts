import { expect, test } from 'vitest';
import { findDrivers } from '../../../src/domain/tiering/find-drivers.ts';

const weights = { fit: 0.45, engagement: 0.25, intent: 0.2, dealPotential: 0.1 };

test('a rank is owed to the two scores that weigh most in the priority', () => {
  expect(findDrivers({ fit: 40, engagement: 90, intent: 20, dealPotential: 100 }, weights)).toEqual([
    { by: 'engagement', score: 90 },
    { by: 'fit', score: 40 },
  ]);
});

test('and to none that is unknown, 0 or weighs nothing', () => {
  const account = { fit: null, engagement: 0, intent: 31, dealPotential: 24.4 };
  expect(findDrivers(account, weights)).toEqual([
    { by: 'intent', score: 31 },
    { by: 'dealPotential', score: 24 },
  ]);
  expect(findDrivers(account, { ...weights, intent: 0, dealPotential: 0 })).toEqual([]);
});
