/** The rows that part (c) compares: some properties of three types, by id. */
export const HELD_PROPERTIES = {
  companies: ['name', 'industry', 'numberofemployees'],
  contacts: ['email', 'firstname', 'jobtitle'],
  deals: ['dealname', 'dealstage', 'amount'],
} as const;
export type HeldType = keyof typeof HELD_PROPERTIES;
export const HELD_TYPES = ['companies', 'contacts', 'deals'] as const satisfies readonly HeldType[];

type Values = Readonly<Record<string, string | null | undefined>>;
export type Held = Record<HeldType, Map<string, Values>>;

export interface Difference {
  /** In HubSpot and not held. */
  lost: number;
  /** Held with another value than HubSpot's, or gone in HubSpot. */
  stale: number;
}

/** What is held beside what HubSpot holds. */
export function compareRows(truth: Held, held: Held): Difference {
  let lost = 0;
  let stale = 0;
  for (const type of HELD_TYPES) {
    for (const [id, values] of truth[type]) {
      const row = held[type].get(id);
      if (row === undefined) lost += 1;
      else if (HELD_PROPERTIES[type].some((name) => (row[name] ?? '') !== (values[name] ?? ''))) stale += 1;
    }
    for (const id of held[type].keys()) if (!truth[type].has(id)) stale += 1;
  }
  return { lost, stale };
}
