import {
  addCustomProperties,
  claimRecordId,
  createRowReader,
  type ImportContext,
  noteCalculated,
  startTally,
  toRecord,
} from './import-context.ts';
import { parseRow } from './parse-row.ts';
import { openTable } from './read-table.ts';
import { COMPANIES } from './table-spec.ts';

/** Reads companies.csv. Throws ImportError if the file is invalid. Its contacts are named by contacts.csv, not here. */
export async function importCompanies(context: ImportContext): Promise<void> {
  const tally = startTally(context, COMPANIES.file);
  const reader = createRowReader(context, 'companies', tally);
  const { columns, rows } = await openTable(context.folder, COMPANIES, tally);
  addCustomProperties(context.data, 'companies', columns);
  noteCalculated(context, COMPANIES.file, columns);
  for await (const row of rows) {
    const parsed = parseRow(row, ['hs_object_id'], reader);
    if (parsed === null) continue;
    const id = claimRecordId(context.known.companies, parsed, tally);
    if (id === null) continue;
    context.data.objects.companies.push(toRecord(parsed, id));
    tally.countImported('company', 'companies');
  }
}
