import { UnexpectedAnswerError } from '../../../errors.ts';
import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import { searchPage, type ObjectType, type SearchFilter } from '../../../hubspot/records/objects.ts';
import type { CrmRecord } from '../../../hubspot/records/record.ts';

/** HubSpot's search finds a change after up to 30 s (recorded): looked for ten times as long, whatever our clocks say. */
export const OVERLAP_MS = 5 * 60_000;

/** HubSpot's search goes no further into one result. */
const MOST_RESULTS = 10_000;

/** What is looked for: `groups` are alternatives, the filters of one must all hold. */
interface Sought {
  groups: readonly (readonly SearchFilter[])[];
  properties: readonly string[];
  /** The last id that was found before. */
  afterId: string | null;
}

interface Found {
  records: CrmRecord[];
  /** Where to go on. */
  lastId: string | null;
  more: boolean;
}

/**
 * The next records of a search by ascending id: however many there are, no result goes past its first page.
 * @throws UnexpectedAnswerError where the search does not go on by id
 */
export async function searchById(client: HubSpotClient, type: ObjectType, sought: Sought): Promise<Found> {
  const { records, more } = await searchAfter(client, type, sought);
  const lastId = records.at(-1)?.id ?? sought.afterId;
  // Such a search would never end.
  if (more && BigInt(lastId ?? 0) <= BigInt(sought.afterId ?? 0))
    throw new UnexpectedAnswerError(`HubSpot's search of ${type} does not go on by id.`, 'backoff');
  return { records, lastId, more };
}

/** A page may be empty and not be the last: what was archived since is left out (recorded). */
async function searchAfter(
  client: HubSpotClient,
  type: ObjectType,
  { groups, properties, afterId }: Sought,
): Promise<Omit<Found, 'lastId'>> {
  const later: SearchFilter[] =
    afterId === null ? [] : [{ propertyName: 'hs_object_id', operator: 'GT', value: afterId }];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof searchPage>> = await searchPage(client, type, {
      filterGroups: groups.map((filters) => ({ filters: [...filters, ...later] })),
      sorts: [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }],
      properties,
      after,
    });
    if (page.results.length > 0 || page.after === null) return { records: page.results, more: page.after !== null };
    after = page.after;
  } while (Number(after) + 200 <= MOST_RESULTS);
  throw new UnexpectedAnswerError(`HubSpot's search of ${type} shows nothing but archived records for now.`, 'backoff');
}
