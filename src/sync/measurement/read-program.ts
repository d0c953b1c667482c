import { DAY_MS } from '../../domain/day-ms.ts';
import { judgeGoal, type GoalProgress } from '../../domain/measurement/judge-goal.ts';
import { weekOf } from '../../domain/review/calendar-week.ts';
import { getTimeZone } from '../../storage/portal/portals.ts';
import {
  getEarlierMeasurement,
  getLatestMeasurement,
  listMeasuresOfList,
  type Measurement,
} from '../../storage/program/measurements.ts';
import { readSettings } from '../settings/portal-settings.ts';
import type { SyncContext } from '../sync-context.ts';
import { nextNight } from '../night.ts';
import { KEPT_OF_OLD_LIST_MS, readChangedSince } from './measure-portal.ts';

/** A trend compares with a month before, or with as much as there is, but at least a week. */
const TREND_DAYS = 28;
const TREND_LEAST_DAYS = 7;
/** Half a year of weeks. */
const WEEKS_DAYS = 182;

export interface Program {
  latest: Measurement;
  /** `null` in the first week. */
  earlier: Measurement | null;
  /** The accounts on the list week by week, the oldest first. */
  weeks: Awaited<ReturnType<typeof listMeasuresOfList>>;
  /** `null` where nobody set one. */
  goal: GoalProgress | null;
  /** What is not counted yet. */
  changed: Awaited<ReturnType<typeof readChangedSince>>;
  /** About when it is measured by itself at the latest (epoch ms). */
  nextAt: number;
}

/** The program as it was last measured; `null` before the first measurement. */
export async function readProgram(context: SyncContext, portalId: number): Promise<Program | null> {
  const { kysely } = context.db;
  const latest = await getLatestMeasurement(kysely, portalId);
  if (latest === null) return null;
  const { at, measures } = latest;
  const earlier = await getEarlierMeasurement(kysely, portalId, {
    before: at - TREND_DAYS * DAY_MS,
    latest: at - TREND_LEAST_DAYS * DAY_MS,
  });
  const { revenueGoal } = (await readSettings(kysely, portalId)).program;
  const measured = await listMeasuresOfList(kysely, portalId, at - WEEKS_DAYS * DAY_MS);
  const timeZone = await getTimeZone(kysely, portalId);
  // Of each week of the portal's calendar the last.
  const weeks = [...new Map(measured.map((each) => [weekOf(each.at, timeZone).id, each])).values()];
  const changed = await readChangedSince(context, portalId, latest);
  const goal = revenueGoal && judgeGoal(revenueGoal, measures.revenue, at);
  return { latest, earlier, weeks, goal, changed, nextAt: findNext(context, latest, changed) };
}

/** Every night measures, and what changed does so once the last measurement is a while ago. */
function findNext(context: SyncContext, { measuredAt }: Measurement, { accounts, model }: Program['changed']): number {
  const now = context.now();
  return accounts > 0 || model ? Math.max(now, measuredAt + KEPT_OF_OLD_LIST_MS) : nextNight(now);
}
