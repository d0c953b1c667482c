import type { PlayDefinition } from './play-types.ts';
import { championGone } from './plays/champion-gone.ts';
import { championQuiet } from './plays/champion-quiet.ts';
import { coldAccountByMarketing } from './plays/cold-account-by-marketing.ts';
import { competitorComparison } from './plays/competitor-comparison.ts';
import { coverageUnderHalf } from './plays/coverage-under-half.ts';
import { engagedNotReached } from './plays/engaged-not-reached.ts';
import { eventFollowUp } from './plays/event-follow-up.ts';
import { highFitNoEngagement } from './plays/high-fit-no-engagement.ts';
import { highReachLowIntent } from './plays/high-reach-low-intent.ts';
import { intentSpike } from './plays/intent-spike.ts';
import { lostDealActiveAgain } from './plays/lost-deal-active-again.ts';
import { newDecisionMaker } from './plays/new-decision-maker.ts';
import { noBudgetHolderAtProposal } from './plays/no-budget-holder-at-proposal.ts';
import { noLegalContactLate } from './plays/no-legal-contact-late.ts';
import { procurementGatekeeper } from './plays/procurement-gatekeeper.ts';
import { requestUnanswered } from './plays/request-unanswered.ts';
import { singleThreadedDeal } from './plays/single-threaded-deal.ts';
import { surge } from './plays/surge.ts';
import { tier2Cluster } from './plays/tier-2-cluster.ts';
import { tier1WithoutSponsor } from './plays/tier-1-without-sponsor.ts';

/**
 * Every play that ships, one file each.
 *
 * ADD A PLAY: a file in `plays/` named after its id, a line here, and a test in `tests/domain/plays/plays/`.
 */
export const PLAYS: readonly PlayDefinition[] = [
  championGone,
  championQuiet,
  coldAccountByMarketing,
  competitorComparison,
  coverageUnderHalf,
  engagedNotReached,
  eventFollowUp,
  highFitNoEngagement,
  highReachLowIntent,
  intentSpike,
  lostDealActiveAgain,
  newDecisionMaker,
  noBudgetHolderAtProposal,
  noLegalContactLate,
  procurementGatekeeper,
  requestUnanswered,
  singleThreadedDeal,
  surge,
  tier1WithoutSponsor,
  tier2Cluster,
];

/** The play of an id; `null` for one that no longer ships (a stored run may still name it). */
export function findPlay(playId: string): PlayDefinition | null {
  return PLAYS.find(({ id }) => id === playId) ?? null;
}
