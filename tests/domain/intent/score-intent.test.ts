import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SignalFact } from '../../../src/domain/facts.ts';
import { scoreIntent, totalIntent } from '../../../src/domain/intent/score-intent.ts';
import { NOW, buildSignal, daysAgo } from '../../fixtures/account-facts.ts';

const model = { halfLifeDays: 14, sourceWeights: { Bombora: 0.6, G2: 1 }, defaultWeight: 0.5 };
const score = (signals: readonly SignalFact[], now = NOW) => scoreIntent(signals, model, now);
const signal = (signalId: string, source: string, topic: string, strength: number, daysBefore = 0) =>
  buildSignal({ signalId, source, topic, strength, occurredAt: daysAgo(daysBefore) });

test('one signal counts its strength by the weight of its source and its age', () => {
  expect(score([signal('1', 'Bombora', 'crm', 80)]).total).toBe(48);
  expect(score([signal('1', 'Bombora', 'crm', 80, 14)]).total).toBe(24);
  expect(score([signal('1', 'Unheard of', 'crm', 80)]).total).toBe(40);
});

test('signals of different sources or topics strengthen one another', () => {
  const { total, lines } = score([signal('1', 'Bombora', 'crm', 80), signal('2', 'G2', 'crm', 50)]);
  expect(total).toBe(74); // 1 − .52 · .5
  expect(lines).toEqual([
    { kind: 'signal', label: 'G2: crm', points: 38, evidence: 'strength 50 on ⟦2026-11-20T12:00Z⟧' },
    { kind: 'signal', label: 'Bombora: crm', points: 36, evidence: 'strength 80 on ⟦2026-11-20T12:00Z⟧' },
  ]);
});

test('points go by what each signal takes from the doubt: a strong one is worth more than its strength', () => {
  const signals = [signal('1', 'G2', 'crm', 80), signal('2', 'G2', 'erp', 10)];
  // −ln .2 against −ln .9: 94 and 6 of a hundred.
  expect(score(signals).lines.map(({ points }) => points)).toEqual([77, 5]);
  expect(totalIntent(signals, model, NOW)).toBe(82);
});

test('a source may age otherwise than the others, whatever its case; its line says so', () => {
  const own = { ...model, sourceHalfLives: { 'bombora ': 28, g2: 1 } };
  const signals = [
    signal('1', 'Bombora', 'crm', 80, 28),
    signal('2', 'Other', 'crm', 80, 14),
    signal('3', 'G2', 'x', 100, 1),
  ];
  expect(scoreIntent(signals.slice(0, 1), own, NOW).total).toBe(24);
  expect(scoreIntent(signals.slice(1, 2), own, NOW).total).toBe(20);
  expect(scoreIntent(signals, own, NOW).lines.map(({ evidence }) => evidence)).toEqual([
    expect.stringMatching(/^strength 100 on .*, half of it left after 1 day$/),
    expect.stringMatching(/^strength 80 on .*, half of it left after 28 days$/),
    expect.stringMatching(/^strength 80 on [^,]*$/),
  ]);
});

test('a weekly report repeated is not stronger evidence: the strongest now stands', () => {
  const report = [0, 7, 14].map((days) => signal(String(days), 'Bombora', 'crm', 80, days));
  expect(score(report)).toEqual(score(report.slice(0, 1)));
  expect(score([signal('1', 'bombora ', 'CRM', 90, 28), signal('2', 'Bombora', 'crm', 50)]).total).toBe(30);
});

test('a signal of the future waits', () => {
  expect(score([signal('1', 'G2', 'crm', 100, -1)])).toEqual({ total: 0, lines: [] });
});

test('a signal whose part rounds to nothing has no line, and one without strength none either', () => {
  const { total, lines } = score([
    signal('1', 'G2', 'crm', 60),
    signal('2', 'G2', 'erp', 0.1),
    signal('3', 'G2', 'x', 0),
  ]);
  expect(total).toBe(60);
  expect(lines.map(({ label, points }) => [label, points])).toEqual([['G2: crm', 60]]);
});

test('full strength is 100, and its lines still sum', () => {
  const { total, lines } = score([
    signal('1', 'G2', 'crm', 100),
    signal('2', 'G2', 'erp', 100),
    signal('3', 'G2', 'x', 5),
  ]);
  expect(total).toBe(100);
  expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(100);
});

test('strengths outside 0 to 100 are read as the bound', () => {
  expect(score([signal('1', 'G2', 'crm', 300), signal('2', 'G2', 'erp', -50)]).total).toBe(100);
  expect(score([signal('2', 'G2', 'erp', -50)]).total).toBe(0);
});

describe.each([
  ['with one half-life', model],
  ['with half-lives of their own', { ...model, sourceHalfLives: { G2: 60, other: 3 } }],
])('laws %s', (_name, lawful) => {
  const score = (signals: readonly SignalFact[], now = NOW) => scoreIntent(signals, lawful, now);
  const anySignals = fc
    .array(
      fc.record({
        source: fc.constantFrom('Bombora', 'G2', 'other'),
        topic: fc.constantFrom('crm', 'erp', 'data'),
        strength: fc.integer({ min: 0, max: 100 }),
        days: fc.double({ min: -5, max: 100, noNaN: true }),
      }),
      { maxLength: 15 },
    )
    .map((signals) =>
      signals.map(({ source, topic, strength, days }, index) => signal(`s${index}`, source, topic, strength, days)),
    );

  test('the score is whole, within 0 and 100, its lines sum to it, and order does not matter', () => {
    fc.assert(
      fc.property(anySignals, (signals) => {
        const result = score(signals);
        expect(Number.isInteger(result.total) && result.total >= 0 && result.total <= 100).toBe(true);
        expect(result.lines.reduce((sum, { points }) => sum + points, 0)).toBe(result.total);
        expect(score(signals.toReversed())).toEqual(result);
      }),
    );
  });

  test('one more signal never lowers the score', () => {
    fc.assert(
      fc.property(anySignals, anySignals, (signals, more) => {
        expect(score([...signals, ...more]).total).toBeGreaterThanOrEqual(score(signals).total);
      }),
    );
  });

  test('without new signals the score falls, and to 0', () => {
    fc.assert(
      fc.property(anySignals, fc.nat({ max: 100 }), (signals, days) => {
        const past = signals.filter(({ occurredAt }) => occurredAt <= NOW);
        expect(score(past, daysAgo(-days)).total).toBeLessThanOrEqual(score(past).total);
        expect(score(past, daysAgo(-1_000)).total).toBe(0);
      }),
    );
  });
});
