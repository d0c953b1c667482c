import { z } from 'zod';
import { describeIssue } from '../describe-issue.ts';
import { HUBSPOT_ID } from '../domain/hubspot-id.ts';
import { InvalidInputError } from '../errors.ts';

/** Made once per click by the client, so that HubSpot's repeat of a POST changes nothing. */
export const requestIdSchema = z.string().min(8).max(100);

/** HubSpot's id of a record. */
export const recordId = z.string('must be a record id').regex(HUBSPOT_ID, 'must be a record id');

/** What every click about an account carries. */
export const click = { companyId: recordId, requestId: requestIdSchema };

/** One of the three tiers. */
export const tierSchema = z.union([z.literal(1), z.literal(2), z.literal(3)]);

/** Why somebody wants a change, in at most so many characters. */
export function reasonSchema(most: number): z.ZodString {
  return z.string().trim().min(1, 'must say why').max(most, `must have at most ${most} characters`);
}

/** Characters of the reason of a proposal. */
export const MOST_REASON = 500;

/** A pasted table; HubSpot lets requests of up to 1 MB through. */
export const tableSchema = z.string().min(1, 'must be a table').max(900_000, 'is too long: import it in parts');

/** The largest `integer` of PostgreSQL, which fails on more. */
export const MOST_INT = 2_147_483_647;

/** No real request nests deeper; one that does could overflow the stack where it is stored. */
const DEEPEST = 64;

/**
 * Parses input from outside.
 * @throws InvalidInputError naming every invalid field
 */
export function parseInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(toStorable(input, 0), { error: describeIssue });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => ({
    field: issue.path.join('.') || '(body)',
    problem: issue.message,
  }));
  const [first] = faults;
  throw new InvalidInputError(`Check ${first?.field}: ${first?.problem}.`, faults, parsed.error);
}

/** The same input with U+FFFD for what PostgreSQL's `text` cannot hold: NUL and unpaired surrogates. */
function toStorable(input: unknown, depth: number): unknown {
  if (typeof input === 'string') return storableText(input);
  if (typeof input !== 'object' || input === null) return input;
  if (depth > DEEPEST) {
    throw new InvalidInputError('The body nests too deeply.', [{ field: '(body)', problem: 'nests too deeply' }]);
  }
  if (Array.isArray(input)) return input.map((each) => toStorable(each, depth + 1));
  const entries = Object.entries(input).map(([key, value]) => [storableText(key), toStorable(value, depth + 1)]);
  return Object.fromEntries(entries);
}

function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD');
}

/**
 * Parses a JSON body.
 * @throws InvalidInputError where it is no JSON, or naming every invalid field
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
