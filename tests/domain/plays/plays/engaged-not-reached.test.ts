import { expect, test } from 'vitest';
import type { PersonFacts } from '../../../../src/domain/facts.ts';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { engagedNotReached } from '../../../../src/domain/plays/plays/engaged-not-reached.ts';
import { buildActivity, buildPerson } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const PEOPLE = [buildPerson('1', { name: 'Ana Ruiz' })];
const DEMO_REQUEST = buildActivity('1', 'form_high_intent', 2, 'Book a demo');

test('holds on a demo request nobody answered, with what happened and since when we were silent', () => {
  const activities = [DEMO_REQUEST, buildActivity('1', 'email_sent', 40)];
  expect(findHit(engagedNotReached, buildPlayContext({ facts: { people: PEOPLE, activities } }))).toEqual({
    contactIds: ['1'],
    urgency: 1,
    mostActs: 2,
    whyNow: [
      {
        sentence: 'Ana Ruiz: demo or sales request "Book a demo" on ⟦2026-11-18T12:00Z⟧',
        at: DEMO_REQUEST.occurredAt,
        contactId: '1',
      },
      { sentence: 'No call, meeting or email from us since ⟦2026-10-11T12:00Z⟧', at: activities[1]?.occurredAt },
    ],
  });
});

test('holds without a request where the account is engaged enough, less urgently', () => {
  const facts = { people: PEOPLE, activities: [buildActivity('1', 'page_view', 1)] };
  expect(findHit(engagedNotReached, buildPlayContext({ facts, engagement: 20 }))?.urgency).toBe(0.7);
  expect(findHit(engagedNotReached, buildPlayContext({ facts, engagement: 19 }))).toBeNull();
});

test('does not hold once we called, wrote or met within 30 days', () => {
  for (const type of ['call_unanswered', 'call_connected', 'email_sent', 'meeting_held'] as const) {
    const activities = [DEMO_REQUEST, buildActivity('1', type, 20)];
    expect(findHit(engagedNotReached, buildPlayContext({ facts: { people: PEOPLE, activities } }))).toBeNull();
  }
});

test('a request counts among other acts, and nothing where nobody can be turned to', () => {
  const activities = [buildActivity('1', 'page_view', 1), DEMO_REQUEST];
  const judge = (people: PersonFacts[]) =>
    findHit(engagedNotReached, buildPlayContext({ facts: { people, activities } }));
  expect(judge(PEOPLE)?.urgency).toBe(1);
  expect(judge([buildPerson('1', { bounced: true })])).toBeNull();
});
