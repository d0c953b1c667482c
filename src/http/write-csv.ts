import { stringify } from 'csv-stringify/sync';

type Cell = string | number | null;

/** The start of a formula where a spreadsheet with another separator would start a cell. */
const INNER_FORMULA = /(?<=[;\t\r\n][\s"]{0,3})[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/g;

/** The first rows of a file: the byte order mark tells Excel that it is UTF-8. */
export function beginCsv(header: readonly string[]): string {
  return `\uFEFF${toCsv([header])}`;
}

/** Cells that a spreadsheet would run as a formula are escaped (OWASP, "CSV injection"). */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  const escaped = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? cell.replaceAll(INNER_FORMULA, "'$&") : cell)),
  );
  return stringify(escaped, { escape_formulas: true });
}
