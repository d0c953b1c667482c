import type { CommitteeResult } from '../committee/coverage-types.ts';
import { DAY_MS } from '../day-ms.ts';
import type { DealFacts } from '../facts.ts';
import type { StageResult } from '../scores.ts';
import type { StageDefinition, StageId, StageModel, StageRequirement } from './stage-model.ts';

export interface StageInput {
  /** Scores 0–100; a fit of `null` means that the model has nothing to judge by. */
  fit: number | null;
  engagement: number;
  intent: number;
  committee: Pick<CommitteeResult, 'roles'>;
  deals: readonly Pick<DealFacts, 'state'>[];
  /** HubSpot's `lifecyclestage`, `null` = unknown. */
  lifecycleStage: string | null;
  held: StageResult | null;
  model: StageModel;
  /** Epoch ms. */
  now: number;
}

/**
 * The stage of an account (`domain.md` §5): the highest whose requirement holds. It rises at once; it falls only after the held
 * stage's requirement has failed by the margin for the dwell time, and then to the highest lower stage that does not fail by the margin.
 */
export function assignStage(input: StageInput): StageResult {
  const { held, model, now } = input;
  const { stages } = model;
  const heldIndex = held === null ? -1 : stages.findIndex(({ id }) => id === held.id);
  const target = findHighest(stages, (stage) => holds(stage, input, 0));
  if (held === null || heldIndex < 0 || stages.indexOf(target) > heldIndex) return enter(target.id, now);
  const atHeld = stages[heldIndex];
  if (atHeld === undefined || target === atHeld || holds(atHeld, input, model.fallbackMargin)) {
    return { id: held.id, since: held.since, failingSince: null };
  }
  const failingSince = held.failingSince ?? now;
  if (now - failingSince < model.fallbackDwellDays * DAY_MS) return { id: held.id, since: held.since, failingSince };
  const lower = stages.slice(0, heldIndex);
  return enter(findHighest(lower, (stage) => holds(stage, input, model.fallbackMargin)).id, now);
}

function enter(id: StageId, since: number): StageResult {
  return { id, since, failingSince: null };
}

/**
 * The last stage that passes, else the first: every account is in some stage.
 * @throws RangeError where the model has no stages
 */
function findHighest(stages: readonly StageDefinition[], passes: (stage: StageDefinition) => boolean): StageDefinition {
  const found = stages.findLast(passes) ?? stages[0];
  if (found === undefined) throw new RangeError('a stage model needs at least one stage');
  return found;
}

function holds(stage: StageDefinition, input: StageInput, margin: number): boolean {
  return stage.anyOf.some((requirement) => meets(requirement, input, margin));
}

/** Every given part holds, scores with `margin` points to spare. A fit nobody can judge asks for nothing: unknown is not "no". */
function meets(requirement: StageRequirement, input: StageInput, margin: number): boolean {
  const { minFit, minEngagement, minIntent, engagedRoles, openDeal, customer } = requirement;
  if (minFit !== undefined && input.fit !== null && input.fit < minFit - margin) return false;
  if (minEngagement !== undefined && input.engagement < minEngagement - margin) return false;
  if (minIntent !== undefined && input.intent < minIntent - margin) return false;
  if (engagedRoles !== undefined && !hasEngagedRole(input, engagedRoles)) return false;
  if (openDeal !== undefined && openDeal !== input.deals.some(({ state }) => state === 'open')) return false;
  return customer === undefined || customer === isCustomer(input);
}

function hasEngagedRole({ committee }: StageInput, roles: readonly string[]): boolean {
  return committee.roles.some(({ role, state }) => state === 'engaged' && roles.includes(role));
}

function isCustomer({ deals, lifecycleStage }: StageInput): boolean {
  return lifecycleStage?.toLowerCase() === 'customer' || deals.some(({ state }) => state === 'won');
}
