import { expect, test } from 'vitest';
import { isWithin } from '../../src/domain/is-within.ts';
import { daysAgo, NOW } from '../fixtures/account-facts.ts';

test.each([
  [NOW, 7, true],
  [daysAgo(7), 7, true],
  [daysAgo(7) - 1, 7, false],
  [NOW + 1, 7, false],
  [daysAgo(9_000), Infinity, true],
  [null, Infinity, false],
  [undefined, Infinity, false],
])('%s within %s days: %s', (at, days, expected) => {
  expect(isWithin(at, days, NOW)).toBe(expected);
});
