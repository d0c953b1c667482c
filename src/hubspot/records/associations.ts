import { z } from 'zod';
import { batchSchema, throwUnlessNotFound } from './batch.ts';
import { chunk } from './chunk.ts';
import type { HubSpotClient } from '../client/client.ts';
import type { ObjectType } from './objects.ts';
import { nextAfter, pagingSchema } from '../client/page.ts';

/** HubSpot's limit for one batch read of associations. */
const PER_REQUEST = 1_000;

export interface Association {
  toId: string;
  /** A pair has several: "Primary" (company of a contact: 1 / 2) stands beside the unlabelled one (279 / 280). */
  types: { category: string; typeId: number; label: string | null }[];
}

/** `toObjectId` is a number on the wire while `from.id` is a string. */
export const associationsSchema = batchSchema(
  z.looseObject({
    from: z.looseObject({ id: z.string() }),
    to: z.array(
      z
        .looseObject({
          toObjectId: z.union([z.string(), z.number()]).transform(String),
          associationTypes: z.array(
            z
              .looseObject({ category: z.string(), typeId: z.number(), label: z.string().nullish() })
              .transform(({ category, typeId, label }) => ({ category, typeId, label: label ?? null })),
          ),
        })
        .transform(({ toObjectId, associationTypes }): Association => ({ toId: toObjectId, types: associationTypes })),
    ),
    paging: pagingSchema,
  }),
);

/**
 * Associations from each of the records to all records of another type, 1,000 records a request; a record with more
 * associations than fit one answer is read on. Every id asked for is a key, with an empty list where it has none.
 */
export async function readAssociations(
  client: HubSpotClient,
  from: ObjectType,
  to: ObjectType,
  ids: readonly string[],
): Promise<Map<string, Association[]>> {
  const found = new Map<string, Association[]>(ids.map((id) => [id, []]));
  let inputs: { id: string; after?: string }[] = [...found.keys()].map((id) => ({ id }));
  while (inputs.length > 0) {
    const unfinished: typeof inputs = [];
    for (const piece of chunk(inputs, PER_REQUEST)) {
      const { results, errors } = await client.request({
        method: 'POST',
        path: `/crm/associations/2026-09/${from}/${to}/batch/read`,
        body: { inputs: piece },
        schema: associationsSchema,
        repeatable: true,
      });
      throwUnlessNotFound(errors);
      for (const result of results) {
        const associations = found.get(result.from.id);
        for (const association of result.to) associations?.push(association);
        const after = nextAfter(result.paging);
        if (after !== null) unfinished.push({ id: result.from.id, after });
      }
    }
    inputs = unfinished;
  }
  return found;
}

/** Ids of all records of a type that a record is associated with, the newest first: HubSpot's ids are increasing numbers. */
export async function listAssociatedIds(
  client: HubSpotClient,
  from: ObjectType,
  to: ObjectType,
  id: string,
): Promise<string[]> {
  const associations = await readAssociations(client, from, to, [id]);
  return (associations.get(id) ?? []).map(({ toId }) => toId).sort(newestFirst);
}

function newestFirst(one: string, other: string): number {
  return other.length - one.length || (other > one ? 1 : -1);
}
