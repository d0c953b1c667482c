import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addSeatCautions, countAfter } from '../../../extensions/app/pages/target-list/seat-cautions.ts';

const place = fc.constantFrom(1, 2, 3, null);
const verdict = fc.constantFrom('accept' as const, 'reject' as const, undefined);
const changesOf = fc.array(
  fc
    .record({
      fromTier: place,
      toTier: place,
      cautions: fc.constantFrom<string[]>([], [], ['surging']),
      verdict,
    })
    .filter(({ fromTier, toTier }) => fromTier !== toTier),
  { maxLength: 30 },
);
const tiersOf = fc
  .array(fc.record({ held: fc.nat(12), seats: fc.nat(12) }), { minLength: 3, maxLength: 3 })
  .map((tiers) => tiers.map((tier, index) => ({ ...tier, tier: index + 1 })));

const isUp = ({ fromTier, toTier }: { fromTier: number | null; toTier: number | null }): boolean =>
  toTier !== null && (fromTier === null || toTier < fromTier);

describe('changes that are approved together', () => {
  test('bring none into a tier that is over its seats then: who comes in waits, and nobody else', () => {
    fc.assert(
      fc.property(changesOf, tiersOf, (changes, tiers) => {
        const told = addSeatCautions(changes, tiers, (change) => change.verdict);
        const approved = told.filter(
          (change) => change.verdict === 'accept' || (change.verdict === undefined && change.cautions.length === 0),
        );
        for (const { tier, after, seats } of countAfter(tiers, approved)) {
          const arriving = approved.filter(
            (change) => change.toTier === tier && isUp(change) && change.verdict === undefined,
          );
          if (arriving.length > 0) expect(after).toBeLessThanOrEqual(seats);
        }
        told.forEach((change, index) => {
          const before = changes[index];
          if (change.cautions.length === before?.cautions.length) return;
          expect(isUp(change)).toBe(true);
          expect([change.verdict, before?.cautions]).toEqual([undefined, []]);
        });
      }),
    );
  });

  test('leave none out while its tier has room', () => {
    fc.assert(
      fc.property(changesOf, (changes) => {
        const roomy = [1, 2, 3].map((tier) => ({ tier, held: 0, seats: 30 }));
        expect(addSeatCautions(changes, roomy, (change) => change.verdict)).toEqual(changes);
      }),
    );
  });

  test('take the seat that another gives up, in the order given', () => {
    const tiers = [{ tier: 1, held: 2, seats: 2 }];
    const into = { fromTier: 2, toTier: 1, cautions: [] };
    const out = { fromTier: 1, toTier: 2, cautions: [] };
    const cautionsOf = (changes: Parameters<typeof addSeatCautions>[0]) =>
      addSeatCautions(changes, tiers).map(({ cautions }) => cautions);
    expect(cautionsOf([into, { ...into }, out])).toEqual([[], ['no seat is free in Tier 1'], []]);
    expect(cautionsOf([into, { ...out, cautions: ['surging'] }])).toEqual([['no seat is free in Tier 1'], ['surging']]);
  });
});
