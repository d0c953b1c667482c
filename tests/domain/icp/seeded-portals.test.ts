import { describe, expect, it } from 'vitest';
import type { ClosedDeal } from '../../../src/domain/icp/icp-types.ts';
import { learnIcp } from '../../../src/domain/icp/learn-icp.ts';
import { ATTRIBUTES, plantPortal, shuffleOutcomes } from './planted-portal.ts';

const SEEDS = Array.from({ length: 200 }, (_, index) => index + 1);

function readSuggestions(deals: readonly ClosedDeal[]) {
  return learnIcp(deals, ATTRIBUTES).attributes.flatMap(({ attribute, buckets }) =>
    buckets.map((bucket) => ({ ...bucket, id: `${attribute.property}:${bucket.key}` })),
  );
}

describe('on seeded portals', () => {
  it('finds at least 80 % of the planted buckets, and at least 95 % of what it suggests was planted', () => {
    const count = { planted: 0, found: 0, suggested: 0, right: 0 };
    for (const seed of SEEDS) {
      const { deals, planted } = plantPortal(seed);
      for (const { id, n, suggested } of readSuggestions(deals)) {
        const isPlanted = planted.has(id);
        if (isPlanted && n >= 60) count.planted += 1;
        if (isPlanted && n >= 60 && suggested) count.found += 1;
        if (suggested) count.suggested += 1;
        if (suggested && isPlanted) count.right += 1;
      }
    }
    expect(count.planted).toBeGreaterThan(300);
    expect(count.found / count.planted).toBeGreaterThanOrEqual(0.8);
    expect(count.right / count.suggested).toBeGreaterThanOrEqual(0.95);
  });

  it('suggests something on at most 5 % of the portals whose outcomes were shuffled', () => {
    const fooled = SEEDS.filter((seed) =>
      readSuggestions(shuffleOutcomes(plantPortal(seed).deals, seed)).some(({ suggested }) => suggested),
    );
    expect(fooled.length).toBeLessThanOrEqual(10);
  });
});
