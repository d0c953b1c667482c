const FORMULA_START = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/**
 * A cell that a spreadsheet would run as a formula gets a leading apostrophe (OWASP, "CSV injection"). Negative numbers
 * are left as they are.
 */
export function guardFormula(cell: string): string {
  return FORMULA_START.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}
