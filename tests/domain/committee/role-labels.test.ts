import { expect, test } from 'vitest';
import { assessCommittee } from '../../../src/domain/committee/assess-committee.ts';
import { DEFAULT_COMMITTEE_MODEL } from '../../../src/domain/committee/default-committee-model.ts';
import {
  listRoleChoices,
  readPortalRoles,
  renameRoles,
  ROLE_LABELS,
  wordRole,
} from '../../../src/domain/committee/role-labels.ts';
import { listCountedRoles } from '../../../src/domain/engagement/counted-roles.ts';
import { ROLE_IDS, type RoleId } from '../../../src/domain/facts.ts';
import { describeTrigger } from '../../../src/domain/plays/describe-trigger.ts';
import { buildFacts, buildPerson, daysAgo, NOW } from '../../fixtures/account-facts.ts';

const { labels, others } = readPortalRoles([
  { value: 'DECISION_MAKER', label: 'Decision Maker' },
  { value: 'budget_holder', label: ' CFO or delegate ' },
  { value: 'SECURITY', label: 'Security reviewer' },
]);

test('an option that was renamed has its own name, as written also within a sentence', () => {
  expect(labels.BUDGET_HOLDER).toBe('CFO or delegate');
  expect(wordRole('BUDGET_HOLDER', labels)).toBe('CFO or delegate');
  expect(describeTrigger({ role: 'BUDGET_HOLDER', state: ['missing'] }, labels)).toBe('CFO or delegate is missing');
});

test("HubSpot's own name, and that of an option nobody has, is ours", () => {
  expect(labels.DECISION_MAKER).toBe('Decision maker');
  expect(labels.PROCUREMENT).toBe(ROLE_LABELS.PROCUREMENT);
  expect(wordRole('DECISION_MAKER', labels)).toBe('decision maker');
});

test('a text of ours calls a renamed role as the portal does, and no other word', () => {
  expect(renameRoles('Budget holder reached, budget holders not', labels)).toBe(
    'CFO or delegate reached, budget holders not',
  );
  expect(renameRoles('decision maker engaged', labels)).toBe('decision maker engaged');
});

test('every role is a choice by its name', () => {
  const choices = listRoleChoices(labels);
  expect(choices.map(({ value }) => value)).toEqual(ROLE_IDS);
  expect(choices[1]).toEqual({ value: 'BUDGET_HOLDER', label: 'CFO or delegate' });
});

test('an option that the portal added is none of our roles', () => {
  expect(others).toEqual([{ value: 'SECURITY', label: 'Security reviewer' }]);
});

test('the lines of the coverage name the roles as the portal does', () => {
  const { coverage } = assessCommittee({
    facts: buildFacts(),
    model: DEFAULT_COMMITTEE_MODEL,
    tier: 2,
    titles: [],
    labels,
    now: NOW,
  });
  expect(coverage.lines.map(({ label }) => label)).toContain('CFO or delegate');
});

const person = buildPerson('1', { otherRoles: [{ option: 'SECURITY', setAt: daysAgo(20) }] });
const mapped = { ...DEFAULT_COMMITTEE_MODEL, optionRoles: { SECURITY: 'INFLUENCER' as RoleId } };
const stateOf = (model: typeof mapped | typeof DEFAULT_COMMITTEE_MODEL) =>
  assessCommittee({ facts: buildFacts({ people: [person] }), model, tier: 2, titles: [], now: NOW }).roles.find(
    ({ role }) => role === 'INFLUENCER',
  )?.state;

test('an option counts as the role that the model says, and as none where it says nothing', () => {
  expect(stateOf(DEFAULT_COMMITTEE_MODEL)).toBe('missing');
  expect(stateOf(mapped)).toBe('identified');
  expect(listCountedRoles(person, DEFAULT_COMMITTEE_MODEL)).toEqual([]);
  expect(listCountedRoles(person, mapped)).toEqual(['INFLUENCER']);
});

test("a rep's no holds against an option too", () => {
  const decided = { role: 'INFLUENCER' as const, decision: 'rejected' as const, decidedAt: daysAgo(1) };
  expect(listCountedRoles({ ...person, roleDecisions: [decided] }, mapped)).toEqual([]);
});
