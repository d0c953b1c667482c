import { totalDeals } from './deal-total.ts';
import type {
  CountedAccount,
  CountedFor,
  MeasuredAccount,
  MeasuredDeal,
  MeasurementModel,
  Period,
} from './measurement-types.ts';

/** An account with what it counts for, judged once for every group it is in. */
export interface JudgedAccount {
  account: MeasuredAccount;
  counted: CountedAccount;
  /** It had no deal open when the period began. */
  couldConvert: boolean;
  /** Its deals of the period; `influenced` were open in it at some time, `sinceListed` were created since it is on the list. */
  deals: Record<'created' | 'sinceListed' | 'influenced' | 'won' | 'lost', MeasuredDeal[]>;
}

/** What an account counts for over a period (epoch ms), and which of its deals of that period make it so. */
export function judgeAccount(account: MeasuredAccount, model: MeasurementModel, period: Period): JudgedAccount {
  const created = account.deals.filter(({ createdAt }) => isWithin(createdAt, period));
  const { listedSince } = account;
  const sinceListed = created.filter(({ createdAt }) => listedSince !== null && createdAt >= listedSince);
  const influenced = account.deals.filter((deal) => deal.influenced && wasOpenIn(deal, period));
  const won = account.deals.filter((deal) => isClosedIn(deal, 'won', period));
  const lost = account.deals.filter((deal) => isClosedIn(deal, 'lost', period));
  const couldConvert = !hadOpenDeal(account, period.from);
  const holds: Record<CountedFor, boolean> = {
    covered: account.contacts >= model.coveredFromContacts,
    reached: account.reached,
    engaged: account.engagement >= model.engagedFrom,
    converted: couldConvert && created.length > 0,
    pipeline: created.length > 0,
    influenced: influenced.length > 0,
    won: won.length > 0,
    lost: lost.length > 0,
  };
  const { companyId, tier, stage } = account;
  const countedFor = (Object.keys(holds) as CountedFor[]).filter((what) => holds[what]);
  return {
    account,
    counted: {
      companyId,
      tier,
      stage,
      countedFor,
      pipeline: totalDeals(created).amount,
      revenue: totalDeals(won).amount,
    },
    couldConvert,
    deals: { created, sinceListed, influenced, won, lost },
  };
}

/** Whether the deal was closed as `state` in the period. */
export function isClosedIn(deal: MeasuredDeal, state: 'won' | 'lost', period: Period): boolean {
  return deal.state === state && isWithin(deal.closedAt, period);
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
