import type { PropertyDefinition } from '../hubspot/default-properties/property-definition.ts';
import type { ObjectTypeName } from '../hubspot/object-types.ts';
import type { PortalStore } from '../hubspot/store/portal-store.ts';
import type { StoredRecord } from '../hubspot/store/stored-record.ts';

const numbers = new Intl.NumberFormat('en');
const dates = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const moments = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });

/** A property's stored value; `undefined` if it is not set or the property is archived: HubSpot shows neither. */
export function readValue(
  store: PortalStore,
  type: ObjectTypeName,
  record: StoredRecord,
  property: string,
): string | undefined {
  const isArchived = store.properties[type].definitions.get(property)?.archived === true;
  return isArchived ? undefined : record.properties[property];
}

/** A property's value as text: option labels for enumerations, the owner's name, dates in UTC. `null` if there is none. */
export function formatValue(
  store: PortalStore,
  type: ObjectTypeName,
  record: StoredRecord,
  property: string,
): string | null {
  const value = readValue(store, type, record, property);
  if (value === undefined || value === '') return null;
  if (property === 'hubspot_owner_id') return formatOwner(store, value);
  const definition = store.properties[type].definitions.get(property);
  return definition === undefined ? value : formatByDefinition(value, definition);
}

/** The owner's name, or the bare id if the portal has no such owner. */
export function formatOwner(store: PortalStore, ownerId: string): string {
  const owner = store.owners.find((each) => each.id === ownerId);
  return owner === undefined ? ownerId : `${owner.firstName} ${owner.lastName}`.trim() || owner.email;
}

/** "12,500 EUR", rounded to whole units. */
export function formatMoney(amount: string, currency: string): string {
  const value = Number(amount);
  return Number.isFinite(value) ? `${numbers.format(Math.round(value))} ${currency}` : amount;
}

/** A finite number, or `null` for anything else. */
export function parseNumber(value: string | undefined): number | null {
  if (value === undefined || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

function formatByDefinition(value: string, { type, options }: PropertyDefinition): string {
  switch (type) {
    case 'enumeration':
    case 'bool':
      return value
        .split(';')
        .map((part) => options.find((option) => option.value === part)?.label ?? part)
        .join(', ');
    case 'number':
      return formatNumber(value);
    case 'date':
      return formatMoment(value, dates);
    case 'datetime':
      return formatMoment(value, moments);
    default:
      return value;
  }
}

function formatNumber(value: string): string {
  const number = parseNumber(value);
  return number === null ? value : numbers.format(number);
}

/** HubSpot accepts epoch milliseconds and ISO 8601 for times. */
function formatMoment(value: string, format: Intl.DateTimeFormat): string {
  const ms = readTime(value);
  return ms === null ? value : format.format(ms);
}

/** Epoch ms of a HubSpot time (ISO 8601 or epoch milliseconds), `null` if it is neither. */
export function readTime(value: string | undefined): number | null {
  if (value === undefined || value === '') return null;
  const ms = /^\d{10,}$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}
