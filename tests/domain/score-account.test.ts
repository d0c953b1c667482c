import { expect, test } from 'vitest';
import { assessCommittee } from '../../src/domain/committee/assess-committee.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import { defaultModel } from '../../src/domain/model/default-model.ts';
import { completeAccount, scoreAccount, scorePerson } from '../../src/domain/score-account.ts';
import type { AccountResult, PortalNorms, StageResult } from '../../src/domain/scores.ts';
import { buildActivity, buildDeal, buildFacts, buildPerson, daysAgo, NOW } from '../fixtures/account-facts.ts';

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
  const confirmed = { ...person, roleDecisions: [{ ...rejected.roleDecisions[0], decision: 'confirmed' }] as const };
  expect(score({ people: [confirmed] }).people[0]?.suggestedRoles).toEqual(suggested);
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

test('the days of fit are counted by the calendar of the portal', () => {
  const bands = [{ label: 'soon', when: { kind: 'inNextDays', days: 1 }, points: 10 }] as const;
  const criteria = [{ id: 'renewal', label: 'Contract ends', property: 'contract_end', bands }];
  const model = { ...defaultModel, fit: { criteria, disqualifiers: [] } };
  const fitIn = (timeZone: string) => {
    const facts = buildFacts({ properties: { contract_end: '2026-11-19' }, timeZone });
    return scoreAccount(facts, model, NORMS, Date.parse('2026-11-20T04:00:00Z')).fit.total;
  };
  expect([fitIn('America/Los_Angeles'), fitIn('Pacific/Auckland')]).toEqual([100, 0]);
});

function complete(facts: Partial<AccountFacts>, stage: StageResult | null = null): AccountResult {
  const { committee: model } = defaultModel;
  const all = buildFacts(facts);
  const scores = score(facts);
  const committee = assessCommittee({ facts: all, model, tier: 1, titles: scores.people, now: NOW });
  const assignment = { tier: 1, reason: 'because' } as const;
  return completeAccount({ facts: all, scores, committee, assignment, held: { stage } }, defaultModel, NOW);
}

test('an account is put together of its scores, its committee, its tier and why, and its stage', () => {
  const people = [buildPerson('1', { buyingRoles: [{ role: 'CHAMPION', setAt: null }] })];
  const facts = { people, activities: [buildActivity('1', 'form_high_intent', 0)] };
  const whole = complete(facts);
  expect(whole).toMatchObject({ ...score(facts), tier: 1, tierReason: 'because' });
  expect(whole.committee.roles.find(({ role }) => role === 'CHAMPION')?.state).toBe('engaged');
  expect(whole.stage).toEqual({ id: 'engaged', since: NOW, failingSince: null });
});

test('its stage is judged by its deals and HubSpot’s lifecycle stage too, and kept while it holds', () => {
  expect(complete({}).stage.id).toBe('unaware');
  expect(complete({ deals: [buildDeal()] }).stage.id).toBe('opportunity');
  expect(complete({ properties: { lifecyclestage: 'customer' } }).stage.id).toBe('customer');
  const held = { id: 'opportunity', since: daysAgo(9), failingSince: null } as const;
  expect(complete({ deals: [buildDeal()] }, held).stage).toEqual(held);
});

test('somebody of no account is scored as in one of their own', () => {
  const person = buildPerson('1', { title: 'CFO', buyingRoles: [{ role: 'BUDGET_HOLDER', setAt: null }] });
  const activities = [buildActivity('1', 'meeting_held', 0), buildActivity('2', 'meeting_held', 0)];
  expect(scorePerson(person, activities, defaultModel, NOW)).toEqual(score({ people: [person], activities }).people[0]);
  expect(scorePerson(person, activities, defaultModel, NOW).engagement).toBe(39);
  expect(scorePerson(person, [], defaultModel, NOW).engagement).toBe(0);
});
