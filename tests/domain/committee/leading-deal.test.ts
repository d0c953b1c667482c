import { expect, test } from 'vitest';
import { describeDeal, findLeadingDeal, isLate } from '../../../src/domain/committee/leading-deal.ts';
import type { DealFacts } from '../../../src/domain/facts.ts';
import { buildDeal, buildFacts } from '../../fixtures/account-facts.ts';

function lead(...deals: Partial<DealFacts>[]): string | undefined {
  const facts = buildFacts({ deals: deals.map((deal) => buildDeal(deal)) });
  const leading = findLeadingDeal(facts)?.dealId;
  expect(findLeadingDeal({ ...facts, deals: facts.deals.toReversed() })?.dealId).toBe(leading);
  return leading;
}

test('the leading deal is the likeliest, whatever its amount', () => {
  const [likely, large] = [
    { dealId: '2', probability: 0.6, amount: 1_000 },
    { dealId: '1', probability: 0.4, amount: 90_000 },
  ];
  expect(lead(likely, large)).toBe('2');
  expect(lead(likely, large, { dealId: '0', probability: null, amount: 500_000 })).toBe('2');
});

test('of equally likely ones it is the largest, then that of the smaller id', () => {
  expect(lead({ dealId: '1', amount: 10 }, { dealId: '2', amount: 30 }, { dealId: '3', amount: 20 })).toBe('2');
  expect(lead({ dealId: '1', amount: null }, { dealId: '2', amount: 30 })).toBe('2');
  expect(lead({ dealId: '2' }, { dealId: '1' }, { dealId: '3' })).toBe('1');
  expect(lead({ dealId: '2', probability: null }, { dealId: '1', probability: 0 })).toBe('1');
});

test('a deal that is won or lost leads nothing', () => {
  expect(lead({ dealId: '1', state: 'won', probability: 1 }, { dealId: '2' })).toBe('2');
  expect(lead({ state: 'lost' })).toBeUndefined();
});

test('a deal is named with its amount where it has one', () => {
  expect(describeDeal(buildDeal({ name: 'Acme platform', amount: 40_000 }))).toBe('"Acme platform" (⟦40000 EUR⟧)');
  expect(describeDeal(buildDeal({ name: 'Acme platform', amount: null }))).toBe('"Acme platform"');
});

test('a deal is late from a probability of 60 %', () => {
  expect([0.59, 0.6, 0.9, null].map((probability) => isLate(buildDeal({ probability })))).toEqual([
    false,
    true,
    true,
    false,
  ]);
});
