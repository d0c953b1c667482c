import { listCountedRoles } from '../engagement/counted-roles.ts';
import type { AccountFacts, PersonFacts, RoleId } from '../facts.ts';
import type { CommitteeModel } from './committee-model.ts';
import type { RoleCandidate, RoleEvidence } from './coverage-types.ts';
import { EVIDENCE_STRENGTH, fuseEvidence } from './fuse-evidence.ts';
import { observeBehaviour } from './observe-behaviour.ts';
import { listMappedRoles } from './list-mapped-roles.ts';
import { judgeStanding } from './role-state.ts';
import { suggestRoles } from './suggest-roles.ts';
import type { TitleClass } from './title-class.ts';
import { ACTIVITY_KINDS, indexTouches, touchesOf } from './touches.ts';
import type { PersonTouches } from './touches.ts';
import { monthsBefore } from './months-before.ts';

/** A person's title as classified; `PersonResult` fits. */
export interface PersonTitle {
  contactId: string;
  titleClass: TitleClass;
}

/** A candidate and what the role counts through them, 0–1, before the rule of one full role a person. */
export interface Claim {
  candidate: RoleCandidate;
  value: number;
}

interface CandidateInput {
  facts: AccountFacts;
  titles: readonly PersonTitle[];
  model: CommitteeModel;
  now: number;
  /** By contact id, where they are known already. */
  touches?: ReadonlyMap<string, PersonTouches>;
}

/** Every claim of every person to a role. A role a rep rejected is never claimed again. */
export function listClaims(input: CandidateInput): Claim[] {
  const { facts, titles, model, now, touches = indexTouches(facts, now) } = input;
  const staleBefore = monthsBefore(now, model.staleRoleMonths);
  const titleClasses = new Map(titles.map(({ contactId, titleClass }) => [contactId, titleClass]));
  return facts.people.flatMap((person) => {
    const personTouches = touchesOf(touches, person.contactId);
    const titleClass = titleClasses.get(person.contactId);
    const byRole = gatherEvidence({ person, titleClass, touches: personTouches, model, staleBefore, now });
    return [...byRole].map(([role, evidence]) =>
      makeClaim({ person, role, evidence, touches: personTouches }, model, now),
    );
  });
}

interface ClaimInput {
  person: PersonFacts;
  role: RoleId;
  evidence: readonly RoleEvidence[];
  touches: PersonTouches;
}

function makeClaim({ person, role, evidence, touches }: ClaimInput, model: CommitteeModel, now: number): Claim {
  const { state, value } = judgeStanding(evidence, touches, person.bounced, model, now);
  // What makes somebody engaged is what they did, though we may have written since.
  const shown = state === 'engaged' ? touches.lastTheirs : touches.last;
  const candidate: RoleCandidate = {
    contactId: person.contactId,
    name: person.name,
    title: person.title,
    role,
    confidence: fuseEvidence(evidence),
    evidence,
    state,
    lastTouchAt: shown?.occurredAt ?? null,
    lastTouch: shown === null ? null : ACTIVITY_KINDS[shown.type].word,
    ...(person.bounced ? { bounced: true } : {}),
  };
  return { candidate, value };
}

interface EvidenceInput {
  person: PersonFacts;
  titleClass: TitleClass | undefined;
  touches: PersonTouches;
  model: CommitteeModel;
  /** What a person said before this moment (epoch ms) is stale. */
  staleBefore: number;
  now: number;
}

/** Evidence of one person by role, strongest source first, one piece a source (its latest). */
function gatherEvidence(input: EvidenceInput): ReadonlyMap<RoleId, RoleEvidence[]> {
  const { person, titleClass, touches, model, staleBefore, now } = input;
  const byRole = new Map<RoleId, RoleEvidence[]>();
  const rejected = new Set(person.roleDecisions.filter((d) => d.decision === 'rejected').map((d) => d.role));
  const add = (role: RoleId, piece: Omit<RoleEvidence, 'stale'>): void => {
    if (rejected.has(role)) return;
    const byAPerson = piece.source === 'set_in_hubspot' || piece.source === 'confirmed';
    const evidence = { ...piece, stale: byAPerson && piece.at !== null && piece.at < staleBefore };
    const others = byRole.get(role) ?? [];
    const same = others.find(({ source }) => source === piece.source);
    if (same === undefined) byRole.set(role, [...others, evidence]);
    else if ((piece.at ?? 0) > (same.at ?? 0)) {
      byRole.set(role, [...others.filter((other) => other !== same), evidence]);
    }
  };
  // From the strongest source to the weakest.
  for (const { role, setAt } of person.buyingRoles) add(role, said('set_in_hubspot', setAt));
  for (const { role, setAt } of listMappedRoles(person, model)) add(role, said('set_in_hubspot', setAt));
  for (const { role } of person.dealLabels) add(role, said('deal_label', null));
  for (const { role, decidedAt } of person.roleDecisions) add(role, said('confirmed', decidedAt));
  // Whom a person named a blocker is for nothing what a title or their interest may suggest.
  if (listCountedRoles(person, model).includes('BLOCKER')) return byRole;
  const suggested = titleClass === undefined ? [] : suggestRoles(titleClass, person.title);
  for (const { role, confidence } of suggested) add(role, { source: 'title', strength: confidence, at: null });
  const titleRoles = new Set(suggested.map(({ role }) => role));
  for (const { role, at } of observeBehaviour(touches, titleRoles, now)) add(role, said('behaviour', at));
  return byRole;
}

function said(source: keyof typeof EVIDENCE_STRENGTH, at: number | null): Omit<RoleEvidence, 'stale'> {
  return { source, strength: EVIDENCE_STRENGTH[source], at };
}
