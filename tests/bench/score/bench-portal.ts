import pino from 'pino';
import type { AccountFacts } from '../../../src/domain/facts.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import type { HubSpotClient, HubSpotRequest } from '../../../src/hubspot/client/client.ts';
import { upsertActivities } from '../../../src/storage/mirror/activities.ts';
import { upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { upsertContacts } from '../../../src/storage/mirror/contacts.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { upsertDeals } from '../../../src/storage/mirror/deals.ts';
import {
  replaceContactCompanies,
  replaceDealCompanies,
  replaceDealContacts,
} from '../../../src/storage/mirror/links.ts';
import { activateModel, saveModelDraft } from '../../../src/storage/portal/models.ts';
import { upsertPortal } from '../../../src/storage/portal/portals.ts';
import { upsertSignals } from '../../../src/storage/mirror/signals.ts';
import type { SyncContext } from '../../../src/sync/sync-context.ts';
import { company, contact, deal } from '../../storage/contract/mirror.ts';
import { generateFacts } from './generate-facts.ts';

export const PORTAL_ID = 3_000_001;
/** Accounts written at once. */
const PAGE = 100;

/** A synced portal of so many accounts that nobody has scored yet, as they are at `now` (epoch ms). */
export async function fillPortal(db: Database, accounts: number, now: number): Promise<void> {
  const by = { by: 'bench', at: now };
  await upsertPortal(db.kysely, {
    portalId: PORTAL_ID,
    status: 'active',
    hubDomain: null,
    timeZone: 'UTC',
    currency: 'EUR',
    installedBy: null,
    scopes: [],
    installedAt: now,
    statusSince: now,
  });
  await saveModelDraft(db.kysely, PORTAL_ID, defaultModel, by);
  await db.transaction((trx) => activateModel(trx, PORTAL_ID, 1, by));
  await storeAccounts(db, accounts, now);
  await db.checkpoint();
}

/** Mirrors the same accounts as they are at `now`, page by page, as a first sync does. */
export async function storeAccounts(db: Database, accounts: number, now: number): Promise<void> {
  for (let start = 0; start < accounts; start += PAGE) {
    const page = Array.from({ length: Math.min(PAGE, accounts - start) }, (_, at) => generateFacts(start + at, now));
    await store(db, page, now);
  }
}

async function store({ kysely }: Database, page: readonly AccountFacts[], now: number): Promise<void> {
  const dated = { createdAt: now, updatedAt: now };
  const deals = page.flatMap((account) => account.deals.map((each) => ({ ...each, companyId: account.companyId })));
  const people = page.flatMap((account) =>
    account.people.map((person) => ({ ...person, companyId: account.companyId })),
  );
  const contactIds = people.map(({ contactId }) => contactId);
  const dealIds = deals.map(({ dealId }) => dealId);
  await upsertCompanies(
    kysely,
    PORTAL_ID,
    page.map(({ companyId, name, properties }) => company(companyId, { name, properties, ...dated })),
  );
  await upsertContacts(
    kysely,
    PORTAL_ID,
    people.map(({ contactId, title }) => contact(contactId, { jobTitle: title, ...dated })),
  );
  const contactLinks = people.map(({ contactId, companyId }) => ({ contactId, companyId, primary: true }));
  await replaceContactCompanies(kysely, PORTAL_ID, contactIds, contactLinks);
  await upsertDeals(
    kysely,
    PORTAL_ID,
    deals.map(({ dealId, name, amount, state, closedAt }) =>
      deal(dealId, { name, amount, state, closedAt, stageId: 'proposal', ...dated }),
    ),
  );
  const dealLinks = deals.map(({ dealId, companyId }) => ({ dealId, companyId, primary: true }));
  await replaceDealCompanies(kysely, PORTAL_ID, dealIds, dealLinks);
  const members = deals.flatMap(({ dealId, contactIds: ids }) =>
    ids.map((contactId) => ({ dealId, contactId, label: '' })),
  );
  await replaceDealContacts(kysely, PORTAL_ID, dealIds, members);
  const activities = page.flatMap((account) => account.activities.map((each) => ({ ...each, source: 'bench' })));
  await upsertActivities(kysely, PORTAL_ID, activities);
  const signals = page.flatMap(({ companyId, signals: own }) => own.map((each) => ({ ...each, companyId })));
  await upsertSignals(kysely, PORTAL_ID, signals);
}

/** What a refresh needs, with a HubSpot that takes every write at once: its time is no part of the figure. */
export function createContext(db: Database, scoringTime: () => number): SyncContext {
  const client: HubSpotClient = {
    portalId: PORTAL_ID,
    lane: 'background',
    withLane: () => client,
    request: (request) => Promise.resolve(answer(request)),
  };
  return {
    db,
    queue: { send: () => Promise.resolve(null) },
    log: pino({ level: 'warn' }),
    clientFor: () => client,
    now: Date.now,
    scoringTime,
  } as unknown as SyncContext;
}

function answer<T>({ body, schema }: HubSpotRequest<T>): T {
  const { inputs } = body as { inputs: { id: string; properties: Record<string, string> }[] };
  const at = new Date().toISOString();
  const results = inputs.map(({ id, properties }) => ({
    id,
    properties,
    createdAt: at,
    updatedAt: at,
    archived: false,
  }));
  return schema.parse({ status: 'COMPLETE', results });
}
