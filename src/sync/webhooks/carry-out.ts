import { readAssociations } from '../../hubspot/records/associations.ts';
import type { HubSpotClient } from '../../hubspot/client/client.ts';
import { eraseContact, listErased } from '../../storage/mirror/erase-contact.ts';
import { markGone, readClock } from '../../storage/mirror/mirrored-records.ts';
import { syncRecords } from '../pull/mirror/sync-records.ts';
import type { SyncContext } from '../sync-context.ts';
import { moveMerged } from './forget-records.ts';
import type { Merge, ReadPlan } from './plan-reads.ts';

/**
 * Does what a batch of events requires: merges, erasures, then everything named is read again, all types in parallel.
 */
export async function carryOut(context: SyncContext, client: HubSpotClient, plan: ReadPlan): Promise<void> {
  const { portalId } = client;
  for (const merge of plan.merges) await moveMerged(context, portalId, merge);
  const erase = new Set([...plan.erase, ...(await listErasedByMerge(context, portalId, plan.merges))]);
  for (const contactId of erase) await erasePerson(context, portalId, contactId);
  await readLinked(client, plan);
  const contactIds = [...plan.read.contacts].filter((id) => !erase.has(id));
  const read = { ...plan.read, contacts: contactIds };
  const types = Object.keys(read) as (keyof typeof read)[];
  const settled = await Promise.allSettled(types.map((type) => syncRecords(context, client, type, [...read[type]])));
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
}

/** A merge reported late may show that an erased person is still held under another id. */
async function listErasedByMerge(context: SyncContext, portalId: number, merges: readonly Merge[]): Promise<string[]> {
  const ofContacts = merges.filter(({ type }) => type === 'contacts');
  if (ofContacts.length === 0) return [];
  const ids = ofContacts.flatMap(({ newId, oldIds }) => [newId, ...oldIds]);
  return context.db.transaction((trx) => listErased(trx, portalId, ids));
}

async function erasePerson(context: SyncContext, portalId: number, contactId: string): Promise<void> {
  const readAt = await readClock(context.db.kysely);
  await context.db.transaction(async (trx) => {
    await markGone(trx, portalId, 'contacts', [contactId], readAt);
    await eraseContact(trx, portalId, contactId, context.now());
  });
}

/**
 * A company that came, or came back, may have its people and deals already, and a contact its deals: the links are
 * stored on their side, and may have no event of their own.
 */
async function readLinked(client: HubSpotClient, { read, relink }: ReadPlan): Promise<void> {
  const follow = async (from: 'companies' | 'contacts', to: 'contacts' | 'deals'): Promise<void> => {
    if (relink[from].size === 0) return;
    const links = await readAssociations(client, from, to, [...relink[from]]);
    for (const { toId } of [...links.values()].flat()) read[to].add(toId);
  };
  await follow('companies', 'contacts');
  await follow('companies', 'deals');
  await follow('contacts', 'deals');
}
