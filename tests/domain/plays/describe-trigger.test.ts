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
  [{ activity: { by: 'theirs', types: ['event_attended'] }, withinDays: 7, atLeast: 1 }, 'an event in the last 7 days'],
  [
    { activity: { by: 'effort' }, withinDays: 90, atLeast: 20 },
    'at least 20 emails, unanswered calls or ads from us in the last 90 days',
  ],
  [
    { activity: { by: 'theirs' }, withinDays: 9, atLeast: 2, atMost: 5 },
    'at least 2 and at most 5 activities at the account in the last 9 days',
  ],
  [{ deal: { state: 'open', minProbability: 0.8 } }, 'a deal of at least 80% probability is open'],
  [{ deal: { state: 'lost', closedFromDays: 180, closedToDays: 365 } }, 'a deal was lost 180 to 365 days ago'],
  [{ cluster: { warmAtLeast: 3 } }, 'at least 3 accounts of its cluster are warm'],
  [{ deal: { state: 'won', closedToDays: 30 } }, 'a deal was won in the last 30 days'],
  [{ property: 'industry', when: { kind: 'oneOf', values: ['Retail', 'Banking'] } }, 'industry is Retail or Banking'],
  [{ property: 'employees', when: { kind: 'range', min: 5, max: 9 } }, 'employees is from 5 to 9'],
  [
    { any: [{ flag: 'surging' }, { all: [{ tier: [1] }, { stage: ['sales_ready'] }] }] },
    'the account is surging or (the tier is 1 and the stage is sales-ready)',
  ],
  [
    { all: [{ any: [{ flag: 'surging' }, { flag: 'customer' }] }] },
    'the account is surging or the account is a customer',
  ],
  [
    { all: [{ tier: [1, 2] }, { any: [{ flag: 'surging' }, { stage: ['aware', 'sales_ready'] }] }] },
    'the tier is 1 or 2, and either the account is surging or the stage is aware or sales-ready',
  ],
  [{ any: [{ all: [{ tier: [1] }, { flag: 'surging' }] }] }, 'the tier is 1 and the account is surging'],
  [{ any: [{ tier: [1] }, { all: [{ flag: 'surging' }] }] }, 'the tier is 1 or the account is surging'],
  [{ all: [{ tier: [1] }, { any: [{ flag: 'surging' }] }] }, 'the tier is 1 and the account is surging'],
  [{ deal: { state: 'lost' } }, 'a deal was lost'],
  [{ role: 'BUDGET_HOLDER', state: ['missing', 'suggested'] }, 'budget holder is missing or suggested'],
  [{ score: 'engagement', under: 10 }, 'engagement is under 10'],
  [{ signal: {}, withinDays: 7 }, 'an intent signal in the last 7 days'],
  [{ signal: { sources: ['G2', 'Bombora'] }, withinDays: 7 }, 'an intent signal from G2 or Bombora in the last 7 days'],
  [{ plan: { part: 'objective' } }, 'the plan notes an objective'],
  [
    { plan: { part: 'competitor', words: ['a', 'b', 'c'] } },
    'the plan notes a competitor in play about "a" or "b" or "c"',
  ],
  [
    { plan: { part: 'initiative', words: ['a', 'b', 'c', 'd', 'e'] } },
    'the plan notes an initiative about "a" or "b" or "c" or 2 more words',
  ],
  [
    { activity: { by: 'theirs', types: ['page_view', 'email_reply'] }, withinDays: 7 },
    'a page view or email reply in the last 7 days',
  ],
  [{ activity: { by: 'theirs' }, withinDays: 9 }, 'activity at the account in the last 9 days'],
  [{ activity: { by: 'outreach' }, withinDays: 9 }, 'an email, call or meeting from us in the last 9 days'],
  [{ activity: { by: 'effort' }, withinDays: 9 }, 'an email, unanswered call or ad from us in the last 9 days'],
  [{ activity: { by: 'theirs' }, withinDays: 9, atMost: 5 }, 'at most 5 activities at the account in the last 9 days'],
  [{ deal: { state: 'lost', closedFromDays: 180 } }, 'a deal was lost more than 180 days ago'],
  [{ deal: { state: 'lost', closedFromDays: 0, closedToDays: 30 } }, 'a deal was lost in the last 30 days'],
  [{ property: 'city', when: { kind: 'containsAny', values: ['Ulm', 'Bonn'] } }, 'city contains Ulm or Bonn'],
  [{ property: 'employees', when: { kind: 'range', min: 5 } }, 'employees is at least 5'],
  [{ property: 'employees', when: { kind: 'range', max: 9 } }, 'employees is at most 9'],
  [{ property: 'domain', when: { kind: 'known' } }, 'domain is known'],
  [{ property: 'is_public', when: { kind: 'isTrue' } }, 'is_public is yes'],
  [{ property: 'renewal', when: { kind: 'withinDays', days: 30 } }, 'renewal is within 30 days of today'],
  [{ property: 'renewal', when: { kind: 'inNextDays', days: 30 } }, 'renewal is in the next 30 days'],
  [{ property: 'renewal', when: { kind: 'inLastDays', days: 30 } }, 'renewal was in the last 30 days'],
  [{ property: 'renewal', when: { kind: 'overDaysAhead', days: 30 } }, 'renewal is more than 30 days ahead'],
  [{ property: 'renewal', when: { kind: 'overDaysAgo', days: 30 } }, 'renewal was more than 30 days ago'],
  [{ property: 'founded', when: { kind: 'before', date: '2010-01-01' } }, 'founded is before 2010-01-01'],
] as const)('%o reads as words', (when, words) => {
  expect(describeTrigger(when as never)).toBe(words);
});

test.each([
  [{ deal: { state: 'open' } }, 'no deal is open'],
  [{ deal: { state: 'lost', closedToDays: 181 } }, 'no deal was lost in the last 181 days'],
  [{ role: 'DECISION_MAKER', state: ['placeholder', 'missing'] }, 'decision maker is known or suggested'],
  [{ role: 'BUDGET_HOLDER', state: ['engaged'] }, 'budget holder is not engaged'],
  [{ role: 'CHAMPION', state: ['missing', 'suggested'] }, 'champion is neither missing nor suggested'],
  [{ flag: 'customer' }, 'the account is not a customer'],
  [{ flag: 'surging' }, 'the account is not surging'],
  [{ tier: [1, 2] }, 'the tier is neither 1 nor 2'],
  [{ stage: ['sales_ready'] }, 'the stage is not sales-ready'],
  [{ score: 'fit', min: 70 }, 'fit is under 70'],
  [{ score: 'fit', under: 30 }, 'fit is at least 30'],
  [{ score: 'fit', min: 30, under: 70 }, 'fit is not from 30 to under 70'],
  [{ cluster: { warmAtLeast: 3 } }, 'fewer than 3 accounts of its cluster are warm'],
  [{ plan: { part: 'objective' } }, 'the plan does not note an objective'],
  [{ signal: { sources: ['G2'] }, withinDays: 7 }, 'no intent signal from G2 in the last 7 days'],
  [{ activity: { by: 'theirs' }, withinDays: 30 }, 'no activity at the account in the last 30 days'],
  [
    { activity: { by: 'theirs' }, withinDays: 30, atLeast: 3 },
    'it is not so that at least 3 activities at the account in the last 30 days',
  ],
  [
    { activity: { by: 'theirs' }, withinDays: 30, atMost: 5 },
    'it is not so that at most 5 activities at the account in the last 30 days',
  ],
  [
    { role: 'CHAMPION', state: ['missing', 'placeholder', 'suggested'] },
    'champion is neither missing nor placeholder nor suggested',
  ],
  [{ property: 'domain', when: { kind: 'known' } }, 'domain is unknown'],
  [{ property: 'employees', when: { kind: 'range', min: 5 } }, 'it is not so that employees is at least 5'],
  [
    { property: 'industry', when: { kind: 'oneOf', values: ['Retail', 'Banking'] } },
    'industry is neither Retail nor Banking',
  ],
  [{ not: { flag: 'surging' } }, 'the account is surging'],
  [{ all: [{ flag: 'surging' }, { score: 'fit', min: 70 }] }, 'the account is not surging or fit is under 70'],
  [
    { any: [{ flag: 'surging' }, { not: { flag: 'customer' } }] },
    'the account is not surging and the account is a customer',
  ],
] as const)('what is denied of %o reads as words', (not, words) => {
  expect(describeTrigger({ not })).toBe(words);
});

test('a word that only bends another is not said', () => {
  const signal = { words: ['compare', 'compared', 'compares', 'versus'] };
  expect(describeTrigger({ signal, withinDays: 30 })).toBe(
    'an intent signal about "compare" or "versus" in the last 30 days',
  );
});

test('no trigger that ships says "not (" or brackets anything', () => {
  for (const { when } of PLAYS) expect(describeTrigger(when)).not.toMatch(/[()]/);
});

test('every play that ships has a trigger that can be read: no gap in any sentence', () => {
  for (const { when } of PLAYS) expect(describeTrigger(when)).not.toMatch(/undefined|null|\[object/);
});
