import type { RoleId } from '../../domain/facts.ts';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import { listProperties } from '../../hubspot/portal/properties.ts';
import { readBatch } from '../../hubspot/records/read-batch.ts';
import type { CrmRecord } from '../../hubspot/records/record.ts';
import { updateBatch } from '../../hubspot/records/update-batch.ts';
import { recordRefusals } from '../../storage/portal/refusals.ts';
import { getUnwrittenConfirmation, markConfirmationWritten } from '../../storage/accounts/role-decisions.ts';
import { readSettings } from '../settings/portal-settings.ts';
import type { SyncContext } from '../sync-context.ts';
import { ROLE_PROPERTY } from './portal-roles.ts';

/**
 * Adds a role that a rep confirmed to the contact's `hs_buying_role`, by the portal's own option, beside what stands
 * there. Once, also after a process that died of it: who takes it out in HubSpot later has the last word. Nothing is
 * written for a confirmation that was taken back, a portal that does not, or no longer, have such an option, or one
 * that does not want it.
 */
export async function writeConfirmedRole(context: SyncContext, portalId: number, requestId: string): Promise<void> {
  const { kysely } = context.db;
  const confirmed = await getUnwrittenConfirmation(kysely, portalId, requestId);
  if (confirmed === null || !(await readSettings(kysely, portalId)).writeConfirmedRoles) return;
  const client = context.clientFor(portalId, 'card');
  const option = await findOption(client, confirmed.role);
  if (option === null) return refuse(context, portalId, confirmed.contactId, noOption(confirmed.role));
  const { found } = await readBatch(client, 'contacts', [confirmed.contactId], {
    properties: [ROLE_PROPERTY],
    propertiesWithHistory: [ROLE_PROPERTY],
  });
  const [contact] = found;
  if (contact === undefined) return;
  if (!hasHeld(contact, option, confirmed.decidedAt)) {
    // Taken back while HubSpot was asked, it is not written.
    if ((await getUnwrittenConfirmation(kysely, portalId, requestId)) === null) return;
    // HubSpot adds what begins with a semicolon to what is there: two roles confirmed at once are both kept.
    const properties = { [ROLE_PROPERTY]: `;${option}` };
    const { refused } = await updateBatch(client, 'contacts', [{ id: contact.id, properties }]);
    const [refusal] = refused;
    if (refusal !== undefined) return refuse(context, portalId, contact.id, refusal.message);
  }
  await markConfirmationWritten(kysely, portalId, requestId, context.now());
}

/** Whether it is there, or has been since: then an attempt wrote it of which nobody heard, or a person did. */
function hasHeld({ properties, history }: CrmRecord, option: string, since: number): boolean {
  const holds = (value: string | null | undefined): boolean => (value ?? '').split(';').includes(option);
  const later = (history[ROLE_PROPERTY] ?? []).filter(({ timestamp }) => timestamp >= since);
  return holds(properties[ROLE_PROPERTY]) || later.some(({ value }) => holds(value));
}

/** The portal's own value of the role: options may be customised, and are compared without case. */
async function findOption(client: HubSpotClient, role: RoleId): Promise<string | null> {
  const property = (await listProperties(client, 'contacts')).find(({ name }) => name === ROLE_PROPERTY);
  return property?.options.find(({ value }) => value.trim().toUpperCase() === role)?.value ?? null;
}

function noOption(role: RoleId): string {
  return `The property "${ROLE_PROPERTY}" of this portal has no option for the buying role ${role}.`;
}

async function refuse(context: SyncContext, portalId: number, recordId: string, message: string): Promise<void> {
  const refusal = { objectType: 'contacts', recordId, property: ROLE_PROPERTY, message, at: context.now() };
  await recordRefusals(context.db.kysely, portalId, [refusal]);
}
