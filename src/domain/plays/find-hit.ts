import { evaluate } from '../condition/evaluate.ts';
import type { ConditionContext } from '../condition/expression.ts';
import type { AccountResult } from '../scores.ts';
import { listWarm } from './clusters.ts';
import type { PlayContext, PlayDefinition, TriggerHit } from './play-types.ts';
import { leaveOutResting } from './suppress-play.ts';

/** What the triggers of plays are judged by. */
export function toConditionContext({ facts, result, cluster, now }: PlayContext): ConditionContext {
  const { engagement, committee, tier, stage } = result;
  return {
    scores: toScores(result),
    surging: engagement.surging,
    tier,
    stage: stage.id,
    roles: committee.roles,
    risks: committee.risks,
    properties: facts.properties,
    activities: facts.activities,
    signals: facts.signals,
    deals: facts.deals,
    ...(facts.plan === undefined ? {} : { plan: facts.plan }),
    ...(cluster === undefined ? {} : { warmInCluster: listWarm(cluster).length }),
    now,
    timeZone: facts.timeZone,
  };
}

/** The scores by name; `null` is unknown. */
export function toScores({ fit, engagement, intent, committee }: AccountResult): ConditionContext['scores'] {
  return { fit: fit.total, engagement: engagement.total, intent: intent.total, coverage: committee.coverage.total };
}

/**
 * The evidence and the people of a play whose trigger holds now; `null` where it does not, or if nobody is left to
 * contact.
 */
export function findHit(
  play: PlayDefinition,
  context: PlayContext,
  conditions: ConditionContext = toConditionContext(context),
): TriggerHit | null {
  return evaluate(play.when, conditions) === 'true' ? play.look(context) : null;
}

/** A play whose trigger holds at an account of its tiers and stages. */
export interface DuePlay {
  play: PlayDefinition;
  hit: TriggerHit;
}

/**
 * The plays that are due at the account, whether or not something keeps them from being offered. What one that rests by act
 * was run or put off for does not make it due again.
 */
export function findDuePlays(context: PlayContext, plays: readonly PlayDefinition[]): DuePlay[] {
  const { tier, stage } = context.result;
  const conditions = toConditionContext(context);
  return plays
    .filter((play) => play.tiers.includes(tier ?? 'none') && play.stages.includes(stage.id))
    .flatMap((play) => {
      const found = findHit(play, context, conditions);
      const hit = found === null ? null : leaveOutResting(play, found, context);
      return hit === null ? [] : [{ play, hit }];
    });
}
