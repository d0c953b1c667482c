import { describe, expect, it } from 'vitest';
import type { ClosedDeal, IcpReport } from '../../../src/domain/icp/icp-types.ts';
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

  it('lets of duplicates the one speak of which most is known, and of equals the first', () => {
    const bare = { industry: 'BARE', country: ' ', plan: null };
    const known = { industry: 'KNOWN', country: 'DE', plan: null };
    const late = { industry: 'LATE', country: 'FR', plan: null };
    const orders = [
      [bare, known],
      [known, bare],
      [known, late],
    ];
    const deals = buildDeals(60, () => ({})).flatMap((deal, index) =>
      (orders[index % 3] ?? []).map((properties) => ({ ...deal, properties })),
    );
    const [{ buckets } = { buckets: [] }] = learnIcp(deals, INDUSTRY).attributes;
    expect(buckets.map(({ key, n }) => [key, n])).toEqual([['known', 60]]);
  });

  it.each([
    [20, 19],
    [19, 20],
  ])('says plainly that %i won and %i lost are too few', (won, lost) => {
    expect(
      learnIcp(
        buildDeals(39, (index) => ({ success: index < won })),
        INDUSTRY,
      ),
    ).toEqual({
      n: 39,
      wins: won,
      attributes: [],
      auc: null,
      deciles: [],
      verdict: 'too_few',
      summary: `Too few closed deals to learn from: ${won} won and ${lost} lost accounts, 20 of each are needed.`,
    });
  });

  it('learns from 20 of each, and cuts numbers by the values of these accounts', () => {
    const deals = buildDeals(40, (index) => ({ properties: { plants: String(index) } }));
    const report = learnIcp(deals, [{ property: 'plants', label: 'Plants', kind: 'number' }]);
    expect(report.verdict).toBe('no_signal');
    const keys = report.attributes[0]?.buckets.map(({ key }) => key);
    expect(keys?.toSorted()).toEqual(['from 0', 'from 16', 'from 24', 'from 32', 'from 8']);
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

const suggestedOf = ({ attributes }: IcpReport) =>
  attributes.map(({ buckets }) => buckets.filter(({ suggested }) => suggested).map(({ key }) => key));

describe('what is suggested', () => {
  it('is a bucket that stands out; options too rare to try make it no harder, and the strongest comes first', () => {
    const deals = buildDeals(260, (index) =>
      index < 200
        ? { success: index < 65, properties: { industry: `rare ${index}`, country: 'DE' } }
        : { success: index < 235, properties: { industry: 'GOOD', country: 'DE' } },
    );
    const report = learnIcp(deals, [...INDUSTRY, { property: 'country', label: 'Country', kind: 'category' }]);
    expect(suggestedOf(report)).toEqual([['good'], []]);
    expect(report.verdict).toBe('signal');
    expect(report.summary).toBe('100 won and 160 lost accounts: some attributes tell them apart.');
    const strengths = report.attributes[0]?.buckets.map(({ weight }) => Math.abs(weight));
    expect(report.attributes[0]?.buckets[0]?.key).toBe('good');
    expect(strengths).toEqual(strengths?.toSorted((left, right) => right - left));
  });

  it('is not the rest, which looks bad beside a good bucket', () => {
    const deals = buildDeals(200, (index) => ({
      success: index < 90 || index >= 190,
      properties: { industry: index < 100 ? 'GOOD' : 'REST' },
    }));
    expect(suggestedOf(learnIcp(deals, INDUSTRY))).toEqual([['good']]);
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
    expect(summary).toBe('Your closed deals show no reliable pattern yet.');
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
