import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FitModel } from '../../../src/domain/fit/fit-model.ts';
import { computePortalNorms } from '../../fixtures/portal-norms.ts';
import { scoreFit } from '../../../src/domain/fit/score-fit.ts';
import type { PortalNorms } from '../../../src/domain/scores.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const NO_NORMS: PortalNorms = { meanPointsByCriterion: {} };

const model: FitModel = {
  criteria: [
    {
      id: 'size',
      label: 'Size',
      property: 'numberofemployees',
      bands: [
        { label: '1,000–5,000', when: { kind: 'range', min: 1_000, max: 5_000 }, points: 30 },
        { label: '200–999', when: { kind: 'range', min: 200, max: 999 }, points: 20 },
      ],
    },
    {
      id: 'industry',
      label: 'Industry',
      property: 'industry',
      bands: [{ label: 'software', when: { kind: 'containsAny', values: ['software'] }, points: 10 }],
    },
    {
      id: 'agency',
      label: 'Agency',
      property: 'type',
      bands: [{ label: 'is an agency', when: { kind: 'oneOf', values: ['AGENCY'] }, points: -15 }],
    },
  ],
  disqualifiers: [{ id: 'rival', label: 'Competitor', property: 'rival', when: { kind: 'isTrue' } }],
};

const score = (properties: Record<string, string | null>, norms = NO_NORMS, of = model) =>
  scoreFit({ properties, timeZone: 'UTC' }, of, norms, NOW);
const typical = (amounts: number[]) => computePortalNorms([], model, NOW, amounts).typicalDealAmount;
const sumLines = (lines: readonly { points: number }[]) => lines.reduce((sum, { points }) => sum + points, 0);

describe('a criterion', () => {
  test('gives the points of the first band that holds, with its evidence', () => {
    const { total, lines, confidence } = score({ numberofemployees: '3400', industry: 'Banking', type: 'PROSPECT' });
    expect(total).toBe(75);
    expect(confidence).toBe(1);
    expect(lines).toEqual([
      { kind: 'matched', label: 'Size: 1,000–5,000', points: 75, evidence: 'numberofemployees = ⟦3400⟧' },
      { kind: 'failed', label: 'Industry', points: 0, evidence: 'industry = Banking' },
      { kind: 'failed', label: 'Agency', points: 0, evidence: 'type = PROSPECT' },
    ]);
  });

  test('with negative points takes points away', () => {
    const { total, lines } = score({ numberofemployees: '300', industry: 'Software', type: 'AGENCY' });
    expect(total).toBe(38); // (20 + 10 − 15) / 40
    expect(lines[2]).toMatchObject({ kind: 'penalty', label: 'Agency: is an agency' });
  });

  test('never drives fit under 0: a line of its own gives the rest back', () => {
    const { total, lines } = score({ numberofemployees: '5', industry: 'Banking', type: 'AGENCY' });
    expect(total).toBe(0);
    expect(lines.at(-1)).toEqual({
      kind: 'limit',
      label: 'Fit is never under 0',
      points: 37,
      evidence: '-37 points before the limit',
    });
    expect(sumLines(lines)).toBe(0);
  });

  test('never drives fit over 100 either, though norms of an older model say more than is possible', () => {
    const { total, lines } = score({ numberofemployees: '3400' }, { meanPointsByCriterion: { industry: 20 } });
    expect(total).toBe(100);
    expect(lines.at(-1)).toEqual({
      kind: 'limit',
      label: 'Fit is never over 100',
      points: -25,
      evidence: '125 points before the limit',
    });
  });

  test('shows a value as it stands, without the spaces around it, and groups digits only where it is a number', () => {
    const zip: FitModel = {
      criteria: [
        {
          id: 'zip',
          label: 'Postcode',
          property: 'zip',
          bands: [
            { label: 'Munich', when: { kind: 'oneOf', values: ['80331'] }, points: 10 },
            { label: 'Zürich', when: { kind: 'oneOf', values: ['8001'] }, points: 0 },
          ],
        },
      ],
      disqualifiers: [{ id: 'small', label: 'Too small', property: 'size', when: { kind: 'range', max: 1_500 } }],
    };
    const { lines } = score({ zip: ' 80331 ', size: '1200' }, NO_NORMS, zip);
    expect(lines.map(({ evidence }) => evidence)).toEqual(['size = ⟦1200⟧', 'zip = 80331']);
    expect(score({ zip: '8001' }, NO_NORMS, zip).lines[0]).toMatchObject({ kind: 'matched', points: 0 });
    expect(score({ zip: '   ' }, { meanPointsByCriterion: { zip: 5 } }, zip).lines[0]?.evidence).toContain(
      'zip is unknown: ',
    );
  });

  test('whose bands mix words and numbers reads digits as a number', () => {
    const mixed: FitModel = {
      criteria: [
        {
          id: 'size',
          label: 'Size',
          property: 'size',
          bands: [
            { label: 'large', when: { kind: 'oneOf', values: ['large'] }, points: 10 },
            { label: 'over 1,000', when: { kind: 'range', min: 1_000 }, points: 10 },
          ],
        },
      ],
      disqualifiers: [],
    };
    expect(score({ size: '3400' }, NO_NORMS, mixed).lines[0]?.evidence).toBe('size = ⟦3400⟧');
  });
});

describe('an unknown criterion', () => {
  const norms: PortalNorms = { meanPointsByCriterion: { size: 24, industry: 4, agency: 0 } };

  test('takes the mean of the portal on an assumed line and lowers the confidence, not the score', () => {
    const { total, lines, confidence } = score(
      { numberofemployees: null, industry: 'Software', type: 'PROSPECT' },
      norms,
    );
    expect(total).toBe(85); // (24 + 10) / 40
    expect(confidence).toBe(0.25);
    expect(lines[0]).toEqual({
      kind: 'assumed',
      label: 'Size',
      points: 60,
      evidence: 'numberofemployees is unknown: counted as the average of your accounts',
    });
  });

  test('of which no account knows anything is left out for all', () => {
    const { total, confidence, lines } = score({ numberofemployees: '3400', type: 'PROSPECT' });
    expect(total).toBe(100);
    expect(confidence).toBe(0.75);
    expect(lines[1]).toMatchObject({
      kind: 'assumed',
      points: 0,
      evidence: 'industry is unknown, as of every account: left out',
    });
  });

  test('includes one whose value cannot be read', () => {
    const { lines } = score({ numberofemployees: 'many', industry: 'Software', type: 'PROSPECT' }, norms);
    expect(lines[0]?.kind).toBe('assumed');
  });
});

describe('a disqualifier', () => {
  test('that holds gives 0, named first', () => {
    const { total, lines, disqualifiedBy } = score({ numberofemployees: '3400', industry: 'Software', rival: 'true' });
    expect(total).toBe(0);
    expect(disqualifiedBy).toBe('Competitor');
    expect(lines[0]).toEqual({
      kind: 'limit',
      label: 'Disqualified: Competitor',
      points: -100,
      evidence: 'rival = true',
    });
    expect(sumLines(lines)).toBe(0);
  });

  test('of which nothing is known disqualifies nobody', () => {
    expect(score({ numberofemployees: '3400', rival: null }).disqualifiedBy).toBeNull();
  });
});

test('a model without positive points has no fit, which is not 0', () => {
  const negative: FitModel = { criteria: model.criteria.slice(2), disqualifiers: [] };
  expect(score({ type: 'AGENCY' }, NO_NORMS, negative)).toMatchObject({ total: null, lines: [] });
  expect(score({}, NO_NORMS, { criteria: [], disqualifiers: [] }).total).toBeNull();
});

describe('the norms of a portal', () => {
  test('means the points of the accounts where a criterion is known', () => {
    const accounts = [
      { numberofemployees: '3400', type: 'AGENCY' },
      { numberofemployees: '300', type: 'PROSPECT' },
      { numberofemployees: null },
    ];
    expect(computePortalNorms(accounts, model, NOW).meanPointsByCriterion).toEqual({ size: 25, agency: -7.5 });
  });

  test('takes the median of the known deal amounts', () => {
    expect(typical([])).toBeNull();
    expect(typical([0, 30, 10, 20])).toBe(20);
    expect(typical([40, 10])).toBe(25);
  });
});

describe('laws', () => {
  const points = fc.integer({ min: -50, max: 50 });
  const anyCriterion = fc.record({
    bands: fc.array(fc.record({ min: fc.integer({ min: 0, max: 100 }), points }), { maxLength: 4 }),
    value: fc.option(fc.oneof(fc.integer({ min: 0, max: 120 }).map(String), fc.constant('n/a')), { nil: null }),
    mean: fc.option(fc.double({ min: -50, max: 50, noNaN: true }), { nil: undefined }),
  });
  const world = fc.record({
    criteria: fc.array(anyCriterion, { maxLength: 6 }),
    rival: fc.constantFrom('true', 'false', null),
  });

  function build({ criteria, rival }: typeof world extends fc.Arbitrary<infer T> ? T : never) {
    const of: FitModel = {
      criteria: criteria.map(({ bands }, index) => ({
        id: `c${index}`,
        label: `C${index}`,
        property: `p${index}`,
        bands: bands.map((band) => ({
          label: `from ${band.min}`,
          when: { kind: 'range', min: band.min },
          points: band.points,
        })),
      })),
      disqualifiers: model.disqualifiers,
    };
    const properties: Record<string, string | null> = { rival };
    const meanPointsByCriterion: Record<string, number> = {};
    for (const [index, { value, mean }] of criteria.entries()) {
      properties[`p${index}`] = value;
      if (mean !== undefined) meanPointsByCriterion[`c${index}`] = mean;
    }
    return { of, properties, norms: { meanPointsByCriterion } };
  }

  test('the lines sum to the score, which is whole and within 0 and 100', () => {
    fc.assert(
      fc.property(world, (input) => {
        const { of, properties, norms } = build(input);
        const { total, lines, confidence, disqualifiedBy } = score(properties, norms, of);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(disqualifiedBy).toBe(properties['rival'] === 'true' ? 'Competitor' : null);
        if (total === null) {
          expect(lines).toEqual([]);
          return;
        }
        expect(sumLines(lines)).toBe(total);
        expect(Number.isInteger(total) && total >= 0 && total <= 100).toBe(true);
        if (disqualifiedBy !== null) expect(total).toBe(0);
      }),
      { numRuns: 500 },
    );
  });

  test('knowing a value that gives the mean changes the confidence and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 40 }), (best, others) => {
        const of: FitModel = {
          criteria: [
            { id: 'a', label: 'A', property: 'a', bands: [{ label: 'any', when: { kind: 'known' }, points: others }] },
            {
              id: 'b',
              label: 'B',
              property: 'b',
              bands: [{ label: 'any', when: { kind: 'range', min: 0 }, points: best }],
            },
          ],
          disqualifiers: [],
        };
        const norms = computePortalNorms([{ b: '1' }], of, NOW);
        const known = score({ a: 'x', b: '7' }, norms, of);
        const unknown = score({ a: 'x', b: null }, norms, of);
        expect(unknown.total).toBe(known.total);
        expect(unknown.confidence).toBeLessThan(known.confidence);
      }),
    );
  });

  test('more points for a band that holds never lower the fit of its account', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 30 }), fc.integer({ min: 0, max: 20 }), (from, more) => {
        const before = score({ a: '5' }, NO_NORMS, giveSmall(from)).total ?? NaN;
        expect(score({ a: '5' }, NO_NORMS, giveSmall(from + more)).total).toBeGreaterThanOrEqual(before);
      }),
    );
  });
});

/** A model in which an account of size 5 gets `points` of 60. */
function giveSmall(points: number): FitModel {
  const bands: FitModel['criteria'][number]['bands'] = [
    { label: 'small', when: { kind: 'range', max: 10 }, points },
    { label: 'large', when: { kind: 'known' }, points: 60 },
  ];
  return { criteria: [{ id: 'a', label: 'A', property: 'a', bands }], disqualifiers: [] };
}
