import { expect, test } from 'vitest';
import type { DealFacts } from '../../../../src/domain/facts.ts';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { competitorComparison } from '../../../../src/domain/plays/plays/competitor-comparison.ts';
import { buildActivity, buildDeal, buildPerson, buildSignal, daysAgo } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const PEOPLE = [buildPerson('1', { name: 'Ana Ruiz' }), buildPerson('2')];

const note = (text: string, days: number) => ({ itemId: text, text, notedAt: daysAgo(days) });

test('holds when they read a comparison, with the readers', () => {
  const activities = [buildActivity('1', 'page_high_intent', 2, '/compare/others'), buildActivity('2', 'page_view', 1)];
  const hit = findHit(competitorComparison, buildPlayContext({ facts: { people: PEOPLE, activities } }));
  expect(hit?.contactIds).toEqual(['1']);
  expect(hit?.whyNow[0]?.sentence).toBe(
    'Ana Ruiz: pricing or comparison page "/compare/others" on ⟦2026-11-18T12:00Z⟧',
  );
});

test('holds when a signal names a comparison, with whoever is active', () => {
  const facts = {
    people: PEOPLE,
    activities: [buildActivity('2', 'page_view', 1)],
    signals: [buildSignal({ source: 'G2', topic: 'Acme alternatives' })],
  };
  const hit = findHit(competitorComparison, buildPlayContext({ facts }));
  expect(hit?.contactIds).toEqual(['2']);
  expect(hit?.whyNow[0]?.sentence).toBe('G2 saw "Acme alternatives" on ⟦2026-11-15T12:00Z⟧');
});

test('holds while the plan names a competitor in play, with the two noted last', () => {
  const competitors = [note('Orbis', 2), note('Globex', 9), note('Initech', 30)];
  const activities = [buildActivity('2', 'page_view', 1)];
  const plan = { objective: note('Renew', 1), initiatives: [], competitors };
  const hit = findHit(competitorComparison, buildPlayContext({ facts: { people: PEOPLE, activities, plan } }));
  expect(hit?.contactIds).toEqual(['2']);
  expect(hit?.whyNow).toEqual([
    { sentence: 'Competitor in our plan since ⟦2026-11-18T12:00Z⟧: Orbis', at: daysAgo(2) },
    { sentence: 'Competitor in our plan since ⟦2026-11-11T12:00Z⟧: Globex', at: daysAgo(9) },
  ]);
  expect(hit?.urgency).toBe(0.4);
  const without = { ...plan, competitors: [] };
  expect(findHit(competitorComparison, buildPlayContext({ facts: { people: PEOPLE, plan: without } }))).toBeNull();
});

test('does not hold on the pricing page, on another topic, or a month later', () => {
  const activities = [
    buildActivity('1', 'page_high_intent', 2, '/pricing'),
    buildActivity('1', 'page_high_intent', 31, '/compare'),
  ];
  const facts = { people: PEOPLE, activities, signals: [buildSignal()] };
  expect(findHit(competitorComparison, buildPlayContext({ facts }))).toBeNull();
});

test('names the two latest signals of a comparison, and is more urgent beside an open deal', () => {
  const signals = [
    buildSignal({ signalId: '1', topic: 'Acme vs Globex', strength: 90, occurredAt: daysAgo(20) }),
    buildSignal({ signalId: '2', topic: 'Acme alternatives', occurredAt: daysAgo(9) }),
    buildSignal({ signalId: '3', topic: 'Globex competitors', strength: 50, occurredAt: daysAgo(2) }),
    buildSignal({ signalId: '4', topic: 'compare CRMs', occurredAt: daysAgo(31) }),
    buildSignal({ signalId: '5', topic: 'data platform', occurredAt: daysAgo(1) }),
  ];
  const judge = (...deals: DealFacts[]) =>
    findHit(competitorComparison, buildPlayContext({ facts: { people: PEOPLE, signals, deals } }));
  expect(judge()?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Bombora saw "Globex competitors" on ⟦2026-11-18T12:00Z⟧',
    'Bombora saw "Acme alternatives" on ⟦2026-11-11T12:00Z⟧',
  ]);
  const lost = buildDeal({ dealId: '9', state: 'lost', closedAt: daysAgo(9) });
  expect([judge(), judge(lost), judge(lost, buildDeal())].map((hit) => hit?.urgency)).toEqual([0.6, 0.6, 0.9]);
});
