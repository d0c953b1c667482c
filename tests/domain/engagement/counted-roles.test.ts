import { expect, test } from 'vitest';
import { listCountedRoles } from '../../../src/domain/engagement/counted-roles.ts';
import { NOW, buildPerson } from '../../fixtures/account-facts.ts';

test('roles set in HubSpot, carried by a deal’s label or confirmed count once each', () => {
  const person = buildPerson('1', {
    buyingRoles: [{ role: 'CHAMPION', setAt: null }],
    dealLabels: [
      { role: 'CHAMPION', dealId: '5' },
      { role: 'BUDGET_HOLDER', dealId: '5' },
    ],
    roleDecisions: [{ role: 'INFLUENCER', decision: 'confirmed', decidedAt: NOW }],
  });
  expect(listCountedRoles(person).sort()).toEqual(['BUDGET_HOLDER', 'CHAMPION', 'INFLUENCER']);
});

test('a title alone gives no role that weighs', () => {
  expect(listCountedRoles(buildPerson('1', { title: 'Chief Financial Officer' }))).toEqual([]);
});

test('a rejected role never counts, whatever else says it', () => {
  const person = buildPerson('1', {
    buyingRoles: [{ role: 'CHAMPION', setAt: NOW }],
    roleDecisions: [
      { role: 'CHAMPION', decision: 'rejected', decidedAt: NOW - 1 },
      { role: 'CHAMPION', decision: 'confirmed', decidedAt: NOW },
    ],
  });
  expect(listCountedRoles(person)).toEqual([]);
});

test('one word from each of two places counts as both, roles of the portal’s own options too', () => {
  const own = buildPerson('1', {
    buyingRoles: [{ role: 'CHAMPION', setAt: null }],
    otherRoles: [{ option: 'board', setAt: null }],
  });
  expect(listCountedRoles(own, { optionRoles: { board: 'DECISION_MAKER' } })).toEqual(['CHAMPION', 'DECISION_MAKER']);
  const said = buildPerson('1', {
    dealLabels: [{ role: 'CHAMPION', dealId: '5' }],
    roleDecisions: [{ role: 'INFLUENCER', decision: 'confirmed', decidedAt: NOW }],
  });
  expect(listCountedRoles(said)).toEqual(['CHAMPION', 'INFLUENCER']);
});
