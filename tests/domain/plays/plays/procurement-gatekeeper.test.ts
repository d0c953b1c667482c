import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { procurementGatekeeper } from '../../../../src/domain/plays/plays/procurement-gatekeeper.ts';
import { buildActivity, buildDeal, buildPerson } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const BUYER = buildPerson('1', { name: 'Paul Singh', title: 'Procurement Manager' });
const BUDGET_HOLDER = buildPerson('2', { buyingRoles: [{ role: 'BUDGET_HOLDER', setAt: null }] });
const ACTIVITIES = [buildActivity('1', 'email_reply', 2)];

test('holds when procurement is active on an open deal and the budget holder is not', () => {
  const facts = { people: [BUYER, BUDGET_HOLDER], activities: ACTIVITIES, deals: [buildDeal({ probability: 0.9 })] };
  const hit = findHit(procurementGatekeeper, buildPlayContext({ facts }));
  expect(hit).toMatchObject({ contactIds: ['1'], urgency: 0.9 });
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Paul Singh: email reply on ⟦2026-11-18T12:00Z⟧',
    '"Acme platform" (⟦40000 EUR⟧) is at Qualified To Buy, opened ⟦2026-09-21T12:00Z⟧',
    'The budget holder was not active in the last 30 days',
  ]);
});

test('says of the budget holder what is known, by the days of the model', () => {
  const told = (people: (typeof BUYER)[], engagedWithinDays = 30) => {
    const facts = { people: [BUYER, ...people], deals: [buildDeal()], activities: [...ACTIVITIES, ASKED] };
    return findHit(procurementGatekeeper, buildPlayContext({ facts, engagedWithinDays }))?.whyNow.at(-1)?.sentence;
  };
  const ASKED = buildActivity('3', 'form_other', 12);
  expect(told([BUDGET_HOLDER], 10)).toBe('The budget holder was not active in the last 10 days');
  const active = buildPerson('3', { title: 'Chief Financial Officer' });
  expect(told([active])).toMatch(/^Budget holder only suggested: confirm /);
  expect(told([{ ...active, buyingRoles: BUDGET_HOLDER.buyingRoles }])).toBeUndefined();
  expect(told([{ ...active, buyingRoles: BUDGET_HOLDER.buyingRoles }], 10)).toMatch(/not active in the last 10 days$/);
});

test('does not hold without a deal, with an engaged budget holder, or while procurement is silent', () => {
  const people = [BUYER, BUDGET_HOLDER];
  const deals = [buildDeal()];
  const both = [...ACTIVITIES, buildActivity('2', 'meeting_held', 3)];
  expect(findHit(procurementGatekeeper, buildPlayContext({ facts: { people, activities: ACTIVITIES } }))).toBeNull();
  expect(findHit(procurementGatekeeper, buildPlayContext({ facts: { people, deals, activities: both } }))).toBeNull();
  expect(findHit(procurementGatekeeper, buildPlayContext({ facts: { people, deals } }))).toBeNull();
});

test('is for the buyers who were active, whatever others did', () => {
  const silent = buildPerson('3', { name: 'Kim Ito', title: 'Procurement Manager' });
  const other = buildPerson('4', { name: 'Ana Ruiz' });
  const asked = buildActivity('4', 'form_high_intent', 1);
  const judge = (activities: typeof ACTIVITIES) => {
    const facts = { people: [BUYER, BUDGET_HOLDER, silent, other], deals: [buildDeal()], activities };
    return findHit(procurementGatekeeper, buildPlayContext({ facts }));
  };
  const hit = judge([asked, ...ACTIVITIES]);
  expect(hit?.contactIds).toEqual(['1']);
  expect(hit?.whyNow[0]?.sentence).toBe('Paul Singh: email reply on ⟦2026-11-18T12:00Z⟧');
  expect(hit?.urgency).toBe(0.6);
  expect(judge([asked])).toBeNull();
});
