import { describe, expect, test } from 'vitest';
import { assessCommittee } from '../../../src/domain/committee/assess-committee.ts';
import { classifyTitle } from '../../../src/domain/committee/classify-title.ts';
import type { CommitteeModel, RequiredRole, Tier } from '../../../src/domain/committee/committee-model.ts';
import type { CommitteeResult, RoleCoverage } from '../../../src/domain/committee/coverage-types.ts';
import { DEFAULT_COMMITTEE_MODEL } from '../../../src/domain/committee/default-committee-model.ts';
import type { AccountFacts, PersonFacts, RoleId } from '../../../src/domain/facts.ts';
import { buildActivity, buildFacts, buildPerson, daysAgo, NOW } from '../../fixtures/account-facts.ts';

function requireRoles(...required: RequiredRole[]): CommitteeModel {
  return { ...DEFAULT_COMMITTEE_MODEL, requiredRoles: { 1: required, 2: required, 3: required, none: required } };
}

const BUDGET_ONLY = requireRoles({ role: 'BUDGET_HOLDER', weight: 1 });

function assess(facts: AccountFacts, model: CommitteeModel): CommitteeResult {
  const titles = facts.people.map(({ contactId, title }) => ({ contactId, titleClass: classifyTitle(title) }));
  return assessCommittee({ facts, model, tier: 2, titles, now: NOW });
}

function findRole(result: CommitteeResult, role: RoleId): RoleCoverage {
  const found = result.roles.find((coverage) => coverage.role === role);
  if (found === undefined) throw new Error(`${role} is not held`);
  return found;
}

const CFO = { name: 'Mina Okafor', title: 'Chief Financial Officer' };
const setAs = (...roles: RoleId[]): Partial<PersonFacts> => ({
  buyingRoles: roles.map((role) => ({ role, setAt: daysAgo(20) })),
});

function judge(person: PersonFacts, activities: AccountFacts['activities'] = []): RoleCoverage {
  return findRole(assess(buildFacts({ people: [person], activities }), BUDGET_ONLY), 'BUDGET_HOLDER');
}

function describeCfo(...activities: AccountFacts['activities']): string | undefined {
  return assess(buildFacts({ people: [buildPerson('1', CFO)], activities }), BUDGET_ONLY).coverage.lines[0]?.evidence;
}

function isStale(setAt: number): boolean | undefined {
  return judge(buildPerson('1', { buyingRoles: [{ role: 'BUDGET_HOLDER', setAt }] })).candidates[0]?.evidence[0]?.stale;
}

function listMissing(tier: Tier | null): readonly RoleId[] {
  return assessCommittee({ facts: buildFacts(), model: DEFAULT_COMMITTEE_MODEL, tier, titles: [], now: NOW })
    .missingRoles;
}

describe('the state of a required role', () => {
  const known = buildPerson('1', setAs('BUDGET_HOLDER'));
  const byTitle = buildPerson('1', CFO);

  test('is missing and counts nothing where nobody is known', () => {
    const result = assess(buildFacts(), BUDGET_ONLY);
    expect(result.coverage.total).toBe(0);
    expect(result.missingRoles).toEqual(['BUDGET_HOLDER']);
    expect(findRole(result, 'BUDGET_HOLDER')).toMatchObject({ state: 'missing', value: 0, candidates: [] });
  });

  test('is engaged up to the 30th day after they acted, then reached, then identified after 90', () => {
    expect(judge(known, [buildActivity('1', 'page_view', 30)])).toMatchObject({ state: 'engaged', value: 1 });
    expect(judge(known, [buildActivity('1', 'page_view', 31)])).toMatchObject({ state: 'reached', value: 0.6 });
    expect(judge(known, [buildActivity('1', 'page_view', 91)])).toMatchObject({ state: 'identified', value: 0.35 });
  });

  test('is reached, not engaged, by what we send or dial or by an open', () => {
    for (const type of ['email_sent', 'call_unanswered', 'email_open'] as const) {
      expect(judge(known, [buildActivity('1', type, 2)]).state).toBe('reached');
    }
    for (const type of ['note', 'task', 'ad_impression'] as const) {
      expect(judge(known, [buildActivity('1', type, 2)]).state).toBe('identified');
    }
  });

  test('is not reached by mail to an address that bounces', () => {
    const bounced = { ...known, bounced: true };
    expect(judge(bounced, [buildActivity('1', 'email_sent', 2)]).state).toBe('identified');
  });

  test('is neither engaged nor reached through somebody whose mail bounces, whatever they did before, and says so', () => {
    const met = [buildActivity('1', 'meeting_held', 2)];
    const gone = buildPerson('1', { ...CFO, ...setAs('BUDGET_HOLDER'), bounced: true });
    expect(judge(gone, met)).toMatchObject({
      state: 'identified',
      value: 0.35,
      candidates: [{ bounced: true, lastTouch: 'meeting' }],
    });
    const { lines } = assess(buildFacts({ people: [gone], activities: met }), BUDGET_ONLY).coverage;
    expect(lines[0]?.evidence).toBe(
      'identified: Mina Okafor, Chief Financial Officer, emails bounce, last activity meeting ⟦2026-11-18T12:00Z⟧',
    );
    expect(judge({ ...byTitle, bounced: true }, met)).toMatchObject({ state: 'suggested', value: 0.15 });
    expect(judge(byTitle, met).candidates[0]).not.toHaveProperty('bounced');
  });

  test('is not held by a known blocker, by title or by what they did, until a person says so', () => {
    const visits = [buildActivity('1', 'page_high_intent', 3), buildActivity('1', 'page_high_intent', 5)];
    expect(judge(byTitle, visits)).toMatchObject({ state: 'engaged' });
    const saidOfBlocker: Partial<PersonFacts>[] = [
      setAs('BLOCKER'),
      { dealLabels: [{ role: 'BLOCKER', dealId: '500' }] },
      { roleDecisions: [{ role: 'BLOCKER', decision: 'confirmed', decidedAt: daysAgo(1) }] },
    ];
    for (const said of saidOfBlocker) {
      expect(judge(buildPerson('1', { ...CFO, ...said }), visits)).toMatchObject({ state: 'missing', value: 0 });
    }
    expect(judge(buildPerson('1', { ...CFO, ...setAs('BLOCKER', 'BUDGET_HOLDER') }), visits)).toMatchObject({
      value: 1,
    });
    const rejected = { roleDecisions: [{ role: 'BLOCKER', decision: 'rejected', decidedAt: daysAgo(1) } as const] };
    expect(judge(buildPerson('1', { ...CFO, ...setAs('BLOCKER'), ...rejected }), visits)).toMatchObject({ value: 1 });
  });

  test('does not count what lies in the future', () => {
    expect(judge(known, [buildActivity('1', 'meeting_held', -1)]).state).toBe('identified');
  });

  test('stays suggested on a title alone: .15, and .35 however active', () => {
    expect(judge(byTitle)).toMatchObject({ state: 'suggested', value: 0.15 });
    expect(judge(byTitle, [buildActivity('1', 'meeting_held', 1)])).toMatchObject({ state: 'suggested', value: 0.35 });
    expect(judge(byTitle, [buildActivity('1', 'email_sent', 1)])).toMatchObject({ state: 'suggested', value: 0.35 });
  });

  test('is known once behaviour joins the title: two days on the pricing page', () => {
    const visits = [buildActivity('1', 'page_high_intent', 3), buildActivity('1', 'page_high_intent', 5)];
    const role = judge(byTitle, visits);
    expect(role).toMatchObject({ state: 'engaged', value: 1 });
    expect(role.candidates[0]?.confidence).toBeCloseTo(0.72, 9);
  });

  test('counts in full once a rep confirms it', () => {
    const confirmed = buildPerson('1', {
      ...CFO,
      roleDecisions: [{ role: 'BUDGET_HOLDER', decision: 'confirmed', decidedAt: daysAgo(1) }],
    });
    expect(judge(confirmed, [buildActivity('1', 'meeting_held', 1)])).toMatchObject({ state: 'engaged', value: 1 });
  });

  test('is gone for good once a rep rejects it, whatever else speaks for it', () => {
    const rejected = buildPerson('1', {
      ...CFO,
      ...setAs('BUDGET_HOLDER'),
      dealLabels: [{ role: 'BUDGET_HOLDER', dealId: '500' }],
      roleDecisions: [
        { role: 'BUDGET_HOLDER', decision: 'rejected', decidedAt: daysAgo(400) },
        { role: 'BUDGET_HOLDER', decision: 'confirmed', decidedAt: daysAgo(1) },
      ],
    });
    expect(judge(rejected)).toMatchObject({ state: 'missing', candidates: [] });
  });

  test('is held by a placeholder without counting, and is then no missing role', () => {
    const placeholders = [{ role: 'BUDGET_HOLDER' as const, note: 'the new CFO, starts in January' }];
    const result = assess(buildFacts({ placeholders }), BUDGET_ONLY);
    expect(result).toMatchObject({ coverage: { total: 0 }, missingRoles: [] });
    expect(result.coverage.lines[0]?.evidence).toBe('not a contact yet: the new CFO, starts in January');
    expect(findRole(result, 'BUDGET_HOLDER').state).toBe('placeholder');
  });

  test('is not held by the placeholder of another role', () => {
    const placeholders = [
      { role: 'CHAMPION' as const, note: 'whoever follows Ana' },
      { role: 'PROCUREMENT' as const, note: 'the new buyer' },
    ];
    const model = requireRoles({ role: 'BUDGET_HOLDER', weight: 1 }, { role: 'PROCUREMENT', weight: 1 });
    const result = assess(buildFacts({ placeholders }), model);
    expect(result.missingRoles).toEqual(['BUDGET_HOLDER']);
    expect(result.coverage.lines.map(({ evidence }) => evidence)).toEqual([
      'nobody known',
      'not a contact yet: the new buyer',
    ]);
    expect(result.roles).toHaveLength(3);
    expect(findRole(result, 'CHAMPION')).toMatchObject({ state: 'placeholder', required: false, candidates: [] });
  });
});

describe('evidence', () => {
  test('names its source, strength and age, strongest first', () => {
    const person = buildPerson('1', {
      ...CFO,
      ...setAs('BUDGET_HOLDER'),
      dealLabels: [{ role: 'BUDGET_HOLDER', dealId: '500' }],
    });
    const role = findRole(assess(buildFacts({ people: [person] }), BUDGET_ONLY), 'BUDGET_HOLDER');
    expect(role.candidates[0]?.evidence).toEqual([
      { source: 'set_in_hubspot', strength: 0.95, at: daysAgo(20), stale: false },
      { source: 'deal_label', strength: 0.9, at: null, stale: false },
      { source: 'title', strength: 0.6, at: null, stale: false },
    ]);
  });

  test('a role a person set over 12 months ago is stale', () => {
    expect(isStale(Date.UTC(2025, 10, 19))).toBe(true);
    expect(isStale(Date.UTC(2025, 10, 21))).toBe(false);
  });

  test('three conversations on three days suggest a champion, who still has to be confirmed', () => {
    const activities = [2, 9, 16].map((days) => buildActivity('1', 'email_reply', days));
    const model = requireRoles({ role: 'CHAMPION', weight: 1 });
    const assessFirst = (count: number): CommitteeResult =>
      assess(buildFacts({ people: [buildPerson('1')], activities: activities.slice(0, count) }), model);
    expect(findRole(assessFirst(3), 'CHAMPION')).toMatchObject({ state: 'suggested', value: 0.35 });
    expect(assessFirst(2).missingRoles).toEqual(['CHAMPION']);
  });
});

describe('coverage', () => {
  const pair = requireRoles({ role: 'BUDGET_HOLDER', weight: 2 }, { role: 'CHAMPION', weight: 1 });

  test('counts a person fully in one role and half in the other', () => {
    const people = [buildPerson('1', { name: 'Ana Ruiz', ...setAs('BUDGET_HOLDER', 'CHAMPION') })];
    const result = assess(buildFacts({ people, activities: [buildActivity('1', 'meeting_held', 2)] }), pair);
    expect(result.coverage).toEqual({
      total: 83,
      lines: [
        {
          kind: 'role',
          label: 'Budget holder',
          points: 67,
          evidence: 'engaged: Ana Ruiz, last activity meeting ⟦2026-11-18T12:00Z⟧',
        },
        {
          kind: 'role',
          label: 'Champion',
          points: 16,
          evidence:
            'engaged: Ana Ruiz, last activity meeting ⟦2026-11-18T12:00Z⟧; counts half, in full as budget holder',
        },
      ],
    });
  });

  test('is nothing to judge where the tier requires no role', () => {
    expect(assess(buildFacts(), requireRoles()).coverage).toEqual({ total: null, lines: [] });
  });

  test('asks of each tier what the model asks of it', () => {
    expect(listMissing(1)).toHaveLength(6);
    expect(listMissing(null)).toEqual(['DECISION_MAKER', 'CHAMPION', 'INFLUENCER']);
  });

  test('says of the holder what is known: state, name, title and last activity', () => {
    expect(describeCfo()).toBe('suggested: Mina Okafor, Chief Financial Officer, no activity');
    expect(describeCfo(buildActivity('1', 'email_sent', 2))).toBe(
      'suggested: Mina Okafor, Chief Financial Officer, last activity email sent ⟦2026-11-18T12:00Z⟧',
    );
  });

  test('lists equal gaps by what is held, then in the order of the roles; others by what they count', () => {
    const people = [
      buildPerson('1', setAs('CHAMPION')),
      buildPerson('2', setAs('DECISION_MAKER')),
      buildPerson('3', setAs('LEGAL_AND_COMPLIANCE')),
      buildPerson('4', setAs('BLOCKER')),
    ];
    const activities = [
      buildActivity('2', 'meeting_held', 2),
      buildActivity('3', 'email_sent', 2),
      buildActivity('4', 'meeting_held', 2),
    ];
    const model = requireRoles(
      { role: 'END_USER', weight: 1 },
      { role: 'DECISION_MAKER', weight: 3 },
      { role: 'CHAMPION', weight: 2 },
      { role: 'INFLUENCER', weight: 1 },
      { role: 'LEGAL_AND_COMPLIANCE', weight: 2.5 },
    );
    const others = [buildPerson('5', setAs('PROCUREMENT'))];
    const result = assess(buildFacts({ people: [...people, ...others], activities }), model);
    expect(result.roles.map(({ role }) => role)).toEqual([
      'CHAMPION',
      'LEGAL_AND_COMPLIANCE',
      'INFLUENCER',
      'END_USER',
      'DECISION_MAKER',
      'BLOCKER',
      'PROCUREMENT',
    ]);
  });

  test('lists required roles by the weight of their gap, then other held ones', () => {
    const people = [buildPerson('1', setAs('BUDGET_HOLDER')), buildPerson('2', setAs('BLOCKER'))];
    const result = assess(buildFacts({ people, activities: [buildActivity('1', 'page_view', 1)] }), pair);
    expect(result.roles.map(({ role, required }) => [role, required])).toEqual([
      ['CHAMPION', true],
      ['BUDGET_HOLDER', true],
      ['BLOCKER', false],
    ]);
  });
});
