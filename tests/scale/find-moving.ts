/** Differ within one statement. */
const WITHIN = /\b(?:nextval|clock_timestamp|gen_random_uuid|random)\(/;
/** Differ between two. */
const BETWEEN = /\b(?:nextval|clock_timestamp|gen_random_uuid|random|now)\(/;

/**
 * Whether a change of rows is computed by what Citus refuses there: in an UPDATE a function that differs within the statement
 * (VOLATILE), in the `do update` of an INSERT one that differs between two (anything but IMMUTABLE).
 */
export function isMoving(text: string): boolean {
  const set = /^\s*(?:update|with)\b[^]*?\bset\b(?<set>[^]*)/i.exec(text)?.groups?.['set'] ?? '';
  const taken = /\bdo update\s+set\b(?<set>[^]*)/i.exec(text)?.groups?.['set'] ?? '';
  return WITHIN.test(set) || BETWEEN.test(taken);
}
