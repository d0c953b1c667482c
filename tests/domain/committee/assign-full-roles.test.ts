import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignFullRoles } from '../../../src/domain/committee/assign-full-roles.ts';
import type { RoleValue } from '../../../src/domain/committee/assign-full-roles.ts';
import { ROLE_IDS } from '../../../src/domain/facts.ts';
import type { RoleId } from '../../../src/domain/facts.ts';

function score(
  values: readonly RoleValue[],
  weights: ReadonlyMap<RoleId, number>,
  full: ReadonlyMap<string, RoleId>,
): number {
  return [...weights].reduce((sum, [role, weight]) => {
    const counted = values
      .filter((claim) => claim.role === role)
      .map(({ contactId, value }) => (full.get(contactId) === role ? value : value / 2));
    return sum + weight * Math.max(0, ...counted);
  }, 0);
}

/** Tries every person in every role. */
function bestByTrying(values: readonly RoleValue[], weights: ReadonlyMap<RoleId, number>): number {
  const people = [...new Set(values.map(({ contactId }) => contactId))];
  const tryFrom = (index: number, full: ReadonlyMap<string, RoleId>): number => {
    const person = people[index];
    if (person === undefined) return score(values, weights, full);
    return Math.max(...[...weights.keys()].map((role) => tryFrom(index + 1, new Map([...full, [person, role]]))));
  };
  return tryFrom(0, new Map());
}

function claim(contactId: string, role: RoleId, value = 1, confidence = 0.9): RoleValue {
  return { contactId, role, value, confidence, lastTouchAt: null };
}

/** With two roles that weigh the same. */
function assignEqual(...values: RoleValue[]): [string, RoleId][] {
  const weights = new Map<RoleId, number>([
    ['CHAMPION', 1],
    ['BUDGET_HOLDER', 1],
  ]);
  return [...assignFullRoles(values, weights)];
}

describe('assignFullRoles', () => {
  test('one person in two roles counts fully in the heavier one', () => {
    const values: RoleValue[] = [claim('a', 'CHAMPION'), claim('a', 'BUDGET_HOLDER')];
    const full = assignFullRoles(
      values,
      new Map([
        ['CHAMPION', 1],
        ['BUDGET_HOLDER', 2],
      ]),
    );
    expect([...full]).toEqual([['a', 'BUDGET_HOLDER']]);
  });

  test('gives up the better pair where two people together cover more', () => {
    const values: RoleValue[] = [claim('a', 'CHAMPION'), claim('a', 'BUDGET_HOLDER', 0.6), claim('b', 'CHAMPION')];
    const full = assignFullRoles(
      values,
      new Map([
        ['CHAMPION', 3],
        ['BUDGET_HOLDER', 1],
      ]),
    );
    expect(full.get('a')).toBe('BUDGET_HOLDER');
    expect(full.get('b')).toBe('CHAMPION');
  });

  test('names only who is needed', () => {
    const values = [claim('a', 'BUDGET_HOLDER'), claim('b', 'BUDGET_HOLDER', 0.6), claim('c', 'CHAMPION', 0)];
    expect(assignEqual(...values)).toEqual([['a', 'BUDGET_HOLDER']]);
  });

  test('finds the best person behind lesser ones of smaller ids', () => {
    const values = [claim('a', 'CHAMPION', 0.6), claim('b', 'CHAMPION')];
    expect([...assignFullRoles(values, new Map([['CHAMPION', 1]]))]).toEqual([['b', 'CHAMPION']]);
  });

  test('counts somebody fully in the role that is surer, where two would cover the same', () => {
    const sure = claim('a', 'BUDGET_HOLDER', 1, 0.95);
    expect(assignEqual(claim('a', 'CHAMPION'), sure)).toEqual([['a', 'BUDGET_HOLDER']]);
    const surer = claim('a', 'CHAMPION', 1, 0.98);
    expect(assignEqual(surer, sure)).toEqual([['a', 'CHAMPION']]);
    expect(assignEqual(sure, { ...surer, value: 0.6 })).toEqual([['a', 'BUDGET_HOLDER']]);
  });

  test('counts whoever was in touch last, where two are known as well and as surely', () => {
    const touched = { ...claim('b', 'CHAMPION'), lastTouchAt: 9 };
    const before = { ...claim('a', 'CHAMPION'), lastTouchAt: 4 };
    expect(assignEqual(before, touched)).toEqual([['b', 'CHAMPION']]);
    expect(assignEqual({ ...touched, lastTouchAt: null }, before)).toEqual([['a', 'CHAMPION']]);
  });

  test('settles ties by the order of the roles and the ids of people, in whatever order they come', () => {
    expect(assignEqual(claim('b', 'CHAMPION'), claim('a', 'CHAMPION'))).toEqual([['a', 'CHAMPION']]);
    expect(assignEqual(claim('a', 'CHAMPION'), claim('a', 'BUDGET_HOLDER'))).toEqual([['a', 'BUDGET_HOLDER']]);
    const lesser = [claim('a', 'CHAMPION', 0.6), claim('a', 'BUDGET_HOLDER', 0.6)];
    expect(assignEqual(claim('b', 'CHAMPION'), claim('b', 'BUDGET_HOLDER'), ...lesser)).toEqual([
      ['a', 'CHAMPION'],
      ['b', 'BUDGET_HOLDER'],
    ]);
  });

  test('no assignment is better, and the order of the claims never matters', () => {
    const roles = fc.uniqueArray(fc.constantFrom(...ROLE_IDS.slice(0, 3)), { minLength: 2, maxLength: 3 });
    const weights = roles.chain((ids) =>
      fc.tuple(...ids.map((id) => fc.tuple(fc.constant(id), fc.integer({ min: 0, max: 4 })))),
    );
    const claims = fc.uniqueArray(
      fc.record({
        contactId: fc.constantFrom('a', 'b', 'c', 'd'),
        role: fc.constantFrom(...ROLE_IDS.slice(0, 3)),
        value: fc.constantFrom(0, 0.15, 0.35, 0.6, 1),
        confidence: fc.constantFrom(0.3, 0.6, 0.9, 0.95),
        lastTouchAt: fc.constantFrom(null, 1, 2),
      }),
      { selector: ({ contactId, role }) => `${contactId} ${role}`, minLength: 4, maxLength: 12 },
    );
    fc.assert(
      fc.property(claims, weights, (values, pairs) => {
        const byRole = new Map(pairs);
        const full = assignFullRoles(values, byRole);
        expect(score(values, byRole, full)).toBeCloseTo(bestByTrying(values, byRole), 9);
        expect([...assignFullRoles(values.toReversed(), byRole)]).toEqual([...full]);
        expect([...assignFullRoles(values, new Map(pairs.toReversed()))]).toEqual([...full]);
      }),
      { numRuns: 600 },
    );
  });
});
