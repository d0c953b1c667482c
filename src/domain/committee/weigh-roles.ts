import { compareText } from '../compare-text.ts';
import type { RoleId } from '../facts.ts';
import { assignFullRoles } from './assign-full-roles.ts';
import type { RequiredRole } from './committee-model.ts';
import type { RoleCandidate } from './coverage-types.ts';
import type { Claim } from './list-candidates.ts';
import { STATE_ORDER } from './role-state.ts';

/** How one role is held after the rule that a person counts fully in one role and half in any other. */
export interface RoleHolding {
  /** 0–1 */
  value: number;
  /** Through whom the role counts what it counts. */
  holder: RoleCandidate | null;
  /** The role in which the holder counts fully, where it is another one. */
  fullIn: RoleId | null;
  /** Best known first; of those equally well known the holder first. */
  candidates: readonly RoleCandidate[];
}

/**
 * What each claimed or required role counts. Required roles are served first; people who count fully in none of them
 * may count fully in one of the other roles they hold, which weigh nothing in the coverage.
 */
export function weighRoles(
  claims: readonly Claim[],
  required: readonly RequiredRole[],
): ReadonlyMap<RoleId, RoleHolding> {
  const values = claims.map(({ candidate, value }) => ({
    contactId: candidate.contactId,
    role: candidate.role,
    value,
    confidence: candidate.confidence,
    lastTouchAt: candidate.lastTouchAt,
  }));
  const weights = new Map(required.map(({ role, weight }) => [role, weight]));
  const full = assignFullRoles(values, weights);
  const others = new Set(claims.map(({ candidate }) => candidate.role).filter((role) => !weights.has(role)));
  const free = values.filter(({ contactId }) => !full.has(contactId));
  const fullElsewhere = assignFullRoles(free, new Map([...others].map((role) => [role, 1])));
  const fullRoleOf = new Map([...full, ...fullElsewhere]);
  const byRole = Map.groupBy(claims, ({ candidate }) => candidate.role);
  const roles = [...weights.keys(), ...others];
  return new Map(roles.map((role) => [role, holdRole(byRole.get(role) ?? [], fullRoleOf)]));
}

function holdRole(claims: readonly Claim[], fullRoleOf: ReadonlyMap<string, RoleId>): RoleHolding {
  const [top] = claims
    .map(({ candidate, value }) => {
      const isFull = fullRoleOf.get(candidate.contactId) === candidate.role;
      return { candidate, isFull, value: isFull ? value : value / 2 };
    })
    .sort((a, b) => b.value - a.value || compareCandidates(a.candidate, b.candidate));
  if (top === undefined) return { value: 0, holder: null, fullIn: null, candidates: [] };
  const { candidate: holder, isFull, value } = top;
  const candidates = claims
    .map(({ candidate }) => candidate)
    .sort((a, b) => compareStates(a, b) || Number(b === holder) - Number(a === holder) || compareCandidates(a, b));
  const fullIn = isFull ? null : (fullRoleOf.get(holder.contactId) ?? null);
  return { value, holder, fullIn, candidates };
}

function compareCandidates(a: RoleCandidate, b: RoleCandidate): number {
  return (
    compareStates(a, b) ||
    b.confidence - a.confidence ||
    (b.lastTouchAt ?? 0) - (a.lastTouchAt ?? 0) ||
    compareText(a.contactId, b.contactId)
  );
}

const compareStates = (a: RoleCandidate, b: RoleCandidate): number =>
  STATE_ORDER.indexOf(a.state) - STATE_ORDER.indexOf(b.state);
