import { DAY_MS } from '../../domain/day-ms.ts';
import { ACTIVITY_KINDS } from '../../domain/committee/touches.ts';
import { ACTIVITY_TYPES, type ActivityType } from '../../domain/facts.ts';
import { DEFAULT_MEASUREMENT_MODEL, measureProgram } from '../../domain/measurement/measure-program.ts';
import { rankMovers } from '../../domain/measurement/rank-movers.ts';
import {
  loadMeasuredAccounts,
  loadStandingsSince,
  type MeasuringWindow,
} from '../../storage/program/measured-accounts.ts';
import { getLatestMeasurement, pruneMeasurements, saveMeasurement } from '../../storage/program/measurements.ts';
import { getPortal } from '../../storage/portal/portals.ts';
import { retentionStart, type SyncContext } from '../sync-context.ts';

const REACHED_DAYS = 90;
const WEEK_MS = 7 * DAY_MS;
const SHOWN_MOVERS = 12;
/** A refresh that ends earlier after a measurement than that does not ask for another. */
const KEPT_MS = 3_600_000;

/** Whether the program should be measured anew, now that accounts were computed. */
export async function isMeasurementDue(context: SyncContext, portalId: number): Promise<boolean> {
  const last = await getLatestMeasurement(context.db.kysely, portalId);
  return last === null || context.now() - last.measuredAt >= KEPT_MS;
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
