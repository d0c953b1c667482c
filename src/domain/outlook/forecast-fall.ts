import type { Expression } from '../condition/expression.ts';
import { forecastScore, type EngagementForecast } from '../engagement/forecast-score.ts';
import type { Model } from '../model/model.ts';
import type { AccountResult } from '../scores.ts';

/** How engagement falls if nothing more happens. */
export interface ScoreFall {
  /** A bound that the stages ask for, 0–100. */
  under: number;
  /** From when on the score is under it, epoch ms. */
  at: number;
}

/**
 * When the engagement of a computed account falls under the next bound that its stage or a lower one asks for, if nothing happens from
 * `now` (epoch ms) on; `null` where it is under all of them, or holds for the next 400 days. The account leaves its stage later, by the
 * margin and the dwell time, or not at all.
 */
export function forecastFall(
  { engagement, stage }: Pick<AccountResult, 'engagement' | 'stage'>,
  engagementAt: EngagementForecast,
  model: Model,
  now: number,
): ScoreFall | null {
  const reached = model.stage.stages.slice(0, 1 + model.stage.stages.findIndex(({ id }) => id === stage.id));
  const under = Math.max(0, ...reached.flatMap(({ when }) => listBounds(when)).filter((at) => at <= engagement.total));
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
