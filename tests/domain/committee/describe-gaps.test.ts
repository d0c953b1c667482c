import { expect, test } from 'vitest';
import { assessCommittee } from '../../../src/domain/committee/assess-committee.ts';
import { DEFAULT_COMMITTEE_MODEL } from '../../../src/domain/committee/default-committee-model.ts';
import { ROLE_LABELS } from '../../../src/domain/committee/role-labels.ts';
import { describeUnheldRole, listGaps } from '../../../src/domain/committee/describe-gaps.ts';
import type { RoleCandidate } from '../../../src/domain/committee/coverage-types.ts';
import type { AccountFacts, RoleId } from '../../../src/domain/facts.ts';
import { buildDeal, buildFacts, buildPerson, daysAgo, NOW } from '../../fixtures/account-facts.ts';

const SETTLED: RoleId[] = ['DECISION_MAKER', 'CHAMPION', 'INFLUENCER', 'LEGAL_AND_COMPLIANCE'];
const PEOPLE = SETTLED.map((role) => buildPerson(role, { buyingRoles: [{ role, setAt: daysAgo(9) }] }));

/** Of an account of Tier 1 with some people, what is said of its gaps and what its risks say. */
function tell(overrides: Partial<AccountFacts>) {
  const facts = buildFacts({ people: PEOPLE, ...overrides });
  const committee = assessCommittee({ facts, model: DEFAULT_COMMITTEE_MODEL, tier: 1, titles: [], now: NOW });
  return {
    gaps: listGaps(committee, facts.placeholders),
    risks: committee.risks.map(({ id }) => id),
    missing: committee.missingRoles,
  };
}

test('every missing role of those required is told, by a risk or as a gap, and by one of them only', () => {
  const early = tell({});
  expect(early.risks).toContain('tier1_no_sponsor');
  expect(early.missing).toEqual(['BUDGET_HOLDER', 'EXECUTIVE_SPONSOR']);
  expect(early.gaps).toEqual(['Nobody is known as budget holder']);
  const late = tell({ deals: [buildDeal({ probability: 0.9 })] });
  expect(late.risks).toContain('no_budget_holder_late');
  expect(late.gaps).toEqual([]);
  expect(tell({ people: PEOPLE.slice(2) }).gaps).toEqual([
    'Nobody is known as decision maker, budget holder, champion',
  ]);
});

test('somebody known who is no contact yet is a gap as well, and not called missing', () => {
  const placeholders = [{ role: 'BUDGET_HOLDER' as const, note: 'their new CFO' }];
  const { gaps, missing } = tell({ placeholders });
  expect(gaps).toEqual(['Not a contact yet: budget holder (their new CFO)']);
  expect(missing).toEqual(['EXECUTIVE_SPONSOR']);
  expect(tell({ placeholders: [{ role: 'BUDGET_HOLDER', note: '' }] }).gaps).toEqual([
    'Not a contact yet: budget holder',
  ]);
});

test('roles are called as the portal calls them, and those that nobody asks for are no gaps', () => {
  const facts = buildFacts({ people: PEOPLE });
  const committee = assessCommittee({ facts, model: DEFAULT_COMMITTEE_MODEL, tier: 2, titles: [], now: NOW });
  const labels = { ...ROLE_LABELS, BUDGET_HOLDER: 'Economic buyer' };
  expect(listGaps(committee, [], labels)).toEqual(['Nobody is known as Economic buyer']);
});

const candidate = (name: string, changes: Partial<RoleCandidate> = {}): RoleCandidate => ({
  contactId: name,
  name,
  title: null,
  role: 'CHAMPION',
  confidence: 0.4,
  evidence: [],
  state: 'suggested',
  lastTouchAt: null,
  lastTouch: null,
  ...changes,
});

test('a role nobody is known to hold names who may hold it, an address that takes emails first', () => {
  const [ana, ben, eve] = [candidate('Ana', { bounced: true }), candidate('Ben'), candidate('Eve')];
  expect(describeUnheldRole([ben], undefined)).toBe('only suggested: confirm Ben');
  expect(describeUnheldRole([ana, ben], undefined)).toBe('only suggested: confirm Ben or 1 other');
  expect(describeUnheldRole([ben, ana, eve], { note: 'x' })).toBe('only suggested: confirm Ben or 2 others');
  expect(describeUnheldRole([], { note: 'their CFO' })).toBe('not a contact yet: their CFO');
  expect(describeUnheldRole([], undefined)).toBeNull();
});

test('several people who are no contacts yet are listed, the note of each with their own role', () => {
  const placeholders = [
    { role: 'CHAMPION' as const, note: 'their CTO' },
    { role: 'BUDGET_HOLDER' as const, note: 'their new CFO' },
  ];
  const { gaps } = tell({ placeholders, people: PEOPLE.filter(({ contactId }) => contactId !== 'CHAMPION') });
  expect(gaps).toEqual(['Not a contact yet: budget holder (their new CFO), champion (their CTO)']);
});
