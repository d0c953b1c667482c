import { isWithin } from '../is-within.ts';
import type { CommitteeModel } from './committee-model.ts';
import type { RoleEvidence, RoleState } from './coverage-types.ts';
import { fuseEvidence } from './fuse-evidence.ts';
import type { PersonTouches } from './touches.ts';

/** What a role counts by its state, 0–1. */
export const STATE_VALUE: Readonly<Record<RoleState, number>> = {
  engaged: 1,
  reached: 0.6,
  identified: 0.35,
  suggested: 0.15,
  placeholder: 0,
  missing: 0,
};

/** A suggestion counts this much at most, however active the person is, until somebody confirms it. */
export const SUGGESTED_AND_ACTIVE = 0.35;

/** Confidence from which a role that rests on more than a title is taken as known. */
const IDENTIFIED_CONFIDENCE = 0.5;

/** States from the best known to the least. */
export const STATE_ORDER: readonly RoleState[] = [
  'engaged',
  'reached',
  'identified',
  'suggested',
  'placeholder',
  'missing',
];

export interface Standing {
  state: RoleState;
  /** 0–1, before the rule that a person counts fully in one role only. */
  value: number;
}

/**
 * How one person stands in one role. A role supported only by the title stays `suggested`; otherwise it is `engaged`
 * where the person acted within the model's days, `reached` where either side did, else `identified`. `isGone` means
 * that mail to the person bounces: whatever they did before, they are neither engaged nor reached.
 */
export function judgeStanding(
  evidence: readonly RoleEvidence[],
  touches: PersonTouches,
  isGone: boolean,
  model: CommitteeModel,
  now: number,
): Standing {
  const active = isGone ? 'identified' : judgeActivity(touches, model, now);
  if (isKnown(evidence)) return { state: active, value: STATE_VALUE[active] };
  return { state: 'suggested', value: active === 'identified' ? STATE_VALUE.suggested : SUGGESTED_AND_ACTIVE };
}

/** Whether a role is taken as known: what a person said is strong enough by itself, a title is not, whatever its strength. */
export function isKnown(evidence: readonly RoleEvidence[]): boolean {
  return evidence.some(({ source }) => source !== 'title') && fuseEvidence(evidence) >= IDENTIFIED_CONFIDENCE;
}

function judgeActivity(touches: PersonTouches, model: CommitteeModel, now: number): RoleState {
  if (isWithin(touches.lastTheirs?.occurredAt, model.engagedWithinDays, now)) return 'engaged';
  return isWithin(touches.last?.occurredAt, model.reachedWithinDays, now) ? 'reached' : 'identified';
}
