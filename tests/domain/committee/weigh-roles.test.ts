import { describe, expect, test } from 'vitest';
import type { RoleCandidate } from '../../../src/domain/committee/coverage-types.ts';
import type { Claim } from '../../../src/domain/committee/list-candidates.ts';
import { STATE_VALUE } from '../../../src/domain/committee/role-state.ts';
import { weighRoles } from '../../../src/domain/committee/weigh-roles.ts';
import type { RoleId } from '../../../src/domain/facts.ts';

function claim(contactId: string, role: RoleId, known: Partial<RoleCandidate> = {}): Claim {
  const state = known.state ?? 'engaged';
  const candidate: RoleCandidate = {
    contactId,
    name: `Person ${contactId}`,
    title: null,
    role,
    confidence: 0.9,
    evidence: [],
    lastTouchAt: null,
    lastTouch: null,
    ...known,
    state,
  };
  return { candidate, value: STATE_VALUE[state] };
}

function listChampions(...claims: Claim[]): string[] {
  return (weighRoles(claims, []).get('CHAMPION')?.candidates ?? []).map(({ contactId }) => contactId);
}

describe('the candidates of a role', () => {
  test.each<[string, Partial<RoleCandidate>, Partial<RoleCandidate>]>([
    ['better known', { state: 'reached', confidence: 0.5 }, { state: 'identified', confidence: 0.9 }],
    ['surer', { confidence: 0.9, lastTouchAt: 1 }, { confidence: 0.6, lastTouchAt: 9 }],
    ['last in touch', { lastTouchAt: 9 }, { lastTouchAt: 4 }],
    ['in touch at all', { lastTouchAt: 9 }, { lastTouchAt: null }],
  ])('begin with the one who is %s', (_why, first, second) => {
    expect(listChampions(claim('2', 'CHAMPION', first), claim('1', 'CHAMPION', second))).toEqual(['2', '1']);
    expect(listChampions(claim('1', 'CHAMPION', second), claim('2', 'CHAMPION', first))).toEqual(['2', '1']);
  });

  test('begin with the one through whom the role counts, where another is known as well but counts in full elsewhere', () => {
    const required = [
      { role: 'CHAMPION' as const, weight: 1 },
      { role: 'DECISION_MAKER' as const, weight: 1 },
    ];
    const surer = { confidence: 0.98, lastTouchAt: 9 };
    const claims = [claim('1', 'CHAMPION', surer), claim('1', 'DECISION_MAKER', surer), claim('2', 'CHAMPION')];
    const { holder, candidates } = weighRoles(claims, required).get('CHAMPION')!;
    expect(holder?.contactId).toBe('2');
    expect(candidates.map(({ contactId }) => contactId)).toEqual(['2', '1']);
  });

  test('stand by id where nothing else tells them apart', () => {
    expect(listChampions(claim('3', 'CHAMPION'), claim('1', 'CHAMPION'), claim('2', 'CHAMPION'))).toEqual([
      '1',
      '2',
      '3',
    ]);
  });
});

describe('a role that is not required', () => {
  const required = [{ role: 'CHAMPION' as const, weight: 1 }];

  test('counts in full through somebody who counts fully in no required one', () => {
    const claims = [claim('1', 'CHAMPION'), claim('2', 'CHAMPION'), claim('2', 'PROCUREMENT')];
    const holdings = weighRoles(claims, required);
    expect(holdings.get('CHAMPION')).toMatchObject({ value: 1, holder: { contactId: '1' }, fullIn: null });
    expect(holdings.get('PROCUREMENT')).toMatchObject({ value: 1, holder: { contactId: '2' }, fullIn: null });
  });

  test('counts half through somebody who does', () => {
    const holdings = weighRoles([claim('1', 'CHAMPION'), claim('1', 'PROCUREMENT')], required);
    expect(holdings.get('PROCUREMENT')).toMatchObject({ value: 0.5, fullIn: 'CHAMPION' });
  });
});
