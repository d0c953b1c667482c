import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { singleThreadedDeal } from '../../../../src/domain/plays/plays/single-threaded-deal.ts';
import { buildActivity, buildDeal, buildPerson, daysAgo } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const FACTS = {
  deals: [buildDeal({ probability: 0.8, stageLabel: 'Decision Maker Bought-In' })],
  people: [
    buildPerson('1', { name: 'Ana Ruiz' }),
    buildPerson('2', { name: 'Jonas Weber' }),
    buildPerson('3', { name: 'Mina Okafor', buyingRoles: [{ role: 'BUDGET_HOLDER', setAt: daysAgo(90) }] }),
  ],
  activities: [buildActivity('1', 'email_reply', 4)],
};

test('holds with the people to bring in, those in a required role first', () => {
  const hit = findHit(singleThreadedDeal, buildPlayContext({ facts: FACTS, stage: 'opportunity' }));
  expect(hit?.contactIds).toEqual(['3', '2']);
  expect(hit?.urgency).toBe(0.8);
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Only Ana Ruiz was active in the last 30 days, on the open deal "Acme platform" (⟦40000 EUR⟧)',
    '"Acme platform" (⟦40000 EUR⟧) is at Decision Maker Bought-In, opened ⟦2026-09-21T12:00Z⟧',
    'Ana Ruiz: email reply on ⟦2026-11-16T12:00Z⟧',
  ]);
});

test('never turns to a blocker', () => {
  const blocker = buildPerson('2', { buyingRoles: [{ role: 'BLOCKER', setAt: null }] });
  const facts = { ...FACTS, people: [...FACTS.people.filter(({ contactId }) => contactId !== '2'), blocker] };
  expect(findHit(singleThreadedDeal, buildPlayContext({ facts }))?.contactIds).toEqual(['3']);
});

test('does not hold with two engaged people', () => {
  const activities = [...FACTS.activities, buildActivity('2', 'page_view', 20)];
  expect(findHit(singleThreadedDeal, buildPlayContext({ facts: { ...FACTS, activities } }))).toBeNull();
});

test('takes who is engaged by the days of the model', () => {
  const activities = [...FACTS.activities, buildActivity('2', 'page_view', 12)];
  const look = (engagedWithinDays: number) =>
    findHit(singleThreadedDeal, buildPlayContext({ facts: { ...FACTS, activities }, engagedWithinDays }))?.contactIds;
  expect(look(10)).toEqual(['3', '2']);
  expect(look(20)).toBeUndefined();
});

test('names its own risk among others, and five people at most, none first for a role the tier does not require', () => {
  const user = buildPerson('9', { buyingRoles: [{ role: 'END_USER', setAt: null }] });
  const more = ['4', '5', '6', '7'].map((id) => buildPerson(id));
  const people = [...FACTS.people.slice(0, 2), ...more, user];
  const context = buildPlayContext({ facts: { ...FACTS, people }, tier: 1 });
  expect(context.result.committee.risks.length).toBeGreaterThan(1);
  const hit = findHit(singleThreadedDeal, context);
  expect(hit?.contactIds).toEqual(['2', '4', '5', '6', '7']);
  expect(hit?.whyNow[0]?.sentence).toMatch(/^Only Ana Ruiz was active/);
});
