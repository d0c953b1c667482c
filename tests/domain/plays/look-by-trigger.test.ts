import { expect, test } from 'vitest';
import type { Expression } from '../../../src/domain/condition/expression.ts';
import type { RoleId } from '../../../src/domain/facts.ts';
import { lookByTrigger } from '../../../src/domain/plays/look-by-trigger.ts';
import type { TriggerHit } from '../../../src/domain/plays/play-types.ts';
import { buildActivity, buildDeal, buildPerson, buildSignal, daysAgo } from '../../fixtures/account-facts.ts';
import { buildPlayContext, type Scene } from '../../fixtures/play-context.ts';

const look = (when: Expression, scene: Scene, targetRole: RoleId | null = null): TriggerHit | null =>
  lookByTrigger({
    when,
    aim: targetRole === null ? { kind: 'active' } : { kind: 'role', role: targetRole, state: 'engaged' },
  })(buildPlayContext(scene));
const sentences = (when: Expression, scene: Scene): string[] | undefined =>
  look(when, scene)?.whyNow.map(({ sentence }) => sentence);
const note = (text: string, days: number) => ({ itemId: text, text, notedAt: daysAgo(days) });

test('a risk is told in its own sentence', () => {
  const scene = { tier: 1, facts: { deals: [buildDeal({ probability: 0.9 })] } } as const;
  const { risks } = buildPlayContext(scene).result.committee;
  expect(risks.map(({ id }) => id)).toEqual(['tier1_no_sponsor', 'no_budget_holder_late']);
  for (const { id, sentence } of risks) expect(look({ risk: id }, scene)?.whyNow).toEqual([{ sentence, at: null }]);
});

test('days are those of the portal’s calendar', () => {
  const yesterday = { property: 'renewal', when: { kind: 'overDaysAgo', days: 0 } } as const;
  const at = (timeZone: string) => sentences(yesterday, { facts: { properties: { renewal: '2026-11-20' }, timeZone } });
  expect(at('Pacific/Auckland')).toEqual(['renewal = ⟦2026-11-20⟧']);
  expect(at('America/Los_Angeles')).toEqual([]);
});

test('a role is told by its state', () => {
  const people = [buildPerson('1', { buyingRoles: [{ role: 'CHAMPION', setAt: null }] })];
  const scene = { facts: { people, activities: [buildActivity('1', 'page_view', 2)] } };
  expect(sentences({ role: 'CHAMPION', state: ['engaged'] }, scene)).toEqual(['Champion: engaged']);
  expect(sentences({ role: 'DECISION_MAKER', state: ['missing'] }, scene)).toEqual(['Decision maker: missing']);
});

test('acts are told by the two most telling of those the trigger counts', () => {
  const people = ['1', '2', '3', '4', '5'].map((id) => buildPerson(id));
  const activities = [
    buildActivity('1', 'email_click', 1),
    buildActivity('2', 'page_view', 20),
    buildActivity('3', 'page_view', 4),
    buildActivity('4', 'page_view', 3),
    buildActivity('5', 'page_view', 5),
  ];
  const viewed = { activity: { by: 'theirs', types: ['page_view'] }, withinDays: 10 } as const;
  expect(sentences(viewed, { facts: { people, activities } })).toEqual([
    'Person 4: page view on ⟦2026-11-17T12:00Z⟧',
    'Person 3: page view on ⟦2026-11-16T12:00Z⟧',
  ]);
  expect(sentences({ ...viewed, atMost: 5 }, { facts: { people, activities } })).toEqual([
    'At most 5 page views in the last 10 days',
  ]);
  expect(sentences({ ...viewed, atLeast: 0 }, { facts: { people } })).toEqual([
    'At least 0 page views in the last 10 days',
  ]);
});

test('signals are told by the two strongest, a plan by its two newest notes', () => {
  const signals = [
    buildSignal({ signalId: '1', topic: 'weak', strength: 50 }),
    buildSignal({ signalId: '2', topic: 'third', strength: 71, occurredAt: daysAgo(1) }),
    buildSignal({ signalId: '3', topic: 'first', strength: 90, occurredAt: daysAgo(4) }),
    buildSignal({ signalId: '4', topic: 'old', strength: 99, occurredAt: daysAgo(30) }),
    buildSignal({ signalId: '5', topic: 'second', strength: 80 }),
  ];
  expect(look({ signal: { minStrength: 70 }, withinDays: 7 }, { facts: { signals } })?.whyNow).toEqual([
    { sentence: 'Bombora: "first" at 90 of 100 on ⟦2026-11-16T12:00Z⟧', at: daysAgo(4) },
    { sentence: 'Bombora: "second" at 80 of 100 on ⟦2026-11-15T12:00Z⟧', at: daysAgo(5) },
  ]);
  const plan = { objective: null, initiatives: [note('Cloud', 2), note('ERP', 3), note('CRM', 4)], competitors: [] };
  expect(look({ plan: { part: 'initiative' } }, { facts: { plan } })?.whyNow).toEqual([
    { sentence: 'Initiative in our plan since ⟦2026-11-18T12:00Z⟧: Cloud', at: daysAgo(2) },
    { sentence: 'Initiative in our plan since ⟦2026-11-17T12:00Z⟧: ERP', at: daysAgo(3) },
  ]);
});

test('an open deal is told by the leading one, a closed one by the last that is dated', () => {
  const deals = [
    buildDeal({ dealId: '1' }),
    buildDeal({ dealId: '2', name: 'First', state: 'lost', closedAt: daysAgo(90) }),
    buildDeal({ dealId: '3', name: 'Last', state: 'lost', closedAt: daysAgo(50) }),
    buildDeal({ dealId: '4', name: 'Won', state: 'won', closedAt: daysAgo(5) }),
  ];
  expect(sentences({ deal: { state: 'open' } }, { facts: { deals } })).toEqual([
    '"Acme platform" (⟦40000 EUR⟧) is at Qualified To Buy, opened ⟦2026-09-21T12:00Z⟧',
  ]);
  expect(look({ deal: { state: 'lost' } }, { facts: { deals } })?.whyNow).toEqual([
    { sentence: '"Last" was lost on ⟦2026-10-01T12:00Z⟧', at: daysAgo(50) },
  ]);
  const undated = [buildDeal({ state: 'lost', closedAt: null })];
  expect(sentences({ deal: { state: 'lost' } }, { facts: { deals: undated } })).toEqual(['A deal was lost']);
});

test('a deal is told by one that the trigger asks for', () => {
  const deals = [
    buildDeal({ dealId: '1', name: 'Long ago', state: 'lost', closedAt: daysAgo(200) }),
    buildDeal({ dealId: '2', name: 'Last', state: 'lost', closedAt: daysAgo(50) }),
    buildDeal({ dealId: '3', name: 'Undated', state: 'lost', closedAt: null }),
  ];
  const when = { deal: { state: 'lost', closedFromDays: 182, closedToDays: 366 } } as const;
  expect(sentences(when, { facts: { deals } })).toEqual([expect.stringMatching(/^"Long ago" was lost on /)]);
});

test('a part that does not hold is no evidence', () => {
  const when = {
    any: [
      { score: 'intent', min: 90 },
      { score: 'fit', min: 70 },
    ],
  } as const;
  expect(sentences(when, { fit: 80 })).toEqual(['Fit is 80']);
});

test('four pieces of evidence at most, of the parts that hold, the latest first and undated ones last', () => {
  const signal = { signal: {}, withinDays: 9 } as const;
  const scene: Scene = {
    facts: {
      deals: [buildDeal({ state: 'lost', closedAt: daysAgo(50) })],
      signals: [buildSignal()],
      activities: [buildActivity('1', 'page_view', 7)],
      people: [buildPerson('1', { name: 'Ana Ruiz' })],
      properties: { industry: 'Retail' },
    },
    fit: 80,
  };
  const parts: readonly Expression[] = [
    {
      any: [
        { score: 'fit', min: 70 },
        { score: 'intent', min: 90 },
      ],
    },
    { activity: { by: 'theirs' }, withinDays: 9 },
    { deal: { state: 'lost' } },
    signal,
  ];
  const told = [
    'Bombora: "data platform" at 80 of 100 on ⟦2026-11-15T12:00Z⟧',
    'Ana Ruiz: page view on ⟦2026-11-13T12:00Z⟧',
    '"Acme platform" was lost on ⟦2026-10-01T12:00Z⟧',
    'Fit is 80',
  ];
  expect(sentences({ all: parts }, scene)).toEqual(told);
  expect(sentences({ all: [...parts, { property: 'industry', when: { kind: 'known' } }] }, scene)).toEqual(told);
});

test('turns to its role, else to who is active; to anybody only where it is for no role', () => {
  const people = [
    buildPerson('1'),
    buildPerson('2'),
    buildPerson('3', { title: 'Chief Financial Officer', bounced: true }),
  ];
  const when = { score: 'fit', min: 0 } as const;
  const turnTo = (role: RoleId | null, days: number) =>
    look(when, { facts: { people, activities: [buildActivity('2', 'page_view', days)] } }, role)?.contactIds;
  expect(turnTo(null, 60)).toEqual(['2']);
  expect(turnTo('BUDGET_HOLDER', 60)).toEqual(['2']);
  expect(turnTo(null, 61)).toEqual(['1', '2']);
  expect(turnTo('BUDGET_HOLDER', 61)).toEqual([]);
});
