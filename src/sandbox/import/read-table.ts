import { join } from 'node:path';
import { ImportError } from './import-error.ts';
import type { FileTally } from './import-summary.ts';
import { readCsv } from './read-csv.ts';
import { type Column, resolveHeader } from './resolve-header.ts';
import type { TableSpec } from './table-spec.ts';

/** One row with its non-empty cells, each with its column. */
export interface TableRow {
  line: number;
  cells: { column: Column; text: string }[];
}

/** A file's columns, and its rows one by one. */
export interface Table {
  columns: Column[];
  rows: AsyncGenerator<TableRow>;
}

/** Opens a file of the export and reads its header. Every row is counted as read; one with too many or too few cells is skipped. */
export async function openTable(folder: string, spec: TableSpec, tally: FileTally): Promise<Table> {
  const records = readCsv(join(folder, spec.file));
  const first = await records.next();
  if (first.done === true) {
    const labels = spec.columns.map((column) => column.labels[0]).join(', ');
    throw new ImportError({
      file: spec.file,
      line: 1,
      column: null,
      problem: 'the file is empty',
      expected: `a header: ${labels}`,
    });
  }
  const columns = resolveHeader(spec, first.value.cells, first.value.line);
  return { columns, rows: readRows(records, columns, tally) };
}

async function* readRows(
  records: ReturnType<typeof readCsv>,
  columns: readonly Column[],
  tally: FileTally,
): AsyncGenerator<TableRow> {
  for await (const { line, cells } of records) {
    tally.countRead();
    if (cells.length !== columns.length) {
      tally.skipRow(`expected ${columns.length} cells, as in the header`, line, `${cells.length} cells`);
      continue;
    }
    const filled = columns.map((column, index) => ({ column, text: cells[index] ?? '' }));
    yield { line, cells: filled.filter(({ text }) => text !== '') };
  }
}
