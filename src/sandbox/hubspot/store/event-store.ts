import type { PortalEvent } from '../../portal-data.ts';

/** Event occurrences, newest first, overall and by contact. */
export class EventStore {
  #all: PortalEvent[];
  #byContact = new Map<string, PortalEvent[]>();

  constructor(events: readonly PortalEvent[]) {
    this.#all = [...events].sort(newestFirst);
    for (const event of this.#all) this.#index(event);
  }

  all(): readonly PortalEvent[] {
    return this.#all;
  }

  ofContact(contactId: string): readonly PortalEvent[] {
    return this.#byContact.get(contactId) ?? [];
  }

  types(): string[] {
    return [...new Set(this.#all.map((event) => event.eventType))].sort();
  }

  add(event: PortalEvent): void {
    this.#all.push(event);
    this.#all.sort(newestFirst);
    this.#index(event);
    this.#byContact.get(event.contactId)?.sort(newestFirst);
  }

  #index(event: PortalEvent): void {
    const list = this.#byContact.get(event.contactId);
    if (list) list.push(event);
    else this.#byContact.set(event.contactId, [event]);
  }
}

type Moment = Pick<PortalEvent, 'occurredAt' | 'id'>;

/** By time, then by id, so that a cursor is unambiguous among events with the same timestamp. */
export function newestFirst(left: Moment, right: Moment): number {
  if (left.occurredAt !== right.occurredAt) return left.occurredAt < right.occurredAt ? 1 : -1;
  return left.id < right.id ? 1 : -1;
}
