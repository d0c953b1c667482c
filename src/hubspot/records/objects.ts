import { z } from 'zod';
import type { HubSpotClient } from '../client/client.ts';
import { type Page, nextAfter, pagingSchema } from '../client/page.ts';
import { type CrmRecord, recordSchema } from './record.ts';

/** Names of CRM object types in paths. */
export type ObjectType =
  | 'companies'
  | 'contacts'
  | 'deals'
  | 'meetings'
  | 'calls'
  | 'emails'
  | 'notes'
  | 'tasks'
  | 'communications'
  | 'tickets';

export const recordPageSchema = z.looseObject({ results: z.array(recordSchema), paging: pagingSchema });

export interface ListPageOptions {
  properties: readonly string[];
  /** Cursor of an earlier page; absent for the first. */
  after?: string | null;
  /** 1–100, 100 by default. */
  limit?: number;
  archived?: boolean;
}

/** One page of all records of a type in HubSpot's own order (ascending ids). */
export async function listPage(
  client: HubSpotClient,
  type: ObjectType,
  options: ListPageOptions,
): Promise<Page<CrmRecord>> {
  const page = await client.request({
    method: 'GET',
    path: `/crm/objects/2026-09/${type}`,
    query: {
      limit: options.limit ?? 100,
      after: options.after ?? undefined,
      archived: options.archived ?? false,
      properties: options.properties.length > 0 ? options.properties.join(',') : undefined,
    },
    schema: recordPageSchema,
    repeatable: true,
  });
  return { results: page.results, after: nextAfter(page.paging) };
}

/** An association written together with a new record. */
export interface NewAssociation {
  toId: string;
  category: 'HUBSPOT_DEFINED' | 'USER_DEFINED' | 'INTEGRATOR_DEFINED';
  typeId: number;
}

/**
 * Creates one record. Not repeatable: after an unclear failure look before creating again.
 * @throws AmbiguousWriteError where it may have been created all the same
 */
export function createObject(
  client: HubSpotClient,
  type: ObjectType,
  input: { properties: Readonly<Record<string, string>>; associations?: readonly NewAssociation[] },
): Promise<CrmRecord> {
  const associations = (input.associations ?? []).map(({ toId, category, typeId }) => ({
    to: { id: toId },
    types: [{ associationCategory: category, associationTypeId: typeId }],
  }));
  return client.request({
    method: 'POST',
    path: `/crm/objects/2026-09/${type}`,
    body: { properties: input.properties, associations },
    schema: recordSchema,
    repeatable: false,
  });
}

export interface SearchFilter {
  propertyName: string;
  operator: 'EQ' | 'NEQ' | 'LT' | 'LTE' | 'GT' | 'GTE' | 'BETWEEN' | 'IN' | 'HAS_PROPERTY' | 'NOT_HAS_PROPERTY';
  value?: string;
  highValue?: string;
  values?: readonly string[];
}

export interface SearchPageOptions {
  /** Groups are alternatives, the filters of one group must all hold. */
  filterGroups: readonly { filters: readonly SearchFilter[] }[];
  sorts?: readonly { propertyName: string; direction: 'ASCENDING' | 'DESCENDING' }[];
  properties: readonly string[];
  after?: string | null;
  /** 1–200, 200 by default. */
  limit?: number;
}

export const searchPageSchema = recordPageSchema.extend({ total: z.number() });

/**
 * One page of a search. HubSpot refuses to go past 10,000 results (400), and a record created or changed within the
 * last seconds may be missing.
 */
export async function searchPage(
  client: HubSpotClient,
  type: ObjectType,
  options: SearchPageOptions,
): Promise<Page<CrmRecord> & { total: number }> {
  const page = await client.request({
    method: 'POST',
    path: `/crm/objects/2026-09/${type}/search`,
    body: { ...options, limit: options.limit ?? 200, after: options.after ?? undefined },
    schema: searchPageSchema,
    search: true,
    repeatable: true,
  });
  return { results: page.results, after: nextAfter(page.paging), total: page.total };
}
