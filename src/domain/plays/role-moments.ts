import { describeDeal } from '../committee/leading-deal.ts';
import { listKnownHolders } from '../committee/list-known-holders.ts';
import { ROLE_LABELS, wordRole } from '../committee/role-labels.ts';
import { describeUnheldRole } from '../committee/describe-gaps.ts';
import type { DealFacts, RoleId } from '../facts.ts';
import { markDay } from '../marked-values.ts';
import { findPerson, listActivePeople, rankPeople } from './account-moments.ts';
import type { PlayContext, WhyNow } from './play-types.ts';

/** Days within which somebody must have been active to be asked for an introduction. */
const INTRODUCER_ACTIVE_DAYS = 60;

/** Whether nobody is known to hold the role, by more than a title. */
export function isOpen({ result }: PlayContext, role: RoleId): boolean {
  return listKnownHolders(result.committee.roles, role).length === 0;
}

/** People who hold, or may hold, a role and whom a play can contact; the likeliest first. */
export function listCandidateIds(context: PlayContext, role: RoleId): string[] {
  const candidates = context.result.committee.roles.find((coverage) => coverage.role === role)?.candidates ?? [];
  const allowed = new Set(
    rankPeople(
      candidates.map(({ contactId }) => contactId),
      context,
    ),
  );
  return candidates.map(({ contactId }) => contactId).filter((contactId) => allowed.has(contactId));
}

/**
 * "Budget holder only suggested: confirm Ana Ruiz" or "Budget holder not a contact yet: …", for a role that {@link isOpen}.
 * Whom no play may turn to is not named, and where nobody else fits that is said.
 */
export function describeOpenRole(context: PlayContext, role: RoleId): WhyNow {
  const { facts, result, roleLabels = ROLE_LABELS } = context;
  const { candidates = [] } = result.committee.roles.find((coverage) => coverage.role === role) ?? {};
  const allowed = new Set(listCandidateIds(context, role));
  const open = describeUnheldRole(
    candidates.filter(({ contactId }) => allowed.has(contactId)),
    facts.placeholders.find((placeholder) => placeholder.role === role),
  );
  if (open !== null) return { sentence: `${roleLabels[role]} ${open}`, at: null };
  const why = candidates.length === 0 ? 'no contact fits' : 'who fits by title is a blocker or cannot be written to';
  return { sentence: `Nobody is known as ${wordRole(role, roleLabels)}; ${why}`, at: null };
}

/** `"Acme platform" (40,000 EUR) is at Contract Sent, opened 21 Sep`. */
export function describeOpenDeal(deal: DealFacts): WhyNow {
  const opened = markDay(deal.createdAt);
  return { sentence: `${describeDeal(deal)} is at ${deal.stageLabel}, opened ${opened}`, at: deal.createdAt };
}

/** The engaged person who can introduce somebody else: recently active, may be written to, and not one of `contactIds`. */
export function findIntroducer(context: PlayContext, contactIds: readonly string[]): string | null {
  const found = listActivePeople(context, INTRODUCER_ACTIVE_DAYS).find(
    (contactId) => !contactIds.includes(contactId) && findPerson(context.facts, contactId)?.optedOut === false,
  );
  return found ?? null;
}
