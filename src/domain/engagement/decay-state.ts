import { compareText } from '../compare-text.ts';
import { DAY_MS } from '../day-ms.ts';
import { ACTIVITY_TYPES, type ActivityFact, type ActivityType } from '../facts.ts';
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
  people: Map<string, (ActivitySum | undefined)[]>;
  waiting: ActivityFact[];
}

/**
 * A person's sums in the order of `ACTIVITY_TYPES`, whatever came first: what is added up in it comes to the same to the
 * last bit.
 */
export type PersonSums = readonly (ActivitySum | undefined)[];

export interface ActivitySum {
  type: ActivityType;
  fixedPointSum: bigint;
  /** The activities that count, latest first, by UTC day (days since the epoch): at most the daily limit each. */
  countedByDay: Map<number, ActivityFact[]>;
}

/** Before any HubSpot portal; with moments before it a reading fades to nothing. */
const LANDMARK = Date.UTC(2000, 0, 1);
const FRACTION_BITS = 50;

const PLACE_OF = Object.fromEntries(ACTIVITY_TYPES.map((type, place) => [type, place])) as Record<ActivityType, number>;

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
  for (const gone of before) if (!after.includes(gone)) sum.fixedPointSum -= weigh(gone.occurredAt, halfLifeDays);
  for (const come of after) if (!before.includes(come)) sum.fixedPointSum += weigh(come.occurredAt, halfLifeDays);
  sum.countedByDay.set(day, after);
}

/** Moves the state on to `asOf` (epoch ms, not before the state's own) and lets in what waited for it. */
export function advanceDecayState(state: DecayState, asOf: number, model: EngagementModel): void {
  const waiting = state.waiting;
  state.asOf = Math.max(state.asOf, asOf);
  state.waiting = [];
  for (const activity of waiting) addActivity(state, activity, model);
}

/** By what the sums of one half-life are divided at one moment. */
export interface Divisor {
  shift: bigint;
  factor: number;
}

/** The divisor of sums of a half-life at `at` (epoch ms). */
export function createDivisor(halfLifeDays: number, at: number): Divisor {
  const halvings = countHalvings(at, halfLifeDays);
  const whole = Math.max(0, Math.floor(halvings));
  return { shift: BigInt(whole), factor: 2 ** (whole - halvings - FRACTION_BITS) };
}

/** What a sum is worth in activities that just happened: one of a half-life ago reads .5. */
export function readSum({ fixedPointSum }: ActivitySum, { shift, factor }: Divisor): number {
  return Number(fixedPointSum >> shift) * factor;
}

function openSum(state: DecayState, { contactId, type }: ActivityFact): ActivitySum {
  let sums = state.people.get(contactId);
  if (sums === undefined) {
    sums = ACTIVITY_TYPES.map(() => undefined);
    state.people.set(contactId, sums);
  }
  const place = PLACE_OF[type];
  return (sums[place] ??= { type, fixedPointSum: 0n, countedByDay: new Map() });
}

/** What somebody did of one type. */
export function sumOf(state: Readonly<DecayState>, contactId: string, type: ActivityType): ActivitySum | undefined {
  return state.people.get(contactId)?.[PLACE_OF[type]];
}

/** The latest `limit` of a day; of two with one id the later stands. */
function countLatest(counted: readonly ActivityFact[], activity: ActivityFact, limit: number): ActivityFact[] {
  if (counted.length === 0) return [activity].slice(0, limit);
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
  return mantissa << BigInt(whole);
}

function countHalvings(at: number, halfLifeDays: number): number {
  return (at - LANDMARK) / (halfLifeDays * DAY_MS);
}
