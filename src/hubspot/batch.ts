import { z } from 'zod';
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
