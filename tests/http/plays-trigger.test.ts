import { expect, test } from 'vitest';
import { BEGINNINGS, fromTrigger, kindOf, toTrigger } from '../../extensions/app/pages/plays-trigger.ts';
import { checkExpression } from '../../src/domain/condition/check-expression.ts';
import { PLAYS } from '../../src/domain/plays/play-registry.ts';

test('a trigger that is opened in the editor and saved is the same trigger, for every play that ships', () => {
  for (const { when } of PLAYS) expect(fromTrigger(toTrigger(when))).toEqual(when);
});

test('every kind of condition there is a form for begins with one the server takes', () => {
  for (const [kind, condition] of Object.entries(BEGINNINGS)) {
    expect(kindOf(condition)).toBe(kind);
    expect(checkExpression(condition).faults).toEqual([]);
  }
});

test.each([
  { flag: 'customer' },
  { score: 'fit', min: 1, under: 9 },
  { role: 'CHAMPION', state: ['missing', 'suggested'] },
  { deal: { state: 'open', minProbability: 0.8 } },
  { activity: { by: 'theirs' }, withinDays: 9, atMost: 3 },
  { not: { flag: 'surging' } },
])('%o has no form that holds it whole, and stays as it is written', (condition) => {
  expect(kindOf(condition)).toBe('written');
  expect(fromTrigger(toTrigger({ all: [condition, BEGINNINGS.flag] }))).toEqual({ all: [condition, BEGINNINGS.flag] });
});
