/**
 * How PostgreSQL's text becomes TypeScript, the same on both drivers (their defaults differ): by type OID
 * (https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat).
 */
export const TYPE_PARSERS: Readonly<Record<number, (text: string) => unknown>> = {
  20: parseBigint,
  1700: Number,
  1082: (text) => text,
  1114: (text) => parseTimestamp(`${text}+00`),
  1184: parseTimestamp,
};

/** @throws RangeError beyond 2^53 − 1, where a number would silently be another one */
function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`the bigint ${text} of the database does not fit a number`);
  return value;
}

/** `2026-11-22 01:11:50.123456+00` to epoch ms. */
function parseTimestamp(text: string): number {
  const zone = text.at(-3) === ':' ? '' : ':00';
  const value = Date.parse(text.replace(' ', 'T') + zone);
  if (Number.isNaN(value)) throw new RangeError(`the time ${text} of the database is none`);
  return value;
}
