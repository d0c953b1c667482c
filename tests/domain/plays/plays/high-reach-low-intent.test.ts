import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { highReachLowIntent } from '../../../../src/domain/plays/plays/high-reach-low-intent.ts';
import { buildActivity, buildPerson } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const SENT = Array.from({ length: 20 }, (_, index) => buildActivity('1', 'email_sent', index + 1));
const PEOPLE = [buildPerson('1')];

test('holds after twenty emails, calls and ads without an answer', () => {
  const activities = [...SENT, buildActivity('1', 'page_view', 200)];
  const hit = findHit(highReachLowIntent, buildPlayContext({ facts: { people: PEOPLE, activities }, intent: 5 }));
  expect(hit?.contactIds).toEqual([]);
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    '20 emails, calls and ads in 60 days without any answer',
    'Last activity on their side on ⟦2026-05-04T12:00Z⟧',
    'Intent 5',
  ]);
});

test('does not hold with less effort, with an answer, or with intent', () => {
  const judge = (activities: typeof SENT, intent = 0): unknown =>
    findHit(highReachLowIntent, buildPlayContext({ facts: { people: PEOPLE, activities }, intent }));
  expect(judge(SENT.slice(1))).toBeNull();
  expect(judge([...SENT, buildActivity('1', 'email_click', 30)])).toBeNull();
  expect(judge(SENT, 20)).toBeNull();
});

test('counts the effort of those days alone, and says where nobody was ever active', () => {
  const other = [
    buildActivity('1', 'email_sent', 61),
    buildActivity('1', 'note', 2),
    buildActivity('1', 'page_view', -1),
  ];
  const hit = findHit(
    highReachLowIntent,
    buildPlayContext({ facts: { people: PEOPLE, activities: [...SENT, ...other] } }),
  );
  expect(hit?.whyNow.slice(0, 2)).toEqual([
    { sentence: '20 emails, calls and ads in 60 days without any answer', at: null },
    { sentence: 'Nobody at this account was ever active', at: null },
  ]);
});
