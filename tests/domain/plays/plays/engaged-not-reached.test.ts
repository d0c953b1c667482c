import { expect, test } from 'vitest';
import type { AccountFacts } from '../../../../src/domain/facts.ts';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { engagedNotReached } from '../../../../src/domain/plays/plays/engaged-not-reached.ts';
import { buildActivity, buildPerson } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const PEOPLE = [buildPerson('1', { name: 'Ana Ruiz' })];
const ASKED = buildActivity('1', 'form_other', 2, 'Guide to the move');

const judge = (facts: Partial<AccountFacts>, engagement = 20) =>
  findHit(engagedNotReached, buildPlayContext({ facts: { people: PEOPLE, ...facts }, engagement }));

test('holds at an engaged account, with what they did and since when we were silent', () => {
  const activities = [ASKED, buildActivity('1', 'email_sent', 40)];
  expect(judge({ activities })).toEqual({
    contactIds: ['1'],
    urgency: 0.7,
    mostActs: 2,
    whyNow: [
      {
        sentence: 'Ana Ruiz: form "Guide to the move" on ⟦2026-11-18T12:00Z⟧',
        at: ASKED.occurredAt,
        contactId: '1',
      },
      { sentence: 'No call, meeting or email from us since ⟦2026-10-11T12:00Z⟧', at: activities[1]?.occurredAt },
    ],
  });
});

test('does not hold where the account is hardly engaged', () => {
  expect(judge({ activities: [ASKED] }, 19)).toBeNull();
});

test('does not hold once we called, wrote or met within 30 days', () => {
  for (const type of ['call_unanswered', 'call_connected', 'email_sent', 'meeting_held'] as const) {
    expect(judge({ activities: [ASKED, buildActivity('1', type, 20)] })).toBeNull();
  }
});

test('does not hold where nobody did anything lately, or can be turned to', () => {
  expect(judge({ activities: [buildActivity('1', 'form_other', 15)] })).toBeNull();
  expect(judge({ activities: [ASKED], people: [buildPerson('1', { bounced: true })] })).toBeNull();
});
