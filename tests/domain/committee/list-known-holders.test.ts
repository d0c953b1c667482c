import { expect, test } from 'vitest';
import type { RoleCandidate, RoleCoverage, RoleState } from '../../../src/domain/committee/coverage-types.ts';
import { listKnownHolders } from '../../../src/domain/committee/list-known-holders.ts';

function candidate(contactId: string, state: RoleState): RoleCandidate {
  return {
    contactId,
    name: `Person ${contactId}`,
    title: null,
    role: 'CHAMPION',
    confidence: 0.9,
    evidence: [],
    state,
    lastTouchAt: null,
    lastTouch: null,
  };
}

test('a role is held by those of whom more than a title is known', () => {
  const champions: RoleCoverage = {
    role: 'CHAMPION',
    weight: 1,
    required: true,
    state: 'engaged',
    value: 1,
    candidates: [candidate('1', 'engaged'), candidate('2', 'identified'), candidate('3', 'suggested')],
  };
  expect(listKnownHolders([champions], 'CHAMPION').map(({ contactId }) => contactId)).toEqual(['1', '2']);
  expect(listKnownHolders([champions], 'BLOCKER')).toEqual([]);
});
