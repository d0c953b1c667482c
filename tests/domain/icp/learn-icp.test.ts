import { describe, expect, it } from 'vitest';
import type { ClosedDeal } from '../../../src/domain/icp/icp-types.ts';
import { learnIcp } from '../../../src/domain/icp/learn-icp.ts';
import { suggestCriterion } from '../../../src/domain/icp/suggest-criterion.ts';
import { createRandom } from '../../../src/sandbox/world/random.ts';
import { ATTRIBUTES, plantPortal } from './planted-portal.ts';

function buildDeals(n: number, decide: (index: number) => Partial<ClosedDeal>): ClosedDeal[] {
  return Array.from({ length: n }, (_, index) => ({
    companyId: String(index),
    group: String(index),
    success: index % 2 === 0,
    properties: {},
    ...decide(index),
  }));
}

const INDUSTRY = [{ property: 'industry', label: 'Industry', kind: 'category' as const }];

describe('what is counted', () => {
  it('counts an account once for each outcome, and duplicates as one', () => {
    const deals = buildDeals(200, (index) => ({ group: `g${index % 100}`, success: index % 100 < 50 }));
    expect(learnIcp(deals, INDUSTRY)).toMatchObject({ n: 100, wins: 50 });
    const both = deals.flatMap((deal) => [deal, { ...deal, success: !deal.success }]);
    expect(learnIcp(both, INDUSTRY)).toMatchObject({ n: 200, wins: 100 });
  });

  it('says plainly that there are too few', () => {
    const report = learnIcp(
      buildDeals(38, () => ({})),
      INDUSTRY,
    );
    expect(report.verdict).toBe('too_few');
    expect(report.summary).toContain('19 won and 19 lost');
    expect(report.auc).toBeNull();
  });

  it('keeps the unknown as a bucket of its own that it never suggests', () => {
    const deals = buildDeals(400, (index) => ({
      success: index % 4 === 0 || index < 150,
      properties: { industry: index < 200 ? null : 'RETAIL' },
    }));
    const [{ buckets } = { buckets: [] }] = learnIcp(deals, INDUSTRY).attributes;
    const unknown = buckets.find(({ key }) => key === 'unknown');
    expect(unknown).toMatchObject({ n: 200, suggested: false });
    expect(unknown?.weight).toBeGreaterThan(0.5);
  });
});

describe('how well it tells winners from others', () => {
  it('judges by accounts it has not seen: noise has an AUC around a half, a signal a higher one', () => {
    const random = createRandom(3);
    const noise = buildDeals(600, () => ({
      success: random.chance(0.4),
      properties: { industry: `i${random.int(1, 30)}` },
    }));
    const { auc, verdict, summary } = learnIcp(noise, INDUSTRY);
    expect(verdict).toBe('no_signal');
    expect(summary).toBe('Your closed deals show no signal that would hold.');
    expect(auc?.low).toBeLessThan(0.5);
    const { deals } = plantPortal(4);
    const learned = learnIcp(deals, ATTRIBUTES);
    expect(learned.auc?.low).toBeGreaterThan(0.5);
    expect(learned.deciles).toHaveLength(10);
    expect(learned.deciles[0]?.lift).toBeGreaterThan(learned.deciles[9]?.lift ?? 0);
    expect(learned.deciles.reduce((sum, { wins }) => sum + wins, 0)).toBe(learned.wins);
  });
});

describe('a criterion made of what is suggested', () => {
  it('has the suggested buckets as bands, the best first, and none without a suggestion', () => {
    const criteria = learnIcp(plantPortal(4).deals, ATTRIBUTES).attributes.map(suggestCriterion);
    const made = criteria.filter((criterion) => criterion !== null);
    expect(made.length).toBeGreaterThan(0);
    expect(made.length).toBeLessThan(criteria.length);
    for (const { bands } of made) {
      expect(bands.map(({ points }) => points)).toEqual(bands.map(({ points }) => points).toSorted((a, b) => b - a));
    }
  });
});
