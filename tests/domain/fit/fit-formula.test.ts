import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FitModel } from '../../../src/domain/fit/fit-model.ts';
import { scoreFit } from '../../../src/domain/fit/score-fit.ts';
import { buildFacts, NOW } from '../../fixtures/account-facts.ts';

/** A criterion whose bands are the options 0, 1, …, and the option an account has: one beyond the bands is in none. */
interface Drawn {
  points: readonly number[];
  option: number;
}

const anyCriteria: fc.Arbitrary<Drawn[]> = fc.array(
  fc.record({
    points: fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 1, maxLength: 3 }),
    option: fc.nat({ max: 3 }),
  }),
  { minLength: 1, maxLength: 8 },
);

function fitOf(drawn: readonly (Drawn & { id: string })[]): number | null {
  const model: FitModel = {
    criteria: drawn.map(({ id, points }) => ({
      id,
      label: id,
      property: id,
      bands: points.map((each, option) => ({
        label: `${option}`,
        when: { kind: 'oneOf', values: [`${option}`] },
        points: each,
      })),
    })),
    disqualifiers: [],
  };
  const properties = Object.fromEntries(drawn.map(({ id, option }) => [id, `${option}`]));
  return scoreFit(buildFacts({ properties }), model, { meanPointsByCriterion: {} }, NOW).total;
}

test('fit is the rounded share of the best points, to the half point, in whatever order the criteria stand', () => {
  fc.assert(
    fc.property(anyCriteria, (criteria) => {
      const drawn = criteria.map((each, index) => ({ ...each, id: `c${index}` }));
      const sum = drawn.reduce((all, { points, option }) => all + (points[option] ?? 0), 0);
      const best = drawn.reduce((all, { points }) => all + Math.max(0, ...points), 0);
      // In whole numbers alone: no half is lost.
      const rounded = Math.floor((200 * sum + best) / (2 * best));
      const wanted = best === 0 ? null : Math.min(100, Math.max(0, rounded));
      expect(fitOf(drawn)).toBe(wanted);
      expect(fitOf(drawn.toReversed())).toBe(wanted);
    }),
    {
      numRuns: 1_000,
      // 45 of 120 points.
      examples: [
        [
          [
            { points: [0, 31, 5], option: 2 },
            { points: [29], option: 1 },
            { points: [34], option: 0 },
            { points: [6], option: 0 },
            { points: [20], option: 1 },
          ],
        ],
      ],
    },
  );
});
