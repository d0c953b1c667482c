import type { ObjectTypeName } from '../object-types.ts';
import { OBJECT_TYPES } from '../object-types.ts';
import { creationProperties, derivedProperties } from './derived-properties.ts';
import { markModified } from './mark-modified.ts';
import type { ChangeOrigin } from './portal-changes.ts';
import type { PortalStore } from './portal-store.ts';
import { refreshRollups } from './rollups.ts';
import type { StoredRecord } from './stored-record.ts';
import { pushHistory } from './stored-record.ts';

type Values = Record<string, string>;

/** Creates a record from validated values and reports its creation. */
export function createRecord(
  store: PortalStore,
  type: ObjectTypeName,
  values: Values,
  origin: ChangeOrigin,
): StoredRecord {
  const table = store.records[type];
  const id = table.newId();
  const createdAt = new Date(store.now()).toISOString();
  const record: StoredRecord = {
    id,
    properties: {
      ...creationProperties(type, id, createdAt),
      hs_object_source: origin.sourceType,
      hs_object_source_id: origin.sourceId,
      hs_object_source_label: origin.sourceType,
      ...(type === 'contacts' ? { lifecyclestage: 'lead' } : {}),
      ...withoutEmpty(lowerEmail(type, values)),
    },
    createdAt,
    updatedAt: createdAt,
    history: {},
    pendingIndex: [{ visibleAtMs: store.now() + store.searchIndexLagMs, before: null }],
  };
  Object.assign(record.properties, derivedProperties(store, type, record));
  table.add(record);
  store.report({ kind: 'creation', objectType: type, objectId: id, occurredAtMs: store.now(), origin });
  return record;
}

/** Sets validated values, updates their history and reports each change. */
export function writeRecord(
  store: PortalStore,
  type: ObjectTypeName,
  record: StoredRecord,
  values: Values,
  origin: ChangeOrigin,
): void {
  const before = { ...record.properties };
  const timestamp = new Date(store.now()).toISOString();
  const changed: string[] = [];
  const set = (name: string, raw: string): void => {
    const value = raw.startsWith(';') ? appendOptions(record.properties[name] ?? '', raw) : raw;
    if ((record.properties[name] ?? '') === value && name in record.properties === (value !== '')) return;
    const entry = { value, timestamp, sourceType: origin.sourceType, sourceId: origin.sourceId };
    pushHistory(record, name, entry, OBJECT_TYPES[type].historyLimit);
    record.properties[name] = value;
    changed.push(name);
  };
  store.records[type].update(record, () => {
    for (const [name, value] of Object.entries(lowerEmail(type, values))) set(name, value);
    for (const [name, value] of Object.entries(derivedProperties(store, type, record))) set(name, value);
    if (changed.length > 0) markModified(store, type, record, before);
  });
  for (const propertyName of changed) {
    const propertyValue = record.properties[propertyName] ?? '';
    const change = { objectType: type, objectId: record.id, occurredAtMs: store.now(), origin };
    store.report({ kind: 'propertyChange', propertyName, propertyValue, ...change });
  }
  if (changed.length > 0) refreshRollups(store, type, record.id);
}

/** Moves the record to the recycling bin and removes its associations. */
export function archiveRecord(
  store: PortalStore,
  type: ObjectTypeName,
  record: StoredRecord,
  origin: ChangeOrigin,
): void {
  if (record.archivedAt !== undefined) return;
  const before = { ...record.properties };
  store.records[type].update(record, () => {
    markModified(store, type, record, before);
    record.archivedAt = record.updatedAt;
  });
  detach(store, type, record.id);
  store.report({ kind: 'deletion', objectType: type, objectId: record.id, occurredAtMs: store.now(), origin });
}

/** Removes a contact permanently, as a privacy request does. */
export function deleteForPrivacy(
  store: PortalStore,
  type: ObjectTypeName,
  record: StoredRecord,
  origin: ChangeOrigin,
): void {
  detach(store, type, record.id);
  store.records[type].remove(record);
  const change = { objectType: type, objectId: record.id, occurredAtMs: store.now(), origin };
  store.report({ kind: 'privacyDeletion', ...change });
}

/** Removes all associations of a record and updates the roll-ups of the records at their other ends. */
export function detach(store: PortalStore, type: ObjectTypeName, id: string): void {
  for (const { to, toId } of store.associations.allOf(type, id)) {
    store.associations.remove(type, id, to, toId);
    refreshRollups(store, to, toId);
  }
}

/** HubSpot stores emails in lower case. */
function lowerEmail(type: ObjectTypeName, values: Values): Values {
  const email = values['email'];
  return type === 'contacts' && email !== undefined ? { ...values, email: email.toLowerCase() } : values;
}

function withoutEmpty(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, value.startsWith(';') ? appendOptions('', value) : value]),
  );
}

function appendOptions(present: string, added: string): string {
  if (!/^;[^;]/.test(added)) return added;
  return [...new Set([...present.split(';'), ...added.split(';')].filter((part) => part !== ''))].join(';');
}
