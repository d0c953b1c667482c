import { expect, test } from 'vitest';
import type { ActivityFact, PersonFacts } from '../../../../src/domain/facts.ts';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { requestUnanswered } from '../../../../src/domain/plays/plays/request-unanswered.ts';
import { buildActivity, buildPerson } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const PEOPLE = [buildPerson('1', { name: 'Ana Ruiz' }), buildPerson('2', { name: 'Ben Ode' })];
const REQUEST = buildActivity('1', 'form_high_intent', 4, 'Book a demo');

function judge(activities: ActivityFact[], people: PersonFacts[] = PEOPLE) {
  return findHit(requestUnanswered, buildPlayContext({ facts: { people, activities }, stage: 'opportunity' }));
}

test('holds on a request whose author heard nothing since, whatever others heard', () => {
  const written = [buildActivity('1', 'email_sent', 6), buildActivity('2', 'meeting_held', 1)];
  expect(judge([REQUEST, ...written])).toEqual({
    contactIds: ['1'],
    urgency: 1,
    mostActs: 3,
    whyNow: [
      {
        sentence: 'Ana Ruiz: demo or sales request "Book a demo" on ⟦2026-11-16T12:00Z⟧',
        at: REQUEST.occurredAt,
        contactId: '1',
      },
      { sentence: 'Nobody of ours has called, met or written to them since', at: null },
    ],
  });
});

test.each(['call_unanswered', 'call_connected', 'email_sent', 'meeting_held'] as const)(
  'does not hold once there was an answer: %s',
  (type) => {
    expect(judge([REQUEST, buildActivity('1', type, 4)])).toBeNull();
    expect(judge([REQUEST, buildActivity('1', type, 3)])).toBeNull();
  },
);

test('holds anew where somebody who was answered asks again', () => {
  const again = buildActivity('1', 'form_high_intent', 1, 'Contact sales');
  const hit = judge([REQUEST, buildActivity('1', 'email_sent', 3), again]);
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Ana Ruiz: demo or sales request "Contact sales" on ⟦2026-11-19T12:00Z⟧',
    'Nobody of ours has called, met or written to them since',
  ]);
});

test('is about demo and sales requests of the last 14 days, and about people who can be turned to', () => {
  expect(judge([buildActivity('1', 'form_high_intent', 15)])).toBeNull();
  expect(judge([buildActivity('1', 'form_other', 1)])).toBeNull();
  expect(judge([REQUEST], [buildPerson('1', { bounced: true })])).toBeNull();
});
