import { expect, test } from 'vitest';
import { tier1WithoutSponsor } from '../../../src/domain/plays/plays/tier-1-without-sponsor.ts';
import { PLAYS } from '../../../src/domain/plays/play-registry.ts';
import { requestUnanswered } from '../../../src/domain/plays/plays/request-unanswered.ts';
import { meanOfPosterior, rankPlay } from '../../../src/domain/plays/rank-play.ts';
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

test('until a portal knows better, no play can go before the answer to a request: not at its most urgent, nor for the widest gap', () => {
  const unproven = { successes: 0, n: 0 };
  for (const tier of [1, 2, 3, null] as const) {
    const account = buildPlayContext({ tier }).result;
    const answer = rankPlay(requestUnanswered, HIT, account, unproven);
    for (const play of PLAYS.filter((each) => each !== requestUnanswered)) {
      expect(rankPlay(play, { ...HIT, gap: 1 }, account, unproven)).toBeLessThan(answer);
    }
  }
  expect(Math.max(...PLAYS.map((play) => meanOfPosterior(play, unproven)))).toBe(
    meanOfPosterior(requestUnanswered, unproven),
  );
});
