import { evaluate } from '../condition/evaluate.ts';
import type { ConditionContext } from '../condition/expression.ts';
import type { PlayContext, PlayDefinition, TriggerHit } from './play-types.ts';

/** What the triggers of plays are judged by. */
export function toConditionContext({ facts, result, now }: PlayContext): ConditionContext {
  const { fit, engagement, intent, committee, tier, stage } = result;
  return {
    scores: {
      fit: fit.total,
      engagement: engagement.total,
      intent: intent.total,
      coverage: committee.coverage.total,
    },
    surging: engagement.surging,
    tier,
    stage: stage.id,
    roles: committee.roles,
    risks: committee.risks,
    properties: facts.properties,
    activities: facts.activities,
    signals: facts.signals,
    deals: facts.deals,
    now,
  };
}

/** The evidence and the people of a play whose trigger holds now; `null` where it does not, or where nobody is left to turn to. */
export function findHit(
  play: PlayDefinition,
  context: PlayContext,
  conditions: ConditionContext = toConditionContext(context),
): TriggerHit | null {
  return evaluate(play.when, conditions) === 'true' ? play.look(context) : null;
}
