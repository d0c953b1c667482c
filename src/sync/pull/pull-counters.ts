import type { HubSpotClient } from '../../hubspot/client.ts';
import { readBatch } from '../../hubspot/read-batch.ts';
import type { CrmRecord } from '../../hubspot/record.ts';
import { listContactIds, listContacts, upsertContacts, type Contact } from '../../storage/contacts.ts';
import { raiseCounters, readCounters } from '../../storage/counters.ts';
import { companiesOfContacts } from '../../storage/links.ts';
import { markStale } from '../../storage/stale-accounts.ts';
import type { SyncContext } from '../sync-context.ts';
import { COUNTER_RULES, countActivities, counterValue, type CounterRule } from './count-activities.ts';
import { toContact } from './map-records.ts';
import { mirrorActivities } from './mirror-activities.ts';
import { mirrorContacts } from './mirror-records.ts';
import { findEventTypes } from './pull-events.ts';
import type { PullRun } from './pull-run.ts';
import { CONTACT_PROPERTIES } from './pulled-properties.ts';

/** HubSpot gives histories for 50 records a request. */
const HISTORY_BATCH = 50;
const IDS_PER_ROUND = 2_000;

/** Dates what counters and buying roles of the mirrored contacts hold, by the histories of those that have any. */
export async function pullCounters(run: PullRun): Promise<void> {
  const { db } = run.context;
  const { portalId } = run.client;
  const rules = await rulesFor(run.client);
  let { cursor, done } = run.from;
  for (;;) {
    const ids = await listContactIds(db.kysely, portalId, cursor, IDS_PER_ROUND);
    if (ids.length === 0) return;
    const waiting = (await listContacts(db.kysely, portalId, ids)).filter((contact) => needsHistory(contact, rules));
    for (let start = 0; start < waiting.length; start += HISTORY_BATCH) {
      const batch = waiting.slice(start, start + HISTORY_BATCH);
      await dateContacts(
        run.context,
        run.client,
        batch.map((contact) => contact.contactId),
        rules,
      );
      done += batch.length;
      await run.save({ cursor, done });
    }
    cursor = ids.at(-1) ?? null;
    await run.save({ cursor, done });
  }
}

/**
 * Reads contacts with their histories and mirrors them whole: links, the activities their counters stand for, and since
 * when a role is set.
 * @returns ids that HubSpot has no contact for
 */
export async function syncContacts(
  context: SyncContext,
  client: HubSpotClient,
  contactIds: readonly string[],
  rules: readonly CounterRule[],
): Promise<string[]> {
  if (contactIds.length === 0) return [];
  const { found, missing } = await readBatch(client, 'contacts', contactIds, {
    properties: CONTACT_PROPERTIES,
    propertiesWithHistory: [...rules.map((rule) => rule.property), 'hs_buying_role'],
  });
  await mirrorContacts(context, client, found);
  await countContacts(context, client.portalId, found, rules);
  return missing;
}

/** Dates contacts of which the rest is mirrored: half the requests of `syncContacts`. */
async function dateContacts(
  context: SyncContext,
  client: HubSpotClient,
  contactIds: readonly string[],
  rules: readonly CounterRule[],
): Promise<void> {
  const { portalId } = client;
  const { found } = await readBatch(client, 'contacts', contactIds, {
    properties: CONTACT_PROPERTIES,
    propertiesWithHistory: [...rules.map((rule) => rule.property), 'hs_buying_role'],
  });
  await context.db.transaction(async (trx) => {
    const changed = await upsertContacts(trx, portalId, found.map(toContact));
    await markStale(trx, portalId, await companiesOfContacts(trx, portalId, changed), 'contact changed');
  });
  await countContacts(context, portalId, found, rules);
}

/** The rules of this portal: page views and forms are counted only where it lists no events of them. */
export async function rulesFor(client: HubSpotClient): Promise<CounterRule[]> {
  const hasEvents = (await findEventTypes(client)).length > 0;
  return COUNTER_RULES.filter((rule) => !rule.unlessEvents || !hasEvents);
}

/**
 * Turns risen counters into activities. The activities are stored before the counter moves: a crash between repeats
 * them under the same ids.
 */
async function countContacts(
  context: SyncContext,
  portalId: number,
  records: readonly CrmRecord[],
  rules: readonly CounterRule[],
): Promise<void> {
  const seen = await readCounters(
    context.db.kysely,
    portalId,
    records.map((record) => record.id),
  );
  const counted = records.flatMap((record) =>
    rules.map((rule) => ({
      contactId: record.id,
      property: rule.property,
      ...countActivities(rule, record, seen.get(`${record.id}\n${rule.property}`) ?? null),
    })),
  );
  await mirrorActivities(
    context,
    portalId,
    counted.flatMap((each) => each.activities),
  );
  const readings = counted.map(({ contactId, property, value }) => ({ contactId, property, value }));
  await raiseCounters(context.db.kysely, portalId, readings, context.now());
}

function needsHistory(contact: Contact, rules: readonly CounterRule[]): boolean {
  if (contact.buyingRoles.some((role) => role.setAt === null)) return true;
  return rules.some((rule) => counterValue(contact.properties[rule.property]) > 0);
}
