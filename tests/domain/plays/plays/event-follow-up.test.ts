import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { eventFollowUp } from '../../../../src/domain/plays/plays/event-follow-up.ts';
import { buildActivity, buildPerson } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const PEOPLE = [buildPerson('1', { name: 'Ana Ruiz' }), buildPerson('2', { name: 'Jonas Weber' })];
const ATTENDED = [
  buildActivity('1', 'event_attended', 5, 'ABM Forum'),
  buildActivity('2', 'event_attended', 5, 'ABM Forum'),
];

test('holds for those who came and have not heard from us since', () => {
  const activities = [...ATTENDED, buildActivity('1', 'email_sent', 9), buildActivity('2', 'email_sent', 4)];
  const hit = findHit(eventFollowUp, buildPlayContext({ facts: { people: PEOPLE, activities } }));
  expect(hit?.contactIds).toEqual(['1']);
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Ana Ruiz: event "ABM Forum" on ⟦2026-11-15T12:00Z⟧',
    'No call, meeting or email from us since',
  ]);
});

test('does not hold for a registration, or two weeks later', () => {
  for (const activity of [buildActivity('1', 'event_registered', 2), buildActivity('1', 'event_attended', 15)]) {
    const facts = { people: PEOPLE, activities: [activity] };
    expect(findHit(eventFollowUp, buildPlayContext({ facts }))).toBeNull();
  }
});

test('is for those who came, tells of three of them, and nobody whose address bounces', () => {
  const people = ['1', '2', '3', '4', '5', '6'].map((id) => buildPerson(id, { bounced: id === '1' }));
  const viewed = buildActivity('6', 'page_view', 2);
  const judge = (ids: string[]) => {
    const came = ids.map((id) => buildActivity(id, 'event_attended', 5));
    return findHit(eventFollowUp, buildPlayContext({ facts: { people, activities: [viewed, ...came] } }));
  };
  const hit = judge(['1', '2', '3', '4', '5']);
  expect(hit?.contactIds).toEqual(['2', '3', '4', '5']);
  expect(hit?.mostActs).toBe(3);
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Person 2: event on ⟦2026-11-15T12:00Z⟧',
    'Person 3: event on ⟦2026-11-15T12:00Z⟧',
    'Person 4: event on ⟦2026-11-15T12:00Z⟧',
    'Person 5: event on ⟦2026-11-15T12:00Z⟧',
    'No call, meeting or email from us since',
  ]);
  expect(judge(['1'])).toBeNull();
});
