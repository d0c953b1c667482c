import { compareText } from '../compare-text.ts';
import { DAY_MS } from '../day-ms.ts';
import { ACTIVITY_TYPES, type ActivityFact, type ActivityType } from '../facts.ts';
import type { EngagementModel } from './engagement-model.ts';

/**
 * Sums of decaying activity, kept by forward decay (Cormode et al., ICDE 2009): an activity at t weighs 2^((t − landmark) / half-life),
 * and a reading at T divides by 2^((T − landmark) / half-life). The weights are whole numbers in fixed point, so the order of arrival
 * cannot change a bit of their sum. Kept per person and type, which fixes channel and half-life; the landmark follows from the
 * half-life and the state's moment alone, and moves on with it every few half-lives.
 * Points, caps and role weights come in on reading; a change of half-life or of the daily limit needs a new state.
 */
export interface DecayState {
  /** Activities after this moment (epoch ms) wait. */
  asOf: number;
  people: Map<string, ActivitySum[]>;
  waiting: ActivityFact[];
}

/**
 * A person's sums in the order of `ACTIVITY_TYPES`, whatever came first: what is added up in it comes to the same to the
 * last bit.
 */
export type PersonSums = readonly Readonly<ActivitySum>[];

export interface ActivitySum {
  type: ActivityType;
  /** Of the type in `ACTIVITY_TYPES`. */
  place: number;
  /** Σ 2^((t − landmark) / half-life) in units of 2^−38: a whole number that a double holds exactly. */
  fixedPointSum: number;
  /** Epoch ms. */
  landmark: number;
  /** The activities that count, oldest first: the latest of each UTC day, at most the daily limit. */
  counted: ActivityFact[];
}

const FRACTION_BITS = 38;
/** Half-lives between two landmarks: an activity weighs less than 2^4, and a double has room for two thousand of those. */
const LANDMARK_EVERY = 4;

const PLACE_OF = Object.fromEntries(ACTIVITY_TYPES.map((type, place) => [type, place])) as Record<ActivityType, number>;

/** A state without activities that lets in what happened up to `asOf` (epoch ms). */
export function createDecayState(asOf: number): DecayState {
  return { asOf, people: new Map(), waiting: [] };
}

/** Adds one activity, in any order; a repeated one changes nothing. One dated after `state.asOf` waits. */
export function addActivity(state: DecayState, activity: ActivityFact, model: EngagementModel): void {
  const { channel, points, halfLifeDays } = model.weights[activity.type];
  if (channel === 'none' || points <= 0) return;
  if (activity.occurredAt > state.asOf) state.waiting.push(activity);
  else count(openSum(state, activity, halfLifeDays), activity, halfLifeDays, model.dailyLimit);
}

/** Moves the state on to `asOf` (epoch ms, not before the state's own) and lets in what waited for it. */
export function advanceDecayState(state: DecayState, asOf: number, model: EngagementModel): void {
  const waiting = state.waiting;
  state.asOf = Math.max(state.asOf, asOf);
  state.waiting = [];
  for (const sums of state.people.values()) {
    for (const sum of sums) moveLandmark(sum, state.asOf, model.weights[sum.type].halfLifeDays);
  }
  for (const activity of waiting) addActivity(state, activity, model);
}

/** What the unit of a sum is worth at `at` (epoch ms) in activities that just happen: one of a half-life ago reads .5. */
export function unitWorth({ landmark }: Pick<ActivitySum, 'landmark'>, halfLifeDays: number, at: number): number {
  return 2 ** ((landmark - at) / (halfLifeDays * DAY_MS) - FRACTION_BITS);
}

function openSum(state: DecayState, { contactId, type }: ActivityFact, halfLifeDays: number): ActivitySum {
  let sums = state.people.get(contactId);
  if (sums === undefined) state.people.set(contactId, (sums = []));
  const place = PLACE_OF[type];
  let index = 0;
  for (const sum of sums) {
    if (sum.place === place) return sum;
    if (sum.place > place) break;
    index += 1;
  }
  const sum = { type, place, fixedPointSum: 0, landmark: landmarkAt(state.asOf, halfLifeDays), counted: [] };
  sums.splice(index, 0, sum);
  return sum;
}

/** What somebody did of one type. */
export function sumOf(state: Readonly<DecayState>, contactId: string, type: ActivityType): ActivitySum | undefined {
  return state.people.get(contactId)?.find((sum) => sum.type === type);
}

function count(sum: ActivitySum, activity: ActivityFact, halfLifeDays: number, limit: number): void {
  const { counted } = sum;
  const day = dayOf(activity);
  let end = counted.length;
  while (end > 0 && dayAt(counted, end - 1) > day) end -= 1;
  let start = end;
  while (start > 0 && dayAt(counted, start - 1) === day) start -= 1;
  if (start === end) {
    // The first of its day, as most are.
    if (limit <= 0) return;
    sum.fixedPointSum += weigh(activity, sum, halfLifeDays);
    if (end === counted.length) counted.push(activity);
    else counted.splice(end, 0, activity);
    return;
  }
  const before = counted.slice(start, end);
  const after = keepLatest(before, activity, limit);
  sum.fixedPointSum += weighAll(after, sum, halfLifeDays) - weighAll(before, sum, halfLifeDays);
  counted.splice(start, end - start, ...after);
}

/** The latest `limit` of a day, oldest first; of two with one id the later stands. */
function keepLatest(counted: readonly ActivityFact[], activity: ActivityFact, limit: number): readonly ActivityFact[] {
  const same = counted.find(({ activityId }) => activityId === activity.activityId);
  if (same !== undefined && same.occurredAt >= activity.occurredAt) return counted;
  const all = [...counted.filter((other) => other !== same), activity].sort(compareOldestFirst);
  return all.slice(Math.max(0, all.length - limit));
}

/** Oldest first; activities of one moment by id, so that the order never depends on arrival. */
function compareOldestFirst(a: ActivityFact, b: ActivityFact): number {
  return a.occurredAt - b.occurredAt || compareText(b.activityId, a.activityId);
}

function moveLandmark(sum: ActivitySum, asOf: number, halfLifeDays: number): void {
  const landmark = landmarkAt(asOf, halfLifeDays);
  if (landmark === sum.landmark) return;
  sum.landmark = landmark;
  sum.fixedPointSum = weighAll(sum.counted, sum, halfLifeDays);
}

function landmarkAt(asOf: number, halfLifeDays: number): number {
  const every = LANDMARK_EVERY * halfLifeDays * DAY_MS;
  return Math.floor(asOf / every) * every;
}

function weighAll(activities: readonly ActivityFact[], sum: ActivitySum, halfLifeDays: number): number {
  let all = 0;
  for (const activity of activities) all += weigh(activity, sum, halfLifeDays);
  return all;
}

function weigh({ occurredAt }: ActivityFact, { landmark }: ActivitySum, halfLifeDays: number): number {
  return Math.round(2 ** ((occurredAt - landmark) / (halfLifeDays * DAY_MS) + FRACTION_BITS));
}

function dayOf({ occurredAt }: ActivityFact): number {
  return Math.floor(occurredAt / DAY_MS);
}

function dayAt(counted: readonly ActivityFact[], index: number): number {
  const activity = counted[index];
  return activity === undefined ? -Infinity : dayOf(activity);
}
