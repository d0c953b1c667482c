import { expect, test } from 'vitest';
import { tier1WithoutSponsor } from '../../../src/domain/plays/plays/tier-1-without-sponsor.ts';
import { rankPlay } from '../../../src/domain/plays/rank-play.ts';
import { buildPlayContext } from '../../fixtures/play-context.ts';

const HIT = { whyNow: [], contactIds: [], urgency: 1 };
const { result } = buildPlayContext({ tier: 1 });

/** The rank of a play for a sponsor, where every required role weighs so much. */
function rankAt(weight: number): number {
  const roles = result.committee.roles.map((role) => ({ ...role, weight }));
  const committee = { ...result.committee, roles };
  return rankPlay(tier1WithoutSponsor, HIT, { ...result, committee }, { successes: 0, n: 0 });
}

test('a role of a tier in which no role weighs anything counts as one that the tier does not require', () => {
  expect(rankAt(0)).toBeCloseTo(0.3 * rankAt(2), 12);
});
