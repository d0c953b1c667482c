import type { PortalOwner } from '../portal-data.ts';
import { claimRecordId, createRowReader, type ImportContext, startTally } from './import-context.ts';
import { OwnerIndex } from './owner-index.ts';
import { parseRow } from './parse-row.ts';
import { openTable } from './read-table.ts';
import { OWNERS } from './table-spec.ts';

/** Reads owners.csv. Throws ImportError if the file is invalid. */
export async function importOwners(context: ImportContext): Promise<void> {
  const tally = startTally(context, OWNERS.file);
  // Owners have no enumerations, so the reader's object type is not used.
  const reader = createRowReader(context, 'companies', tally);
  const { columns, rows } = await openTable(context.folder, OWNERS, tally);
  const ignored = columns.filter((column) => column.custom).map((column) => column.header);
  if (ignored.length > 0)
    context.assumptions.add(`owners.csv: not used, HubSpot's owners have none: ${ignored.join(', ')}`);
  const seen = new Set<string>();
  for await (const row of rows) {
    const parsed = parseRow(row, OWNERS.required, reader);
    if (parsed === null) continue;
    const id = claimRecordId(seen, { ...parsed, values: { hs_object_id: parsed.values['id'] ?? '' } }, tally);
    if (id === null) continue;
    context.data.owners.push(toOwner(id, parsed.values));
    tally.countImported('owner', 'owners');
  }
  context.owners = new OwnerIndex(context.data.owners);
}

/** HubSpot's user ids differ from the owner ids; without them the owner id is used for both. */
function toOwner(id: string, values: Record<string, string>): PortalOwner {
  const [firstName = '', ...rest] = (values['name'] ?? '').split(/\s+/);
  return {
    id,
    email: values['email'] ?? '',
    firstName: values['firstName'] ?? firstName,
    lastName: values['lastName'] ?? rest.join(' '),
    userId: Number(values['userId'] ?? id),
  };
}
