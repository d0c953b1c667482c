import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { EvidenceSource, RoleEvidence } from '../../../src/domain/committee/coverage-types.ts';
import { EVIDENCE_STRENGTH, fuseEvidence } from '../../../src/domain/committee/fuse-evidence.ts';

const SOURCES = Object.keys(EVIDENCE_STRENGTH) as EvidenceSource[];

function piece(source: EvidenceSource, strength = EVIDENCE_STRENGTH[source]): RoleEvidence {
  return { source, strength, at: null, stale: false };
}

describe('fuseEvidence', () => {
  test('one piece counts as strong as it is, none counts nothing', () => {
    expect(fuseEvidence([])).toBe(0);
    expect(fuseEvidence([piece('title')])).toBeCloseTo(0.6, 12);
  });

  test('independent pieces are fused by noisy-or', () => {
    expect(fuseEvidence([piece('title'), piece('behaviour')])).toBeCloseTo(1 - 0.4 * 0.7, 12);
    const all = SOURCES.map((source) => piece(source));
    expect(fuseEvidence(all.toReversed())).toBe(fuseEvidence(all));
    expect(fuseEvidence(all)).toBeCloseTo(1 - 0.05 * 0.1 * 0.1 * 0.4 * 0.7, 12);
  });

  test('the same source twice is one witness', () => {
    expect(fuseEvidence([piece('title'), piece('title', 0.4)])).toBe(fuseEvidence([piece('title')]));
  });

  test('more evidence never lowers the confidence, which stays within 0 and 1, in any order', () => {
    const pieces = fc.array(
      fc.record({
        source: fc.constantFrom(...SOURCES),
        strength: fc.double({ min: 0, max: 1, noNaN: true }),
        at: fc.constant(null),
        stale: fc.constant(false),
      }),
    );
    fc.assert(
      fc.property(pieces, fc.constantFrom(...SOURCES), (evidence, source) => {
        const before = fuseEvidence(evidence);
        expect(before).toBeGreaterThanOrEqual(0);
        expect(before).toBeLessThanOrEqual(1);
        expect(fuseEvidence([...evidence, piece(source)])).toBeGreaterThanOrEqual(before - 1e-12);
        expect(fuseEvidence(evidence.toReversed())).toBeCloseTo(before, 12);
      }),
    );
  });
});
