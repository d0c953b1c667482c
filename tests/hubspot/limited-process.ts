import { createLimiter } from '../../src/hubspot/limiter.ts';
import { createOAuthClient } from '../../src/hubspot/oauth.ts';
import { listPage, searchPage } from '../../src/hubspot/objects.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { createLimitStore } from '../../src/storage/rate-limits.ts';
import { createTokenCipher } from '../../src/storage/token-cipher.ts';
import { createPortalClients } from '../../src/sync/portal-client.ts';

/** How many of each kind a process sends. */
export interface Work {
  background: number;
  cards: number;
  searches: number;
}

export interface LimitedProcessOptions {
  databaseUrl: string;
  apiUrl: string;
  portalId: number;
  encryptionKey: string;
  work: Work;
}

/**
 * A process of the app that asks HubSpot for all it can: jobs list companies and search, and as soon as the third job is
 * answered cards list deals. Says `ready`, waits for any message, and says how many of its jobs were answered before its
 * last card was.
 */
const { databaseUrl, apiUrl, portalId, encryptionKey, work } = JSON.parse(
  process.argv[2] ?? '{}',
) as LimitedProcessOptions;
const db = await openDatabase({ databaseUrl });
const limiter = createLimiter({ store: createLimitStore(db.kysely) });
const clientFor = createPortalClients({
  db,
  cipher: createTokenCipher([{ id: 'k1', key: Buffer.from(encryptionKey, 'base64') }]),
  oauth: createOAuthClient({ apiUrl, clientId: 'id', clientSecret: 'secret' }),
  limiter,
  apiUrl,
  now: Date.now,
});
const [job, card] = [clientFor(portalId, 'background'), clientFor(portalId, 'card')];

// The first requests of a process take long. HubSpot refuses these before it counts, their places are another portal's.
for (let index = 0; index < 10; index += 1) {
  await limiter.take(portalId + 1, 'general', 'card');
  await Promise.all(many(5, () => fetch(`${apiUrl}/crm/objects/2026-09/companies`)));
}
process.send?.('ready');
await new Promise((resolve) => {
  process.once('message', resolve);
});

let answered = 0;
const jobs = many(work.background, async () => {
  await listPage(job, 'companies', { properties: [], limit: 1 });
  answered += 1;
});
const searches = many(work.searches, () =>
  searchPage(job, 'companies', { limit: 1, filterGroups: [], properties: [] }),
);
await Promise.all(jobs.slice(0, 3));
await Promise.all(many(work.cards, () => listPage(card, 'deals', { properties: [], limit: 1 })));
const jobsBeforeCards = answered;
await Promise.all([...jobs, ...searches]);
process.send?.({ jobsBeforeCards });
process.disconnect();
await db.close();

function many(count: number, send: () => Promise<unknown>): Promise<unknown>[] {
  return Array.from({ length: count }, send);
}
