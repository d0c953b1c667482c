import { compareText } from '../compare-text.ts';
import type { ActivityFact, PersonFacts, RoleId } from '../facts.ts';
import { addActivity, createDecayState } from './decay-state.ts';
import type { DecayState } from './decay-state.ts';
import type { EngagementModel } from './engagement-model.ts';
import { readPerson } from './person-engagement.ts';
import type { PersonEngagement } from './person-engagement.ts';

/** Roles of a person that weigh in engagement, by contact id. */
export type RoleLookup = (contactId: string) => readonly RoleId[];

/** An account's people by engagement at one moment, the most engaged first, and what they come to. */
export interface AccountDepth {
  people: readonly PersonEngagement[];
  /** D = Σ ρ^(k−1) · E_(k). */
  depth: number;
  /** 0–100, whole. */
  total: number;
}

/** The state of an account's people at `asOf` (epoch ms), from scratch; activities of anybody else are left out. */
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
export function readDepth(state: DecayState, roleOf: RoleLookup, model: EngagementModel, at: number): AccountDepth {
  const people = [...state.people]
    .map(([contactId, sums]) => readPerson(contactId, sums, roleOf(contactId), model, at))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || compareText(a.contactId, b.contactId));
  const depth = people.reduce((sum, { total }, index) => sum + model.depthDecay ** index * total, 0);
  return { people, depth, total: Math.round(100 * (1 - 2 ** (-depth / model.halfScoreDepth))) };
}
