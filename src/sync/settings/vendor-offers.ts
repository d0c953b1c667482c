import { compareText } from '../../domain/compare-text.ts';
import { findVendorProperty, type VendorProperty } from '../../domain/intent/vendor-properties.ts';
import { AppError } from '../../errors.ts';
import { listDefinitionsOf, type PropertyDefinition } from '../../storage/mirror/property-definitions.ts';
import type { SyncContext } from '../sync-context.ts';
import { MAPPED_TYPES, sampleValues, type PropertySample } from './mappable-properties.ts';
import { readSettings } from './portal-settings.ts';

/** A company property of the portal that is called as a vendor's, and not mapped yet. */
export interface VendorOffer extends PropertyDefinition {
  known: VendorProperty;
  /** What it holds now; `null` where HubSpot could not be asked. */
  sample: PropertySample | null;
}

/** More than any one vendor writes; each costs a search. */
const MOST_OFFERS = 12;

/**
 * The properties of the portal that vendors' apps seem to write, with what each holds, by vendor and name. Those that cannot be read so by
 * their type are no offer. Nothing is mapped.
 */
export async function listVendorOffers(context: SyncContext, portalId: number): Promise<VendorOffer[]> {
  const { kysely } = context.db;
  const { mappedProperties } = await readSettings(kysely, portalId);
  const mapped = new Set(mappedProperties.map(({ property }) => property));
  const definitions = await listDefinitionsOf(kysely, portalId, 'companies');
  const found = definitions.flatMap((definition) => {
    const known = mapped.has(definition.name) ? null : findVendorProperty(definition.name);
    return known === null || !MAPPED_TYPES[known.use].includes(definition.type) ? [] : [{ ...definition, known }];
  });
  found.sort((one, other) => compareText(one.known.vendor, other.known.vendor));
  const offers: VendorOffer[] = [];
  for (const each of found.slice(0, MOST_OFFERS)) {
    offers.push({ ...each, sample: await trySample(context, portalId, each.name) });
  }
  return offers;
}

async function trySample(context: SyncContext, portalId: number, property: string): Promise<PropertySample | null> {
  try {
    return await sampleValues(context, portalId, property);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
