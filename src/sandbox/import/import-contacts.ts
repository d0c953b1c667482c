import {
  addCustomProperties,
  claimRecordId,
  createRowReader,
  type ImportContext,
  keepKnownIds,
  noteCalculated,
  startTally,
  toRecord,
} from './import-context.ts';
import { parseRow } from './parse-row.ts';
import { openTable } from './read-table.ts';
import { CONTACTS } from './table-spec.ts';

/** Reads contacts.csv after the companies: the first associated company is the primary one unless the row names it. Throws ImportError if the file is invalid. */
export async function importContacts(context: ImportContext): Promise<void> {
  const tally = startTally(context, CONTACTS.file);
  const reader = createRowReader(context, 'contacts', tally);
  const { columns, rows } = await openTable(context.folder, CONTACTS, tally);
  addCustomProperties(context.data, 'contacts', columns);
  noteCalculated(context, CONTACTS.file, columns);
  for await (const row of rows) {
    const parsed = parseRow(row, ['hs_object_id'], reader);
    if (parsed === null) continue;
    const id = claimRecordId(context.known.contacts, parsed, tally);
    if (id === null) continue;
    const contact = toRecord(parsed, id);
    const companyIds = keepKnownIds(context, 'companies', parsed, tally);
    const primaryId = choosePrimary(companyIds, parsed.values['associatedcompanyid']);
    if (primaryId === undefined) delete contact.properties['associatedcompanyid'];
    else contact.properties['associatedcompanyid'] = primaryId;
    context.data.objects.contacts.push(contact);
    context.contactsById.set(id, contact);
    for (const toId of companyIds) {
      context.data.associations.push({
        fromType: 'contacts',
        fromId: id,
        toType: 'companies',
        toId,
        primary: toId === primaryId,
        label: null,
      });
    }
    tally.countImported('contact', 'contacts');
  }
}

function choosePrimary(companyIds: readonly string[], named: string | undefined): string | undefined {
  return companyIds.find((id) => id === named) ?? companyIds[0];
}
