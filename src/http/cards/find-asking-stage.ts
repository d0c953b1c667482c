import type { Expression } from '../../domain/condition/expression.ts';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import type { StageModel } from '../../domain/stage/stage-model.ts';

/**
 * The label of the highest stage that asks for an engagement of `bound` or more, of the stage `held` and those under it (as
 * `forecastFall` finds the bound); `null` where none does.
 */
export function findAskingStage({ stages }: StageModel, held: StageId, bound: number): string | null {
  const reached = stages.slice(0, 1 + stages.findIndex(({ id }) => id === held));
  return reached.findLast(({ when }) => asksFor(when, bound))?.label ?? null;
}

function asksFor(when: Expression, bound: number): boolean {
  if ('all' in when) return when.all.some((part) => asksFor(part, bound));
  if ('any' in when) return when.any.some((part) => asksFor(part, bound));
  return 'score' in when && when.score === 'engagement' && when.min === bound;
}
