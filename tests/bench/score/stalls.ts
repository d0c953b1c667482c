import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { HttpContext } from '../../../src/http/http-context.ts';
import { readAccountCard } from '../../../src/http/cards/read-account-card.ts';
import { openDatabase } from '../../../src/storage/connection/database.ts';
import { markAllStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { atMost, format, type Figure } from '../support/table.ts';
import { createContext, fillPortal, PORTAL_ID } from './bench-portal.ts';

const DAY_MS = 86_400_000;
const AIM_MS = 100;
const CARD_EVERY_MS = 50;
const RESOLUTION_MS = 5;

/** Part (d): one process with the embedded database answers cards while a night's refresh runs in it. */
export async function measureStalls(accounts: number, startAt: number): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'roundtable-stalls-'));
  const db = await openDatabase({ folder });
  try {
    console.log(`(d) Filling a portal of ${format(accounts)} accounts on PGlite …`);
    await fillPortal(db, accounts, startAt);
    let now = startAt;
    const context = createContext(db, () => now) as HttpContext;
    await markAllStale(db.kysely, PORTAL_ID, 'first');
    await refreshPortal(context, PORTAL_ID);
    await db.checkpoint();
    now += DAY_MS;
    await markAllStale(db.kysely, PORTAL_ID, 'a day has passed');
    const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    const stop = new AbortController();
    loop.enable();
    const cards = answerCards(context, accounts, stop.signal);
    await refreshPortal(context, PORTAL_ID);
    loop.disable();
    stop.abort();
    const times = (await cards).toSorted((left, right) => left - right);
    const at = (share: number): number => Math.round(times[Math.floor(share * (times.length - 1))] ?? 0);
    return [
      atMost('(d) longest stall of the event loop in a night on PGlite', Math.round(loop.max / 1e6), AIM_MS, 'ms'),
      { name: `    its 99th percentile`, value: `${Math.round(loop.percentile(99) / 1e6)} ms` },
      { name: `    ${format(times.length)} cards answered meanwhile, p50 / p99`, value: `${at(0.5)} / ${at(0.99)} ms` },
    ];
  } finally {
    await db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns how long each took, ms */
async function answerCards(context: HttpContext, accounts: number, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; !signal.aborted; index += 1) {
    const startedAt = performance.now();
    await readAccountCard(
      context,
      { portalId: PORTAL_ID, userEmail: 'bench@vendor.example' },
      String(1_000_000 + (index % accounts)),
    );
    times.push(performance.now() - startedAt);
    await delay(CARD_EVERY_MS);
  }
  return times;
}
