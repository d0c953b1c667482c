import { compareText } from '../compare-text.ts';
import type { ActivityFact, PersonFacts, RoleId } from '../facts.ts';
import { addActivity, createDecayState } from './decay-state.ts';
import type { DecayState, PersonSums } from './decay-state.ts';
import type { EngagementModel } from './engagement-model.ts';
import { moveReading, openReading, readPerson, weighRoles } from './person-engagement.ts';

/** Roles of a person that weigh in engagement, by contact id. */
export type RoleLookup = (contactId: string) => readonly RoleId[];

export interface PersonEngagement {
  contactId: string;
  /** E_p of `domain.md` §2, after caps and role weight. */
  total: number;
}

/** An account's people by engagement at one moment, the most engaged first, and what they come to. */
export interface AccountDepth {
  people: readonly PersonEngagement[];
  /** D = Σ ρ^(k−1) · E_(k). */
  depth: number;
  /** 0–100, whole. */
  total: number;
}

/** States by the list of activities they were built from: the score, the week and the forecast of an account read the same. */
const latestStates = new WeakMap<readonly ActivityFact[], DecayStateOf[]>();
/** The state of now and that of a week ago. */
const MOST_STATES = 2;

interface DecayStateOf {
  state: DecayState;
  people: readonly PersonFacts[];
  model: EngagementModel;
}

/** As `buildDecayState`, but built once for the same lists: to be read, not to be moved on. */
export function findDecayState(
  people: readonly PersonFacts[],
  activities: readonly ActivityFact[],
  model: EngagementModel,
  asOf: number,
): Readonly<DecayState> {
  const held = latestStates.get(activities) ?? [];
  const known = held.find((each) => each.state.asOf === asOf && each.people === people && each.model === model);
  if (known !== undefined) return known.state;
  const state = buildDecayState(people, activities, model, asOf);
  latestStates.set(activities, [{ state, people, model }, ...held].slice(0, MOST_STATES));
  return state;
}

/** The state of an account's people at `asOf` (epoch ms), from scratch; other people's activities are left out. */
export function buildDecayState(
  people: readonly PersonFacts[],
  activities: readonly ActivityFact[],
  model: EngagementModel,
  asOf: number,
): DecayState {
  const contactIds = new Set(people.map(({ contactId }) => contactId));
  const state = createDecayState(asOf);
  for (const activity of activities) {
    if (contactIds.has(activity.contactId)) addActivity(state, activity, model);
  }
  return state;
}

/** Reads an account's engagement at `at` (epoch ms) from a state; later than the state's own moment is a forecast. */
export function readDepth(
  state: Readonly<DecayState>,
  roleOf: RoleLookup,
  model: EngagementModel,
  at: number,
): AccountDepth {
  const reading = openReading(model, at);
  const people: PersonEngagement[] = [];
  for (const [contactId, sums] of state.people) {
    const total = readPerson(sums, weighRoles(roleOf(contactId), model), reading);
    if (total > 0) people.push({ contactId, total });
  }
  people.sort((a, b) => b.total - a.total || compareText(a.contactId, b.contactId));
  return {
    people,
    ...measureDepth(
      people.map(({ total }) => total),
      model,
    ),
  };
}

/** Only the score (0–100) of {@link readDepth}. */
export function readTotal(state: Readonly<DecayState>, roleOf: RoleLookup, model: EngagementModel, at: number): number {
  return openTotals(state, roleOf, model)(at);
}

/** As {@link readTotal}, for who reads one state at many moments. */
export function openTotals(
  state: Readonly<DecayState>,
  roleOf: RoleLookup,
  model: EngagementModel,
): (at: number) => number {
  const reading = openReading(model, state.asOf);
  const people: { sums: PersonSums; weight: number }[] = [];
  for (const [contactId, sums] of state.people) people.push({ sums, weight: weighRoles(roleOf(contactId), model) });
  const totals = people.map(() => 0);
  return (at) => {
    moveReading(reading, at);
    let count = 0;
    for (const { sums, weight } of people) {
      placeInOrder(totals, count, readPerson(sums, weight, reading));
      count += 1;
    }
    return measureDepth(totals, model).total;
  };
}

/** Into the first `count` numbers, which are in order, the highest first. */
function placeInOrder(ordered: number[], count: number, value: number): void {
  let place = count;
  for (; place > 0; place -= 1) {
    const higher = ordered[place - 1] ?? 0;
    if (higher >= value) break;
    ordered[place] = higher;
  }
  ordered[place] = value;
}

/** @param totals of the people, the highest first */
function measureDepth(totals: readonly number[], model: EngagementModel): Pick<AccountDepth, 'depth' | 'total'> {
  let depth = 0;
  let share = 1;
  for (const total of totals) {
    depth += share * total;
    share *= model.depthDecay;
  }
  return { depth, total: Math.round(100 * (1 - 2 ** (-depth / model.halfScoreDepth))) };
}
