import { listCompanies } from '../../storage/mirror/companies.ts';
import { listContacts } from '../../storage/mirror/contacts.ts';
import { upsertSignals } from '../../storage/mirror/signals.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import type { ActivityType } from '../../domain/facts.ts';
import { mirrorActivities } from '../pull/mirror/mirror-activities.ts';
import type { SyncContext } from '../sync-context.ts';

/** What a vendor sends: intent about a company, or an activity of a person that HubSpot does not expose. */
export type IncomingSignal =
  | {
      kind: 'intent';
      id: string;
      companyId: string;
      source: string;
      topic: string;
      strength: number;
      occurredAt: number;
    }
  | { kind: 'activity'; id: string; contactId: string; type: ActivityType; occurredAt: number; detail: string | null };

export interface SignalsReceipt {
  accepted: number;
  /** Those whose company or contact is not mirrored; send them again once it is. */
  unknown: { id: string; problem: string }[];
}

/** Stores signals of known companies and people; the same id again changes nothing. */
export async function receiveSignals(
  context: SyncContext,
  portalId: number,
  signals: readonly IncomingSignal[],
): Promise<SignalsReceipt> {
  const { kysely } = context.db;
  const intents = signals.filter((signal) => signal.kind === 'intent');
  const activities = signals.filter((signal) => signal.kind === 'activity');
  const companies = await listCompanies(kysely, portalId, unique(intents.map((signal) => signal.companyId)));
  const contacts = await listContacts(kysely, portalId, unique(activities.map((signal) => signal.contactId)));
  const companyIds = new Set(companies.map((company) => company.companyId));
  const contactIds = new Set(contacts.map((contact) => contact.contactId));
  const knownIntents = intents.filter((signal) => companyIds.has(signal.companyId));
  const knownActivities = activities.filter((signal) => contactIds.has(signal.contactId));
  await context.db.transaction(async (trx) => {
    const changed = await upsertSignals(
      trx,
      portalId,
      knownIntents.map(({ id, ...signal }) => ({ signalId: id, ...signal })),
    );
    await markStale(trx, portalId, changed, 'signal');
  });
  await mirrorActivities(
    context,
    portalId,
    knownActivities.map(({ id, contactId, type, occurredAt, detail }) => ({
      activityId: `signal:${id}`,
      contactId,
      type,
      occurredAt,
      detail,
      source: 'signals',
    })),
  );
  await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
  return {
    accepted: knownIntents.length + knownActivities.length,
    unknown: [
      ...intents
        .filter((signal) => !companyIds.has(signal.companyId))
        .map(({ id, companyId }) => ({ id, problem: `no company ${companyId}` })),
      ...activities
        .filter((signal) => !contactIds.has(signal.contactId))
        .map(({ id, contactId }) => ({ id, problem: `no contact ${contactId}` })),
    ],
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
