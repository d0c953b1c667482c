import { intentStrength } from '../../domain/intent/intent-strength.ts';
import { invalidField } from '../../errors.ts';
import { searchPage } from '../../hubspot/records/objects.ts';
import { listProperties, type Property } from '../../hubspot/portal/properties.ts';
import type { SyncContext } from '../sync-context.ts';
import { changeSettings } from './change-settings.ts';
import { MAPPED_USES, MOST_MAPPED, type MappedProperty, type PortalSettings } from './portal-settings.ts';

type Use = MappedProperty['use'];

/** HubSpot's property types that each use can be read from. */
export const MAPPED_TYPES: Record<Use, readonly string[]> = {
  tier: ['enumeration', 'string', 'number'],
  intent: ['enumeration', 'number', 'string', 'bool'],
  topics: ['enumeration', 'string'],
  fit: ['enumeration', 'string', 'number', 'bool'],
  technographic: ['enumeration', 'string', 'number', 'bool'],
  objective: ['enumeration', 'string'],
  initiative: ['enumeration', 'string'],
  competitor: ['enumeration', 'string'],
};

/** HubSpot's types of a day and of a moment. */
const DATE_TYPES: ReadonlySet<string> = new Set(['date', 'datetime']);

/** A company property that an admin may map, or name in a condition. */
export interface MappableProperty {
  /** Internal name. */
  name: string;
  label: string;
  /** HubSpot's: `number`, `enumeration` … */
  type: string;
  /** HubSpot's own (`web_technologies`, `hs_ideal_customer_profile` …), not made in this portal. */
  ofHubSpot: boolean;
  /** What it can be mapped as; empty of a date, which conditions alone name. */
  uses: Use[];
}

/** The company properties that can be read as something: those made in the portal first, each kind by label. */
export async function listMappableProperties(context: SyncContext, portalId: number): Promise<MappableProperty[]> {
  const properties = await listProperties(context.clientFor(portalId, 'card'), 'companies');
  return properties
    .filter(({ name }) => !isOurs(context, name))
    .map(({ name, label, type, hubspotDefined }) => ({
      name,
      label,
      type,
      ofHubSpot: hubspotDefined === true,
      uses: usesOf(type),
    }))
    .filter(({ type, uses }) => uses.length > 0 || DATE_TYPES.has(type))
    .sort((one, other) => Number(one.ofHubSpot) - Number(other.ofHubSpot) || compareLabels(one, other));
}

export interface PropertySample {
  /** How many companies have a value. */
  filled: number;
  /** Up to five values that differ, as HubSpot stores them, and what each is worth as intent (0–100, `null`: nothing). */
  values: { value: string; strength: number | null }[];
}

const SAMPLED = 50;
const SHOWN = 5;

/**
 * What a company property holds: one search, of which the first companies are looked at.
 * @throws InvalidInputError where the portal has no such property
 */
export async function samplePropertyValues(
  context: SyncContext,
  portalId: number,
  property: string,
): Promise<PropertySample> {
  await findMappable(context, portalId, property);
  return sampleValues(context, portalId, property);
}

/** As `samplePropertyValues`, of a property that the portal is known to have: how many companies fill it, and some values. */
export async function sampleValues(context: SyncContext, portalId: number, property: string): Promise<PropertySample> {
  const client = context.clientFor(portalId, 'card');
  const page = await searchPage(client, 'companies', {
    filterGroups: [{ filters: [{ propertyName: property, operator: 'HAS_PROPERTY' }] }],
    properties: [property],
    limit: SAMPLED,
  });
  const values = page.results.flatMap((record) => record.properties[property] ?? []);
  const different = [...new Set(values)].slice(0, SHOWN);
  return { filled: page.total, values: different.map((value) => ({ value, strength: intentStrength(value) })) };
}

/**
 * Has a company property read from now on; one that is mapped already is mapped anew.
 * @throws InvalidInputError naming the field, where the portal has no such property or it cannot be read so
 */
export async function mapProperty(
  context: SyncContext,
  portalId: number,
  mapped: MappedProperty,
  changedBy: string,
): Promise<PortalSettings> {
  const { type, label } = await findMappable(context, portalId, mapped.property);
  if (!MAPPED_TYPES[mapped.use].includes(type)) {
    throw invalidField(
      'use',
      `"${label}" is of type ${type}; ${mapped.use} is read from ${MAPPED_TYPES[mapped.use].join(', ')}`,
    );
  }
  const change = ({ mappedProperties }: PortalSettings): Partial<PortalSettings> => {
    const isMapped = mappedProperties.some(({ property }) => property === mapped.property);
    if (!isMapped && mappedProperties.length >= MOST_MAPPED) {
      throw invalidField('property', `at most ${MOST_MAPPED} properties can be mapped: remove one first`);
    }
    const kept = mappedProperties.map((each) => (each.property === mapped.property ? mapped : each));
    return { mappedProperties: isMapped ? kept : [...kept, mapped] };
  };
  return changeSettings(context, portalId, change, changedBy);
}

/** Has a company property no longer read; one that is not mapped stays so. */
export async function unmapProperty(
  context: SyncContext,
  portalId: number,
  property: string,
  changedBy: string,
): Promise<PortalSettings> {
  const change = ({ mappedProperties }: PortalSettings): Partial<PortalSettings> => ({
    mappedProperties: mappedProperties.filter((each) => each.property !== property),
  });
  return changeSettings(context, portalId, change, changedBy);
}

async function findMappable(context: SyncContext, portalId: number, name: string): Promise<Property> {
  const properties = await listProperties(context.clientFor(portalId, 'card'), 'companies');
  const found = properties.find((property) => property.name === name);
  if (found === undefined) throw invalidField('property', `HubSpot has no company property "${name}" in this account`);
  if (isOurs(context, name)) throw invalidField('property', `"${name}" is written by Roundtable itself`);
  return found;
}

function isOurs({ manifest }: SyncContext, name: string): boolean {
  return manifest.companyProperties.properties.some((own) => own.name === name);
}

function usesOf(type: string): Use[] {
  return MAPPED_USES.filter((use) => MAPPED_TYPES[use].includes(type));
}

function compareLabels(one: MappableProperty, other: MappableProperty): number {
  return one.label.localeCompare(other.label, 'en') || (one.name < other.name ? -1 : 1);
}
