import { describe, expect, test } from 'vitest';
import { classifyTitle } from '../../../src/domain/committee/classify-title.ts';
import type { RoleCandidate, RoleEvidence } from '../../../src/domain/committee/coverage-types.ts';
import { DEFAULT_COMMITTEE_MODEL } from '../../../src/domain/committee/default-committee-model.ts';
import { listClaims } from '../../../src/domain/committee/list-candidates.ts';
import type { ActivityFact, PersonFacts, RoleId } from '../../../src/domain/facts.ts';
import { buildActivity, buildFacts, buildPerson, daysAgo, NOW } from '../../fixtures/account-facts.ts';

const MODEL = { ...DEFAULT_COMMITTEE_MODEL, optionRoles: { SECURITY: 'INFLUENCER' as RoleId } };
const A_YEAR_AGO = Date.UTC(2025, 10, 20, 12);

function listCandidates(
  person: Partial<PersonFacts>,
  activities: readonly ActivityFact[] = [],
  model = MODEL,
): RoleCandidate[] {
  const facts = buildFacts({ people: [buildPerson('1', person)], activities });
  const titles = [{ contactId: '1', titleClass: classifyTitle(person.title ?? null) }];
  return listClaims({ facts, titles, model, now: NOW }).map(({ candidate }) => candidate);
}

function listEvidence(person: Partial<PersonFacts>, role: RoleId): readonly RoleEvidence[] | undefined {
  return listCandidates(person).find((candidate) => candidate.role === role)?.evidence;
}

function areStale(person: Partial<PersonFacts>): boolean[] | undefined {
  return listEvidence(person, 'CHAMPION')?.map(({ stale }) => stale);
}

function setAt(at: number | null): Partial<PersonFacts> {
  return { buyingRoles: [{ role: 'CHAMPION', setAt: at }] };
}

const confirmed = (decidedAt: number): PersonFacts['roleDecisions'][number] => ({
  role: 'CHAMPION',
  decision: 'confirmed',
  decidedAt,
});

describe('the last touch of a candidate', () => {
  const person = { buyingRoles: [{ role: 'CHAMPION' as const, setAt: null }] };
  const sent = buildActivity('1', 'email_sent', 1);

  test('is what they did while they are engaged, though we have written since', () => {
    expect(listCandidates(person, [buildActivity('1', 'page_view', 9), sent])).toMatchObject([
      { state: 'engaged', lastTouch: 'page view', lastTouchAt: daysAgo(9) },
    ]);
  });

  test('is that of either side once they are not', () => {
    expect(listCandidates(person, [buildActivity('1', 'page_view', 60), sent])).toMatchObject([
      { state: 'reached', lastTouch: 'email sent', lastTouchAt: daysAgo(1) },
    ]);
    expect(listCandidates(person)).toMatchObject([{ state: 'identified', lastTouch: null, lastTouchAt: null }]);
  });
});

describe('evidence that grows old', () => {
  test('is what a person set or confirmed more than twelve months ago, not at twelve', () => {
    expect(areStale(setAt(A_YEAR_AGO - 1))).toEqual([true]);
    expect(areStale(setAt(A_YEAR_AGO))).toEqual([false]);
    expect(areStale(setAt(null))).toEqual([false]);
    expect(areStale({ roleDecisions: [confirmed(A_YEAR_AGO - 1)] })).toEqual([true]);
    expect(areStale({ roleDecisions: [confirmed(A_YEAR_AGO)] })).toEqual([false]);
  });

  test('is never what somebody did', () => {
    const talks = [40, 50, 60].map((days) => buildActivity('1', 'meeting_held', days));
    const [champion] = listCandidates({}, talks, { ...MODEL, staleRoleMonths: 1 });
    expect(champion).toMatchObject({ role: 'CHAMPION', evidence: [{ source: 'behaviour', stale: false }] });
  });
});

describe('one source speaks once for a role', () => {
  test.each([
    [daysAgo(300), daysAgo(20), daysAgo(20)],
    [daysAgo(20), daysAgo(300), daysAgo(20)],
    [null, daysAgo(20), daysAgo(20)],
    [daysAgo(20), null, daysAgo(20)],
    [null, null, null],
  ])('set at %j and by an option mapped to it at %j, it was set at %j', (ownSetAt, optionSetAt, at) => {
    const evidence = listEvidence(
      {
        buyingRoles: [{ role: 'INFLUENCER', setAt: ownSetAt }],
        otherRoles: [{ option: 'SECURITY', setAt: optionSetAt }],
      },
      'INFLUENCER',
    );
    expect(evidence).toEqual([{ source: 'set_in_hubspot', strength: 0.95, at, stale: false }]);
  });

  test('and the others keep their word', () => {
    const evidence = listEvidence(
      {
        buyingRoles: [{ role: 'CHAMPION', setAt: daysAgo(50) }],
        roleDecisions: [confirmed(daysAgo(90)), confirmed(daysAgo(10))],
      },
      'CHAMPION',
    );
    expect(evidence?.map(({ source, at }) => [source, at])).toEqual([
      ['set_in_hubspot', daysAgo(50)],
      ['confirmed', daysAgo(10)],
    ]);
  });
});

describe('a title', () => {
  test('speaks as strongly as it points to the role', () => {
    const person = { title: 'Chief Financial Officer' };
    expect(listEvidence(person, 'BUDGET_HOLDER')).toMatchObject([{ source: 'title', strength: 0.6, at: null }]);
    expect(listEvidence(person, 'EXECUTIVE_SPONSOR')).toMatchObject([{ source: 'title', strength: 0.4, at: null }]);
  });

  test('says nothing where it was not classified, or where there is none', () => {
    const facts = buildFacts({ people: [buildPerson('1', { title: 'CFO' })] });
    expect(listClaims({ facts, titles: [], model: MODEL, now: NOW })).toEqual([]);
    expect(listCandidates({ title: null })).toEqual([]);
  });
});
