import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { surge } from '../../../../src/domain/plays/plays/surge.ts';
import { buildActivity, buildPerson, daysAgo } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const FACTS = {
  people: [buildPerson('1', { name: 'Ana Ruiz' }), buildPerson('2', { name: 'Jonas Weber' })],
  activities: [
    buildActivity('1', 'page_view', 2),
    buildActivity('2', 'page_high_intent', 3, '/pricing'),
    buildActivity('2', 'email_open', 1),
  ],
};

test('holds while the account surges, with the people behind it, the most engaged first', () => {
  const hit = findHit(surge, buildPlayContext({ facts: FACTS, surging: true, byPerson: { 1: 2, 2: 9 } }));
  expect(hit?.contactIds).toEqual(['2', '1']);
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    "2 activities by 2 people in the last 7 days, far above this account's usual week",
    'Jonas Weber: pricing or comparison page "/pricing" on ⟦2026-11-17T12:00Z⟧',
    'Ana Ruiz: page view on ⟦2026-11-18T12:00Z⟧',
  ]);
});

test('does not hold in a usual week, or without anybody to turn to', () => {
  expect(findHit(surge, buildPlayContext({ facts: FACTS }))).toBeNull();
  expect(findHit(surge, buildPlayContext({ surging: true }))).toBeNull();
});

test('of a single activity says so', () => {
  const activities = [buildActivity('1', 'page_view', 4)];
  const hit = findHit(surge, buildPlayContext({ facts: { ...FACTS, activities }, surging: true }));
  expect(hit?.whyNow[0]?.sentence).toMatch(/^1 activity by one person in the last 7 days/);
});

test('is dated by the last act, and says where it is all one person', () => {
  const activities = [buildActivity('1', 'page_view', 4), buildActivity('1', 'page_view', 2)];
  const hit = findHit(surge, buildPlayContext({ facts: { ...FACTS, activities }, surging: true }));
  expect(hit?.whyNow[0]).toEqual({
    sentence: "2 activities by one person in the last 7 days, far above this account's usual week",
    at: daysAgo(2),
  });
});
