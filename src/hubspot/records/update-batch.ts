import { HubSpotRejectedError } from '../../errors.ts';
import { recordBatchSchema } from './batch.ts';
import { chunk } from './chunk.ts';
import type { HubSpotClient } from '../client/client.ts';
import type { ObjectType } from './objects.ts';

/** HubSpot's limit for one batch update. */
const PER_REQUEST = 100;

/** Statuses with which HubSpot refuses a whole batch because of some of its records. */
const REFUSALS = new Set([400, 404, 409]);

export interface BatchUpdateInput {
  id: string;
  properties: Readonly<Record<string, string>>;
}

export interface BatchUpdateResult {
  updated: UpdatedRecord[];
  /** Records that HubSpot refused, each with HubSpot's words; the others were written. */
  refused: RefusedRecord[];
}

export interface UpdatedRecord {
  id: string;
  /** HubSpot's time of the write (epoch ms); `null` where it answered under another id, that of a survivor. */
  updatedAt: number | null;
}

export interface RefusedRecord {
  id: string;
  message: string;
  /** HubSpot has no record with this id, or no longer has one. */
  gone: boolean;
}

/**
 * Writes properties of many records, 100 a request. A record that HubSpot refuses (unknown id, a validation rule of the
 * customer) fails by itself. Inputs for one id are merged, the later wins: HubSpot refuses a batch with a duplicate.
 * @throws HubSpotRejectedError where a property does not exist: that is no fault of a record
 */
export async function updateBatch(
  client: HubSpotClient,
  type: ObjectType,
  inputs: readonly BatchUpdateInput[],
): Promise<BatchUpdateResult> {
  const result: BatchUpdateResult = { updated: [], refused: [] };
  // A stack of batches still to send: one that is refused as a whole comes back in two halves.
  const pending = chunk(mergeById(inputs), PER_REQUEST).reverse();
  for (let batch = pending.pop(); batch !== undefined; batch = pending.pop()) {
    const { updated, refused, rest } = await sendBatch(client, type, batch);
    result.updated.push(...updated);
    result.refused.push(...refused);
    pending.push(...rest);
  }
  return result;
}

interface BatchOutcome extends BatchUpdateResult {
  /** To be sent again, in smaller batches. */
  rest: BatchUpdateInput[][];
}

async function sendBatch(
  client: HubSpotClient,
  type: ObjectType,
  batch: readonly BatchUpdateInput[],
): Promise<BatchOutcome> {
  try {
    const { results, errors } = await client.request({
      method: 'POST',
      path: `/crm/objects/2026-09/${type}/batch/update`,
      body: { inputs: batch },
      schema: recordBatchSchema,
      repeatable: true,
    });
    // An id that was merged away is answered under its survivor's, so that a complete answer is counted, not matched.
    const written = new Map(results.map((record) => [record.id, record.updatedAt]));
    if (errors.length === 0 && results.length >= batch.length) return allWritten(batch, written);
    return sortByOutcome(batch, written, errors);
  } catch (error) {
    if (!(error instanceof HubSpotRejectedError) || !REFUSALS.has(error.status) || namesUnknownProperty(error)) {
      throw error;
    }
    const { message, context, category } = error;
    return sortByOutcome(batch, new Map(), [...error.details, { message, context, category }]);
  }
}

interface Refusal {
  message: string;
  category?: string | null | undefined;
  context?: Readonly<Record<string, readonly string[]>> | null | undefined;
}

/**
 * Sorts records into written, refused and to be sent again. A record that an error names is refused; an error that
 * names none is bisected down to a single record.
 */
function sortByOutcome(
  batch: readonly BatchUpdateInput[],
  written: ReadonlyMap<string, number>,
  errors: readonly Refusal[],
): BatchOutcome {
  const errorById = new Map(errors.flatMap((error) => namedIds(error).map((id) => [id, error] as const)));
  const outcome: BatchOutcome = { updated: [], refused: [], rest: [] };
  const unclear: BatchUpdateInput[] = [];
  for (const input of batch) {
    const error = errorById.get(input.id);
    const updatedAt = written.get(input.id);
    if (updatedAt !== undefined) outcome.updated.push({ id: input.id, updatedAt });
    else if (error !== undefined) outcome.refused.push(toRefused(input.id, error));
    else unclear.push(input);
  }
  const [only] = unclear;
  if (only === undefined) return outcome;
  if (unclear.length < batch.length) outcome.rest.push(unclear);
  else if (unclear.length > 1) outcome.rest.push(...chunk(unclear, Math.ceil(unclear.length / 2)));
  else outcome.refused.push(toRefused(only.id, errors[0] ?? { message: 'HubSpot gave no answer for this record.' }));
  return outcome;
}

function toRefused(id: string, { message, category }: Refusal): RefusedRecord {
  return { id, message, gone: category === 'OBJECT_NOT_FOUND' };
}

function allWritten(batch: readonly BatchUpdateInput[], written: ReadonlyMap<string, number>): BatchOutcome {
  return { updated: batch.map(({ id }) => ({ id, updatedAt: written.get(id) ?? null })), refused: [], rest: [] };
}

function namedIds(error: Refusal): readonly string[] {
  return error.context?.['ids'] ?? [];
}

/** Whether HubSpot refused because of a property that the portal does not have. */
export function namesUnknownProperty(error: unknown): boolean {
  return (
    error instanceof HubSpotRejectedError && error.details.some((detail) => detail.code === 'PROPERTY_DOESNT_EXIST')
  );
}

function mergeById(inputs: readonly BatchUpdateInput[]): BatchUpdateInput[] {
  const merged = new Map<string, BatchUpdateInput>();
  for (const { id, properties } of inputs) {
    merged.set(id, { id, properties: { ...merged.get(id)?.properties, ...properties } });
  }
  return [...merged.values()];
}
