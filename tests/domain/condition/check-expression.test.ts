import { describe, expect, it } from 'vitest';
import { checkExpression } from '../../../src/domain/condition/check-expression.ts';

const VALID = {
  all: [
    { score: 'fit', min: 50 },
    { any: [{ role: 'CHAMPION', state: ['engaged'] }, { not: { risk: 'champion_gone' } }] },
    { property: 'industry', when: { kind: 'oneOf', values: ['SOFTWARE'] } },
    { property: 'numberofemployees', when: { kind: 'range', min: 50 } },
    { activity: { by: 'theirs', types: ['form_high_intent'] }, withinDays: 14, atLeast: 1 },
    { signal: { minStrength: 60 }, withinDays: 14 },
    { plan: { part: 'competitor', words: ['Orbis'] } },
    { deal: { state: 'lost', closedFromDays: 182, closedToDays: 366 } },
  ],
};

const WRONG: [string, unknown, string, RegExp][] = [
  ['no object', 'fit > 50', '(whole)', /is "fit > 50": expected an object/],
  ['no part of a plan', { plan: { part: 'budget' } }, 'plan.part', /is "budget": expected one of objective/],
  ['nothing', {}, '(whole)', /says nothing: expected all, any, not or one of score/],
  ['an unknown score', { score: 'fitness', min: 1 }, 'score', /is "fitness": expected one of fit, engagement/],
  ['a score without bounds', { score: 'fit' }, '(whole)', /asks for nothing: give min or under/],
  ['bounds that hold nothing', { score: 'fit', min: 60, under: 60 }, 'min', /60 is not under under 60/],
  ['a number as text', { score: 'fit', min: '50' }, 'min', /is "50": expected a number from 0 to 100/],
  ['two kinds in one', { score: 'fit', min: 1, risk: 'champion_gone' }, 'risk', /is not known here/],
  ['an empty list', { any: [] }, 'any', /is no list with anything in it/],
  [
    'a deep place',
    { all: [{ tier: [1] }, { any: [{ tier: [4] }] }] },
    'all[1].any[0].tier[0]',
    /is 4: expected one of/,
  ],
  ['a condition without a kind', { property: 'x', when: {} }, 'when.kind', /is missing: expected one of oneOf/],
  [
    'a condition of another shape',
    { property: 'x', when: { kind: 'known', values: ['a'] } },
    'when.values',
    /not known here/,
  ],
  ['a range without bounds', { property: 'x', when: { kind: 'range' } }, 'when', /give min or max/],
  ['acts without days', { activity: { by: 'theirs' } }, 'withinDays', /is missing: expected a number from 1/],
  [
    'acts of nobody',
    { activity: { by: 'them' }, withinDays: 3 },
    'activity.by',
    /expected one of theirs, outreach, effort/,
  ],
  [
    'a deal that ends before it begins',
    { deal: { state: 'lost', closedFromDays: 9, closedToDays: 3 } },
    'deal.closedFromDays',
    /nothing could hold/,
  ],
];

describe('checkExpression', () => {
  it('lets through what is well made', () => {
    expect(checkExpression(VALID)).toEqual({ expression: VALID, faults: [] });
  });

  it.each(WRONG)('names the place and the fault of %s', (_name, input, path, problem) => {
    const { expression, faults } = checkExpression(input);
    expect(expression).toBeNull();
    expect(faults).toContainEqual({ path, problem: expect.stringMatching(problem) });
  });

  it('gathers all faults at once', () => {
    expect(checkExpression({ all: [{ score: 'x' }, { risk: 'y' }] }).faults.map(({ path }) => path)).toEqual([
      'all[0].score',
      'all[0]',
      'all[1].risk',
    ]);
  });

  it('refuses what means nothing where it is used, and what is nested without end', () => {
    expect(checkExpression({ risk: 'champion_gone' }, ['score', 'flag']).faults).toEqual([
      { path: '(whole)', problem: '"risk" means nothing here: expected one of score, flag' },
    ]);
    let deep: unknown = { tier: [1] };
    for (let level = 0; level < 12; level += 1) deep = { not: deep };
    expect(checkExpression(deep).faults[0]?.problem).toContain('deeper than 10 levels');
  });
});
