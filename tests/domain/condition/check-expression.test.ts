import { describe, expect, it } from 'vitest';
import { checkExpression } from '../../../src/domain/condition/check-expression.ts';
import { STAGE_TERMS } from '../../../src/domain/stage/stage-model.ts';

const VALID = {
  all: [
    { score: 'fit', min: 50 },
    { any: [{ role: 'CHAMPION', state: ['engaged'] }, { not: { risk: 'champion_gone' } }] },
    { property: 'industry', when: { kind: 'oneOf', values: ['SOFTWARE'] } },
    { property: 'numberofemployees', when: { kind: 'range', min: 50 } },
    { property: 'numberofemployees', when: { kind: 'range', min: 50, max: 50 } },
    { property: 'margin', when: { kind: 'range', max: -5 } },
    { property: 'about', when: { kind: 'containsAny', values: ['data', 'cloud'] } },
    { property: 'notes_last_updated', when: { kind: 'withinDays', days: 30 } },
    { property: 'is_public', when: { kind: 'isTrue' } },
    { property: 'contract_end', when: { kind: 'inNextDays', days: 90 } },
    { property: 'last_order', when: { kind: 'overDaysAgo', days: 0 } },
    { property: 'founded', when: { kind: 'before', date: '2010-02-28' } },
    { score: 'engagement', min: 0, under: 100 },
    { activity: { by: 'theirs', types: ['form_high_intent'] }, withinDays: 14, atLeast: 1 },
    { activity: { by: 'effort' }, withinDays: 14 },
    { signal: { minStrength: 60 }, withinDays: 14 },
    { plan: { part: 'competitor', words: ['Orbis'] } },
    { deal: { state: 'lost', closedFromDays: 182, closedToDays: 366 } },
  ],
};

const WRONG: [string, unknown, string, RegExp][] = [
  ['no object', 'fit > 50', '(whole)', /is "fit > 50": expected an object/],
  ['no part of a plan', { plan: { part: 'budget' } }, 'plan.part', /is "budget": expected one of objective/],
  ['nothing', {}, '(whole)', /says nothing: expected all, any, not or one of score, flag, tier, /],
  ['an unknown score', { score: 'fitness', min: 1 }, 'score', /is "fitness": expected one of fit, engagement/],
  ['a score without bounds', { score: 'fit' }, '(whole)', /asks for nothing: give min or under/],
  ['a bound that is left open', { score: 'fit', min: undefined }, '(whole)', /asks for nothing: give min or under/],
  ['a role in no state', { role: 'CHAMPION' }, 'state', /is no list with anything in it/],
  ['a tier that there is not', { tier: [1, 4] }, 'tier[1]', /^is 4: expected one of 1, 2, 3, none$/],
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
  ['null', null, '(whole)', /^is null: expected an object$/],
  ['a list', [], '(whole)', /^is a list: expected an object$/],
  ['a long text', 'x'.repeat(100), '(whole)', /^is "x{59}: expected an object$/],
  ['an unknown key beside a list', { all: [{ tier: [1] }], some: 1 }, 'some', /^is not known here: expected all$/],
  ['a key of another kind', { score: 'fit', min: 1, of: 1 }, 'of', /expected score, min, under$/],
  ['a number under the least', { score: 'fit', min: -1 }, 'min', /^is -1: expected a number from 0 to 100$/],
  ['a number over the most', { score: 'fit', under: 101 }, 'under', /^is 101: expected a number from 0 to 100$/],
  ['a tier that is no list', { tier: 1 }, 'tier', /is no list with anything in it/],
  ['no tier at all', { tier: [] }, 'tier', /is no list with anything in it/],
  ['parts that are no list', { all: { tier: [1] } }, 'all', /is no list with anything in it/],
  ['no text', { property: {}, when: { kind: 'known' } }, 'property', /^is an object: expected a text$/],
  ['an empty text', { property: ' ', when: { kind: 'known' } }, 'property', /^is " ": expected a text$/],
  ['a property without a condition', { property: 'x' }, 'when', /^is missing: expected an object$/],
  ['no words', { property: 'x', when: { kind: 'oneOf' } }, 'when.values', /^is no list of words$/],
  ['an empty list of words', { property: 'x', when: { kind: 'oneOf', values: [] } }, 'when.values', /no list of words/],
  [
    'a word that is a number',
    { property: 'x', when: { kind: 'oneOf', values: ['a', 1] } },
    'when.values',
    /no list of/,
  ],
  ['a word that is empty', { property: 'x', when: { kind: 'oneOf', values: ['a', ' '] } }, 'when.values', /no list of/],
  [
    'a text for a list',
    { property: 'x', when: { kind: 'containsAny', values: 'a' } },
    'when.values',
    /no list of words/,
  ],
  ['no days', { property: 'x', when: { kind: 'withinDays' } }, 'when.days', /^is missing: .* from 1 to 36500$/],
  ['no days ahead', { property: 'x', when: { kind: 'inNextDays', days: 0 } }, 'when.days', /from 1 to 36500$/],
  [
    'no such day',
    { property: 'x', when: { kind: 'after', date: '2010-02-30' } },
    'when.date',
    /a day such as 2026-11-20$/,
  ],
  ['a moment', { property: 'x', when: { kind: 'after', date: '2010-02-28T00:00:00.000Z' } }, 'when.date', /a day such/],
  ['days', { property: 'x', when: { kind: 'after', date: ['2010-02-28'] } }, 'when.date', /^is a list: expected a day/],
  ['no day', { property: 'x', when: { kind: 'before', days: 3 } }, 'when.date', /^is missing: expected a day/],
  ['days with bounds', { property: 'x', when: { kind: 'withinDays', days: 1, min: 1 } }, 'when.min', /kind, days$/],
  [
    'a range upside down',
    { property: 'x', when: { kind: 'range', min: 9, max: 3 } },
    'when.min',
    /9 is not under max 3/,
  ],
  ['a lower bound as text', { property: 'x', when: { kind: 'range', min: '1' } }, 'when.min', /^is "1": expected a n/],
  ['an upper bound as text', { property: 'x', when: { kind: 'range', max: '1' } }, 'when.max', /^is "1": expected a n/],
  ['optional words that are none', { signal: { words: [] }, withinDays: 3 }, 'signal.words', /no list of words/],
  ['no kind of act', { activity: { by: 'theirs', types: [] }, withinDays: 3 }, 'activity.types', /is no list with/],
];

const faultsOf = (input: unknown) => checkExpression(input).faults.map(({ path }) => path);

const nest = (levels: number, wrap: (inner: unknown) => unknown) => {
  let expression: unknown = { tier: [1] };
  for (let level = 1; level < levels; level += 1) expression = wrap(expression);
  return checkExpression(expression).faults.length;
};

const not = (inner: unknown) => ({ not: inner });

const all = (inner: unknown) => ({ all: [inner] });

describe('a stage', () => {
  it.each<[string, unknown, string, RegExp]>([
    ['coverage', { score: 'coverage', min: 50 }, 'score', /^is "coverage": expected one of fit, engagement, intent$/],
    ['a surge', { any: [{ flag: 'surging' }] }, 'any[0].flag', /^is "surging": expected one of customer$/],
    [
      'a role in reach',
      { role: 'CHAMPION', state: ['engaged', 'reached'] },
      'state[1]',
      /^is "reached": expected one of/,
    ],
    ['a likely deal', { deal: { state: 'open', minProbability: 0.6 } }, 'deal.minProbability', /expected state$/],
    [
      'a deal of late',
      { not: { deal: { state: 'lost', closedToDays: 9 } } },
      'not.deal.closedToDays',
      /expected state$/,
    ],
  ])(
    'may not ask for %s: it would be unknown of everybody, and so withheld from nobody',
    (_name, input, path, problem) => {
      expect(checkExpression(input).faults).toEqual([]);
      expect(checkExpression(input, STAGE_TERMS).faults).toEqual([{ path, problem: expect.stringMatching(problem) }]);
    },
  );
});

describe('checkExpression', () => {
  it('lets through what is well made', () => {
    expect(checkExpression(VALID)).toEqual({ expression: VALID, faults: [] });
  });

  it.each(WRONG)('names the place and the fault of %s', (_name, input, path, problem) => {
    const { expression, faults } = checkExpression(input);
    expect(expression).toBeNull();
    expect(faults).toContainEqual({ path, problem: expect.stringMatching(problem) });
  });

  it('finds one fault in one wrong place', () => {
    expect(faultsOf({ property: 'x', when: 'known' })).toEqual(['when']);
    expect(faultsOf({ score: 'fit', min: '9', under: 3 })).toEqual(['min']);
    expect(faultsOf({ score: 'fit', min: 9, under: '3' })).toEqual(['under']);
    expect(faultsOf({ tier: [1, 4] })).toEqual(['tier[1]']);
    expect(faultsOf({ property: 'x', when: { kind: 'known', days: 3 } })).toEqual(['when.days']);
  });

  it('lets through ten levels, of lists too, and no more', () => {
    expect([nest(10, not), nest(11, not), nest(10, all), nest(11, all)]).toEqual([0, 1, 0, 1]);
  });

  it('gathers all faults at once', () => {
    expect(checkExpression({ all: [{ score: 'x' }, { risk: 'y' }] }).faults.map(({ path }) => path)).toEqual([
      'all[0].score',
      'all[0]',
      'all[1].risk',
    ]);
  });

  it('refuses what means nothing where it is used, and what is nested without end', () => {
    expect(checkExpression({ risk: 'champion_gone' }, STAGE_TERMS).faults).toEqual([
      { path: '(whole)', problem: '"risk" means nothing here: expected one of score, flag, role, deal' },
    ]);
    let deep: unknown = { tier: [1] };
    for (let level = 0; level < 12; level += 1) deep = { not: deep };
    expect(checkExpression(deep).faults[0]?.problem).toContain('deeper than 10 levels');
  });
});
