import { z } from 'zod';
import { HubSpotRejectedError } from '../../errors.ts';
import type { SegmentCondition } from '../../domain/segments/segments.ts';
import type { HubSpotClient } from '../client/client.ts';

/** HubSpot's type id of companies. */
const COMPANIES = '0-2';
const BASE = '/crm/lists/2026-09';
/** All that there are: HubSpot's description calls naming them required in a search. */
const PROCESSING_TYPES = ['DYNAMIC', 'MANUAL', 'SNAPSHOT'];

/** As HubSpot sends it; it may add fields to a filter that it was not created with. */
const filterSchema = z.looseObject({
  property: z.string().nullish(),
  operation: z
    .looseObject({
      operator: z.string().nullish(),
      value: z.union([z.string(), z.number(), z.boolean()]).nullish(),
      values: z.array(z.string()).nullish(),
    })
    .nullish(),
});
interface FilterBranch {
  filters?: z.infer<typeof filterSchema>[] | null | undefined;
  filterBranches?: FilterBranch[] | null | undefined;
}
const branchSchema: z.ZodType<FilterBranch> = z.lazy(() =>
  z.looseObject({ filters: z.array(filterSchema).nullish(), filterBranches: z.array(branchSchema).nullish() }),
);

const listSchema = z.looseObject({
  listId: z.string(),
  name: z.string(),
  processingType: z.string(),
  deletedAt: z.string().nullish(),
  /** The number of members, where HubSpot says so. */
  size: z.number().nullish(),
  filterBranch: branchSchema.nullish(),
});
export type HubSpotList = z.infer<typeof listSchema>;
const oneList = z.looseObject({ list: listSchema });

/**
 * Makes a dynamic list (an active segment) of the companies for which all conditions hold; HubSpot keeps its members. A
 * name that is taken is refused (400), which is why it may be repeated.
 */
export async function createCompanyList(
  client: HubSpotClient,
  { name, conditions }: { name: string; conditions: readonly SegmentCondition[] },
): Promise<HubSpotList> {
  const { list } = await client.request({
    method: 'POST',
    path: BASE,
    body: {
      name,
      objectTypeId: COMPANIES,
      processingType: 'DYNAMIC',
      filterBranch: {
        filterBranchType: 'OR',
        filterBranchOperator: 'OR',
        filters: [],
        filterBranches: [
          {
            filterBranchType: 'AND',
            filterBranchOperator: 'AND',
            filterBranches: [],
            filters: conditions.map((condition) => toFilter(condition)),
          },
        ],
      },
    },
    schema: oneList,
    repeatable: true,
  });
  return list;
}

/** The company list of that name with its filters; `null` if there is none. */
export async function findCompanyList(client: HubSpotClient, name: string): Promise<HubSpotList | null> {
  return readList(client, `${BASE}/object-type-id/${COMPANIES}/name/${encodeURIComponent(name)}`);
}

/** The list of that id with its filters; `null` if it was deleted. */
export async function getList(client: HubSpotClient, listId: string): Promise<HubSpotList | null> {
  return readList(client, `${BASE}/${encodeURIComponent(listId)}`);
}

/** The number of members of each list, in one request; a list that HubSpot's search does not find is absent. */
export async function readListSizes(
  client: HubSpotClient,
  listIds: readonly string[],
): Promise<Map<string, number | null>> {
  const { lists } = await client.request({
    method: 'POST',
    path: `${BASE}/search`,
    body: {
      listIds,
      processingTypes: PROCESSING_TYPES,
      additionalProperties: ['hs_list_size'],
      offset: 0,
      count: listIds.length,
    },
    schema: z.looseObject({
      lists: z.array(
        z.looseObject({
          listId: z.string(),
          additionalProperties: z.record(z.string(), z.string().nullish()).nullish(),
        }),
      ),
    }),
    repeatable: true,
  });
  return new Map(
    lists.map(({ listId, additionalProperties }) => {
      const size = additionalProperties?.['hs_list_size'] ?? null;
      return [listId, size === null ? null : Number(size)];
    }),
  );
}

/** Deletes a list, but not its members; succeeds if it is gone already. */
export async function deleteList(client: HubSpotClient, listId: string): Promise<void> {
  try {
    await client.request({
      method: 'DELETE',
      path: `${BASE}/${encodeURIComponent(listId)}`,
      schema: z.unknown(),
      repeatable: true,
    });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Whether a list is dynamic with exactly these conditions, however HubSpot writes them. */
export function isListOf(list: HubSpotList, conditions: readonly SegmentCondition[]): boolean {
  const wanted = conditions.map((condition) => describe(toFilter(condition))).sort();
  const held = list.filterBranch ? listFilters(list.filterBranch).map(describe).sort() : [];
  return list.processingType === 'DYNAMIC' && held.join('\n') === wanted.join('\n');
}

async function readList(client: HubSpotClient, path: string): Promise<HubSpotList | null> {
  try {
    const { list } = await client.request({
      method: 'GET',
      path,
      query: { includeFilters: true },
      schema: oneList,
      repeatable: true,
    });
    return list.deletedAt ? null : list;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof HubSpotRejectedError && error.status === 404;
}

/** Schema `crm-lists.json`: operations of ENUMERATION, BOOL and ALL_PROPERTY. */
function toFilter(condition: SegmentCondition) {
  const { property } = condition;
  const operation =
    'anyOf' in condition
      ? { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: condition.anyOf }
      : 'is' in condition
        ? { operationType: 'BOOL', operator: 'IS_EQUAL_TO', value: condition.is }
        : { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' };
  return { filterType: 'PROPERTY', property, operation: { ...operation, includeObjectsWithNoValueSet: false } };
}

function listFilters({ filters, filterBranches }: FilterBranch): z.infer<typeof filterSchema>[] {
  return [...(filters ?? []), ...(filterBranches ?? []).flatMap(listFilters)];
}

interface DescribedFilter {
  property?: string | null | undefined;
  operation?:
    | {
        operator?: string | null | undefined;
        value?: string | number | boolean | null | undefined;
        values?: readonly string[] | null | undefined;
      }
    | null
    | undefined;
}

function describe({ property, operation }: DescribedFilter): string {
  const values = [...(operation?.values ?? [])].toSorted();
  return JSON.stringify([property, operation?.operator, String(operation?.value ?? ''), values]);
}
