import { DAY_MS } from '../day-ms.ts';
import type { StageId } from '../stage/stage-ids.ts';
import { mean } from '../statistics/mean.ts';
import { median } from '../statistics/median.ts';
import { wilsonInterval } from '../statistics/proportion.ts';
import { totalDeals } from './deal-total.ts';
import type { JudgedAccount } from './judge-account.ts';
import type { Clock, CountedFor, GroupId, GroupMeasures, MeasuredDeal, Rate } from './measurement-types.ts';

/** Measures one group of accounts; `allRevenue` is what the whole portal won in the period. */
export function measureGroup(
  group: GroupId,
  accounts: readonly JudgedAccount[],
  { clock, allRevenue }: { clock: Clock; allRevenue: number },
): GroupMeasures {
  const n = accounts.length;
  const count = (what: CountedFor): number =>
    accounts.filter(({ counted }) => counted.countedFor.includes(what)).length;
  const won = dealsOf(accounts, 'won');
  const lost = dealsOf(accounts, 'lost');
  const revenue = totalDeals(won);
  return {
    group,
    accounts: n,
    contactCoverage: rate(count('covered'), n),
    reach: rate(count('reached'), n),
    engagementRate: rate(count('engaged'), n),
    roleCoverage: mean(accounts.map(({ account }) => account.coverage)),
    pipelineCreated: totalDeals(dealsOf(accounts, 'created')),
    pipelineSinceListed: totalDeals(dealsOf(accounts, 'sinceListed')),
    pipelineInfluenced: totalDeals(dealsOf(accounts, 'influenced')),
    conversion: rate(count('converted'), accounts.filter(({ couldConvert }) => couldConvert).length),
    winRate: rate(won.length, won.length + lost.length),
    velocityDays: median(won.map(({ createdAt, closedAt }) => ((closedAt ?? createdAt) - createdAt) / DAY_MS)),
    dealSize: median(won.flatMap(({ amount }) => amount ?? [])),
    revenue: { ...revenue, share: allRevenue > 0 ? revenue.amount / allRevenue : null },
    stages: countStages(accounts),
    clock,
  };
}

/** Deals of these accounts; one that several of them share counts once. */
export function dealsOf(accounts: readonly JudgedAccount[], which: keyof JudgedAccount['deals']): MeasuredDeal[] {
  return [...new Map(accounts.flatMap(({ deals }) => deals[which].map((deal) => [deal.dealId, deal]))).values()];
}

function rate(successes: number, n: number): Rate {
  return { successes, n, share: n === 0 ? null : successes / n, ...wilsonInterval(successes, n) };
}

function countStages(accounts: readonly JudgedAccount[]): Partial<Record<StageId, number>> {
  const counts: Partial<Record<StageId, number>> = {};
  for (const { account } of accounts) counts[account.stage] = (counts[account.stage] ?? 0) + 1;
  return counts;
}
