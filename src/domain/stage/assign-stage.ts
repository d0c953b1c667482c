import type { RoleCoverage } from '../committee/coverage-types.ts';
import { evaluate } from '../condition/evaluate.ts';
import type { ConditionContext } from '../condition/expression.ts';
import { DAY_MS } from '../day-ms.ts';
import type { DealFacts } from '../facts.ts';
import type { StageResult } from '../scores.ts';
import type { StageId } from './stage-ids.ts';
import type { StageDefinition, StageModel } from './stage-model.ts';

export interface StageInput {
  /** Scores 0–100; a fit of `null` means that the model has nothing to judge by. */
  fit: number | null;
  engagement: number;
  intent: number;
  committee: { roles: readonly Pick<RoleCoverage, 'role' | 'state'>[] };
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
  const context = toConditionContext(input);
  const heldIndex = stages.findIndex(({ id }) => id === held?.id);
  const atHeld = stages[heldIndex];
  const target = findHighest(stages, (stage) => holds(stage, context, 0));
  if (held === null || atHeld === undefined || stages.indexOf(target) > heldIndex) return enter(target.id, now);
  if (target === atHeld || holds(atHeld, context, model.fallbackMargin)) {
    return { id: held.id, since: held.since, failingSince: null };
  }
  const failingSince = held.failingSince ?? now;
  if (now - failingSince < model.fallbackDwellDays * DAY_MS) return { id: held.id, since: held.since, failingSince };
  const lower = stages.slice(0, heldIndex);
  return enter(findHighest(lower, (stage) => holds(stage, context, model.fallbackMargin)).id, now);
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

/** A fit nobody can judge asks for nothing: unknown is not "no". */
function holds({ when }: StageDefinition, context: ConditionContext, margin: number): boolean {
  return evaluate(when, context, { margin }) !== 'false';
}

function toConditionContext(input: StageInput): ConditionContext {
  const { fit, engagement, intent, committee, deals, lifecycleStage, now } = input;
  return {
    scores: { fit, engagement, intent, coverage: null },
    surging: false,
    tier: null,
    stage: null,
    roles: committee.roles,
    risks: [],
    properties: { lifecyclestage: lifecycleStage },
    activities: [],
    signals: [],
    deals: deals.map(({ state }) => ({ state, probability: null, closedAt: null })),
    now,
    // Nothing here is a date of a calendar.
    timeZone: 'UTC',
  };
}
