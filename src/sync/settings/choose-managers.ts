import { invalidField } from '../../errors.ts';
import { listProperties, type Property } from '../../hubspot/portal/properties.ts';
import type { SyncContext } from '../sync-context.ts';
import { changeSettings } from './change-settings.ts';

/** HubSpot's property types that can hold a person. */
const TYPES = new Set(['string', 'number', 'enumeration']);

/** The contact properties that may say who somebody reports to: those made in the portal first, each kind by label. */
export async function listManagerProperties(context: SyncContext, portalId: number): Promise<Property[]> {
  const properties = await listProperties(context.clientFor(portalId, 'card'), 'contacts');
  return properties
    .filter(({ type, calculated }) => TYPES.has(type) && calculated !== true)
    .sort(
      (one, other) =>
        Number(one.hubspotDefined === true) - Number(other.hubspotDefined === true) ||
        one.label.localeCompare(other.label, 'en') ||
        (one.name < other.name ? -1 : 1),
    );
}

/**
 * Has a contact property read for who people report to; `null`: none. The contacts are read again.
 * @throws InvalidInputError where the portal has no such property, or none that can hold a person
 */
export async function chooseManagers(
  context: SyncContext,
  portalId: number,
  managerProperty: string | null,
  changedBy: string,
): Promise<void> {
  const isKnown = async (): Promise<boolean> =>
    (await listManagerProperties(context, portalId)).some(({ name }) => name === managerProperty);
  if (managerProperty !== null && !(await isKnown())) {
    throw invalidField(
      'managerProperty',
      `this account has no contact property "${managerProperty}" that can hold a person`,
    );
  }
  await changeSettings(context, portalId, { managerProperty }, changedBy);
}
