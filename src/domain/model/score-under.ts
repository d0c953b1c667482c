import { assessCommittee } from '../committee/assess-committee.ts';
import type { AccountFacts } from '../facts.ts';
import { completeAccount, scoreAccount } from '../score-account.ts';
import type { AccountResult, HeldPosition, PortalNorms } from '../scores.ts';
import type { Model } from './model.ts';

/** One account under a model at `now` (epoch ms), with the tier that it holds: all that is computed but its plays. */
export function scoreUnder(
  facts: AccountFacts,
  { model, norms }: { model: Model; norms: PortalNorms },
  held: HeldPosition,
  now: number,
): AccountResult {
  const scores = scoreAccount(facts, model, norms, now);
  const titles = scores.people.map(({ contactId, titleClass }) => ({ contactId, titleClass }));
  const committee = assessCommittee({ facts, model: model.committee, tier: held.tier, titles, now });
  return completeAccount(facts, scores, committee, { tier: held.tier, reason: '' }, held, model, now);
}
