import type { RoleId } from '../../domain/facts.ts';
import type { HubSpotClient } from '../../hubspot/client.ts';
import { listProperties } from '../../hubspot/properties.ts';
import { readBatch } from '../../hubspot/read-batch.ts';
import { updateBatch } from '../../hubspot/update-batch.ts';
import { recordRefusals } from '../../storage/portal/refusals.ts';
import { getUnwrittenConfirmation, markConfirmationWritten } from '../../storage/accounts/role-decisions.ts';
import { readSettings } from '../settings/portal-settings.ts';
import type { SyncContext } from '../sync-context.ts';
import { ROLE_PROPERTY } from './portal-roles.ts';

/**
 * Adds a role that a rep confirmed to the contact's `hs_buying_role`, by the portal's own option, beside what stands
 * there. Once: who takes it out in HubSpot later has the last word. Nothing is written for a confirmation that was taken
 * back, a portal that has no such option (any more), or one that does not want it.
 */
export async function writeConfirmedRole(context: SyncContext, portalId: number, requestId: string): Promise<void> {
  const { kysely } = context.db;
  const confirmed = await getUnwrittenConfirmation(kysely, portalId, requestId);
  if (confirmed === null || !(await readSettings(kysely, portalId)).writeConfirmedRoles) return;
  const client = context.clientFor(portalId, 'card');
  const option = await findOption(client, confirmed.role);
  if (option === null) return refuse(context, portalId, confirmed.contactId, noOption(confirmed.role));
  const { found } = await readBatch(client, 'contacts', [confirmed.contactId], { properties: [ROLE_PROPERTY] });
  const [contact] = found;
  if (contact === undefined) return;
  const held = (contact.properties[ROLE_PROPERTY] ?? '').split(';').filter((value) => value.trim() !== '');
  if (!held.includes(option)) {
    const properties = { [ROLE_PROPERTY]: [...held, option].join(';') };
    const { refused } = await updateBatch(client, 'contacts', [{ id: contact.id, properties }]);
    const [refusal] = refused;
    if (refusal !== undefined) return refuse(context, portalId, contact.id, refusal.message);
  }
  await markConfirmationWritten(kysely, portalId, requestId, context.now());
}

/** The portal's own value of the role: options may be customised, and are compared without case. */
async function findOption(client: HubSpotClient, role: RoleId): Promise<string | null> {
  const property = (await listProperties(client, 'contacts')).find(({ name }) => name === ROLE_PROPERTY);
  return property?.options.find(({ value }) => value.trim().toUpperCase() === role)?.value ?? null;
}

function noOption(role: RoleId): string {
  return `The buying role ${role} is no option of this portal's "${ROLE_PROPERTY}" (any more).`;
}

async function refuse(context: SyncContext, portalId: number, recordId: string, message: string): Promise<void> {
  const refusal = { objectType: 'contacts', recordId, property: ROLE_PROPERTY, message, at: context.now() };
  await recordRefusals(context.db.kysely, portalId, [refusal]);
}
