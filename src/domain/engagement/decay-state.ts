import { compareText } from '../compare-text.ts';
import { DAY_MS } from '../day-ms.ts';
import type { ActivityFact, ActivityType } from '../facts.ts';
import type { EngagementModel } from './engagement-model.ts';

/**
 * Sums of decaying activity, kept by forward decay (Cormode et al., ICDE 2009): an activity at t weighs 2^((t − landmark) / half-life)
 * for ever, and a reading at T divides by 2^((T − landmark) / half-life). The sums are whole numbers in fixed point, so the
 * order of arrival cannot change a bit of them. Kept per person and type, which fixes channel and half-life.
 * Points, caps and role weights come in on reading; a change of half-life or of the daily limit needs a new state.
 */
export interface DecayState {
  /** Activities after this moment (epoch ms) wait. */
  asOf: number;
  people: Map<string, Map<ActivityType, ActivitySum>>;
  waiting: ActivityFact[];
}

export interface ActivitySum {
  fixedPointSum: bigint;
  /** The activities that count, latest first, by UTC day (days since the epoch): at most the daily limit each. */
  countedByDay: Map<number, ActivityFact[]>;
}

/** Before any HubSpot portal; with moments before it a reading fades to nothing. */
const LANDMARK = Date.UTC(2000, 0, 1);
const FRACTION_BITS = 50;

/** A state without activities that lets in what happened up to `asOf` (epoch ms). */
export function createDecayState(asOf: number): DecayState {
  return { asOf, people: new Map(), waiting: [] };
}

/** Adds one activity in O(1), in any order; a repeated one changes nothing. One dated after `state.asOf` waits. */
export function addActivity(state: DecayState, activity: ActivityFact, model: EngagementModel): void {
  const { channel, points, halfLifeDays } = model.weights[activity.type];
  if (channel === 'none' || points <= 0) return;
  if (activity.occurredAt > state.asOf) {
    state.waiting.push(activity);
    return;
  }
  const sum = openSum(state, activity);
  const day = Math.floor(activity.occurredAt / DAY_MS);
  const before = sum.countedByDay.get(day) ?? [];
  const after = countLatest(before, activity, model.dailyLimit);
  for (const { occurredAt } of before) sum.fixedPointSum -= weigh(occurredAt, halfLifeDays);
  for (const { occurredAt } of after) sum.fixedPointSum += weigh(occurredAt, halfLifeDays);
  sum.countedByDay.set(day, after);
}

/** Moves the state on to `asOf` (epoch ms, not before the state's own) and lets in what waited for it. */
export function advanceDecayState(state: DecayState, asOf: number, model: EngagementModel): void {
  const waiting = state.waiting;
  state.asOf = Math.max(state.asOf, asOf);
  state.waiting = [];
  for (const activity of waiting) addActivity(state, activity, model);
}

/** What a sum is worth at `at` (epoch ms) in activities that just happened: one of a half-life ago reads .5. */
export function readSum(sum: ActivitySum, halfLifeDays: number, at: number): number {
  const halvings = countHalvings(at, halfLifeDays);
  const whole = Math.max(0, Math.floor(halvings));
  return Number(sum.fixedPointSum >> BigInt(whole)) * 2 ** (whole - halvings - FRACTION_BITS);
}

function openSum(state: DecayState, { contactId, type }: ActivityFact): ActivitySum {
  const person = state.people.get(contactId) ?? new Map<ActivityType, ActivitySum>();
  state.people.set(contactId, person);
  const sum = person.get(type) ?? { fixedPointSum: 0n, countedByDay: new Map<number, ActivityFact[]>() };
  person.set(type, sum);
  return sum;
}

/** The latest `limit` of a day; of two with one id the later stands. */
function countLatest(counted: readonly ActivityFact[], activity: ActivityFact, limit: number): ActivityFact[] {
  const same = counted.find(({ activityId }) => activityId === activity.activityId);
  if (same !== undefined && same.occurredAt >= activity.occurredAt) return [...counted];
  return [...counted.filter((other) => other !== same), activity].sort(compareLatestFirst).slice(0, limit);
}

/** Latest first; activities of one moment by id, so that the order never depends on arrival. */
export function compareLatestFirst(a: ActivityFact, b: ActivityFact): number {
  return b.occurredAt - a.occurredAt || compareText(a.activityId, b.activityId);
}

function weigh(at: number, halfLifeDays: number): bigint {
  const halvings = countHalvings(at, halfLifeDays);
  const whole = Math.floor(halvings);
  const mantissa = BigInt(Math.round(2 ** (halvings - whole + FRACTION_BITS)));
  return whole >= 0 ? mantissa << BigInt(whole) : mantissa >> BigInt(-whole);
}

function countHalvings(at: number, halfLifeDays: number): number {
  return (at - LANDMARK) / (halfLifeDays * DAY_MS);
}
