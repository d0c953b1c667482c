import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { noBudgetHolderAtProposal } from '../../../../src/domain/plays/plays/no-budget-holder-at-proposal.ts';
import { buildActivity, buildDeal, buildPerson } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const DEAL = buildDeal({ probability: 0.9, stageLabel: 'Contract Sent' });
const FACTS = {
  deals: [DEAL],
  people: [buildPerson('1', { name: 'Mina Okafor', title: 'Chief Financial Officer' })],
  activities: [buildActivity('1', 'page_view', 5)],
};

test('holds late in a deal with the people who may be it by title', () => {
  const hit = findHit(noBudgetHolderAtProposal, buildPlayContext({ facts: FACTS, stage: 'opportunity' }));
  expect(hit).toMatchObject({ contactIds: ['1'], urgency: 0.9 });
  expect(hit?.whyNow).toEqual([
    { sentence: '"Acme platform" (⟦40000 EUR⟧) is at Contract Sent, opened ⟦2026-09-21T12:00Z⟧', at: DEAL.createdAt },
    { sentence: 'Budget holder only suggested: confirm Mina Okafor', at: null },
    { sentence: 'Mina Okafor: page view on ⟦2026-11-15T12:00Z⟧', at: FACTS.activities[0]?.occurredAt },
  ]);
});

test('holds without any guess too, and says that nobody fits', () => {
  const hit = findHit(noBudgetHolderAtProposal, buildPlayContext({ facts: { deals: [DEAL] } }));
  expect(hit?.contactIds).toEqual([]);
  expect(hit?.whyNow[1]?.sentence).toBe('Nobody is known as budget holder; no contact fits');
});

test('says so where nobody fits but one whom no play may turn to', () => {
  const people = FACTS.people.map((person) => ({ ...person, bounced: true }));
  const hit = findHit(noBudgetHolderAtProposal, buildPlayContext({ facts: { ...FACTS, people } }));
  expect(hit?.contactIds).toEqual([]);
  expect(hit?.whyNow[1]?.sentence).toBe(
    'Nobody is known as budget holder; who fits by title is a blocker or cannot be written to',
  );
});

test('holds where somebody is known who is no contact yet, and says who', () => {
  const placeholders = [{ role: 'BUDGET_HOLDER' as const, note: 'their new CFO' }];
  const context = buildPlayContext({ facts: { deals: [DEAL], placeholders } });
  const hit = findHit(noBudgetHolderAtProposal, context);
  expect(hit?.whyNow[1]?.sentence).toBe('Budget holder not a contact yet: their new CFO');
});

test('does not hold early in the deal, or with a budget holder', () => {
  expect(findHit(noBudgetHolderAtProposal, buildPlayContext({ facts: { deals: [buildDeal()] } }))).toBeNull();
  const people = [buildPerson('1', { buyingRoles: [{ role: 'BUDGET_HOLDER', setAt: null }] })];
  expect(findHit(noBudgetHolderAtProposal, buildPlayContext({ facts: { deals: [DEAL], people } }))).toBeNull();
});

test('tells what those who may hold it did, not what others did', () => {
  const people = [...FACTS.people, buildPerson('2', { name: 'Ana Ruiz' }), buildPerson('3', { title: 'CFO' })];
  const activities = [buildActivity('2', 'form_high_intent', 1), ...FACTS.activities];
  const hit = findHit(noBudgetHolderAtProposal, buildPlayContext({ facts: { ...FACTS, people, activities } }));
  expect(hit?.whyNow.slice(1).map(({ sentence }) => sentence)).toEqual([
    'Budget holder only suggested: confirm Mina Okafor or 1 other',
    'Mina Okafor: page view on ⟦2026-11-15T12:00Z⟧',
  ]);
});
