import type { z } from 'zod';

type RawIssue = z.core.$ZodRawIssue;

const KINDS: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'nothing',
  date: 'a date',
};

/**
 * What does not hold of a field, as it follows the field's name: "must have at most 300 characters". For `safeParse(…, { error })`:
 * words that a schema gives itself come before these, `undefined` leaves zod's own.
 */
export function describeIssue(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'is missing';
      return `must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'too_big':
      return describeBound('at most', issue.maximum, issue);
    case 'too_small':
      if (issue.minimum === 1 && issue.origin === 'string') return 'must not be empty';
      return describeBound('at least', issue.minimum, issue);
    case 'invalid_value':
      return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.join(', ')}`;
    case 'unrecognized_keys':
      return `must not have ${issue.keys.join(', ')}`;
    case 'invalid_format':
      return 'is not written as it must be';
    case 'invalid_union':
      return 'is none of what can stand here';
    default:
      return undefined;
  }
}

const PARTS: Record<string, [one: string, many: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
  set: ['entry', 'entries'],
};

/** Of a text or a list its length is bounded, of all else the value. */
function describeBound(
  word: string,
  bound: number | bigint,
  { origin, inclusive = true }: { origin: string; inclusive?: boolean | undefined },
): string {
  const parts = PARTS[origin];
  const number = bound.toLocaleString('en');
  if (parts !== undefined) return `must have ${word} ${number} ${Number(bound) === 1 ? parts[0] : parts[1]}`;
  if (inclusive) return `must be ${word} ${number}`;
  return `must be ${word === 'at most' ? 'less' : 'more'} than ${number}`;
}
