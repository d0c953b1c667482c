import type { AccountCardData, CardPerson, CardRole } from '../../../extensions/app/cards/card-data.ts';
import { findManagers, listAbove, type ReportingFact } from '../../domain/committee/reporting-lines.ts';

/** More managers nobody reads on a card. */
const MOST_ABOVE = 5;

/**
 * Says whom the people on the card report to, and which of those above show no engagement, where the portal keeps who
 * reports to whom. `engagement` is each person's, 0–100, by id. No score rests on it.
 */
export function addReporting(
  roles: readonly CardRole[],
  people: readonly ReportingFact[],
  engagement: Readonly<Record<string, number>>,
): Pick<AccountCardData, 'roles' | 'above'> {
  const managers = findManagers(people);
  const isEngaged = (contactId: string): boolean => Math.round(engagement[contactId] ?? 0) > 0;
  const withManager = (person: CardPerson): CardPerson => {
    const manager = managers.get(person.contactId);
    if (manager === undefined) return person;
    const { name, contactId } = manager;
    return { ...person, reportsTo: { name, isContact: contactId !== null } };
  };
  const shown = new Set(roles.flatMap((role) => role.people.map(({ contactId }) => contactId)));
  const above = listAbove(
    people.filter(({ contactId }) => shown.has(contactId)),
    managers,
    isEngaged,
  );
  return {
    roles: roles.map((role) => ({ ...role, people: role.people.map(withManager) })),
    above: above
      .slice(0, MOST_ABOVE)
      .map(({ name, contactId, over }) => ({ name, isContact: contactId !== null, over })),
  };
}
