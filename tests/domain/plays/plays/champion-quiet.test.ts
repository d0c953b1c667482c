import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { championQuiet } from '../../../../src/domain/plays/plays/champion-quiet.ts';
import { buildActivity, buildDeal, buildPerson, daysAgo } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const CHAMPION = buildPerson('1', { name: 'Ana Ruiz', buyingRoles: [{ role: 'CHAMPION', setAt: daysAgo(100) }] });
const MEETING = buildActivity('1', 'meeting_held', 40);

test('holds after 30 quiet days, dated, and is more urgent with an open deal', () => {
  const facts = { people: [CHAMPION], activities: [MEETING] };
  const hit = findHit(championQuiet, buildPlayContext({ facts }));
  expect(hit).toMatchObject({ contactIds: ['1'], urgency: 0.6 });
  expect(hit?.whyNow).toEqual([
    { sentence: 'The champion, Ana Ruiz, has been quiet since ⟦2026-10-11T12:00Z⟧', at: MEETING.occurredAt },
    { sentence: 'Ana Ruiz: meeting on ⟦2026-10-11T12:00Z⟧', at: MEETING.occurredAt },
  ]);
  expect(findHit(championQuiet, buildPlayContext({ facts: { ...facts, deals: [buildDeal()] } }))?.urgency).toBe(0.9);
});

test('does not hold while the champion is active, or without a champion', () => {
  const active = { people: [CHAMPION], activities: [MEETING, buildActivity('1', 'email_click', 3)] };
  expect(findHit(championQuiet, buildPlayContext({ facts: active }))).toBeNull();
  expect(findHit(championQuiet, buildPlayContext({ facts: { people: [buildPerson('1')] } }))).toBeNull();
});

test('is told by the last act of a champion who can be reached, and turns to those alone', () => {
  const gone = { ...CHAMPION, contactId: '2', name: 'Jonas Weber', bounced: true };
  const activities = [
    buildActivity('1', 'meeting_held', 60),
    MEETING,
    buildActivity('1', 'email_sent', 5),
    buildActivity('1', 'page_view', -2),
    buildActivity('2', 'page_view', 4),
    buildActivity('3', 'page_view', 3),
  ];
  const deals = [buildDeal({ state: 'lost', closedAt: daysAgo(9) })];
  const people = [CHAMPION, gone, buildPerson('3')];
  const hit = findHit(championQuiet, buildPlayContext({ facts: { people, activities, deals }, tier: 1 }));
  expect(hit).toMatchObject({ contactIds: ['1'], urgency: 0.6 });
  expect(hit?.whyNow[1]).toEqual({ sentence: 'Ana Ruiz: meeting on ⟦2026-10-11T12:00Z⟧', at: MEETING.occurredAt });
});

test('is not due for a champion who never came, and turns to the one who did', () => {
  const other = buildPerson('2', { name: 'Jonas Weber', buyingRoles: CHAMPION.buyingRoles });
  const sent = buildActivity('1', 'email_sent', 50);
  const never = { people: [CHAMPION, buildPerson('3')], activities: [sent, buildActivity('3', 'page_view', 3)] };
  expect(findHit(championQuiet, buildPlayContext({ facts: { ...never, deals: [buildDeal()] } }))).toBeNull();
  const facts = { people: [CHAMPION, other], activities: [sent, { ...MEETING, contactId: '2' }] };
  expect(findHit(championQuiet, buildPlayContext({ facts }))).toMatchObject({
    contactIds: ['2'],
    whyNow: [
      { sentence: 'The champion, Jonas Weber, has been quiet since ⟦2026-10-11T12:00Z⟧' },
      { sentence: 'Jonas Weber: meeting on ⟦2026-10-11T12:00Z⟧' },
    ],
  });
});
