import type { PortalData, PortalObjectType, PortalRecord } from '../portal-data.ts';
import { FileTally } from './import-summary.ts';
import { OptionRegistry } from './option-registry.ts';
import { OwnerIndex } from './owner-index.ts';
import type { ParsedRow, RowReader } from './parse-row.ts';
import type { Column } from './resolve-header.ts';

/** State shared while the files of one folder are read, one after the other. */
export interface ImportContext {
  folder: string;
  data: PortalData;
  options: OptionRegistry;
  owners: OwnerIndex;
  tallies: FileTally[];
  /** Ids of the records imported so far, by object type. */
  known: Record<'companies' | 'contacts' | 'deals', Set<string>>;
  contactsById: Map<string, PortalRecord>;
  undatedEmailActivities: number;
  assumptions: Set<string>;
}

/** Creation time of records whose export has none. */
const UNKNOWN_CREATION = '1970-01-01T00:00:00.000Z';

export function createImportContext(folder: string, data: PortalData): ImportContext {
  return {
    folder,
    data,
    options: new OptionRegistry(data.addedOptions),
    owners: new OwnerIndex([]),
    tallies: [],
    known: { companies: new Set(), contacts: new Set(), deals: new Set() },
    contactsById: new Map(),
    undatedEmailActivities: 0,
    assumptions: new Set(),
  };
}

/** Lists in the summary the columns of a file that HubSpot computes itself. */
export function noteCalculated(context: ImportContext, file: string, columns: readonly Column[]): void {
  const headers = columns.filter(({ type }) => type === 'calculated').map(({ header }) => header);
  if (headers.length > 0) context.assumptions.add(`${file}: computed anew, as HubSpot does: ${headers.join(', ')}`);
}

/** Creates the tally of one file and lists it in the summary. */
export function startTally(context: ImportContext, file: string): FileTally {
  const tally = new FileTally(file);
  context.tallies.push(tally);
  return tally;
}

export function createRowReader(context: ImportContext, objectType: PortalObjectType, tally: FileTally): RowReader {
  return { objectType, options: context.options, owners: context.owners, tally };
}

/** The row's record id; a second row with the same id is skipped and returns `null`. */
export function claimRecordId(seen: Set<string>, row: ParsedRow, tally: FileTally): string | null {
  const id = row.values['hs_object_id'] ?? '';
  if (seen.has(id)) {
    tally.skipRow('Record ID: already taken by an earlier row', row.line, id);
    return null;
  }
  seen.add(id);
  return id;
}

/** The ids of a list cell whose records were imported; the others are dropped and counted. */
export function keepKnownIds(
  context: ImportContext,
  type: keyof ImportContext['known'],
  row: ParsedRow,
  tally: FileTally,
): string[] {
  const ids = row.ids[type === 'companies' ? 'company_ids' : 'contact_ids'] ?? [];
  return ids.filter((id) => {
    const isKnown = context.known[type].has(id);
    if (!isKnown) tally.leaveOutCell(`association with one of the ${type} that was not imported`, row.line, id);
    return isKnown;
  });
}

/** Builds a record from a row: its property values without ids and names that are not properties. */
export function toRecord(row: ParsedRow, id: string, notProperties: readonly string[] = []): PortalRecord {
  const properties = { ...row.values };
  for (const name of ['hs_object_id', ...notProperties]) delete properties[name];
  const createdAt = row.values['createdate'] ?? UNKNOWN_CREATION;
  const updatedAt = row.values['lastmodifieddate'] ?? row.values['hs_lastmodifieddate'] ?? createdAt;
  return { id, properties, createdAt, updatedAt };
}

/** Adds the unknown columns of a file as custom properties of the object type. */
export function addCustomProperties(data: PortalData, objectType: PortalObjectType, columns: readonly Column[]): void {
  const properties = (data.customProperties[objectType] ??= []);
  for (const { name, header, custom } of columns) {
    if (!custom || properties.some((property) => property.name === name)) continue;
    properties.push({ name, label: header, type: 'string', fieldType: 'text' });
  }
}
