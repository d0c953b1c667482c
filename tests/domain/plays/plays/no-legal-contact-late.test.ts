import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { noLegalContactLate } from '../../../../src/domain/plays/plays/no-legal-contact-late.ts';
import { buildDeal, buildPerson } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const DEAL = buildDeal({ probability: 0.8, stageLabel: 'Decision Maker Bought-In' });

test('holds when the contract is near and nobody is known in legal, with those who may be by title', () => {
  const people = [buildPerson('1', { name: 'Lea Brandt', title: 'General Counsel' })];
  const hit = findHit(noLegalContactLate, buildPlayContext({ facts: { deals: [DEAL], people } }));
  expect(hit?.contactIds).toEqual(['1']);
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    '"Acme platform" (⟦40000 EUR⟧) is at Decision Maker Bought-In, opened ⟦2026-09-21T12:00Z⟧',
    'Legal & compliance only suggested: confirm Lea Brandt',
  ]);
});

test('does not hold before the contract, nor with a known legal contact', () => {
  expect(
    findHit(noLegalContactLate, buildPlayContext({ facts: { deals: [buildDeal({ probability: 0.6 })] } })),
  ).toBeNull();
  const people = [buildPerson('1', { buyingRoles: [{ role: 'LEGAL_AND_COMPLIANCE', setAt: null }] })];
  expect(findHit(noLegalContactLate, buildPlayContext({ facts: { deals: [DEAL], people } }))).toBeNull();
});
