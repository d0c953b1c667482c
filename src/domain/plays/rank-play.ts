import type { Tier } from '../committee/committee-model.ts';
import type { AccountResult } from '../scores.ts';
import type { Trials } from '../statistics/proportion.ts';
import { roleOf } from './play-aim.ts';
import type { PlayDefinition, TriggerHit } from './play-types.ts';

const TIER_WEIGHT: Readonly<Record<Tier | 'none', number>> = { 1: 1, 2: 0.7, 3: 0.4, none: 0.2 };

/** What a role counts that the tier does not require, as a share of a required one. */
const OPTIONAL_ROLE = 0.3;

/** A trigger that holds is never worth nothing. */
const SMALLEST_GAP = 0.1;

/** Urgency × tier weight × size of the gap × posterior mean, each 0–1 (`domain.md` §8). */
export function rankPlay(play: PlayDefinition, hit: TriggerHit, result: AccountResult, success: Trials): number {
  const gap = Math.max(SMALLEST_GAP, measureGap(play, hit, result));
  return hit.urgency * TIER_WEIGHT[result.tier ?? 'none'] * gap * meanOfPosterior(play, success);
}

/** Mean of Beta(a + successes, b + failures). */
export function meanOfPosterior({ prior }: PlayDefinition, { successes, n }: Trials): number {
  return (prior.a + successes) / (prior.a + prior.b + n);
}

/** What is missing of the role, weighed against the tier's weightiest role; where the play is for no role, what the trigger says. */
function measureGap(play: PlayDefinition, hit: TriggerHit, result: AccountResult): number {
  const targetRole = roleOf(play);
  if (targetRole === null) return hit.gap ?? 1;
  const { roles } = result.committee;
  const heaviest = Math.max(...roles.map(({ weight }) => weight));
  const role = roles.find((coverage) => coverage.role === targetRole);
  if (role === undefined) return OPTIONAL_ROLE;
  const share = role.required && heaviest > 0 ? role.weight / heaviest : OPTIONAL_ROLE;
  return share * (1 - role.value);
}
