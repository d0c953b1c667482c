import type { RoleId } from '../facts.ts';
import type { RoleCandidate, RoleCoverage } from './coverage-types.ts';

/** Candidates of a role who are known to hold it, by more than their title. */
export function listKnownHolders(roles: readonly RoleCoverage[], role: RoleId): RoleCandidate[] {
  const candidates = roles.find((coverage) => coverage.role === role)?.candidates ?? [];
  return candidates.filter(({ state }) => state !== 'suggested');
}
