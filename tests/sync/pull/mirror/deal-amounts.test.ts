import { expect, test } from 'vitest';
import { toDeal } from '../../../../src/sync/pull/mirror/map-records.ts';

const amountOf = (properties: Record<string, string | null>): number | null =>
  toDeal({ id: '1', properties, history: {}, createdAt: 0, updatedAt: 0, archived: false }, []).amount;

test('an amount is in the portal’s currency, also of a deal that is kept in another', () => {
  const inDollars = { deal_currency_code: 'USD', amount: '50000', amount_in_home_currency: '46000' };
  expect(amountOf(inDollars)).toBe(46_000);
});

test('the deal’s own amount stands where HubSpot has no other, and none is unknown', () => {
  expect(amountOf({ amount: '50000', amount_in_home_currency: null })).toBe(50_000);
  expect(amountOf({ amount: '' })).toBeNull();
});
