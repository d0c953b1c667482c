import { DAY_MS } from '../day-ms.ts';
import { wilsonInterval } from '../statistics/proportion.ts';
import type {
  Clock,
  GroupId,
  GroupMeasures,
  MeasuredAccount,
  MeasuredDeal,
  MeasurementModel,
  Median,
  Period,
  Rate,
} from './measurement-types.ts';

/** Measures one group of accounts over a period; `allRevenue` is what the whole portal won in it. */
export function measureGroup(
  group: GroupId,
  accounts: readonly MeasuredAccount[],
  { model, period, clock, allRevenue }: { model: MeasurementModel; period: Period; clock: Clock; allRevenue: number },
): GroupMeasures {
  const covered = accounts.filter(({ contacts }) => contacts >= model.coveredFromContacts);
  const reached = accounts.filter((account) => account.reached);
  const engaged = accounts.filter(({ engagement }) => engagement >= model.engagedFrom);
  const couldConvert = accounts.filter((account) => !hadOpenDeal(account, period.from));
  const converted = couldConvert.filter(({ deals }) => deals.some((deal) => isWithin(deal.createdAt, period)));
  const deals = accounts.flatMap((account) => account.deals);
  const won = wonIn(deals, period);
  const lost = deals.filter(({ state, closedAt }) => state === 'lost' && isWithin(closedAt, period));
  const revenue = sumAmounts(won);
  return {
    group,
    accounts: accounts.length,
    contactCoverage: rate(covered.length, accounts.length),
    reach: rate(reached.length, accounts.length),
    engagementRate: rate(engaged.length, accounts.length),
    roleCoverage: meanCoverage(accounts),
    pipelineCreated: total(deals.filter(({ createdAt }) => isWithin(createdAt, period))),
    pipelineInfluenced: total(deals.filter((deal) => deal.influenced && wasOpenIn(deal, period))),
    conversion: rate(converted.length, couldConvert.length),
    winRate: rate(won.length, won.length + lost.length),
    velocityDays: median(won.map(({ createdAt, closedAt }) => ((closedAt ?? createdAt) - createdAt) / DAY_MS)),
    dealSize: median(won.flatMap(({ amount }) => amount ?? [])),
    revenue: { amount: revenue, deals: won.length, share: allRevenue > 0 ? revenue / allRevenue : null },
    clock,
    behind: {
      covered: idsOf(covered),
      reached: idsOf(reached),
      engaged: idsOf(engaged),
      converted: idsOf(converted),
      won: idsOf(accounts.filter((account) => wonIn(account.deals, period).length > 0)),
    },
  };
}

/** Won deals that closed in the period. */
export function wonIn(deals: readonly MeasuredDeal[], period: Period): MeasuredDeal[] {
  return deals.filter(({ state, closedAt }) => state === 'won' && isWithin(closedAt, period));
}

/** Amounts that are known, together. */
export function sumAmounts(deals: readonly MeasuredDeal[]): number {
  return deals.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
}

/** The middle of some numbers, the mean of the two middle ones of an even count. */
export function median(values: readonly number[]): Median {
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return { value: upper === undefined || lower === undefined ? null : (lower + upper) / 2, n: sorted.length };
}

/** The start of a period belongs to it, its end does not. */
function isWithin(at: number | null, { from, to }: Period): boolean {
  return at !== null && at >= from && at < to;
}

function wasOpenIn({ createdAt, closedAt, state }: MeasuredDeal, { from, to }: Period): boolean {
  return createdAt < to && (state === 'open' || (closedAt !== null && closedAt >= from));
}

function hadOpenDeal({ deals }: MeasuredAccount, at: number): boolean {
  return deals.some(({ createdAt, closedAt, state }) => {
    const isClosed = state !== 'open' && closedAt !== null && closedAt < at;
    return createdAt < at && !isClosed;
  });
}

function rate(successes: number, n: number): Rate {
  return { successes, n, share: n === 0 ? null : successes / n, ...wilsonInterval(successes, n) };
}

function total(deals: readonly MeasuredDeal[]): { amount: number; deals: number } {
  return { amount: sumAmounts(deals), deals: deals.length };
}

function meanCoverage(accounts: readonly MeasuredAccount[]): { mean: number | null; n: number } {
  const n = accounts.length;
  return { mean: n === 0 ? null : accounts.reduce((sum, { coverage }) => sum + coverage, 0) / n, n };
}

function idsOf(accounts: readonly MeasuredAccount[]): string[] {
  return accounts.map(({ companyId }) => companyId);
}
