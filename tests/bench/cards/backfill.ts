import { workerData } from 'node:worker_threads';
import { openDatabase } from '../../../src/storage/connection/database.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { createContext, PORTAL_ID, storeAccounts } from '../score/bench-portal.ts';
import type { BenchData } from './bench-threads.ts';

const DAY_MS = 86_400_000;

/** A thread of its own that mirrors and scores all accounts of the portal anew, day after day, until it is ended. */
async function backfill({ databaseUrl, companies, now }: BenchData): Promise<void> {
  const db = await openDatabase({ databaseUrl }, { migrate: false, outside: 'every' });
  for (let at = now + DAY_MS; ; at += DAY_MS) {
    await storeAccounts(db, companies, at);
    await markAllStale(db.kysely, PORTAL_ID, 'read anew');
    await refreshPortal(
      createContext(db, () => at),
      PORTAL_ID,
    );
  }
}

await backfill(workerData as BenchData);
