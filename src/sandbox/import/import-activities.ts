import { applyEmailCounter } from '../email-counters.ts';
import { applyWebCounters } from '../web-counters.ts';
import { ACTIVITY_KINDS } from './activity-kinds.ts';
import { type ActivityRow, createActivityStores, storeActivity } from './store-activity.ts';
import { claimRecordId, createRowReader, type ImportContext, keepKnownIds, startTally } from './import-context.ts';
import { parseRow, type ParsedRow } from './parse-row.ts';
import { openTable } from './read-table.ts';
import type { FileTally } from './import-summary.ts';
import type { Column } from './resolve-header.ts';
import { ACTIVITIES } from './table-spec.ts';

/** Reads activities.csv after all other files, and stores each row where a portal keeps its kind. Throws ImportError if the file is invalid. */
export async function importActivities(context: ImportContext): Promise<void> {
  const tally = startTally(context, ACTIVITIES.file);
  const reader = createRowReader(context, 'notes', tally);
  const stores = createActivityStores();
  const seen = new Set<string>();
  const { columns, rows } = await openTable(context.folder, ACTIVITIES, tally);
  for await (const row of rows) {
    const parsed = parseRow(row, ['hs_object_id', 'activity_type', 'hs_timestamp'], reader);
    if (parsed === null) continue;
    const activity = toActivityRow(context, parsed, columns, tally);
    if (activity === null || claimRecordId(seen, parsed, tally) === null) continue;
    storeActivity(context, stores, activity, tally);
  }
  for (const { counter, contactId, times } of stores.emails.values()) {
    const contact = context.contactsById.get(contactId);
    if (contact !== undefined) context.undatedEmailActivities += applyEmailCounter(contact, counter, times);
  }
  context.data.marketingEvents = [...stores.marketingEvents.values()];
  applyWebCounters(context.data);
}

function toActivityRow(
  context: ImportContext,
  row: ParsedRow,
  columns: readonly Column[],
  tally: FileTally,
): ActivityRow | null {
  const type = (row.values['activity_type'] ?? '').toUpperCase().replaceAll(/[^A-Z]+/g, '_');
  const kind = ACTIVITY_KINDS.get(type);
  if (kind === undefined) {
    const expected = [...ACTIVITY_KINDS.keys()].join(', ');
    tally.skipRow(`Type: unknown, expected one of ${expected}`, row.line, row.values['activity_type'] ?? '');
    return null;
  }
  return {
    line: row.line,
    id: row.values['hs_object_id'] ?? '',
    at: row.values['hs_timestamp'] ?? '',
    type,
    kind,
    text: {
      subject: row.values['subject'] ?? null,
      body: row.values['body'] ?? null,
      pagePath: row.values['page_path'] ?? null,
    },
    ownerId: row.values['hubspot_owner_id'] ?? null,
    extra: columns
      .filter((column) => column.custom)
      .flatMap((column) => {
        const value = row.values[column.name];
        return value === undefined ? [] : [{ column, value }];
      }),
    contactIds: keepKnownIds(context, 'contacts', row, tally),
    companyIds: keepKnownIds(context, 'companies', row, tally),
  };
}
