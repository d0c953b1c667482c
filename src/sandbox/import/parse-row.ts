import type { PortalObjectType } from '../portal-data.ts';
import type { FileTally } from './import-summary.ts';
import type { OptionRegistry } from './option-registry.ts';
import type { OwnerIndex } from './owner-index.ts';
import { type CellType, parseCell } from './parse-cell.ts';
import type { TableRow } from './read-table.ts';
import type { Column } from './resolve-header.ts';

/** What is needed to read the cells of one file. */
export interface RowReader {
  /** The object type whose enumerations the options of this file belong to. */
  objectType: PortalObjectType;
  options: OptionRegistry;
  owners: OwnerIndex;
  tally: FileTally;
}

/** A row whose cells are all valid, or were left out with a reason. */
export interface ParsedRow {
  line: number;
  /** Property values as HubSpot stores them, by internal name. */
  values: Record<string, string>;
  /** Ids of other records, by column name, in the given order, without duplicates. */
  ids: Record<string, string[]>;
}

/** Reads the cells of a row. If a `required` cell is missing or invalid the row is skipped: `null`. Other invalid cells are left out. */
export function parseRow(row: TableRow, required: readonly string[], reader: RowReader): ParsedRow | null {
  const parsed: ParsedRow = { line: row.line, values: {}, ids: {} };
  for (const { column, text } of row.cells) {
    if (column.type === 'ids') {
      parsed.ids[column.name] = parseIds(column, text, row.line, reader.tally);
      continue;
    }
    const problem = storeValue(parsed, column, text, reader);
    if (problem === null) continue;
    const reason = `"${column.header}": ${problem}`;
    if (required.includes(column.name)) {
      reader.tally.skipRow(reason, row.line, text);
      return null;
    }
    reader.tally.leaveOutCell(reason, row.line, text);
  }
  const missing = required.find((name) => parsed.values[name] === undefined);
  if (missing === undefined) return parsed;
  reader.tally.skipRow(`"${missing}": empty`, row.line, '');
  return null;
}

/** Stores a cell's value in the row. @returns what was expected if the value is invalid */
function storeValue(parsed: ParsedRow, column: Column, text: string, reader: RowReader): string | null {
  switch (column.type) {
    case 'repeated':
    case 'calculated':
      return null;
    case 'owner': {
      const ownerId = reader.owners.find(text);
      if (ownerId === null) return 'expected the name, email or id of exactly one owner in owners.csv';
      parsed.values[column.name] = ownerId;
      return null;
    }
    case 'option':
    case 'options': {
      const labels = column.type === 'options' ? splitList(text) : [text];
      const values = labels.map((label) => reader.options.resolve(reader.objectType, column.name, label));
      if (values.includes(null)) return 'expected one option; HubSpot allows no ";" in it';
      parsed.values[column.name] = [...new Set(values)].join(';');
      return null;
    }
    default: {
      const cell = parseCell(column.type as CellType, text);
      if (!cell.ok) return `expected ${cell.expected}`;
      parsed.values[column.name] = cell.value;
      return null;
    }
  }
}

function parseIds(column: Column, text: string, line: number, tally: FileTally): string[] {
  const ids = new Set<string>();
  for (const part of splitList(text)) {
    const cell = parseCell('id', part);
    if (cell.ok) ids.add(cell.value);
    else tally.leaveOutCell(`"${column.header}": expected ${cell.expected}`, line, part);
  }
  return [...ids];
}

function splitList(text: string): string[] {
  return text
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
