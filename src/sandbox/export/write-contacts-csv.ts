import type { ContactExportRow } from './export-rows.ts';
import { VALUE_SEPARATOR, writeCsv } from './write-csv.ts';

const HEADER = ['Record ID', 'seniority', 'function', 'suggested roles', 'engagement'];

/** Writes contacts.csv; seniority and function are empty if the title does not indicate them. */
export async function writeContactsCsv(path: string, contacts: readonly ContactExportRow[]): Promise<void> {
  await writeCsv(path, HEADER, contacts.map(toCells));
}

function toCells(contact: ContactExportRow): (string | number | null)[] {
  return [
    contact.id,
    contact.seniority,
    contact.function,
    contact.suggestedRoles.join(VALUE_SEPARATOR),
    contact.engagement,
  ];
}
