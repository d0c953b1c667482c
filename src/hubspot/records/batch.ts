import { z } from 'zod';
import { HubSpotRejectedError } from '../../errors.ts';
import { recordSchema } from './record.ts';

const idsSchema = z.record(z.string(), z.array(z.coerce.string())).nullish();

/** One entry of the errors of a partly successful batch (207). */
export const batchErrorSchema = z.looseObject({
  category: z.string().nullish(),
  subCategory: z.string().nullish(),
  message: z.string(),
  context: idsSchema,
});
export type BatchError = z.infer<typeof batchErrorSchema>;

const errorsSchema = z
  .array(batchErrorSchema)
  .nullish()
  .transform((errors) => errors ?? []);

/** A batch answer of results of one shape, with what was refused. */
export function batchSchema<T extends z.ZodType>(resultSchema: T) {
  return z.looseObject({ results: z.array(resultSchema), errors: errorsSchema });
}

export const recordBatchSchema = batchSchema(recordSchema);

/**
 * Ignores errors that only say that a record is gone or has no associations (`OBJECT_NOT_FOUND`, recorded).
 * @throws HubSpotRejectedError for any other error: a record that is missing from the results may still exist
 */
export function throwUnlessNotFound(errors: readonly BatchError[]): void {
  const error = errors.find(({ category }) => category !== 'OBJECT_NOT_FOUND');
  if (error === undefined) return;
  const { category = null, message, context } = error;
  throw new HubSpotRejectedError({
    status: 207,
    category,
    message,
    context: context ?? {},
    details: [],
    correlationId: null,
  });
}
