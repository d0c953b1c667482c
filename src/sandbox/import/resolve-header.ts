import { ImportError } from './import-error.ts';
import type { ColumnSpec, TableSpec } from './table-spec.ts';

/** A column found in a file: a known one, or a custom property. */
export interface Column extends ColumnSpec {
  header: string;
  custom: boolean;
}

/**
 * Maps each cell of a row to its property. Headers may be labels or internal names, in any order; a header that is
 * neither becomes a custom property. Throws ImportError if a header is empty, duplicated or missing.
 */
export function resolveHeader(spec: TableSpec, headers: readonly string[], line: number): Column[] {
  const fail = (column: string, problem: string, expected: string): never => {
    throw new ImportError({ file: spec.file, line, column, problem, expected });
  };
  const columns = headers.map((header, index): Column => {
    if (header === '') return fail(String(index + 1), 'no name', 'a name in every column of the header');
    return resolveColumn(spec, header);
  });
  const seen = new Map<string, Column>();
  for (const column of columns) {
    const earlier = seen.get(column.name);
    if (earlier !== undefined) {
      fail(`"${column.header}"`, `says the same as column "${earlier.header}"`, 'each property in one column');
    }
    seen.set(column.name, column);
  }
  for (const name of spec.required) {
    const label = spec.columns.find((column) => column.name === name)?.labels[0] ?? name;
    if (!seen.has(name))
      fail(`"${label}"`, 'missing', `a column "${label}" or "${name}"; found: ${headers.join(', ')}`);
  }
  return columns;
}

function resolveColumn(spec: TableSpec, header: string): Column {
  const key = header.toLowerCase();
  const known = spec.columns.find(({ name, labels }) => [name, ...labels].some((label) => label.toLowerCase() === key));
  if (known !== undefined) return { ...known, header, custom: false };
  return { name: toPropertyName(header), labels: [header], type: 'text', header, custom: true };
}

/** HubSpot's rule for internal names: lower-case letters, digits and `_`, starting with a letter. */
function toPropertyName(header: string): string {
  const name = header
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  if (name === '') return `column_${Buffer.from(header).toString('hex')}`;
  return /^[a-z]/.test(name) ? name : `p_${name}`;
}
