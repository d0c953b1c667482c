import { Client } from '@hubspot/api-client';
import { HELD_PROPERTIES, HELD_TYPES, type Held, type HeldType } from './held-rows.ts';

/** Most rows a search answer may have (doc). */
const SEARCH_PAGE = 200;
const MODIFIED: Record<HeldType, string> = {
  companies: 'hs_lastmodifieddate',
  contacts: 'lastmodifieddate',
  deals: 'hs_lastmodifieddate',
};

/** What somebody holds who follows the README of `@hubspot/api-client`, and where it stopped. */
export interface IdiomPull {
  held: Held;
  /** What each loop died of. */
  deaths: string[];
}

export interface Idiom {
  pull: IdiomPull;
  /** `getAll()` of each type. */
  pullAll: () => Promise<void>;
  /** The search loop: what was modified since the last loop (or `getAll`) began, page by page. */
  pullChanges: () => Promise<void>;
}

type SearchPage = Awaited<ReturnType<Client['crm'][HeldType]['searchApi']['doSearch']>>;

/** `retries` is the client's `numberOfApiCallRetries`: 0 is its default, 3 the README's example. */
export function createIdiom(basePath: string, accessToken: string, retries: number): Idiom {
  const client = new Client({ basePath, accessToken, numberOfApiCallRetries: retries });
  const held: Held = { companies: new Map(), contacts: new Map(), deals: new Map() };
  const pull: IdiomPull = { held, deaths: [] };
  let since = Date.now();
  const keep = (
    type: HeldType,
    records: readonly { id: string; properties: Record<string, string | null> }[],
  ): void => {
    for (const { id, properties } of records) held[type].set(id, properties);
  };
  const each = async (what: string, work: (type: HeldType) => Promise<void>): Promise<void> => {
    const startedAt = Date.now();
    for (const type of HELD_TYPES) {
      await work(type).catch((error: unknown) => pull.deaths.push(`${what} of ${type}: ${nameOf(error)}`));
    }
    since = startedAt;
  };
  return {
    pull,
    pullAll: () =>
      each('getAll', async (type) => {
        keep(type, await client.crm[type].getAll(100, undefined, [...HELD_PROPERTIES[type]]));
      }),
    pullChanges: () =>
      each('search', async (type) => {
        let after: string | undefined = '0';
        do {
          const page: SearchPage = await client.crm[type].searchApi.doSearch({
            filterGroups: [
              { filters: [{ propertyName: MODIFIED[type], operator: 'GTE' as never, value: String(since) }] },
            ],
            sorts: [MODIFIED[type]],
            properties: [...HELD_PROPERTIES[type]],
            limit: SEARCH_PAGE,
            after,
          });
          keep(type, page.results);
          after = page.paging?.next?.after;
        } while (after !== undefined);
      }),
  };
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code } = error as { code?: string | number };
  return code === undefined ? error.message.split('\n', 1).join('') : `HTTP ${code}`;
}
