import type { Expression } from '../condition/expression.ts';
import { forecastScore, type EngagementForecast } from '../engagement/forecast-score.ts';
import type { AccountFacts } from '../facts.ts';
import type { Model } from '../model/model.ts';
import type { StageResult } from '../scores.ts';
import { assignStage, type StageInput } from '../stage/assign-stage.ts';

/** How engagement falls if nothing more happens. */
export interface ScoreFall {
  /** The bound by which the account meets the definition of its stage, 0–100. */
  under: number;
  /** From when on the score is under it, epoch ms. */
  at: number;
}

/** Of a computed account, what its stage depends on. */
interface Placed extends Pick<StageInput, 'committee'> {
  fit: { total: number | null };
  engagement: { total: number };
  intent: { total: number };
  stage: Pick<StageResult, 'id'>;
}

/**
 * When the engagement of a computed account falls under a bound of its stage, below which it would no longer meet the stage's definition,
 * if nothing happens from `now` (epoch ms) on; `null` where the stage does not depend on engagement, is not met already, or holds for the
 * next 400 days. The account leaves its stage later, by the margin and the dwell time, or not at all.
 */
export function forecastFall(
  facts: Pick<AccountFacts, 'deals' | 'properties'>,
  { fit, engagement, intent, committee, stage }: Placed,
  engagementAt: EngagementForecast,
  model: Model,
  now: number,
): ScoreFall | null {
  const { stages } = model.stage;
  const order = stages.findIndex(({ id }) => id === stage.id);
  const isMetWith = (score: number): boolean => {
    const lifecycleStage = facts.properties['lifecyclestage'] ?? null;
    const scores = { fit: fit.total, engagement: score, intent: intent.total };
    const others = { committee, deals: facts.deals, lifecycleStage, model: model.stage, now };
    const { id } = assignStage({ ...scores, ...others, held: null });
    return stages.findIndex((each) => each.id === id) >= order;
  };
  const named = stages[order] === undefined ? [] : listBounds(stages[order].when);
  const bounds = named.filter((at) => at <= engagement.total && isMetWith(at) && !isMetWith(at - 1));
  const under = Math.max(0, ...bounds);
  if (under === 0) return null;
  const at = forecastScore(under, engagementAt, now);
  return at === null ? null : { under, at };
}

/** The bounds of engagement that a condition names. */
function listBounds(when: Expression): number[] {
  if ('all' in when) return when.all.flatMap(listBounds);
  if ('any' in when) return when.any.flatMap(listBounds);
  if ('not' in when) return listBounds(when.not);
  return 'score' in when && when.score === 'engagement' ? [when.min ?? 0, when.under ?? 0] : [];
}
