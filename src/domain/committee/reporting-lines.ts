import { compareText } from '../compare-text.ts';

/** A person of an account, with what HubSpot's record of them says of their manager. */
export interface ReportingFact {
  contactId: string;
  name: string;
  email: string | null;
  /** As the portal's property holds it: a record id, an e-mail address or a name; `null` where it is empty. */
  manager: string | null;
}

/** Whom somebody reports to. */
export interface Manager {
  name: string;
  /** `null` of somebody who is no contact of the account. */
  contactId: string | null;
}

/** A manager with the names of the people who report to them. */
export interface ManagerAbove extends Manager {
  over: string[];
}

/**
 * Whom people of one account report to, by their ids. A value is a record id, an e-mail address or a name (also
 * `Ruiz, Ana`) of one of them; any other name is somebody who is no contact. An id that is none of theirs, a name that
 * two of them share, and a person reporting to themselves are ignored.
 */
export function findManagers(people: readonly ReportingFact[]): Map<string, Manager> {
  const found = people.flatMap((person): [string, Manager][] => {
    const manager = readManager(person.manager?.trim() ?? '', people);
    return manager === null || isSame(manager.name, person.name) ? [] : [[person.contactId, manager]];
  });
  return new Map(found);
}

/** Managers who are not engaged (by `isEngaged`) or are no contacts, those with the most reports first. */
export function listAbove(
  people: readonly ReportingFact[],
  managers: ReadonlyMap<string, Manager>,
  isEngaged: (contactId: string) => boolean,
): ManagerAbove[] {
  const above = new Map<string, ManagerAbove>();
  for (const { contactId, name } of people) {
    const manager = managers.get(contactId);
    if (manager === undefined || (manager.contactId !== null && isEngaged(manager.contactId))) continue;
    const key = manager.contactId ?? normalise(manager.name);
    const held = above.get(key) ?? { ...manager, over: [] };
    held.over.push(name);
    above.set(key, held);
  }
  return [...above.values()].sort((a, b) => b.over.length - a.over.length || compareText(a.name, b.name));
}

function readManager(value: string, people: readonly ReportingFact[]): Manager | null {
  if (value === '') return null;
  const byId = people.find(({ contactId }) => contactId === value);
  if (byId !== undefined) return toManager(byId);
  if (value.includes('@')) {
    const byEmail = people.find(({ email }) => email !== null && isSame(email, value));
    return byEmail === undefined ? { name: value, contactId: null } : toManager(byEmail);
  }
  if (!/\p{L}/u.test(value)) return null;
  const [family = '', given] = value.split(',', 2);
  const name = given === undefined ? value : `${given.trim()} ${family}`.trim();
  const [first, ...others] = people.filter((person) => isSame(person.name, name));
  if (others.length > 0) return null;
  return first === undefined ? { name, contactId: null } : toManager(first);
}

function toManager({ contactId, name }: ReportingFact): Manager {
  return { contactId, name };
}

function isSame(one: string, other: string): boolean {
  return normalise(one) === normalise(other);
}

function normalise(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ').toLowerCase();
}
