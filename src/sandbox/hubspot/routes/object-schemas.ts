import { z } from 'zod';
import { csv, flag } from '../http/endpoint.ts';

/** Bodies and queries of the objects API, as crm-objects describes them; unknown fields are rejected. */
export const rawValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const propertyValues = z.record(z.string(), rawValue);

const associationSpec = z.strictObject({
  associationCategory: z.enum(['HUBSPOT_DEFINED', 'USER_DEFINED', 'INTEGRATOR_DEFINED', 'WORK']),
  associationTypeId: z.number().int(),
});
export const associationSpecs = z.array(associationSpec).min(1);

const associationsForObject = z
  .array(z.strictObject({ to: z.strictObject({ id: z.coerce.string() }), types: associationSpecs }))
  .optional();
export type AssociationsForObject = z.infer<typeof associationsForObject>;

export const createInput = z.strictObject({
  properties: propertyValues,
  associations: associationsForObject,
  objectWriteTraceId: z.string().optional(),
});

export const updateInput = z.strictObject({
  id: z.string(),
  properties: propertyValues,
  idProperty: z.string().optional(),
  objectWriteTraceId: z.string().optional(),
});

const history = { propertiesWithHistory: csv.optional(), properties: csv.optional(), associations: csv.optional() };

export const listQuery = z.strictObject({
  ...history,
  limit: z.coerce.number().int().min(1).default(10),
  after: z.string().regex(/^\d+$/).optional(),
  archived: flag.default(false),
});

export const getQuery = z.strictObject({
  ...history,
  archived: flag.default(false),
  idProperty: z.string().optional(),
});
export const patchQuery = z.strictObject({ idProperty: z.string().optional() });
export const archivedQuery = z.strictObject({ archived: flag.default(false) });

export const idInputs = z.strictObject({ inputs: z.array(z.strictObject({ id: z.coerce.string() })) });

export const batchReadBody = z.strictObject({
  inputs: z.array(z.strictObject({ id: z.coerce.string() })),
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).default([]),
  idProperty: z.string().optional(),
});

export const filterOperators = [
  'EQ',
  'NEQ',
  'LT',
  'LTE',
  'GT',
  'GTE',
  'BETWEEN',
  'IN',
  'NOT_IN',
  'HAS_PROPERTY',
  'NOT_HAS_PROPERTY',
  'CONTAINS_TOKEN',
  'NOT_CONTAINS_TOKEN',
] as const;

const filter = z.strictObject({
  propertyName: z.string(),
  operator: z.enum(filterOperators),
  value: z.coerce.string().optional(),
  highValue: z.coerce.string().optional(),
  values: z.array(z.coerce.string()).optional(),
});
export type Filter = z.infer<typeof filter>;

const sort = z.union([
  z.strictObject({ propertyName: z.string(), direction: z.enum(['ASCENDING', 'DESCENDING']).default('ASCENDING') }),
  z.string().transform((name) => ({
    propertyName: name.replace(/^-/, ''),
    direction: name.startsWith('-') ? ('DESCENDING' as const) : ('ASCENDING' as const),
  })),
]);

/** `limit` may also be text (a recorded request sends "200"). */
export const searchBody = z.strictObject({
  filterGroups: z.array(z.strictObject({ filters: z.array(filter) })).default([]),
  sorts: z.array(sort).default([]),
  query: z.string().optional(),
  properties: z.array(z.string()).nullish(),
  limit: z.coerce.number().int().min(0).default(10),
  after: z.union([z.string(), z.number()]).nullish(),
});
export type SearchBody = z.infer<typeof searchBody>;

export const mergeBody = z.strictObject({ primaryObjectId: z.string(), objectIdToMerge: z.string() });
export const gdprBody = z.strictObject({ objectId: z.string(), idProperty: z.string().optional() });
