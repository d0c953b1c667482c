import type { ObjectTypeName } from '../../../src/sandbox/hubspot/object-types.ts';
import { markModified } from '../../../src/sandbox/hubspot/store/mark-modified.ts';
import { mergeRecords } from '../../../src/sandbox/hubspot/store/merge-records.ts';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import { archiveRecord, deleteForPrivacy } from '../../../src/sandbox/hubspot/store/write-record.ts';
import { COUNTER_DATES } from './generate-portal.ts';
import { BY_PEOPLE, pickRecord, pickRecords } from './pick-record.ts';
import type { Storm, StormEdit } from './storm-types.ts';

/** Records that go, come back, or become one. */
export const STORM_REMOVALS: readonly StormEdit[] = [
  { name: 'contacts merged', weight: 4, run: mergeContacts },
  { name: 'companies merged', weight: 2, run: mergeCompanies },
  { name: 'contact deleted', weight: 3, run: (storm) => archive(storm, 'contacts') },
  { name: 'company deleted', weight: 1, run: (storm) => archive(storm, 'companies') },
  { name: 'deal deleted', weight: 1, run: (storm) => archive(storm, 'deals') },
  { name: 'engagement deleted', weight: 2, run: archiveEngagement },
  { name: 'contact restored', weight: 2, run: (storm) => restore(storm, 'contacts') },
  { name: 'company restored', weight: 1, run: (storm) => restore(storm, 'companies') },
  { name: 'deal restored', weight: 1, run: (storm) => restore(storm, 'deals') },
  { name: 'person erased', weight: 2, run: erase },
];

/**
 * Two contacts become one. What HubSpot makes of a counter that both have is not recorded, so such a pair is left
 * alone: its outcome could not be called right or wrong.
 */
function mergeContacts(storm: Storm): boolean | void {
  const [primary, merged] = pickRecords(storm, 'contacts', 2);
  if (primary === undefined || merged === undefined || shareCounter(primary, merged)) return false;
  const survivor = mergeRecords(storm.store, 'contacts', { primary, merged }, BY_PEOPLE);
  storm.names.set(survivor.id, [...namesOf(storm, primary), ...namesOf(storm, merged)]);
}

/** By what a person can be found: their own name and e-mail, and those of whom they were merged from. */
function namesOf({ names }: Storm, { id, properties }: StoredRecord): string[] {
  const own = [properties['lastname'] ?? '', properties['email'] ?? ''].filter((text) => text !== '');
  return [...new Set([...own, ...(names.get(id) ?? [])])];
}

function shareCounter(one: StoredRecord, other: StoredRecord): boolean {
  return Object.keys(COUNTER_DATES).some((name) => one.properties[name] && other.properties[name]);
}

function mergeCompanies(storm: Storm): boolean | void {
  const [primary, merged] = pickRecords(storm, 'companies', 2);
  if (primary === undefined || merged === undefined) return false;
  mergeRecords(storm.store, 'companies', { primary, merged }, BY_PEOPLE);
}

/** One of them goes into the recycling bin. */
export function archive(storm: Storm, type: ObjectTypeName): boolean | void {
  const record = pickRecord(storm, type);
  if (record === undefined) return false;
  archiveRecord(storm.store, type, record, BY_PEOPLE);
}

function archiveEngagement(storm: Storm): boolean | void {
  return archive(storm, storm.random.pick(['meetings', 'calls', 'emails'] as const));
}

/** Out of the recycling bin; what the record was associated with when it went stays behind. */
export function restore({ store, random }: Storm, type: ObjectTypeName): boolean | void {
  const [record] = random.sample([...store.records[type].archived()], 1);
  if (record === undefined) return false;
  store.records[type].update(record, () => {
    delete record.archivedAt;
    markModified(store, type, record, null);
  });
  const origin = BY_PEOPLE;
  store.report({ kind: 'restore', objectType: type, objectId: record.id, occurredAtMs: store.now(), origin });
}

function erase(storm: Storm): boolean | void {
  const contact = pickRecord(storm, 'contacts');
  if (contact === undefined) return false;
  storm.erased.push({ contactId: contact.id, names: namesOf(storm, contact) });
  deleteForPrivacy(storm.store, 'contacts', contact, BY_PEOPLE);
}
