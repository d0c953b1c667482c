import { NotFoundError } from '../../errors.ts';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import { readBatch } from '../../hubspot/records/read-batch.ts';
import { findOwnerByEmail } from '../../storage/mirror/owners.ts';
import type { PlayRun } from '../../storage/plays/play-runs.ts';
import type { SyncContext } from '../sync-context.ts';

/** What the tasks of a run are put on, and whose they are. */
export interface PlayTargets {
  companyId: string;
  contactIds: string[];
  ownerId: string | null;
}

/**
 * Reads what a run's tasks are to be put on as it is in HubSpot now: the survivor of a company or contact that was
 * merged, without people who are gone. The tasks are the account owner's; where it has none, whoever started the play.
 * @throws NotFoundError where the company is in HubSpot no more
 */
export async function findTargets(context: SyncContext, client: HubSpotClient, run: PlayRun): Promise<PlayTargets> {
  const companies = await readBatch(client, 'companies', [run.companyId], { properties: ['hubspot_owner_id'] });
  const [company] = companies.found;
  if (company === undefined) throw new NotFoundError('the company is in HubSpot no more.');
  const people = await readBatch(client, 'contacts', run.contactIds, { properties: [] });
  const ownerId = company.properties['hubspot_owner_id'] || null;
  const starter = ownerId ?? (await findOwnerByEmail(context.db.kysely, client.portalId, run.startedBy))?.ownerId;
  return { companyId: company.id, contactIds: people.found.map(({ id }) => id), ownerId: starter ?? null };
}
