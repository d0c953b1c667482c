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
    { sentence: 'The champion, Ana Ruiz, has been quiet since 11 Oct', at: MEETING.occurredAt },
    { sentence: 'Ana Ruiz: meeting on 11 Oct', at: MEETING.occurredAt },
  ]);
  expect(findHit(championQuiet, buildPlayContext({ facts: { ...facts, deals: [buildDeal()] } }))?.urgency).toBe(0.9);
});

test('does not hold while the champion is active, or without a champion', () => {
  const active = { people: [CHAMPION], activities: [MEETING, buildActivity('1', 'email_click', 3)] };
  expect(findHit(championQuiet, buildPlayContext({ facts: active }))).toBeNull();
  expect(findHit(championQuiet, buildPlayContext({ facts: { people: [buildPerson('1')] } }))).toBeNull();
});
