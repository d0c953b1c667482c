import { compareText } from '../compare-text.ts';
import { listCountedRoles } from '../engagement/counted-roles.ts';
import type { AccountFacts, ActivityFact, FormerPersonFact, PersonFacts, RoleId, SetRoleFact } from '../facts.ts';
import { markDay } from '../marked-values.ts';
import { isWithin } from '../is-within.ts';
import type { CommitteeModel, Tier } from './committee-model.ts';
import type { Risk, RoleCoverage } from './coverage-types.ts';
import { describeDeal, findLeadingDeal, isLate } from './leading-deal.ts';
import { listKnownHolders } from './list-known-holders.ts';
import { monthsBefore } from './months-before.ts';
import { ROLE_LABELS, wordRole, type RoleLabels } from './role-labels.ts';
import { describeUnheldRole } from './describe-gaps.ts';
import { ACTIVITY_KINDS, indexTouches, touchesOf } from './touches.ts';
import type { PersonTouches } from './touches.ts';

export interface RiskInput {
  facts: AccountFacts;
  roles: readonly RoleCoverage[];
  tier: Tier | null;
  model: CommitteeModel;
  /** What the portal calls the roles; HubSpot's own names where it is not given. */
  labels?: RoleLabels;
  now: number;
  /** By contact id, where they are known already. */
  touches?: ReadonlyMap<string, PersonTouches>;
}

interface RiskContext extends RiskInput {
  touches: ReadonlyMap<string, PersonTouches>;
}

/**
 * What endangers the account, each as a sentence a rep reads. A role rests on people known to hold it: a title alone
 * removes no risk.
 */
export function findRisks(input: RiskInput): Risk[] {
  const context = { ...input, touches: input.touches ?? indexTouches(input.facts, input.now) };
  return [
    findSingleThread(context),
    findLostChampion(context),
    findQuietChampion(context),
    findEngagedBlocker(context),
    findMissingSponsor(context),
    findMissingBudgetHolder(context),
  ].filter((risk) => risk !== null);
}

function findSingleThread({ facts, model, now, touches }: RiskContext): Risk | null {
  const deal = findLeadingDeal(facts);
  if (deal === null) return null;
  const engaged = facts.people.filter(
    ({ contactId, bounced }) =>
      !bounced && isWithin(touchesOf(touches, contactId).lastTheirs?.occurredAt, model.engagedWithinDays, now),
  );
  const [only] = engaged;
  if (only === undefined || engaged.length > 1) return null;
  return {
    id: 'single_threaded',
    sentence: `Only ${only.name} was active in the last ${model.engagedWithinDays} days, on the open deal ${describeDeal(deal)}`,
  };
}

function findLostChampion({ facts, roles, model, now }: RiskContext): Risk | null {
  const champions = listKnownHolders(roles, 'CHAMPION');
  const [first] = champions;
  if (first === undefined) return findMovedChampion(facts.formerPeople ?? [], model, now);
  if (!champions.every(({ bounced }) => bounced === true)) return null;
  return { id: 'champion_gone', sentence: `Emails to the champion, ${first.name}, bounce: they may have left` };
}

/** Somebody who was stated to be the champion while they were here; for as long as a role is not stale. */
function findMovedChampion(former: readonly FormerPersonFact[], model: CommitteeModel, now: number): Risk | null {
  const since = monthsBefore(now, model.staleRoleMonths);
  const [latest] = former
    .filter(({ person, leftAt }) => leftAt >= since && leftAt <= now && wasChampion(person, leftAt, model))
    .sort((a, b) => b.leftAt - a.leftAt || compareText(a.person.contactId, b.person.contactId));
  if (latest === undefined) return null;
  const { person, movedTo, leftAt } = latest;
  return {
    id: 'champion_gone',
    sentence: `The champion, ${person.name}, is at ${movedTo} now (seen on ${markDay(leftAt)})`,
  };
}

function wasChampion(person: PersonFacts, leftAt: number, model: CommitteeModel): boolean {
  const isBy = ({ setAt }: Pick<SetRoleFact, 'setAt'>): boolean => setAt === null || setAt <= leftAt;
  const then: PersonFacts = {
    ...person,
    buyingRoles: person.buyingRoles.filter(isBy),
    ...(person.otherRoles === undefined ? {} : { otherRoles: person.otherRoles.filter(isBy) }),
    // A later no takes the role away here as well; a later yes was given elsewhere.
    roleDecisions: person.roleDecisions.filter(
      ({ decision, decidedAt }) => decision === 'rejected' || decidedAt <= leftAt,
    ),
  };
  return listCountedRoles(then, model).includes('CHAMPION');
}

function findQuietChampion({ roles, touches }: RiskContext): Risk | null {
  const champions = listKnownHolders(roles, 'CHAMPION').filter(({ bounced }) => bounced !== true);
  const [first] = champions;
  if (first === undefined || champions.some(({ state }) => state === 'engaged')) return null;
  const { last, lastTheirs } = touchesOf(touches, first.contactId);
  return { id: 'champion_quiet', sentence: `The champion, ${first.name}, has ${describeSilence(last, lastTheirs)}` };
}

/** "been quiet since 3 Oct"; an opened email is no answer, but the reader sees that something arrived. */
function describeSilence(last: ActivityFact | null, lastTheirs: ActivityFact | null): string {
  if (lastTheirs !== null) return `been quiet since ${markDay(lastTheirs.occurredAt)}`;
  if (last === null) return 'not been in touch yet';
  return `not answered yet (${ACTIVITY_KINDS[last.type].word} on ${markDay(last.occurredAt)})`;
}

function findEngagedBlocker({ roles, touches }: RiskContext): Risk | null {
  const blocker = listKnownHolders(roles, 'BLOCKER').find(({ state }) => state === 'engaged');
  if (blocker === undefined) return null;
  const last = touchesOf(touches, blocker.contactId).lastTheirs;
  const when = last === null ? '' : `, last on ${markDay(last.occurredAt)}`;
  return { id: 'blocker_engaged', sentence: `${blocker.name}, a blocker, is active${when}` };
}

function findMissingSponsor(context: RiskContext): Risk | null {
  const { roles, tier, labels = ROLE_LABELS } = context;
  if (tier !== 1 || listKnownHolders(roles, 'EXECUTIVE_SPONSOR').length > 0) return null;
  const open = describeOpen(context, 'EXECUTIVE_SPONSOR');
  const sentence =
    open === null ? 'Tier 1 account without an executive sponsor' : `${labels.EXECUTIVE_SPONSOR} ${open}`;
  return { id: 'tier1_no_sponsor', sentence };
}

function findMissingBudgetHolder(context: RiskContext): Risk | null {
  const { facts, roles, labels } = context;
  const deal = findLeadingDeal(facts);
  if (deal === null || !isLate(deal)) return null;
  if (listKnownHolders(roles, 'BUDGET_HOLDER').length > 0) return null;
  const open = describeOpen(context, 'BUDGET_HOLDER');
  const lack =
    open === null ? 'nobody is known to hold the budget' : `the ${wordRole('BUDGET_HOLDER', labels)} is ${open}`;
  return { id: 'no_budget_holder_late', sentence: `${describeDeal(deal)} is at ${deal.stageLabel} and ${lack}` };
}

function describeOpen({ facts, roles }: RiskContext, role: RoleId): string | null {
  const { candidates = [] } = roles.find((coverage) => coverage.role === role) ?? {};
  return describeUnheldRole(
    candidates,
    facts.placeholders.find((placeholder) => placeholder.role === role),
  );
}
