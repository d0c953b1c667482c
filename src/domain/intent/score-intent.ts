import { DAY_MS } from '../day-ms.ts';
import { compareText } from '../compare-text.ts';
import { roundToTotal } from '../explanation.ts';
import type { SignalFact } from '../facts.ts';
import { markDay } from '../marked-values.ts';
import type { IntentResult } from '../scores.ts';
import type { IntentModel } from './intent-model.ts';

/** A signal and what it is worth now, 0–1. */
interface LiveSignal {
  signal: SignalFact;
  worth: number;
}

/** Keeps the logarithm of a full-strength signal finite. */
const ALMOST_CERTAIN = 1 - 1e-9;

/**
 * Intent 0–100 of `domain.md` §3 at `now` (epoch ms): noisy-or over the strongest live signal of each source and topic; signals of the
 * future wait. Lines by share of −ln(1 − worth); one that rounds to nothing has no line.
 */
export function scoreIntent(signals: readonly SignalFact[], model: IntentModel, now: number): IntentResult {
  const strongest = findStrongest(signals, model, now);
  const total = fuse(strongest);
  const logs = strongest.map(({ worth }) => -Math.log1p(-Math.min(worth, ALMOST_CERTAIN)));
  const sum = logs.reduce((all, log) => all + log, 0);
  const rounded = roundToTotal(
    logs.map((log) => (total * log) / sum),
    total,
  );
  const lines = strongest.map(({ signal }, index) => ({
    kind: 'signal' as const,
    label: `${signal.source}: ${signal.topic}`,
    points: rounded[index] ?? 0,
    evidence: describeSignal(signal, model),
  }));
  return { total, lines: lines.filter(({ points }) => points > 0) };
}

/** Only the score of {@link scoreIntent}. */
export function totalIntent(signals: readonly SignalFact[], model: IntentModel, now: number): number {
  return fuse(findStrongest(signals, model, now));
}

function fuse(signals: readonly LiveSignal[]): number {
  return Math.round(100 * (1 - signals.reduce((doubt, { worth }) => doubt * (1 - worth), 1)));
}

function describeSignal({ source, strength, occurredAt }: SignalFact, model: IntentModel): string {
  const own = findOfSource(model.sourceHalfLives, source);
  const ages = own === undefined ? '' : `, half of it left after ${own} ${own === 1 ? 'day' : 'days'}`;
  return `strength ${Math.round(strength)} on ${markDay(occurredAt)}${ages}`;
}

/** What a source (compared without case) counts for, 0–1. */
export function sourceWeight(model: IntentModel, source: string): number {
  return findOfSource(model.sourceWeights, source) ?? model.defaultWeight;
}

function findOfSource(values: Readonly<Record<string, number>> = {}, source: string): number | undefined {
  const wanted = normalise(source);
  return Object.entries(values).findLast(([name]) => normalise(name) === wanted)?.[1];
}

/** The strongest of each source and topic (compared without case), the strongest first. */
function findStrongest(signals: readonly SignalFact[], model: IntentModel, now: number): LiveSignal[] {
  const strongest = new Map<string, LiveSignal>();
  for (const signal of signals) {
    const weight = sourceWeight(model, signal.source);
    const halfLifeDays = findOfSource(model.sourceHalfLives, signal.source) ?? model.halfLifeDays;
    const live = { signal, worth: computeWorth(signal, weight, halfLifeDays, now) };
    const key = JSON.stringify([normalise(signal.source), normalise(signal.topic)]);
    const known = strongest.get(key);
    if (live.worth > 0 && (known === undefined || compareLive(live, known) < 0)) strongest.set(key, live);
  }
  return [...strongest.values()].sort(compareLive);
}

function computeWorth(signal: SignalFact, weight: number, halfLifeDays: number, now: number): number {
  if (signal.occurredAt > now) return 0;
  const ageDays = (now - signal.occurredAt) / DAY_MS;
  const strength = Math.min(100, Math.max(0, signal.strength)) / 100;
  return Math.min(1, Math.max(0, weight)) * strength * 2 ** (-ageDays / halfLifeDays);
}

function compareLive(a: LiveSignal, b: LiveSignal): number {
  return b.worth - a.worth || compareText(a.signal.signalId, b.signal.signalId);
}

function normalise(text: string): string {
  return text.trim().toLowerCase();
}
