import { SHARES, createLimiter, type Lane } from '../../../src/hubspot/limits/limiter.ts';
import type { LimitStore } from '../../../src/hubspot/limits/shared-cell.ts';
import { createOAuthClient } from '../../../src/hubspot/access/oauth.ts';
import { listPage, searchPage } from '../../../src/hubspot/records/objects.ts';
import { openDatabase } from '../../../src/storage/connection/database.ts';
import { createLimitStore } from '../../../src/storage/portal/rate-limits.ts';
import { createTokenCipher } from '../../../src/storage/connection/token-cipher.ts';
import { createPortalClients } from '../../../src/sync/portal-client.ts';

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

/** A place that a request was given. It was meant to start between these moments (epoch ms): when exactly the database knows. */
export interface Place {
  /** `general` or `search`. */
  bucket: string;
  lane: Lane;
  from: number;
  to: number;
}

/**
 * A process of the app that asks HubSpot for all it can: jobs list companies and search, and as soon as the third job is
 * answered cards list deals. Says `ready`, waits for any message, and says which places it was given, in their order.
 */
const { databaseUrl, apiUrl, portalId, encryptionKey, work } = JSON.parse(
  process.argv[2] ?? '{}',
) as LimitedProcessOptions;
const db = await openDatabase({ databaseUrl }, { outside: portalId });
const places: Place[] = [];
const limiter = createLimiter({ store: notePlaces(createLimitStore(db.kysely)) });
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
const begun = Promise.withResolvers<void>();
const jobs = many(work.background, async () => {
  await listPage(job, 'companies', { properties: [], limit: 1 });
  answered += 1;
  if (answered === 3) begun.resolve();
});
const searches = many(work.searches, () =>
  searchPage(job, 'companies', { limit: 1, filterGroups: [], properties: [] }),
);
await begun.promise;
await Promise.all(many(work.cards, () => listPage(card, 'deals', { properties: [], limit: 1 })));
await Promise.all([...jobs, ...searches]);
process.send?.(places);
process.disconnect();
await db.close();

function notePlaces(store: LimitStore): LimitStore {
  return {
    ...store,
    reserve: async (key, cell, share) => {
      const askedAt = Date.now();
      const reservation = await store.reserve(key, cell, share);
      const [ofPortal, bucket = ''] = key.split(':');
      const [from, to] = [askedAt + reservation.waitMs, Date.now() + reservation.waitMs];
      const lane = share === SHARES.card ? 'card' : 'background';
      if (ofPortal === String(portalId)) places.push({ bucket, lane, from, to });
      return reservation;
    },
  };
}

function many(count: number, send: () => Promise<unknown>): Promise<unknown>[] {
  return Array.from({ length: count }, send);
}
