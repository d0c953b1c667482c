import { findCompanyIds } from '../../storage/mirror/company-domains.ts';
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
      /** Its record id or its domain. */
      company: string;
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
  const companyIds = await findCompanyIds(kysely, portalId, unique(intents.map(({ company }) => company)));
  const contacts = await listContacts(kysely, portalId, unique(activities.map((signal) => signal.contactId)));
  const contactIds = new Set(contacts.map((contact) => contact.contactId));
  const knownIntents = intents.flatMap(({ id, company, ...signal }) => {
    const companyId = companyIds.get(company.toLowerCase());
    return companyId === undefined ? [] : [{ signalId: id, companyId, ...signal }];
  });
  const knownActivities = activities.filter((signal) => contactIds.has(signal.contactId));
  await context.db.transaction(async (trx) => {
    const changed = await upsertSignals(trx, portalId, knownIntents);
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
        .filter(({ company }) => !companyIds.has(company.toLowerCase()))
        .map(({ id, company }) => ({ id, problem: `no company ${company}` })),
      ...activities
        .filter((signal) => !contactIds.has(signal.contactId))
        .map(({ id, contactId }) => ({ id, problem: `no contact ${contactId}` })),
    ],
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
