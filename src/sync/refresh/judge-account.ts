import { assessCommittee } from '../../domain/committee/assess-committee.ts';
import type { RoleLabels } from '../../domain/committee/role-labels.ts';
import type { AccountFacts } from '../../domain/facts.ts';
import type { Model } from '../../domain/model/model.ts';
import { completeAccount, scoreAccount } from '../../domain/score-account.ts';
import type { AccountResult, HeldPosition, PortalNorms } from '../../domain/scores.ts';
import type { ComputedAccount } from '../../storage/accounts/account-scores.ts';
import type { StageFacts } from '../../storage/tables/score-tables.ts';

/** What an account holds that was never computed. */
export const NEW_ACCOUNT: HeldPosition = { tier: null, tierSince: null, pinned: false, stage: null };

/** What one account is judged by; roles have HubSpot's own names where none are given. */
interface Judging {
  model: Model;
  norms: PortalNorms;
  roleLabels?: RoleLabels;
}

/** The scores, the committee and the stage of one account, with the tier it holds; `now` is epoch ms. */
export function judgeAccount(
  facts: AccountFacts,
  held: HeldPosition,
  { model, norms, roleLabels }: Judging,
  now: number,
): AccountResult {
  const scores = scoreAccount(facts, model, norms, now);
  const titles = scores.people.map(({ contactId, titleClass }) => ({ contactId, titleClass }));
  const labels = roleLabels === undefined ? {} : { labels: roleLabels };
  const committee = assessCommittee({ facts, model: model.committee, tier: held.tier, titles, ...labels, now });
  return completeAccount({ facts, scores, committee, assignment: { tier: held.tier, reason: '' }, held }, model, now);
}

/** A result as it is saved, but for what a card shows of it. */
export function scoresOf(
  facts: AccountFacts,
  result: AccountResult,
  model: Model,
  now: number,
): Omit<ComputedAccount, 'result' | 'daily'> {
  return {
    companyId: facts.companyId,
    stage: result.stage.id,
    stageSince: result.stage.since,
    failingSince: result.stage.failingSince,
    stageFacts: stageFactsOf(facts, result),
    fit: result.fit.total,
    engagement: result.engagement.total,
    intent: result.intent.total,
    coverage: result.committee.coverage.total,
    dealPotential: result.dealPotential,
    disqualifiedBy: result.fit.disqualifiedBy,
    surging: result.engagement.surging,
    trend: result.engagement.trend,
    modelVersion: model.version,
    scoredAt: now,
  };
}

/** What `assignStage` read beside the scores: nothing of it names a person. */
function stageFactsOf(facts: AccountFacts, { committee }: AccountResult): StageFacts {
  const engaged = committee.roles.filter(({ state }) => state === 'engaged');
  return {
    engagedRoles: engaged.map(({ role }) => role).toSorted(),
    dealStates: [...new Set(facts.deals.map(({ state }) => state))].toSorted(),
    lifecycleStage: facts.properties['lifecyclestage'] ?? null,
  };
}
