import { DAY_MS } from '../../durations.ts';
import type { PropertyDefinition } from '../default-properties/property-definition.ts';
import type { PortalStore } from './portal-store.ts';

/** Why HubSpot rejects a value; `error` is its code. */
export interface PropertyFault {
  isValid: false;
  message: string;
  error: string;
  name: string;
}

export type RawValue = string | number | boolean | null;
export type CheckedValue = { value: string } | { fault: PropertyFault };

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** Validates one value against its definition and returns it as HubSpot would store it. '' clears it. */
export function checkValue(store: PortalStore, definition: PropertyDefinition, raw: RawValue): CheckedValue {
  const { name } = definition;
  const value = raw === null ? '' : String(raw);
  if (definition.modificationMetadata.readOnlyValue || definition.calculated) {
    return fault(name, `"${name}" is a read only property; its value cannot be set.`, 'READ_ONLY_VALUE');
  }
  if (value === '') return { value };
  switch (definition.type) {
    case 'number':
      return Number.isFinite(Number(value))
        ? { value: value.trim() }
        : fault(name, `${value} was not a valid number.`, 'INVALID_NUMBER');
    case 'bool':
      return checkBoolean(name, value);
    case 'datetime':
      return checkDateTime(name, value);
    case 'date':
      return checkDate(name, value);
    case 'enumeration':
      return checkOptions(store, definition, value);
    default:
      return { value };
  }
}

function fault(name: string, message: string, error: string): CheckedValue {
  return { fault: { isValid: false, message, error, name } };
}

function checkBoolean(name: string, value: string): CheckedValue {
  const lower = value.toLowerCase();
  if (lower === 'true' || lower === 'false') return { value: lower };
  return fault(name, `${value} was not one of the allowed options: [true, false]`, 'INVALID_OPTION');
}

/** ISO 8601 or milliseconds since the epoch; anything else is "not a valid long" (recorded). */
function checkDateTime(name: string, value: string): CheckedValue {
  const time = parseTime(value);
  return time === null
    ? fault(name, `${value} was not a valid long.`, 'INVALID_LONG')
    : { value: new Date(time).toISOString() };
}

/** A date is stored as YYYY-MM-DD; a timestamp must be midnight UTC. */
function checkDate(name: string, value: string): CheckedValue {
  const time = parseTime(value);
  if (time === null) return fault(name, `${value} was not a valid long.`, 'INVALID_LONG');
  if (!DATE_ONLY.test(value) && time % DAY_MS !== 0) {
    return fault(name, `${value} is at ${new Date(time).toISOString()}, not midnight!`, 'INVALID_DATE');
  }
  return { value: new Date(time).toISOString().slice(0, 10) };
}

/** Milliseconds of an ISO 8601 time or of digits; null for anything else. */
export function parseTime(value: string): number | null {
  const time = value[4] === '-' ? parseIsoTime(value) : /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
  return Number.isFinite(time) && Math.abs(time) < 8.64e15 ? time : null;
}

const parseIsoTime = (value: string): number => (/^\d{4}-\d{2}-\d{2}/.test(value) ? Date.parse(value) : Number.NaN);

function checkOptions(store: PortalStore, definition: PropertyDefinition, value: string): CheckedValue {
  const allowed = allowedOptions(store, definition);
  if (allowed === null) return { value };
  const parts = definition.fieldType === 'checkbox' ? value.split(';').filter((part) => part !== '') : [value];
  const wrong = parts.find((part) => !allowed.has(part));
  if (wrong !== undefined) {
    const message = `${wrong} was not one of the allowed options: [${[...allowed].join(', ')}]`;
    return fault(definition.name, message, 'INVALID_OPTION');
  }
  // A leading semicolon appends to the current value (HubSpot's convention); the writer resolves it.
  return { value: value.startsWith(';') ? `;${parts.join(';')}` : parts.join(';') };
}

/** Options stored elsewhere are read from there; null if any value is allowed. */
function allowedOptions(store: PortalStore, definition: PropertyDefinition): Set<string> | null {
  switch (definition.name) {
    case 'hubspot_owner_id':
      return new Set(store.owners.map((owner) => owner.id));
    case 'pipeline':
      return new Set(store.pipelines.map((pipeline) => pipeline.id));
    case 'dealstage':
      return new Set(store.pipelines.flatMap((pipeline) => pipeline.stages.map((stage) => stage.id)));
    case 'hs_pipeline_stage':
      return new Set(store.ticketPipelines.flatMap((pipeline) => pipeline.stages.map((stage) => stage.id)));
    default:
      return definition.externalOptions ? null : new Set(definition.options.map((option) => option.value));
  }
}
