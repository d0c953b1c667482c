import { readAssociations } from '../../../hubspot/records/associations.ts';
import type { HubSpotClient } from '../../../hubspot/client/client.ts';
import type { CrmRecord } from '../../../hubspot/records/record.ts';
import { upsertActivities } from '../../../storage/mirror/activities.ts';
import { listContacts, upsertContacts, type Contact } from '../../../storage/mirror/contacts.ts';
import { raiseCounters, readCounters } from '../../../storage/mirror/counters.ts';
import { companiesLeftBy, noteFormerMembers } from '../../../storage/mirror/former-members.ts';
import { companiesOfContacts, replaceContactCompanies } from '../../../storage/mirror/links.ts';
import { claimRecords } from '../../../storage/mirror/mirrored-records.ts';
import { markStale } from '../../../storage/accounts/stale-accounts.ts';
import type { SyncContext } from '../../sync-context.ts';
import { companyLinks } from './company-links.ts';
import { COUNTER_RULES, countActivities, counterValue, type CounterRule } from '../activities/count-activities.ts';
import { findCountedRules } from '../activities/event-kinds.ts';
import { parseRoleOptions, toContact } from './map-records.ts';
import { withinRetention } from './mirror-activities.ts';
import { readRecords } from '../reading/read-records.ts';
import type { RecordsRead } from './records-read.ts';

/** What is known of contacts before they are read again. */
interface Known {
  /** Counters as they were seen, by `contact id\nproperty`. */
  seen: ReadonlyMap<string, number>;
  /** Since when a role is set, by `contact id\nrole`. */
  roleDates: ReadonlyMap<string, number>;
  /** As of when those with a role are held (HubSpot's time of their last change, epoch ms), by contact id. */
  heldAsOf: ReadonlyMap<string, number>;
}

/**
 * Mirrors contacts with all their company links, the activities their counters stand for and since when a role is set,
 * and marks the accounts touched. Histories are read only for contacts whose counter rose or whose role may be new. Up
 * to 1,000 records a call.
 */
export async function mirrorContacts(
  context: SyncContext,
  client: HubSpotClient,
  { records: listed, readAt }: RecordsRead,
): Promise<void> {
  const { portalId } = client;
  const ids = listed.map(({ id }) => id);
  const rules = await findCountedRules(context, client);
  const known = await readKnown(context, portalId, listed);
  const { records, unread } = await addHistories(context, client, listed, { rules, known });
  const links = await readAssociations(client, 'contacts', 'companies', ids);
  const counted = records
    .filter(({ id }) => !unread.has(id))
    .flatMap((record) =>
      rules.map((rule) => countActivities(rule, record, known.seen.get(`${record.id}\n${rule.property}`) ?? null)),
    );
  await context.db.transaction(async (trx) => {
    const { newest, gone } = await claimRecords(trx, portalId, 'contacts', records, readAt);
    const live = records.filter(({ id }) => !gone.has(id));
    const contacts = live.map((record) => withRoleDates(toContact(record), known));
    const changed = await upsertContacts(trx, portalId, contacts);
    const ofNewest = companyLinks(links, [...newest]).map(({ fromId, ...link }) => ({ contactId: fromId, ...link }));
    await noteFormerMembers(trx, portalId, [...newest], ofNewest, context.now());
    const relinked = await replaceContactCompanies(trx, portalId, [...newest], ofNewest);
    const activities = withinRetention(
      context,
      counted.flatMap((each) => each.activities),
    );
    const active = await upsertActivities(
      trx,
      portalId,
      activities.filter(({ contactId }) => !gone.has(contactId)),
    );
    // Also what events stand for: should the portal lose them, counting goes on from here.
    const readings = live
      .filter(({ id }) => !unread.has(id))
      .flatMap((record) =>
        COUNTER_RULES.map(({ property }) => ({
          contactId: record.id,
          property,
          value: counterValue(record.properties[property]),
        })),
      );
    await raiseCounters(trx, portalId, readings, context.now());
    const touched = await companiesOfContacts(trx, portalId, [...changed, ...active]);
    // An account they left tells of them by their name, and by where they are now.
    const left = await companiesLeftBy(trx, portalId, relinked.length > 0 ? [...newest] : changed);
    await markStale(trx, portalId, [...relinked, ...touched, ...left], 'contact changed');
  });
}

async function readKnown(context: SyncContext, portalId: number, records: readonly CrmRecord[]): Promise<Known> {
  const { kysely } = context.db;
  const seen = await readCounters(
    kysely,
    portalId,
    records.map(({ id }) => id),
  );
  const withRoles = records.filter(({ properties }) => parseRoleOptions(properties['hs_buying_role']).length > 0);
  const held = await listContacts(
    kysely,
    portalId,
    withRoles.map(({ id }) => id),
  );
  const roleDates = new Map(
    held.flatMap(({ contactId, buyingRoles }) =>
      buyingRoles.flatMap(({ role, setAt }) => (setAt === null ? [] : [[`${contactId}\n${role}`, setAt] as const])),
    ),
  );
  return { seen, roleDates, heldAsOf: new Map(held.map(({ contactId, updatedAt }) => [contactId, updatedAt])) };
}

/**
 * Reads the contacts that have something to be dated again, with histories. Who is gone meanwhile stays as listed and is
 * `unread`: their counters stay unseen, so that the one who is restored, or the one they became, is dated then.
 */
async function addHistories(
  context: SyncContext,
  client: HubSpotClient,
  records: readonly CrmRecord[],
  { rules, known }: { rules: readonly CounterRule[]; known: Known },
): Promise<{ records: CrmRecord[]; unread: ReadonlySet<string> }> {
  const undated = records.filter(({ id, properties, updatedAt }) => {
    const roles = parseRoleOptions(properties['hs_buying_role']);
    // Taken out and set again since, a role looks as it did.
    if (roles.length > 0 && updatedAt > (known.heldAsOf.get(id) ?? 0)) return true;
    if (roles.some((role) => !known.roleDates.has(`${id}\n${role}`))) return true;
    return rules.some(
      ({ property }) => counterValue(properties[property]) > (known.seen.get(`${id}\n${property}`) ?? 0),
    );
  });
  const ids = undated.map(({ id }) => id);
  const withHistory = [...rules.map((rule) => rule.property), 'hs_buying_role'];
  const { found } = await readRecords(context, client, 'contacts', ids, withHistory);
  const dated = new Map(found.map((record) => [record.id, record]));
  return {
    records: records.map((record) => dated.get(record.id) ?? record),
    unread: new Set(ids.filter((id) => !dated.has(id))),
  };
}

function withRoleDates(contact: Contact, { roleDates }: Known): Contact {
  const buyingRoles = contact.buyingRoles.map(({ role, setAt }) => ({
    role,
    setAt: setAt ?? roleDates.get(`${contact.contactId}\n${role}`) ?? null,
  }));
  return { ...contact, buyingRoles };
}
