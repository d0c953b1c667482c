import { expect, test } from 'vitest';
import { ROLE_LABELS } from '../../../src/domain/committee/role-labels.ts';
import type { RoleCoverage, RoleEvidence } from '../../../src/domain/committee/coverage-types.ts';
import { toCardRoles } from '../../../src/http/cards/build-roles.ts';
import { daysAgo } from '../../fixtures/account-facts.ts';

const set: RoleEvidence = { source: 'set_in_hubspot', strength: 0.95, at: daysAgo(500), stale: true };
const confirmed: RoleEvidence = { source: 'confirmed', strength: 0.9, at: daysAgo(1), stale: false };
const title: RoleEvidence = { source: 'title', strength: 0.6, at: null, stale: false };

function personWith(...evidence: RoleEvidence[]) {
  const candidate = { contactId: '1', name: 'Ana Ruiz', title: 'COO', role: 'CHAMPION', confidence: 0.9 } as const;
  const role: RoleCoverage = {
    role: 'CHAMPION',
    weight: 3,
    required: true,
    state: 'engaged',
    value: 1,
    candidates: [{ ...candidate, evidence, state: 'engaged', lastTouchAt: null, lastTouch: null }],
  };
  return toCardRoles([role], [], ROLE_LABELS)[0]?.people[0];
}

test('somebody whose mail bounces is marked', () => {
  expect(personWith(set)?.bounced).toBe(false);
  const candidate = { contactId: '1', name: 'Ana Ruiz', title: 'COO', role: 'CHAMPION', confidence: 0.9 } as const;
  const gone = { ...candidate, evidence: [set], lastTouchAt: null, lastTouch: null, bounced: true };
  const role = { role: 'CHAMPION', weight: 3, required: true, state: 'identified', value: 0.35 } as const;
  const [shown] = toCardRoles([{ ...role, candidates: [{ ...gone, state: 'identified' }] }], [], ROLE_LABELS);
  expect(shown?.people[0]?.bounced).toBe(true);
});

test.each([
  ['set long ago is asked about', [set, title], { stale: true, canDecide: true }],
  ['set long ago and confirmed lately is settled', [set, confirmed], { stale: false, canDecide: false }],
  [
    'confirmed long ago and set lately is settled',
    [
      { ...confirmed, stale: true },
      { ...set, stale: false },
    ],
    { stale: false, canDecide: false },
  ],
  [
    'confirmed long ago, set nobody knows when, is asked about',
    [
      { ...confirmed, stale: true },
      { ...set, at: null, stale: false },
    ],
    { stale: true, canDecide: true },
  ],
  ['only suggested is asked about', [title], { stale: false, canDecide: true }],
  ['set lately is settled', [{ ...set, stale: false }], { stale: false, canDecide: false }],
])('a role %s', (_, evidence, expected) => {
  expect(personWith(...evidence)).toMatchObject(expected);
});
