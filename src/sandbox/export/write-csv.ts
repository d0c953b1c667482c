import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stringify } from 'csv-stringify';
import { guardFormula } from './guard-formula.ts';

type Cell = string | number | null;

/** Separates the values of one cell, as HubSpot does for a multi-checkbox. */
export const VALUE_SEPARATOR = ';';

/** Writes a UTF-8 CSV with a header, row by row; `null` is an empty cell. Rejects if `rows` throws or writing fails. */
export async function writeCsv(
  path: string,
  header: readonly string[],
  rows: Iterable<readonly Cell[]>,
): Promise<void> {
  await pipeline(Readable.from(toTextRows(header, rows)), stringify(), createWriteStream(path));
}

function* toTextRows(header: readonly string[], rows: Iterable<readonly Cell[]>): Generator<string[]> {
  yield [...header];
  for (const row of rows) yield row.map((cell) => (cell === null ? '' : guardFormula(String(cell))));
}
