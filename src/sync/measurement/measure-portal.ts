import { DAY_MS, WEEK_MS } from '../../domain/day-ms.ts';
import { ACTIVITY_KINDS } from '../../domain/committee/touches.ts';
import { ACTIVITY_TYPES, type ActivityType } from '../../domain/facts.ts';
import { DEFAULT_MEASUREMENT_MODEL, measureProgram } from '../../domain/measurement/measure-program.ts';
import { rankMovers } from '../../domain/measurement/rank-movers.ts';
import {
  loadMeasuredAccounts,
  loadStandingsSince,
  type MeasuringWindow,
} from '../../storage/program/measured-accounts.ts';
import {
  countMovedSinceCounted,
  getLatestMeasurement,
  pruneMeasurements,
  saveMeasurement,
  type Measurement,
} from '../../storage/program/measurements.ts';
import { hasMovedTiersSince } from '../../storage/target-list/tier-rounds.ts';
import { findVersionAt, getActiveVersion } from '../../storage/portal/models.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import { retentionStart, type SyncContext } from '../sync-context.ts';

const REACHED_DAYS = 90;
const SHOWN_MOVERS = 12;
/** A refresh that ends earlier after a measurement than that does not ask for another. */
const KEPT_MS = 3_600_000;
/** One of a list or a model that is another by now is kept for so long: many changes in a row are measured once. */
export const KEPT_OF_OLD_LIST_MS = 600_000;

/** When the program is to be measured anew (epoch ms), now that accounts were computed; `null` where nothing asks for it. */
export async function whenMeasurementIsDue(context: SyncContext, portalId: number): Promise<number | null> {
  const last = await getLatestMeasurement(context.db.kysely, portalId);
  const now = context.now();
  if (last === null || now - last.measuredAt >= KEPT_MS) return now;
  const isOfOldList = (await isOfOldModel(context, portalId, last)) || (await isOfOldTiers(context, portalId, last));
  return isOfOldList ? Math.max(now, last.measuredAt + KEPT_OF_OLD_LIST_MS) : null;
}

/** What a measurement does not know yet: how many accounts have another tier now, and whether another model is active. */
export async function readChangedSince(
  context: SyncContext,
  portalId: number,
  last: Measurement,
): Promise<{ accounts: number; model: boolean }> {
  const accounts = await countMovedSinceCounted(context.db.kysely, portalId);
  return { accounts, model: await isOfOldModel(context, portalId, last) };
}

async function isOfOldModel(
  { db: { kysely } }: SyncContext,
  portalId: number,
  { measuredAt }: Measurement,
): Promise<boolean> {
  return (await findVersionAt(kysely, portalId, measuredAt)) !== (await getActiveVersion(kysely, portalId));
}

/** All accounts are compared only where an assignment moved some: most refreshes end without one. */
async function isOfOldTiers({ db: { kysely } }: SyncContext, portalId: number, { at }: Measurement): Promise<boolean> {
  return (await hasMovedTiersSince(kysely, portalId, at)) && (await countMovedSinceCounted(kysely, portalId)) > 0;
}

/**
 * Measures the program from what is stored and keeps it, the last of its day, with the accounts behind each figure: the
 * Program page reads what is kept. May run any number of times.
 */
export async function measurePortal(context: SyncContext, portalId: number): Promise<void> {
  const { db } = context;
  const portal = await getPortal(db.kysely, portalId);
  if (portal === null) return;
  const now = context.scoringTime();
  const accounts = await loadMeasuredAccounts(db.kysely, portalId, windowAt(now));
  const standings = await loadStandingsSince(db.kysely, portalId, now - WEEK_MS);
  const movers = standings && rankMovers(standings, SHOWN_MOVERS);
  const { timeZone } = portal;
  const { measures, counted } = measureProgram(accounts, DEFAULT_MEASUREMENT_MODEL, { now, timeZone });
  await db.transaction(async (trx) => {
    await saveMeasurement(trx, portalId, { at: now, measuredAt: context.now(), measures, movers }, counted);
    await pruneMeasurements(trx, portalId, retentionStart(context));
  });
}

function windowAt(now: number): MeasuringWindow {
  return {
    now,
    dealsFrom: now - DEFAULT_MEASUREMENT_MODEL.periodDays * DAY_MS,
    reachedFrom: now - REACHED_DAYS * DAY_MS,
    theirs: typesOf('theirs'),
    ours: typesOf('ours'),
  };
}

function typesOf(side: 'theirs' | 'ours'): ActivityType[] {
  return ACTIVITY_TYPES.filter((type) => ACTIVITY_KINDS[type].side === side);
}
