import type { Tier } from '../committee/committee-model.ts';
import { DAY_MS } from '../day-ms.ts';
import { newcombeDifference } from '../statistics/proportion.ts';
import { measureGroup, median, sumAmounts, wonIn } from './measure-group.ts';
import type {
  Clock,
  Difference,
  GroupMeasures,
  MeasuredAccount,
  MeasurementModel,
  Period,
  ProgramMeasures,
} from './measurement-types.ts';

/** Programmatic weeks, one-to-few a quarter, one-to-one a full sales cycle (`domain.md` §9). */
export const DEFAULT_MEASUREMENT_MODEL: MeasurementModel = {
  coveredFromContacts: 3,
  engagedFrom: 25,
  clockDays: { 1: 180, 2: 90, 3: 42 },
  revenueGoal: null,
};

const TIERS = [1, 2, 3] as const;
const COMPARED = ['contactCoverage', 'reach', 'engagementRate', 'conversion', 'winRate'] as const;
/** These need time; how many people we know and reach is known at once. */
const OUTCOMES: ReadonlySet<string> = new Set(['conversion', 'winRate']);
/** Fewer won deals than this say nothing of a usual sales cycle. */
const FEWEST_CYCLES = 5;

/** The program in figures of accounts, not leads: by tier, and on the target account list against off it (`domain.md` §9). */
export function measureProgram(
  accounts: readonly MeasuredAccount[],
  model: MeasurementModel,
  period: Period,
  now: number,
): ProgramMeasures {
  const clockDays = { ...model.clockDays, 1: findCycleDays(accounts) ?? model.clockDays[1] };
  const allRevenue = sumAmounts(
    wonIn(
      accounts.flatMap(({ deals }) => deals),
      period,
    ),
  );
  const listed = accounts.filter(({ tier }) => tier !== null);
  const measure = (group: GroupMeasures['group'], members: readonly MeasuredAccount[], clock: Clock): GroupMeasures =>
    measureGroup(group, members, { model, period, clock, allRevenue });
  const tiers = TIERS.map((tier) => {
    const members = accounts.filter((account) => account.tier === tier);
    return measure(`tier_${tier}`, members, readClock(members, clockDays[tier], now));
  });
  const onList = measure('on_list', listed, readClock(listed, Math.max(...usedClocks(listed, clockDays)), now));
  const offList = measure(
    'off_list',
    accounts.filter(({ tier }) => tier === null),
    { day: null, of: 0, tooEarly: false, note: null },
  );
  const { revenueGoal } = model;
  return {
    period,
    groups: [...tiers, onList, offList],
    differences: COMPARED.map((name) => compare(name, onList, offList)),
    goal: revenueGoal === null ? null : { goal: revenueGoal, won: allRevenue, share: allRevenue / revenueGoal },
  };
}

/** Days the portal's won deals took, in the middle; `null` where there are too few to say. */
function findCycleDays(accounts: readonly MeasuredAccount[]): number | null {
  const days = accounts.flatMap(({ deals }) =>
    deals.flatMap(({ state, createdAt, closedAt }) =>
      state === 'won' && closedAt !== null ? [(closedAt - createdAt) / DAY_MS] : [],
    ),
  );
  const { value, n } = median(days);
  return value === null || n < FEWEST_CYCLES ? null : Math.max(1, Math.round(value));
}

function usedClocks(listed: readonly MeasuredAccount[], clockDays: Readonly<Record<Tier, number>>): number[] {
  const tiers = new Set(listed.flatMap(({ tier }) => tier ?? []));
  return tiers.size === 0 ? [clockDays[3]] : [...tiers].map((tier) => clockDays[tier]);
}

/** A tier's clock runs from the day half of its accounts were on the list. */
function readClock(members: readonly MeasuredAccount[], of: number, now: number): Clock {
  const { value: since } = median(members.flatMap(({ listedSince }) => listedSince ?? []));
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
