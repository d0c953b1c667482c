import type { PersonFacts, SetRoleFact } from '../facts.ts';
import type { CommitteeModel } from './committee-model.ts';

/** What a person's options that the portal added count as, by the model; those it does not name are no roles. */
export function listMappedRoles(
  { otherRoles = [] }: Pick<PersonFacts, 'otherRoles'>,
  { optionRoles = {} }: Pick<CommitteeModel, 'optionRoles'>,
): SetRoleFact[] {
  return otherRoles.flatMap(({ option, setAt }) => {
    const role = Object.hasOwn(optionRoles, option) ? optionRoles[option] : undefined;
    return role === undefined ? [] : [{ role, setAt }];
  });
}
