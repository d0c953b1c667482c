import { describe, expect, test } from 'vitest';
import { assessCommittee } from '../../../src/domain/committee/assess-committee.ts';
import type { Tier } from '../../../src/domain/committee/committee-model.ts';
import { RISK_IDS } from '../../../src/domain/committee/coverage-types.ts';
import type { Risk, RiskId } from '../../../src/domain/committee/coverage-types.ts';
import { DEFAULT_COMMITTEE_MODEL } from '../../../src/domain/committee/default-committee-model.ts';
import { ROLE_LABELS } from '../../../src/domain/committee/role-labels.ts';
import type { AccountFacts, PersonFacts, PlaceholderFact, RoleId } from '../../../src/domain/facts.ts';
import { buildActivity, buildDeal, buildFacts, buildPerson, daysAgo, NOW } from '../../fixtures/account-facts.ts';

function findRisk(id: RiskId, overrides: Partial<AccountFacts>, tier: Tier = 2): Risk | undefined {
  const input = { facts: buildFacts(overrides), model: DEFAULT_COMMITTEE_MODEL, tier, titles: [], now: NOW };
  return assessCommittee(input).risks.find((risk) => risk.id === id);
}

function holder(contactId: string, role: RoleId, more: Partial<PersonFacts> = {}): PersonFacts {
  return buildPerson(contactId, { name: 'Ana Ruiz', buyingRoles: [{ role, setAt: daysAgo(100) }], ...more });
}

const LATE_DEAL = buildDeal({ stageLabel: 'Contract Sent', probability: 0.9 });

const CFO = { seniority: 'C-level', jobFunction: 'finance' } as const;

function toPlaceholder(note: string): PlaceholderFact {
  return { role: 'EXECUTIVE_SPONSOR', note };
}

interface RiskCase {
  id: RiskId;
  sentence: string;
  holds: Partial<AccountFacts>;
  doesNot: Readonly<Record<string, Partial<AccountFacts>>>;
  tier?: Tier;
}

const CASES: readonly RiskCase[] = [
  {
    id: 'single_threaded',
    sentence: 'Only Ana Ruiz was active in the last 30 days, on the open deal "Acme platform" (⟦40000 EUR⟧)',
    holds: {
      deals: [buildDeal()],
      people: [holder('1', 'CHAMPION'), buildPerson('2')],
      activities: [buildActivity('1', 'email_reply', 3), buildActivity('2', 'email_sent', 1)],
    },
    doesNot: {
      'without an open deal': {
        deals: [buildDeal({ state: 'won' })],
        people: [buildPerson('1')],
        activities: [buildActivity('1', 'email_reply', 3)],
      },
      'where emails to the one who was active bounce': {
        deals: [buildDeal()],
        people: [buildPerson('1', { bounced: true })],
        activities: [buildActivity('1', 'email_reply', 3)],
      },
      'where two are engaged': {
        deals: [buildDeal()],
        people: [buildPerson('1'), buildPerson('2')],
        activities: [buildActivity('1', 'email_reply', 3), buildActivity('2', 'page_view', 29)],
      },
    },
  },
  {
    id: 'champion_gone',
    sentence: 'Emails to the champion, Ana Ruiz, bounce: they may have left',
    holds: { people: [holder('1', 'CHAMPION', { bounced: true })] },
    doesNot: {
      'where another champion is there': {
        people: [holder('1', 'CHAMPION', { bounced: true }), holder('2', 'CHAMPION')],
      },
      'without a champion': { people: [buildPerson('1', { bounced: true })] },
    },
  },
  {
    id: 'champion_quiet',
    sentence: 'The champion, Ana Ruiz, has been quiet since ⟦2026-10-11T12:00Z⟧',
    holds: {
      people: [holder('1', 'CHAMPION')],
      activities: [buildActivity('1', 'meeting_held', 40), buildActivity('1', 'email_sent', 2)],
    },
    doesNot: {
      'while the champion is active': {
        people: [holder('1', 'CHAMPION')],
        activities: [buildActivity('1', 'meeting_held', 30)],
      },
      'while one of two champions is active': {
        people: [holder('1', 'CHAMPION'), holder('2', 'CHAMPION')],
        activities: [buildActivity('2', 'meeting_held', 3)],
      },
      'where the champion is gone altogether': { people: [holder('1', 'CHAMPION', { bounced: true })] },
    },
  },
  {
    id: 'blocker_engaged',
    sentence: 'Ana Ruiz, a blocker, is active, last on ⟦2026-11-18T12:00Z⟧',
    holds: { people: [holder('1', 'BLOCKER')], activities: [buildActivity('1', 'page_view', 2)] },
    doesNot: {
      'while the blocker is silent': {
        people: [holder('1', 'BLOCKER')],
        activities: [buildActivity('1', 'email_sent', 2)],
      },
    },
  },
  {
    id: 'tier1_no_sponsor',
    sentence: 'Tier 1 account without an executive sponsor',
    holds: { people: [holder('1', 'CHAMPION')] },
    doesNot: { 'with a sponsor': { people: [holder('1', 'EXECUTIVE_SPONSOR')] } },
    tier: 1,
  },
  {
    id: 'no_budget_holder_late',
    sentence: '"Acme platform" (⟦40000 EUR⟧) is at Contract Sent and nobody is known to hold the budget',
    holds: { deals: [LATE_DEAL], people: [holder('1', 'CHAMPION')] },
    doesNot: {
      'early in the deal': { deals: [buildDeal({ probability: 0.4 })] },
      'where the stage says nothing': { deals: [buildDeal({ probability: null })] },
      'with a budget holder': { deals: [LATE_DEAL], people: [holder('1', 'BUDGET_HOLDER')] },
    },
  },
];

describe.each(CASES)('$id', ({ id, sentence, holds, doesNot, tier }) => {
  test('holds, in a sentence a rep reads', () => {
    expect(findRisk(id, holds, tier)).toEqual({ id, sentence });
  });

  test.each(Object.entries(doesNot))('does not hold %s', (_when, overrides) => {
    expect(findRisk(id, overrides, tier)).toBeUndefined();
  });
});

test.each([
  ['was never in touch', [], 'has not been in touch yet'],
  [
    'only opened what we sent',
    [buildActivity('1', 'email_open', 5)],
    'has not answered yet (email open on ⟦2026-11-15T12:00Z⟧)',
  ],
])('a champion who %s is not said to be quiet since a day', (_, activities, words) => {
  const people = [holder('1', 'CHAMPION')];
  expect(findRisk('champion_quiet', { people, activities })?.sentence).toBe(`The champion, Ana Ruiz, ${words}`);
});

type Former = NonNullable<AccountFacts['formerPeople']>;

function left(days: number, more: Partial<PersonFacts> = {}, name = 'Ana Ruiz'): Former[number] {
  return { person: holder('1', 'CHAMPION', { name, ...more }), leftAt: daysAgo(days), movedTo: 'Fabrikam' };
}

function gone(...formerPeople: Former): string | undefined {
  return findRisk('champion_gone', { formerPeople })?.sentence;
}

const since = (days: number) => [{ role: 'CHAMPION' as const, setAt: daysAgo(days) }];

describe('a champion who moved', () => {
  test('is gone: who, where to and since when, of several the last', () => {
    expect(gone(left(9))).toBe('The champion, Ana Ruiz, is at Fabrikam now (seen on ⟦2026-11-11T12:00Z⟧)');
    expect(gone(left(40), left(9, {}, 'Ben Ode'), left(20))).toContain('Ben Ode');
    const confirmed = { role: 'CHAMPION', decision: 'confirmed', decidedAt: daysAgo(30) } as const;
    expect(gone(left(9, { buyingRoles: [], roleDecisions: [confirmed] }))).toBeDefined();
    expect(gone(left(9, { buyingRoles: [], dealLabels: [{ role: 'CHAMPION', dealId: '500' }] }))).toBeDefined();
  });

  test('counts to the day: who left a year ago or right now, and who became one on the day they left', () => {
    expect(gone(left(365, { buyingRoles: since(400) }))).toBeDefined();
    expect(gone(left(0))).toBeDefined();
    expect(gone(left(9, { buyingRoles: since(9) }))).toBeDefined();
    const confirmed = { role: 'CHAMPION', decision: 'confirmed', decidedAt: daysAgo(9) } as const;
    expect(gone(left(9, { buyingRoles: [], roleDecisions: [confirmed] }))).toBeDefined();
  });

  test('may have been one by an option of the portal’s own, set while they were here', () => {
    const model = { ...DEFAULT_COMMITTEE_MODEL, optionRoles: { promoter: 'CHAMPION' as const } };
    const risksOf = (setAt: number) => {
      const formerPeople = [left(9, { buyingRoles: [], otherRoles: [{ option: 'promoter', setAt }] })];
      return assessCommittee({ facts: buildFacts({ formerPeople }), model, tier: 2, titles: [], now: NOW }).risks;
    };
    expect(risksOf(daysAgo(20)).map(({ id }) => id)).toEqual(['champion_gone']);
    expect(risksOf(daysAgo(2))).toEqual([]);
  });

  test.each<[string, Former[number]]>([
    ['over a year ago is no news', left(370, { buyingRoles: since(400) })],
    ['held another role', left(9, { buyingRoles: [{ role: 'END_USER', setAt: null }] })],
    ['became one elsewhere', left(200)],
    [
      'is none by a rep',
      left(9, { roleDecisions: [{ role: 'CHAMPION', decision: 'rejected', decidedAt: daysAgo(1) }] }),
    ],
    [
      'was confirmed elsewhere, later',
      left(9, { buyingRoles: [], roleDecisions: [{ role: 'CHAMPION', decision: 'confirmed', decidedAt: daysAgo(1) }] }),
    ],
    ['is a champion by title alone', left(9, { buyingRoles: [], title: 'Head of IT' })],
    ['leaves in time to come', left(-3)],
  ])('but not who %s', (_, person) => {
    expect(gone(person)).toBeUndefined();
  });

  test('is no risk where another champion is known, and an address that bounces is told first', () => {
    const formerPeople = [left(9)];
    expect(findRisk('champion_gone', { formerPeople, people: [holder('2', 'CHAMPION')] })).toBeUndefined();
    const people = [holder('2', 'CHAMPION', { name: 'Ben Ode', bounced: true })];
    expect(findRisk('champion_gone', { formerPeople, people })?.sentence).toContain('Ben Ode, bounce');
  });
});

test.each<[string, PersonFacts[], AccountFacts['placeholders'], string | null]>([
  ['is suggested by title', [buildPerson('1', { name: 'Lena Torres' })], [], 'only suggested: confirm Lena Torres'],
  [
    'is one of several who are suggested',
    [
      buildPerson('1', { name: 'Ana Ruiz', bounced: true }),
      buildPerson('2', { name: 'Lena Torres' }),
      buildPerson('3'),
    ],
    [],
    'only suggested: confirm Lena Torres or 2 others',
  ],
  ['is known and no contact yet', [], ['Jo Li, new COO'].map(toPlaceholder), 'not a contact yet: Jo Li, new COO'],
  ['was erased from a placeholder', [], [''].map(toPlaceholder), 'not a contact yet'],
])('of a role whose holder %s the risk says that', (_, people, placeholders, said) => {
  const budget = placeholders.map((each) => ({ ...each, role: 'BUDGET_HOLDER' as const }));
  const facts = buildFacts({ people, placeholders: [...placeholders, ...budget], deals: [LATE_DEAL] });
  const titles = people.map(({ contactId }) => ({ contactId, titleClass: CFO }));
  const labels = { ...ROLE_LABELS, BUDGET_HOLDER: 'Economic buyer' };
  const input = { facts, model: DEFAULT_COMMITTEE_MODEL, tier: 1 as const, titles, labels, now: NOW };
  const { risks } = assessCommittee(input);
  expect(risks).toContainEqual({ id: 'tier1_no_sponsor', sentence: `Executive sponsor ${said}` });
  expect(risks).toContainEqual({
    id: 'no_budget_holder_late',
    sentence: `"Acme platform" (⟦40000 EUR⟧) is at Contract Sent and the Economic buyer is ${said}`,
  });
});

test('a missing sponsor is a risk of Tier 1 only', () => {
  expect(findRisk('tier1_no_sponsor', {}, 2)).toBeUndefined();
});

test('every risk has its case', () => {
  expect(CASES.map(({ id }) => id).sort()).toEqual([...RISK_IDS].sort());
});
