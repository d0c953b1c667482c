import { expect, test } from 'vitest';
import { findDuePlays, findHit } from '../../../../src/domain/plays/find-hit.ts';
import { lookByTrigger } from '../../../../src/domain/plays/look-by-trigger.ts';
import { intentSpike } from '../../../../src/domain/plays/plays/intent-spike.ts';
import { recommendPlays } from '../../../../src/domain/plays/recommend-plays.ts';
import { buildPerson, buildSignal, daysAgo } from '../../../fixtures/account-facts.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

const PEOPLE = [buildPerson('1'), buildPerson('2', { buyingRoles: [{ role: 'CHAMPION', setAt: null }] })];

test('holds on a strong recent signal, the strongest first', () => {
  const signals = [
    buildSignal({ signalId: 's1', strength: 70 }),
    buildSignal({ signalId: 's2', source: 'G2', topic: 'account planning', strength: 90, occurredAt: daysAgo(14) }),
  ];
  const hit = findHit(intentSpike, buildPlayContext({ facts: { people: PEOPLE, signals } }));
  expect(hit?.contactIds).toEqual(['2', '1']);
  expect(hit?.urgency).toBeCloseTo(0.87, 9);
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'G2: "account planning" at 90 of 100 on ⟦2026-11-06T12:00Z⟧',
    'Bombora: "data platform" at 70 of 100 on ⟦2026-11-15T12:00Z⟧',
  ]);
});

test('does not hold on a weak or an old signal', () => {
  for (const signal of [buildSignal({ strength: 69 }), buildSignal({ occurredAt: daysAgo(15) })]) {
    expect(findHit(intentSpike, buildPlayContext({ facts: { people: PEOPLE, signals: [signal] } }))).toBeNull();
  }
});

test('names three strong signals and turns to five people at most', () => {
  const people = ['1', '2', '3', '4', '5', '6'].map((id) => buildPerson(id));
  const signals = [75, 80, 60, 85, 90].map((strength) => buildSignal({ signalId: `${strength}`, strength }));
  const old = buildSignal({ signalId: 'old', strength: 100, occurredAt: daysAgo(15) });
  const hit = findHit(intentSpike, buildPlayContext({ facts: { people, signals: [old, ...signals] } }));
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual(
    [90, 85, 80].map((strength) => `Bombora: "data platform" at ${strength} of 100 on ⟦2026-11-15T12:00Z⟧`),
  );
  expect(hit?.contactIds).toEqual(['1', '2', '3', '4', '5']);
  const weak = findHit(intentSpike, buildPlayContext({ facts: { signals: signals.slice(0, 3) } }));
  expect(weak?.whyNow).toHaveLength(2);
});

test('is offered with its topic where an admin looks further back, too', () => {
  const when = { signal: { minStrength: 70 }, withinDays: 30 } as const;
  const edited = { ...intentSpike, when, look: lookByTrigger({ when, aim: intentSpike.aim }) };
  const signals = [buildSignal({ topic: 'planning software', occurredAt: daysAgo(25) })];
  const context = buildPlayContext({ facts: { people: PEOPLE, signals } });
  const [offer] = recommendPlays(context, {}, findDuePlays(context, [edited]));
  expect(offer?.steps[0]?.resolvedText).toContain('"planning software"');
});
