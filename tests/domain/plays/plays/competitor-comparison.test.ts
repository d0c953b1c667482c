import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { competitorComparison } from '../../../../src/domain/plays/plays/competitor-comparison.ts';
import { buildActivity, buildPerson, buildSignal } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const PEOPLE = [buildPerson('1', { name: 'Ana Ruiz' }), buildPerson('2')];

test('holds when they read a comparison, with the readers', () => {
  const activities = [buildActivity('1', 'page_high_intent', 2, '/compare/others'), buildActivity('2', 'page_view', 1)];
  const hit = findHit(competitorComparison, buildPlayContext({ facts: { people: PEOPLE, activities } }));
  expect(hit?.contactIds).toEqual(['1']);
  expect(hit?.whyNow[0]?.sentence).toBe('Ana Ruiz: pricing or comparison page "/compare/others" on 18 Nov');
});

test('holds when a signal names a comparison, with whoever is active', () => {
  const facts = {
    people: PEOPLE,
    activities: [buildActivity('2', 'page_view', 1)],
    signals: [buildSignal({ source: 'G2', topic: 'Acme alternatives' })],
  };
  const hit = findHit(competitorComparison, buildPlayContext({ facts }));
  expect(hit?.contactIds).toEqual(['2']);
  expect(hit?.whyNow[0]?.sentence).toBe('G2 saw "Acme alternatives" on 15 Nov');
});

test('does not hold on the pricing page, on another topic, or a month later', () => {
  const activities = [
    buildActivity('1', 'page_high_intent', 2, '/pricing'),
    buildActivity('1', 'page_high_intent', 31, '/compare'),
  ];
  const facts = { people: PEOPLE, activities, signals: [buildSignal()] };
  expect(findHit(competitorComparison, buildPlayContext({ facts }))).toBeNull();
});
