import { z } from 'zod';
import type { HubSpotClient } from '../client/client.ts';

export const propertySchema = z.looseObject({
  name: z.string(),
  label: z.string(),
  type: z.string(),
  fieldType: z.string(),
  groupName: z.string().nullish(),
  description: z.string().nullish(),
  hubspotDefined: z.boolean().nullish(),
  calculated: z.boolean().nullish(),
  options: z
    .array(
      z.looseObject({
        label: z.string(),
        value: z.string(),
        displayOrder: z.number().nullish(),
        hidden: z.boolean().nullish(),
      }),
    )
    .nullish()
    .transform((options) => options ?? []),
});
export type Property = z.infer<typeof propertySchema>;

export const propertyGroupSchema = z.looseObject({ name: z.string(), label: z.string() });
export type PropertyGroup = z.infer<typeof propertyGroupSchema>;

export interface PropertyOption {
  label: string;
  value: string;
  displayOrder: number;
  hidden: boolean;
}

export interface NewProperty {
  name: string;
  label: string;
  type: string;
  fieldType: string;
  groupName: string;
  description?: string;
  options?: readonly PropertyOption[];
}

export type PropertyChange = Partial<Omit<NewProperty, 'name'>>;

/** All definitions of an object type (one request, HubSpot does not page it). */
export async function listProperties(client: HubSpotClient, objectType: string): Promise<Property[]> {
  const { results } = await client.request({
    method: 'GET',
    path: `/crm/properties/2026-09/${objectType}`,
    schema: z.looseObject({ results: z.array(propertySchema) }),
    repeatable: true,
  });
  return results;
}

/** The groups that properties of an object type are shown under. */
export async function listGroups(client: HubSpotClient, objectType: string): Promise<PropertyGroup[]> {
  const { results } = await client.request({
    method: 'GET',
    path: `/crm/properties/2026-09/${objectType}/groups`,
    schema: z.looseObject({ results: z.array(propertyGroupSchema) }),
    repeatable: true,
  });
  return results;
}

/** Creates a group. A name that is taken is refused (409), which is why it may be repeated. */
export function createGroup(
  client: HubSpotClient,
  objectType: string,
  group: { name: string; label: string; displayOrder?: number },
): Promise<PropertyGroup> {
  return client.request({
    method: 'POST',
    path: `/crm/properties/2026-09/${objectType}/groups`,
    body: { displayOrder: -1, ...group },
    schema: propertyGroupSchema,
    repeatable: true,
  });
}

/** Creates up to 100 definitions. Names that are taken are refused, which is why it may be repeated. */
export async function createProperties(
  client: HubSpotClient,
  objectType: string,
  properties: readonly NewProperty[],
): Promise<Property[]> {
  if (properties.length === 0) return [];
  const { results } = await client.request({
    method: 'POST',
    path: `/crm/properties/2026-09/${objectType}/batch/create`,
    body: { inputs: properties },
    schema: z.looseObject({ results: z.array(propertySchema) }),
    repeatable: true,
  });
  return results;
}

/** Changes a definition; options given replace the ones there. */
export function updateProperty(
  client: HubSpotClient,
  objectType: string,
  name: string,
  change: PropertyChange,
): Promise<Property> {
  return client.request({
    method: 'PATCH',
    path: `/crm/properties/2026-09/${objectType}/${encodeURIComponent(name)}`,
    body: change,
    schema: propertySchema,
    repeatable: true,
  });
}

/**
 * Archives a definition with its values; one that is not there is refused (404).
 * @throws HubSpotRejectedError where HubSpot keeps it, as a list or workflow uses it
 */
export async function archiveProperty(client: HubSpotClient, objectType: string, name: string): Promise<void> {
  await client.request({
    method: 'DELETE',
    path: `/crm/properties/2026-09/${objectType}/${encodeURIComponent(name)}`,
    schema: z.unknown(),
    repeatable: true,
  });
}

/** Removes a group. @throws HubSpotRejectedError where it is not there, or still holds properties */
export async function archiveGroup(client: HubSpotClient, objectType: string, name: string): Promise<void> {
  await client.request({
    method: 'DELETE',
    path: `/crm/properties/2026-09/${objectType}/groups/${encodeURIComponent(name)}`,
    schema: z.unknown(),
    repeatable: true,
  });
}
