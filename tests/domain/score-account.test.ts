import { expect, test } from 'vitest';
import { defaultModel } from '../../src/domain/model/default-model.ts';
import { scoreAccount } from '../../src/domain/score-account.ts';
import type { PortalNorms } from '../../src/domain/scores.ts';
import { NOW, buildActivity, buildDeal, buildFacts, buildPerson } from '../fixtures/account-facts.ts';

const NORMS: PortalNorms = { meanPointsByCriterion: {}, typicalDealAmount: 40_000 };
const score = (facts: Parameters<typeof buildFacts>[0]) => scoreAccount(buildFacts(facts), defaultModel, NORMS, NOW);

test('a person’s stated role weighs their engagement, a title alone does not', () => {
  const title = 'Chief Financial Officer';
  const { people } = score({
    people: [
      buildPerson('1', { title }),
      buildPerson('2', { title, buyingRoles: [{ role: 'BUDGET_HOLDER', setAt: null }] }),
    ],
    activities: ['1', '2'].map((contactId) => buildActivity(contactId, 'meeting_held', 0)),
  });
  expect(people.map(({ engagement }) => engagement)).toEqual([30, 39]);
});

test('a rejected role is no longer suggested', () => {
  const person = buildPerson('1', { title: 'Chief Financial Officer' });
  const suggested = score({ people: [person] }).people[0]?.suggestedRoles ?? [];
  expect(suggested).toContain('BUDGET_HOLDER');
  const rejected = {
    ...person,
    roleDecisions: [{ role: 'BUDGET_HOLDER', decision: 'rejected', decidedAt: NOW }] as const,
  };
  expect(score({ people: [rejected] }).people[0]?.suggestedRoles).toEqual(
    suggested.filter((role) => role !== 'BUDGET_HOLDER'),
  );
});

test('an account of which nothing is known has no fit and scores of 0', () => {
  expect(score({})).toMatchObject({
    fit: { total: null, confidence: 0 },
    engagement: { total: 0 },
    intent: { total: 0 },
    dealPotential: 0,
    people: [],
  });
});

test('open deals are measured by the portal’s typical amount', () => {
  expect(score({ deals: [buildDeal({ probability: 1, amount: 120_000 })] }).dealPotential).toBe(75);
});
