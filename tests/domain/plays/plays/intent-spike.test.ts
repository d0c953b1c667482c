import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { intentSpike } from '../../../../src/domain/plays/plays/intent-spike.ts';
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
    'G2: "account planning" at 90 of 100 on 6 Nov',
    'Bombora: "data platform" at 70 of 100 on 15 Nov',
  ]);
});

test('does not hold on a weak or an old signal', () => {
  for (const signal of [buildSignal({ strength: 69 }), buildSignal({ occurredAt: daysAgo(15) })]) {
    expect(findHit(intentSpike, buildPlayContext({ facts: { people: PEOPLE, signals: [signal] } }))).toBeNull();
  }
});
