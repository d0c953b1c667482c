import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FitModel } from '../../../src/domain/fit/fit-model.ts';
import { scoreFit } from '../../../src/domain/fit/score-fit.ts';
import { NOW } from '../../fixtures/account-facts.ts';
import { computePortalNorms } from '../../fixtures/portal-norms.ts';

const anyPoints = fc.integer({ min: -50, max: 60 });
const anyCriterion = (property: string) =>
  fc.record({
    id: fc.constant(property),
    label: fc.constant(property),
    property: fc.constant(property),
    bands: fc.tuple(anyPoints, anyPoints).map(([small, large]) => [
      { label: 'small', when: { kind: 'range' as const, max: 10 }, points: small },
      { label: 'large', when: { kind: 'known' as const }, points: large },
    ]),
  });
const anyValue = fc.constantFrom('5', '20', null);

test('fit never meets its upper limit by norms of its own model, whatever the bands and whatever is unknown', () => {
  const anyAccount = fc.record({ a: anyValue, b: anyValue });
  const anyCriteria = fc.tuple(anyCriterion('a'), anyCriterion('b'));
  fc.assert(
    fc.property(anyCriteria, fc.array(anyAccount, { minLength: 1 }), (criteria, accounts) => {
      const model: FitModel = { criteria, disqualifiers: [] };
      const norms = computePortalNorms(accounts, model, NOW);
      for (const properties of accounts) {
        const { lines } = scoreFit({ properties, timeZone: 'UTC' }, model, norms, NOW);
        expect(lines.map(({ label }) => label)).not.toContain('Fit is never over 100');
      }
    }),
  );
});
