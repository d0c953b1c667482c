import { expect, test } from 'vitest';
import { findLatest, indexTouches, touchesOf, wordActs } from '../../../src/domain/committee/touches.ts';
import type { PersonTouches } from '../../../src/domain/committee/touches.ts';
import type { ActivityFact, PersonFacts } from '../../../src/domain/facts.ts';
import { buildActivity, buildFacts, buildPerson, NOW } from '../../fixtures/account-facts.ts';

test('acts are counted in words', () => {
  expect(wordActs('meeting_held', 1)).toBe('meeting');
  expect(wordActs('meeting_held', 2)).toBe('2 meetings');
  expect(wordActs('email_reply', 3)).toBe('3 email replies');
  expect(wordActs('email_sent', 1)).toBe('email sent');
  expect(wordActs('email_sent', 4)).toBe('4 emails sent');
});

test('the latest of some activities is the last, and of two at once that of the smaller id', () => {
  const [early, late] = [buildActivity('1', 'page_view', 5), buildActivity('1', 'email_reply', 2)];
  const tie: ActivityFact = { ...late, activityId: 'a' };
  expect(findLatest([])).toBeNull();
  for (const activities of [
    [early, late, tie],
    [tie, late, early],
    [late, early, tie],
  ]) {
    expect(findLatest(activities)).toBe(tie);
  }
  expect(findLatest([early, late])).toBe(late);
  expect(findLatest([late, early])).toBe(late);
});

function read(activities: readonly ActivityFact[], person: Partial<PersonFacts> = {}): PersonTouches {
  return touchesOf(indexTouches(buildFacts({ people: [buildPerson('1', person)], activities }), NOW), '1');
}

test('what happens at this moment counts, what lies after it does not', () => {
  const now = buildActivity('1', 'meeting_held', 0);
  const tomorrow = buildActivity('1', 'meeting_held', -1);
  expect(read([tomorrow, now])).toEqual({ activities: [now], lastTheirs: now, last: now });
  expect(read([tomorrow])).toEqual({ activities: [], lastTheirs: null, last: null });
});

test('mail to an address that bounces is no touch, what the person did is', () => {
  const sent = buildActivity('1', 'email_sent', 1);
  const viewed = buildActivity('1', 'page_view', 3);
  expect(read([sent, viewed])).toMatchObject({ last: sent, lastTheirs: viewed });
  expect(read([sent, viewed], { bounced: true })).toMatchObject({ last: viewed, lastTheirs: viewed });
});
