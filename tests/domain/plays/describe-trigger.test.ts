import { expect, test } from 'vitest';
import { describeTrigger } from '../../../src/domain/plays/describe-trigger.ts';
import { PLAYS } from '../../../src/domain/plays/play-registry.ts';

test.each([
  [{ score: 'fit', min: 70 }, 'fit is at least 70'],
  [{ score: 'intent', min: 20, under: 50 }, 'intent is from 20 to under 50'],
  [
    { signal: { minStrength: 70, sources: ['G2'], words: ['ERP'] }, withinDays: 14 },
    'an intent signal from G2 of at least 70 about "ERP" in the last 14 days',
  ],
  [{ activity: { by: 'theirs', types: ['event_attended'] }, withinDays: 7 }, 'an event in the last 7 days'],
  [
    { activity: { by: 'effort' }, withinDays: 90, atLeast: 20 },
    'at least 20 × effort without an answer in the last 90 days',
  ],
  [
    { activity: { by: 'theirs' }, withinDays: 9, atLeast: 2, atMost: 5 },
    '2 to at most 5 × activity of theirs in the last 9 days',
  ],
  [{ deal: { state: 'open', minProbability: 0.8 } }, 'there is a deal open of at least 80 %'],
  [{ deal: { state: 'lost', closedFromDays: 180, closedToDays: 365 } }, 'a deal was lost 180 to 365 days ago'],
  [{ cluster: { warmAtLeast: 3 } }, 'at least 3 accounts of its cluster are warm'],
  [{ deal: { state: 'won', closedToDays: 30 } }, 'a deal was won in the last 30 days'],
  [{ property: 'industry', when: { kind: 'oneOf', values: ['Retail', 'Banking'] } }, 'industry is Retail or Banking'],
  [{ property: 'employees', when: { kind: 'range', min: 5, max: 9 } }, 'employees is from 5 to 9'],
  [
    { any: [{ flag: 'surging' }, { all: [{ tier: [1] }, { stage: ['sales_ready'] }] }] },
    'the account is surging or (the tier is 1 and the stage is sales-ready)',
  ],
] as const)('%o reads as words', (when, words) => {
  expect(describeTrigger(when as never)).toBe(words);
});

test('every play that ships has a trigger that can be read: no gap in any sentence', () => {
  for (const { when } of PLAYS) expect(describeTrigger(when)).not.toMatch(/undefined|null|\[object/);
});
