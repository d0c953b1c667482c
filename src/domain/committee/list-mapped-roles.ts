import type { PersonFacts, SetRoleFact } from '../facts.ts';
import type { CommitteeModel } from './committee-model.ts';

/** The roles that a person's portal-added options count as, by the model; options it does not name are no roles. */
export function listMappedRoles(
  { otherRoles = [] }: Pick<PersonFacts, 'otherRoles'>,
  { optionRoles = {} }: Pick<CommitteeModel, 'optionRoles'>,
): SetRoleFact[] {
  return otherRoles.flatMap(({ option, setAt }) => {
    const role = Object.hasOwn(optionRoles, option) ? optionRoles[option] : undefined;
    return role === undefined ? [] : [{ role, setAt }];
  });
}
