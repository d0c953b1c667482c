/** One figure of a benchmark beside what it is meant to be. */
export interface Figure {
  name: string;
  /** As it is printed: `1.02`, `412 MB`. */
  value: string;
  /** As it is printed: `<= 1.05`; absent where a figure is for information. */
  aim?: string;
  /** Absent where there is no aim. */
  met?: boolean;
}

const HEADER = ['figure', 'value', 'aim', ''];

/** Prints figures as aligned rows under a title; the last column says `met` or `MISSED`. */
export function printFigures(title: string, figures: readonly Figure[]): void {
  const rows = figures.map(({ name, value, aim, met }) => [
    name,
    value,
    aim ?? '',
    met === undefined ? '' : met ? 'met' : 'MISSED',
  ]);
  printRows(title, HEADER, rows);
}

/** Prints rows under a title and a header, the columns aligned. */
export function printRows(title: string, header: readonly string[], rows: readonly (readonly string[])[]): void {
  const table = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...table.map((row) => (row[column] ?? '').length)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  console.log(
    `\n${title}\n${[lines[0], widths.map((width) => '-'.repeat(width)).join('  '), ...lines.slice(1)].join('\n')}`,
  );
}

/** A figure that must not be above its aim. */
export function atMost(name: string, value: number, aim: number, unit = ''): Figure {
  const show = (number: number): string => `${format(number)}${unit === '' ? '' : ` ${unit}`}`;
  return { name, value: show(value), aim: `<= ${show(aim)}`, met: value <= aim };
}

/** A figure that must not be under its aim. */
export function atLeast(name: string, value: number, aim: number): Figure {
  return { name, value: format(value), aim: `>= ${format(aim)}`, met: value >= aim };
}

/** A number as a table shows it: whole where it is whole, else three decimals, two from 1 on. */
export function format(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en-US');
  return value.toFixed(Math.abs(value) < 1 ? 3 : 2);
}
