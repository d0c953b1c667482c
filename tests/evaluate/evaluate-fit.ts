import type { AccountFacts, DealFacts } from '../../src/domain/facts.ts';
import type { FitModel } from '../../src/domain/fit/fit-model.ts';
import { computePortalNorms } from '../fixtures/portal-norms.ts';
import { scoreFit } from '../../src/domain/fit/score-fit.ts';
import type { ClosedDeal, IcpAttribute } from '../../src/domain/icp/icp-types.ts';
import { learnIcp } from '../../src/domain/icp/learn-icp.ts';
import { suggestCriterion } from '../../src/domain/icp/suggest-criterion.ts';
import { STARTING_MODELS } from '../../src/domain/model/starting-models/starting-models.ts';
import { computeAuc, liftByDecile, type Auc, type ScoredOutcome } from '../../src/domain/statistics/ranking.ts';

export interface JudgedFit {
  /** Name of the model. */
  name: string;
  /** `null` where it could not be judged; `note` says why. */
  auc: Auc | null;
  /** Win rate of the tenth it scores highest over that of all. */
  topLift: number | null;
  note: string;
}

export interface FitEvaluation {
  /** Learnt from what closed before, judged by what closed from then on. */
  splitAt: number;
  learnt: { n: number; wins: number };
  /** Accounts with a deal closed after, and none before. */
  judged: { n: number; wins: number };
  models: JudgedFit[];
}

/** Read as numbers where a portal fills them; every other property with few values is read as a category. */
const NUMBERS = new Set(['numberofemployees', 'annualrevenue']);
/** They name a company, or say what became of it. */
const NO_ATTRIBUTES =
  /^(hs_|hubspot_|notes_|num_|createdate|name$|domain$|website$|phone$|lifecyclestage|closedate|days_|recent_|first_|total_|description|address|zip|city)/;
const MOST_OPTIONS = 60;

/**
 * How well fit tells later winners from later losers, by time: half of the closed deals (by their date) to learn from, the
 * other half to judge by. The models that ship are judged beside it; they have seen none of the deals. `null` without
 * closed deals.
 */
export function evaluateFit(accounts: readonly AccountFacts[], asOf: number): FitEvaluation | null {
  const closed = accounts.flatMap((account) =>
    account.deals.filter((deal) => isClosedBy(deal, asOf)).map((deal) => ({ account, deal })),
  );
  const dates = closed.map(({ deal }) => deal.closedAt ?? 0).toSorted((left, right) => left - right);
  const splitAt = dates[Math.floor(dates.length / 2)];
  if (splitAt === undefined) return null;
  const before = closed.filter(({ deal }) => (deal.closedAt ?? 0) < splitAt);
  const known = new Set(before.map(({ account }) => account.companyId));
  const later = accounts.filter(
    ({ companyId, deals }) => !known.has(companyId) && deals.some((deal) => isClosedBy(deal, asOf)),
  );
  const outcomes = later.map((account) => ({
    account,
    won: account.deals.some((deal) => isClosedBy(deal, asOf) && deal.state === 'won'),
  }));
  const report = learnIcp(
    before.map(({ account, deal }) => toClosedDeal(account, deal)),
    findAttributes(accounts),
  );
  const criteria = report.attributes.flatMap((attribute) => suggestCriterion(attribute) ?? []);
  const judge = (fit: FitModel): Pick<JudgedFit, 'auc' | 'topLift'> => judgeModel(fit, accounts, outcomes, asOf);
  const learntModel: JudgedFit =
    criteria.length === 0
      ? { name: 'learnt', auc: null, topLift: null, note: report.summary }
      : {
          name: 'learnt',
          ...judge({ criteria, disqualifiers: [] }),
          note: `from ${criteria.map(({ label }) => label).join(', ')}`,
        };
  const shipped = STARTING_MODELS.map(({ id, fit }): JudgedFit => ({ name: id, ...judge(fit), note: 'as shipped' }));
  return {
    splitAt,
    learnt: { n: report.n, wins: report.wins },
    judged: { n: outcomes.length, wins: outcomes.filter(({ won }) => won).length },
    models: [learntModel, ...shipped],
  };
}

function judgeModel(
  fit: FitModel,
  accounts: readonly AccountFacts[],
  outcomes: readonly { account: AccountFacts; won: boolean }[],
  asOf: number,
): Pick<JudgedFit, 'auc' | 'topLift'> {
  const norms = computePortalNorms(
    accounts.map(({ properties }) => properties),
    fit,
    asOf,
  );
  const scored: ScoredOutcome[] = outcomes.flatMap(({ account, won }) => {
    const { total } = scoreFit(account, fit, norms, asOf);
    return total === null ? [] : [{ score: total, won }];
  });
  return { auc: computeAuc(scored), topLift: liftByDecile(scored)[0]?.lift ?? null };
}

function isClosedBy({ state, closedAt }: DealFacts, at: number): boolean {
  return state !== 'open' && closedAt !== null && closedAt <= at;
}

function toClosedDeal({ companyId, properties }: AccountFacts, { state }: DealFacts): ClosedDeal {
  return { companyId, group: properties['domain'] ?? companyId, success: state === 'won', properties };
}

/** What the companies of this portal can be told apart by, whether it says anything or not. */
function findAttributes(accounts: readonly AccountFacts[]): IcpAttribute[] {
  const values = new Map<string, Set<string>>();
  for (const { properties } of accounts) {
    for (const [name, value] of Object.entries(properties)) {
      if (value === null || value === '' || NO_ATTRIBUTES.test(name)) continue;
      const held = values.get(name);
      if (held === undefined) values.set(name, new Set([value]));
      else held.add(value);
    }
  }
  return [...values].flatMap(([property, options]): IcpAttribute[] => {
    if (NUMBERS.has(property)) return [{ property, label: property, kind: 'number' }];
    return options.size < 2 || options.size > MOST_OPTIONS ? [] : [{ property, label: property, kind: 'category' }];
  });
}
