import { classifyTitle } from './committee/classify-title.ts';
import type { CommitteeResult } from './committee/coverage-types.ts';
import { suggestRoles } from './committee/suggest-roles.ts';
import { listCountedRoles } from './engagement/counted-roles.ts';
import { scoreEngagement } from './engagement/score-engagement.ts';
import type { AccountFacts, ActivityFact, PersonFacts, RoleId } from './facts.ts';
import { scoreFit } from './fit/score-fit.ts';
import { scoreIntent } from './intent/score-intent.ts';
import type { Model } from './model/model.ts';
import type { AccountResult, AccountScores, HeldPosition, PersonResult, PortalNorms } from './scores.ts';
import { assignStage } from './stage/assign-stage.ts';
import type { TierAssignment } from './tiering/assign-tiers.ts';
import { computeDealPotential } from './tiering/deal-potential.ts';

/** Everything about one account that depends on no other account but through `norms`; `now` is epoch ms. */
export function scoreAccount(facts: AccountFacts, model: Model, norms: PortalNorms, now: number): AccountScores {
  const roles = new Map(facts.people.map((person) => [person.contactId, listCountedRoles(person, model.committee)]));
  const roleOf = (contactId: string) => roles.get(contactId) ?? [];
  const engagement = scoreEngagement(facts.people, facts.activities, roleOf, model.engagement, now);
  return {
    fit: scoreFit(facts, model.fit, norms, now),
    engagement,
    intent: scoreIntent(facts.signals, model.intent, now),
    dealPotential: computeDealPotential(facts.deals, norms.typicalDealAmount ?? null),
    people: facts.people.map((person) => describePerson(person, engagement.byPerson[person.contactId] ?? 0)),
  };
}

/** What is known of an account once its tier and, by that tier, its committee are. */
interface AccountParts {
  facts: AccountFacts;
  scores: AccountScores;
  committee: CommitteeResult;
  assignment: Pick<TierAssignment, 'tier' | 'reason'>;
  held: Pick<HeldPosition, 'stage'>;
}

/** Puts the parts of an account together and adds its stage; `now` is epoch ms. */
export function completeAccount(
  { facts, scores, committee, assignment, held }: AccountParts,
  model: Model,
  now: number,
): AccountResult {
  const stage = assignStage({
    fit: scores.fit.total,
    engagement: scores.engagement.total,
    intent: scores.intent.total,
    committee,
    deals: facts.deals,
    lifecycleStage: facts.properties['lifecyclestage'] ?? null,
    held: held.stage,
    model: model.stage,
    now,
  });
  return { ...scores, committee, stage, tier: assignment.tier, tierReason: assignment.reason };
}

/** A single person, for those who belong to no account; `now` is epoch ms. */
export function scorePerson(
  person: PersonFacts,
  activities: readonly ActivityFact[],
  model: Model,
  now: number,
): PersonResult {
  const roleOf = () => listCountedRoles(person, model.committee);
  const { byPerson } = scoreEngagement([person], activities, roleOf, model.engagement, now);
  return describePerson(person, byPerson[person.contactId] ?? 0);
}

function describePerson({ contactId, title, roleDecisions }: PersonFacts, engagement: number): PersonResult {
  const titleClass = classifyTitle(title);
  const isRejected = (role: RoleId): boolean =>
    roleDecisions.some((said) => said.role === role && said.decision === 'rejected');
  const suggestedRoles = suggestRoles(titleClass, title).flatMap(({ role }) => (isRejected(role) ? [] : [role]));
  return { contactId, titleClass, suggestedRoles, engagement };
}
