import type { ObjectType, ObjectTypeName } from '../object-types.ts';
import { OBJECT_TYPES } from '../object-types.ts';
import { associationName } from '../store/association-types.ts';
import type { PortalStore } from '../store/portal-store.ts';
import type { StoredRecord, ValueWithTimestamp } from '../store/stored-record.ts';
import { readHistory } from '../store/stored-record.ts';

/** Which parts of a record were requested. */
export interface Selection {
  /** null: HubSpot's few default properties. */
  properties: readonly string[] | null;
  propertiesWithHistory?: readonly string[];
  associations?: readonly ObjectTypeName[];
}

const DEFAULT_PROPERTIES: Partial<Record<ObjectTypeName, readonly string[]>> = {
  contacts: ['firstname', 'lastname', 'email'],
  companies: ['name', 'domain'],
  deals: ['dealname', 'dealstage', 'pipeline', 'amount', 'closedate'],
};

/** The content of emails is withheld from an app without the scope for it. */
const EMAIL_CONTENT: ReadonlySet<string> = new Set([
  'hs_email_subject',
  'hs_email_text',
  'hs_email_html',
  'hs_email_headers',
]);

/** A record as the objects API returns it: requested properties without a value are null, unknown ones absent. */
export function presentRecord(
  store: PortalStore,
  type: ObjectType,
  record: StoredRecord,
  selection: Selection,
): Record<string, unknown> {
  const names = new Set([
    ...(selection.properties ?? DEFAULT_PROPERTIES[type.name] ?? []),
    'createdate',
    'hs_object_id',
    type.modifiedProperty,
  ]);
  const { definitions } = store.properties[type.name];
  const properties: Record<string, string | null> = {};
  for (const name of [...names].sort()) {
    if (definitions.has(name) && definitions.get(name)?.archived !== true)
      properties[name] = readable(store, type, name) ? (record.properties[name] ?? null) : null;
  }
  return present(store, type, record, properties, selection);
}

/** A record with all its values: the answer to its creation. */
export function presentWhole(store: PortalStore, type: ObjectType, record: StoredRecord): Record<string, unknown> {
  const entries = Object.entries(record.properties).sort(([left], [right]) => (left < right ? -1 : 1));
  return present(store, type, record, Object.fromEntries(entries), { properties: [] });
}

/** The answer to an update: the values written and the system's own. */
export function presentChanged(
  store: PortalStore,
  type: ObjectType,
  record: StoredRecord,
  names: readonly string[],
): Record<string, unknown> {
  const system = ['hs_object_source', 'hs_object_source_id', 'hs_object_source_label'];
  // Recorded: writing the email returns its domain too, changed or not.
  const followed = type.name === 'contacts' && names.includes('email') ? ['hs_email_domain'] : [];
  const shown = [...names, ...followed, ...system.filter((name) => name in record.properties)];
  return presentRecord(store, type, record, { properties: shown });
}

function present(
  store: PortalStore,
  type: ObjectType,
  record: StoredRecord,
  properties: Record<string, string | null>,
  { propertiesWithHistory, associations }: Selection,
): Record<string, unknown> {
  return {
    id: record.id,
    properties,
    ...(propertiesWithHistory?.length
      ? { propertiesWithHistory: presentHistory(store, type, record, propertiesWithHistory) }
      : {}),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    archived: record.archivedAt !== undefined,
    ...(record.archivedAt === undefined ? {} : { archivedAt: record.archivedAt }),
    ...presentAssociations(store, type, record, associations ?? []),
    url: `https://app.hubspot.com/contacts/${store.portal.portalId}/record/${type.typeId}/${record.id}`,
  };
}

function presentHistory(
  store: PortalStore,
  type: ObjectType,
  record: StoredRecord,
  names: readonly string[],
): Record<string, ValueWithTimestamp[]> {
  const { definitions } = store.properties[type.name];
  const known = names.filter((name) => definitions.has(name) && readable(store, type, name));
  return Object.fromEntries(known.map((name) => [name, readHistory(record, name)]));
}

function readable(store: PortalStore, type: ObjectType, name: string): boolean {
  if (type.name !== 'emails' || !EMAIL_CONTENT.has(name)) return true;
  return store.grant?.scopes.includes('sales-email-read') ?? false;
}

/** Association names in the objects API are like `company_to_contact`; a primary one is listed together with the unlabelled one. */
function presentAssociations(
  store: PortalStore,
  type: ObjectType,
  record: StoredRecord,
  wanted: readonly ObjectTypeName[],
): { associations?: Record<string, unknown> } {
  const found: Record<string, unknown> = {};
  for (const to of wanted) {
    const linked = store.associations.linked(type.name, record.id, to);
    if (linked.size === 0) continue;
    const name = associationName(type.name, OBJECT_TYPES[to].name).toLowerCase();
    const results = [...linked].flatMap(([id, typeIds]) => {
      const primary = [...typeIds].some((typeId) => store.associations.findType(type.name, to, typeId)?.primary);
      return primary
        ? [
            { id, type: name },
            { id, type: `${name}_unlabeled` },
          ]
        : [{ id, type: name }];
    });
    found[to] = { results };
  }
  return Object.keys(found).length > 0 ? { associations: found } : {};
}
