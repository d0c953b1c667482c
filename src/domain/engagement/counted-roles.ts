import type { CommitteeModel } from '../committee/committee-model.ts';
import { listMappedRoles } from '../committee/list-mapped-roles.ts';
import type { PersonFacts, RoleId } from '../facts.ts';

/**
 * The roles by which a person's engagement weighs more or less: those somebody stated, in HubSpot, as the label on a
 * deal, or by confirming a suggestion. A mere suggestion does not count (a guess about a title must not move a score),
 * nor does a role a rep has rejected.
 */
export function listCountedRoles(person: PersonFacts, model: Pick<CommitteeModel, 'optionRoles'> = {}): RoleId[] {
  const { buyingRoles, dealLabels, roleDecisions } = person;
  const mapped = listMappedRoles(person, model);
  if (buyingRoles.length + mapped.length + dealLabels.length + roleDecisions.length === 0) return [];
  const rejected = new Set(roleDecisions.filter(({ decision }) => decision === 'rejected').map(({ role }) => role));
  const stated = new Set([...buyingRoles, ...mapped, ...dealLabels, ...roleDecisions].map(({ role }) => role));
  return [...stated].filter((role) => !rejected.has(role));
}
