import type { PostgresServer } from '../../storage/start-postgres.ts';
import type { GeneratePortalOptions } from '../support/generate-portal.ts';
import { askCards } from './ask-cards.ts';
import { startFleet, type Fleet } from './fleet.ts';

const FIRST_PORTAL_ID = 5_000_001;
const PUBLISHED_WITHIN_MS = 300_000;

export interface ThroughputOptions {
  workers: number;
  portals: number;
  /** Over all portals. */
  accounts: number;
  /** Companies edited at once, over all portals. */
  edits: number;
  seed: number;
}

/** What so many workers did for so many portals. */
export interface Throughput {
  workers: number;
  portals: number;
  /** Accounts read, computed and published a second, in first syncs of all portals at once. */
  accountsPerSecond: number;
  /** Webhook events received, worked off, and their accounts published, a second. */
  eventsPerSecond: number;
  /** Cards, ms, while the events were worked off. */
  cardP50Ms: number;
  cardP99Ms: number;
  /** Edits whose account was never published anew. */
  lost: number;
  /** Connections of the app at the end, and of them those that listen. */
  connections: number;
}

/** Portals of one size, numbered on. */
export function portalsOf(
  count: number,
  companies: number,
  seed: number,
  first = FIRST_PORTAL_ID,
): GeneratePortalOptions[] {
  return Array.from({ length: count }, (_, index) => ({
    companies,
    seed: seed + index,
    now: Date.now(),
    portalId: first + index,
  }));
}

/** First syncs of all portals at once, then edits in all of them at once while cards are asked for. */
export async function measureThroughput(server: PostgresServer, options: ThroughputOptions): Promise<Throughput> {
  const { workers, portals: count, seed } = options;
  const companies = Math.max(2, Math.round(options.accounts / count));
  const portals = portalsOf(count, companies, seed);
  const fleet = await startFleet(server, { workers, portals });
  try {
    const portalIds = portals.map(({ portalId = 0 }) => portalId);
    const syncedFrom = performance.now();
    await fleet.beginSync(portalIds);
    await fleet.settled(portalIds);
    const syncS = (performance.now() - syncedFrom) / 1_000;
    const events = await measureEvents(fleet, portalIds, companies, Math.max(1, Math.round(options.edits / count)));
    return { workers, portals: count, accountsPerSecond: (companies * count) / syncS, ...events };
  } finally {
    await fleet.stop();
  }
}

async function measureEvents(
  fleet: Fleet,
  portalIds: readonly number[],
  companies: number,
  editsEach: number,
): Promise<Omit<Throughput, 'workers' | 'portals' | 'accountsPerSecond'>> {
  const { client } = fleet;
  await client.query('delete from webhook_events');
  const cards = askCards(
    fleet.appUrl,
    portalIds.map((portalId) => ({ portalId, companyId: String(1 + (portalId % companies)) })),
  );
  const startedAt = performance.now();
  const companyIds = Array.from({ length: Math.min(editsEach, companies) }, (_, index) => String(index + 1));
  const followed = await Promise.all(
    portalIds.map((portalId) => fleet.edit({ portalId, companyIds, withinMs: PUBLISHED_WITHIN_MS })),
  );
  const seconds = (performance.now() - startedAt) / 1_000;
  await fleet.settled(portalIds);
  const cardMs = (await cards.stop()).toSorted((a, b) => a - b);
  const { rows } = await client.query<{ events: number; connections: number }>(
    `select (select count(*)::int from webhook_events) as events, (select count(*)::int from pg_stat_activity
       where datname = current_database() and application_name = 'roundtable') as connections`,
  );
  return {
    eventsPerSecond: (rows[0]?.events ?? 0) / seconds,
    cardP50Ms: quantile(cardMs, 0.5),
    cardP99Ms: quantile(cardMs, 0.99),
    lost: followed.flat().filter((ms) => ms === null).length,
    connections: rows[0]?.connections ?? 0,
  };
}

/** The value that a share of the sorted values is not above. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}
