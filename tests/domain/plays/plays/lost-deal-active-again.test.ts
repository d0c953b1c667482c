import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { lostDealActiveAgain } from '../../../../src/domain/plays/plays/lost-deal-active-again.ts';
import { buildActivity, buildDeal, buildPerson, daysAgo } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const PEOPLE = [buildPerson('1', { name: 'Ana Ruiz' })];
const ACTIVITIES = [buildActivity('1', 'page_view', 3)];

function judge(lostDaysAgo: number, overrides: object = {}): ReturnType<typeof findHit> {
  const deals = [buildDeal({ state: 'lost', closedAt: daysAgo(lostDaysAgo) })];
  return findHit(
    lostDealActiveAgain,
    buildPlayContext({ facts: { people: PEOPLE, activities: ACTIVITIES, deals, ...overrides } }),
  );
}

test('holds 6 to 12 months after the loss when somebody is active', () => {
  expect(judge(200)).toMatchObject({ contactIds: ['1'], urgency: 0.7 });
  expect(judge(200)?.whyNow.map(({ sentence }) => sentence)).toEqual([
    '"Acme platform" (⟦40000 EUR⟧) was lost on ⟦2026-05-04T12:00Z⟧',
    'Ana Ruiz: page view on ⟦2026-11-17T12:00Z⟧',
  ]);
  expect([181, 182, 366, 367].map((days) => judge(days) !== null)).toEqual([false, true, true, false]);
});

test('does not hold without activity, or beside an open deal', () => {
  expect(judge(200, { activities: [buildActivity('1', 'email_sent', 3)] })).toBeNull();
  const lost = buildDeal({ dealId: '501', state: 'lost', closedAt: daysAgo(200) });
  expect(judge(200, { deals: [lost, buildDeal()] })).toBeNull();
});

test('is told by the last deal that was lost, and is for people who can be turned to', () => {
  const deals = [
    buildDeal({ dealId: '1', name: 'Before', state: 'lost', closedAt: daysAgo(900) }),
    buildDeal({ dealId: '2', name: 'First', state: 'lost', closedAt: daysAgo(300) }),
    buildDeal({ dealId: '3', name: 'Last', state: 'lost', closedAt: daysAgo(200) }),
    buildDeal({ dealId: '4', name: 'Won', state: 'won', closedAt: daysAgo(20) }),
  ];
  expect(judge(0, { deals })?.whyNow[0]?.sentence).toBe('"Last" (⟦40000 EUR⟧) was lost on ⟦2026-05-04T12:00Z⟧');
  expect(judge(200, { people: PEOPLE.map((person) => ({ ...person, bounced: true })) })).toBeNull();
});
