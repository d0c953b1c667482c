import { startOfDay } from '../../domain/local-time.ts';
import { CELLS, SHARES } from '../../hubspot/limits/limiter.ts';
import { getTimeZone } from '../../storage/portal/portals.ts';
import { readCell } from '../../storage/portal/rate-limits.ts';
import { readUse } from '../../storage/portal/request-log.ts';
import type { SyncContext } from '../sync-context.ts';

/**
 * `people`: cards and settings that somebody looks at; `changes`: searches for what changed; `records`: reading records
 * and their associations; `publishing`: writing scores; `plays`: tasks, notes, roles; `definitions`: properties,
 * pipelines, owners, lists, events.
 */
export type RequestPurpose = 'people' | 'changes' | 'records' | 'publishing' | 'plays' | 'definitions';

export interface Budget {
  /** Requests that are let through in any ten seconds, searches apart. */
  allowed: number;
  /** Whether HubSpot's answers told the limit; else it is the documented one. */
  isLearned: boolean;
  /** How long a background request would wait now for its turn. */
  waitMs: number;
  /** How long one waited on the mean of the last hour. */
  meanWaitMs: number;
  lastHour: number;
  /** Since the portal's midnight. */
  today: number;
  purposes: { purpose: RequestPurpose; lastHour: number; today: number }[];
}

const WINDOW_MS = 10_000;

/** What HubSpot lets the app ask of a portal, and what became of it (decision 226). */
export async function readBudget({ db, now }: SyncContext, portalId: number): Promise<Budget> {
  const held = await readCell(db.kysely, `${portalId}:general`);
  const { intervalMs, burst } = held?.learned ?? CELLS.general;
  const midnight = startOfDay(now(), await getTimeZone(db.kysely, portalId));
  const purposes = await readUse(db.kysely, portalId, { now: now(), midnight });
  const sum = (of: 'lastHour' | 'today' | 'waitedMs'): number => purposes.reduce((all, each) => all + each[of], 0);
  const lastHour = sum('lastHour');
  return {
    allowed: burst + Math.floor(WINDOW_MS / intervalMs),
    isLearned: (held?.learned ?? null) !== null,
    waitMs: Math.max(0, (held?.aheadMs ?? 0) - Math.max(1, Math.floor(burst * SHARES.background)) * intervalMs),
    meanWaitMs: lastHour === 0 ? 0 : sum('waitedMs') / lastHour,
    lastHour,
    today: sum('today'),
    purposes: purposes.map((each) => ({
      purpose: each.purpose as RequestPurpose,
      lastHour: each.lastHour,
      today: each.today,
    })),
  };
}
