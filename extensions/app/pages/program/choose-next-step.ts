import type { MeasuredProgram, ProgramGroup } from './program-data.ts';
import { groupOf } from './program-span.ts';

const TIERS = ['tier_1', 'tier_2', 'tier_3'] as const;
/** In the order in which they build on each other: only people who are known can be reached. */
const STEPS = ['contacts', 'reach', 'coverage', 'engagement'] as const;
/** Below half, like the play for thin coverage, which is due below half of the required roles. */
const ENOUGH_PERCENT = 50;

/** The first thing that a tier lacks; `percent` is its progress, rounded down so that less than half never reads as half. */
export interface NextStep {
  tier: (typeof TIERS)[number];
  step: (typeof STEPS)[number];
  percent: number;
  accounts: number;
}

/** Where work pays off most: the highest tier with a step below half, and its first such step; `null` if there is none. */
export function chooseNextStep(program: MeasuredProgram): NextStep | null {
  for (const tier of TIERS) {
    const group = groupOf(program, tier);
    if (group.accounts === 0) continue;
    for (const step of STEPS) {
      const percent = percentOf(group, step);
      if (percent !== null && percent < ENOUGH_PERCENT)
        return { tier, step, percent: Math.min(Math.round(percent), ENOUGH_PERCENT - 1), accounts: group.accounts };
    }
  }
  return null;
}

function percentOf(group: ProgramGroup, step: NextStep['step']): number | null {
  if (step === 'coverage') return group.roleCoverage.value;
  const { share } = { contacts: group.contactCoverage, reach: group.reach, engagement: group.engagementRate }[step];
  return share === null ? null : 100 * share;
}
