import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { z } from 'zod';
import { describeIssue } from '../describe-issue.ts';
import { InvalidInputError, type InputFault } from '../errors.ts';

const MOST_ROWS = 5_000;
/** What screens list of them; the message says how many there are. */
const SHOWN_FAULTS = 20;

/** A row as it was parsed, by its number in a spreadsheet: the header is row 1. */
export interface ParsedRow<Values> {
  row: number;
  values: Values;
}

type Cells = Record<string, string>;
interface ReadRecord {
  record: Cells;
  info: { empty_lines: number; error?: { record: string[] } };
}

/**
 * The rows of a table that somebody pasted: CSV, or separated by tabs or semicolons, with a header in any case and order.
 * Empty rows are passed over, and counted.
 * @throws InvalidInputError naming row and column of everything that does not hold
 */
export function readTable<Values>(
  table: string,
  needed: readonly string[],
  schema: z.ZodType<Values>,
): ParsedRow<Values>[] {
  const { names, records } = splitTable(table);
  if (names.length === 0) throw new InvalidInputError('The table is empty: it needs a header and at least one row.');
  assertHeader(names, needed);
  if (records.length === 0)
    throw new InvalidInputError('The table has a header and no row: paste one at least below it.');
  if (records.length > MOST_ROWS) {
    throw new InvalidInputError(`The table has more than ${MOST_ROWS} rows: import it in parts.`);
  }
  const faults: InputFault[] = [];
  const rows = records.flatMap(({ record, info }, index): ParsedRow<Values>[] => {
    const row = index + 2 + info.empty_lines;
    if (isEmpty(record)) return [];
    if (info.error !== undefined) {
      const cells = info.error.record.length;
      const problem = `has ${cells} cells, and the header ${names.length}: put a cell that holds the separator in quotes`;
      faults.push({ field: `row ${row}`, problem });
      return [];
    }
    const parsed = schema.safeParse(record, { error: describeIssue });
    if (parsed.success) return [{ row, values: parsed.data }];
    for (const { path, message } of parsed.error.issues) faults.push(faultAt(row, String(path[0]), message));
    return [];
  });
  refuseRows(faults);
  return rows;
}

/** What does not hold of a cell; `row` as a spreadsheet counts, the headings being row 1. */
export function faultAt(row: number, column: string, problem: string): InputFault {
  return { field: `row ${row}, ${column}`, problem };
}

/** @throws InvalidInputError where there are any: a table is taken as a whole or not at all */
export function refuseRows(faults: readonly InputFault[]): void {
  const [first] = faults;
  if (first === undefined) return;
  const more = faults.length === 1 ? '' : ` (${faults.length - 1} more)`;
  const message = `Nothing was imported. ${first.field}: ${first.problem}${more}.`;
  throw new InvalidInputError(message, faults.slice(0, SHOWN_FAULTS));
}

/** The names of its header, and its rows. */
function splitTable(table: string): { names: string[]; records: ReadRecord[] } {
  const [firstLine = ''] = table.trimStart().split(/\r?\n/, 1);
  const delimiter = ['\t', ';'].find((each) => firstLine.includes(each)) ?? ',';
  let names: string[] = [];
  try {
    const records = parse(table, {
      bom: true,
      delimiter,
      trim: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
      columns: (header: string[]) => (names = header.map((name) => name.trim().toLowerCase())),
    }) as unknown as ReadRecord[];
    return { names, records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new InvalidInputError(`Nothing was imported. The table cannot be read: ${error.message}.`, [], error);
  }
}

function assertHeader(names: readonly string[], needed: readonly string[]): void {
  const missing = needed.filter((name) => !names.includes(name));
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (missing.length === needed.length) {
    const problem = `is no header of this table: it needs the columns ${needed.join(', ')}, separated by tabs, commas or semicolons`;
    refuseRows([{ field: 'row 1', problem }]);
  }
  if (missing.length > 0) {
    const problem = `lacks the column ${missing.join(', ')}: it needs ${needed.join(', ')}`;
    refuseRows([{ field: 'row 1', problem }]);
  }
  if (twice !== undefined) refuseRows([{ field: 'row 1', problem: `has the column ${twice} twice` }]);
}

function isEmpty(record: Cells): boolean {
  return Object.values(record).every((cell) => cell === '');
}
