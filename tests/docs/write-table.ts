type Cells = readonly (string | number)[];

/** A table of Markdown. */
export function writeTable(header: readonly string[], rows: readonly Cells[]): string {
  return [header, header.map(() => '---'), ...rows].map(writeRow).join('\n');
}

function writeRow(cells: Cells): string {
  return `| ${cells.join(' | ')} |`;
}
