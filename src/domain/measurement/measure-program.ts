import type { Tier } from '../committee/committee-model.ts';
import { DAY_MS } from '../day-ms.ts';
import { median } from '../statistics/median.ts';
import { newcombeDifference } from '../statistics/proportion.ts';
import { calendarPeriod } from './calendar-period.ts';
import { totalDeals } from './deal-total.ts';
import { isClosedIn, judgeAccount, type JudgedAccount } from './judge-account.ts';
import { dealsOf, measureGroup } from './measure-group.ts';
import type {
  CalendarUnit,
  Clock,
  CountedAccount,
  DealTotal,
  Difference,
  GroupMeasures,
  MeasuredAccount,
  MeasuredDeal,
  MeasurementModel,
  ProgramMeasures,
  RevenueSoFar,
} from './measurement-types.ts';

/** Programmatic weeks, one-to-few a quarter, one-to-one a full sales cycle (`domain.md` §9). */
export const DEFAULT_MEASUREMENT_MODEL: MeasurementModel = {
  periodDays: 365,
  coveredFromContacts: 3,
  engagedFrom: 25,
  clockDays: { 1: 180, 2: 90, 3: 42 },
};

const TIERS = [1, 2, 3] as const;
const COMPARED = ['contactCoverage', 'reach', 'engagementRate', 'conversion', 'winRate'] as const;
/** These need time; how many people we know and reach is known at once. */
const OUTCOMES: ReadonlySet<string> = new Set(['conversion', 'winRate']);
/** Fewer won deals than this say nothing of a usual sales cycle. */
const FEWEST_CYCLES = 5;

/**
 * The program in figures of accounts, not leads: by tier, and on the target account list against off it (`domain.md`
 * §9), over the model's days up to `now` (epoch ms); and each account with what it counted for.
 * @param timeZone of the portal (IANA name): its quarters and years begin there
 */
export function measureProgram(
  accounts: readonly MeasuredAccount[],
  model: MeasurementModel,
  { now, timeZone }: { now: number; timeZone: string },
): { measures: ProgramMeasures; counted: CountedAccount[] } {
  const clockDays = { ...model.clockDays, 1: findCycleDays(accounts) ?? model.clockDays[1] };
  const period = { from: now - model.periodDays * DAY_MS, to: now };
  const judged = accounts.map((account) => judgeAccount(account, model, period));
  const allRevenue = totalDeals(dealsOf(judged, 'won')).amount;
  const listed = judged.filter(({ account }) => account.tier !== null);
  const measure = (group: GroupMeasures['group'], members: readonly JudgedAccount[], clock: Clock): GroupMeasures =>
    measureGroup(group, members, { clock, allRevenue });
  const tiers = TIERS.map((tier) => {
    const members = judged.filter(({ account }) => account.tier === tier);
    return measure(`tier_${tier}`, members, readClock(members, clockDays[tier], now));
  });
  const onList = measure('on_list', listed, readClock(listed, Math.max(...usedClocks(listed, clockDays)), now));
  const others = judged.filter(({ account }) => account.tier === null);
  const offList = measure('off_list', others, { day: null, of: 0, tooEarly: false, note: null });
  const soFar = (unit: CalendarUnit): RevenueSoFar => measureRevenue(accounts, unit, { now, timeZone });
  const measures = {
    period,
    groups: [...tiers, onList, offList],
    differences: COMPARED.map((name) => compare(name, onList, offList)),
    revenue: { quarter: soFar('quarter'), year: soFar('year') },
  };
  return { measures, counted: judged.map(({ counted }) => counted) };
}

/** Days the portal's won deals took, in the middle; `null` where there are too few to say. */
function findCycleDays(accounts: readonly MeasuredAccount[]): number | null {
  const won = uniqueDeals(accounts).filter(({ state }) => state === 'won');
  const { value, n } = median(
    won.flatMap(({ createdAt, closedAt }) => (closedAt === null ? [] : [(closedAt - createdAt) / DAY_MS])),
  );
  return value === null || n < FEWEST_CYCLES ? null : Math.max(1, Math.round(value));
}

function uniqueDeals(accounts: readonly MeasuredAccount[]): MeasuredDeal[] {
  return [...new Map(accounts.flatMap(({ deals }) => deals.map((deal) => [deal.dealId, deal]))).values()];
}

function measureRevenue(
  accounts: readonly MeasuredAccount[],
  unit: CalendarUnit,
  { now, timeZone }: { now: number; timeZone: string },
): RevenueSoFar {
  const period = calendarPeriod(unit, now, timeZone);
  const won = (members: readonly MeasuredAccount[]): DealTotal =>
    totalDeals(uniqueDeals(members).filter((deal) => isClosedIn(deal, 'won', { ...period, to: now })));
  return { period, all: won(accounts), onList: won(accounts.filter(({ tier }) => tier !== null)) };
}

function usedClocks(listed: readonly JudgedAccount[], clockDays: Readonly<Record<Tier, number>>): number[] {
  const tiers = new Set(listed.flatMap(({ account }) => account.tier ?? []));
  return tiers.size === 0 ? [clockDays[3]] : [...tiers].map((tier) => clockDays[tier]);
}

/** A group's clock runs from the day half of its accounts were on the list. */
function readClock(members: readonly JudgedAccount[], of: number, now: number): Clock {
  const { value: since } = median(members.flatMap(({ account }) => account.listedSince ?? []));
  const day = since === null ? 0 : Math.max(0, Math.floor((now - since) / DAY_MS));
  const tooEarly = day < of;
  return { day, of, tooEarly, note: tooEarly ? `too early: day ${day} of ${of}` : null };
}

function compare(measure: Difference['measure'], onList: GroupMeasures, offList: GroupMeasures): Difference {
  const on = onList[measure];
  const off = offList[measure];
  const interval = newcombeDifference(on, off);
  const difference = on.share === null || off.share === null ? null : on.share - off.share;
  const note = OUTCOMES.has(measure) ? onList.clock.note : null;
  const excludesNone = difference !== null && (interval.low > 0 || interval.high < 0);
  return { measure, difference, ...interval, holds: excludesNone && note === null, note };
}
