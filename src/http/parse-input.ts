import { z } from 'zod';
import { InvalidInputError } from '../errors.ts';

/** Made once per click by who asks, so that HubSpot's repeat of a POST changes nothing. */
export const requestIdSchema = z.string().min(8).max(100);

/**
 * Parses what came from outside.
 * @throws InvalidInputError naming every field that does not hold
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({
    field: issue.path.join('.') || '(body)',
    problem: issue.message,
  }));
  const [first] = faults;
  throw new InvalidInputError(`Check ${first?.field}: ${first?.problem}.`, faults, parsed.error);
}

/**
 * Parses a JSON body.
 * @throws InvalidInputError where it is no JSON, or naming every field that does not hold
 */
export function parseBody<T>(schema: z.ZodType<T>, rawBody: Buffer): T {
  let content: unknown;
  try {
    content = JSON.parse(rawBody.toString('utf8'));
  } catch (cause) {
    throw new InvalidInputError('The body is no JSON.', [{ field: '(body)', problem: 'must be JSON' }], cause);
  }
  return parseInput(schema, content);
}
