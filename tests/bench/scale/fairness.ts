import { setTimeout as delay } from 'node:timers/promises';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import type { PostgresServer } from '../../storage/start-postgres.ts';
import { startFleet, type Fleet } from './fleet.ts';
import { portalsOf } from './throughput.ts';

const FIRST_GIANT_ID = 6_000_001;
const SMALL = 3;
const SMALL_COMPANIES = 20;
const EDIT_EVERY_MS = 500;
const PUBLISHED_WITHIN_MS = 300_000;

export interface FairnessOptions {
  workers: number;
  /** More than a worker's four places for refreshes, so that not one is left unless somebody makes room. */
  giants: number;
  giantAccounts: number;
  seed: number;
}

/** From a change in a small portal to its published property, ms, sorted. */
export interface Fairness {
  alone: number[];
  whileGiantsSync: number[];
  inTheNight: number[];
  /** How long the giants took, s. */
  syncS: number;
  nightS: number;
}

/** Edits in small portals: with nobody else, while giants are synced for the first time, and while their night runs. */
export async function measureFairness(server: PostgresServer, options: FairnessOptions): Promise<Fairness> {
  const { workers, seed } = options;
  const small = portalsOf(SMALL, SMALL_COMPANIES, seed);
  const giants = portalsOf(options.giants, options.giantAccounts, seed, FIRST_GIANT_ID);
  const fleet = await startFleet(server, { workers, portals: [...small, ...giants] });
  const smallIds = small.map(({ portalId = 0 }) => portalId);
  const giantIds = giants.map(({ portalId = 0 }) => portalId);
  try {
    await fleet.beginSync(smallIds);
    await fleet.settled(smallIds);
    const alone = await editWhile(fleet, smallIds, () => delay(EDIT_EVERY_MS * 30));
    const syncedFrom = performance.now();
    const whileGiantsSync = await editWhile(fleet, smallIds, async () => {
      await fleet.beginSync(giantIds);
      await fleet.settled(giantIds);
    });
    const nightFrom = performance.now();
    const inTheNight = await editWhile(fleet, smallIds, async () => {
      await beginNight(fleet, giantIds);
      await fleet.settled(giantIds);
    });
    const syncS = (nightFrom - syncedFrom) / 1_000;
    return { alone, whileGiantsSync, inTheNight, syncS, nightS: (performance.now() - nightFrom) / 1_000 };
  } finally {
    await fleet.stop();
  }
}

/** What the clockwork does of each portal at night; the small ones' would end their edits' wait. */
async function beginNight({ db, queue }: Fleet, portalIds: readonly number[]): Promise<void> {
  for (const portalId of portalIds) {
    await markAllStale(db.kysely, portalId, 'a day has passed');
    await queue.send('refresh', { portalId }, { singletonKey: String(portalId), priority: -1 });
  }
}

/** Edits a company every half second, in one small portal after the other, as long as `work` goes on. */
async function editWhile(fleet: Fleet, portalIds: readonly number[], work: () => Promise<void>): Promise<number[]> {
  const edits: Promise<(number | null)[]>[] = [];
  const ended = new AbortController();
  const done = work().finally(() => ended.abort());
  for (let index = 0; !ended.signal.aborted; index += 1) {
    const portalId = portalIds[index % portalIds.length] ?? 0;
    const companyId = String(1 + (Math.floor(index / portalIds.length) % SMALL_COMPANIES));
    edits.push(fleet.edit({ portalId, companyIds: [companyId], withinMs: PUBLISHED_WITHIN_MS }));
    await Promise.race([done.catch(() => undefined), delay(EDIT_EVERY_MS)]);
  }
  await done;
  const followed = (await Promise.all(edits)).flat();
  if (followed.includes(null)) throw new Error('An edit in a small portal was never published.');
  return followed.map(Number).toSorted((a, b) => a - b);
}
