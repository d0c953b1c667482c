import type { PortalOwner } from '../portal-data.ts';

/** Finds an owner by the value of an owner column: the name, the e-mail address or the id. */
export class OwnerIndex {
  readonly #ids = new Map<string, Set<string>>();

  constructor(owners: readonly PortalOwner[]) {
    for (const owner of owners) {
      for (const key of [owner.id, owner.email, `${owner.firstName} ${owner.lastName}`.trim()])
        this.#add(key, owner.id);
    }
  }

  #add(key: string, id: string): void {
    const ids = this.#ids.get(key.toLowerCase()) ?? new Set();
    this.#ids.set(key.toLowerCase(), ids.add(id));
  }

  /** The owner's id; `null` if nobody or more than one person has that name. */
  find(text: string): string | null {
    const ids = this.#ids.get(text.toLowerCase());
    return ids?.size === 1 ? ([...ids][0] ?? null) : null;
  }
}
