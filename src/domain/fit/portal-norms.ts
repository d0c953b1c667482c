import type { PortalNorms } from '../scores.ts';
import type { FitModel } from './fit-model.ts';
import { judgeCriterion } from './judge-criterion.ts';

type Properties = Readonly<Record<string, string | null>>;

/**
 * Norms being accumulated: `add` the properties of each account, then `conclude` with the known amounts of open and won
 * deals.
 */
export interface NormsTally {
  add: (properties: Properties) => void;
  conclude: (dealAmounts?: Iterable<number>) => PortalNorms;
}

/**
 * Portal-wide figures a single account cannot know: the mean points of each fit criterion over the accounts where it is
 * known (a criterion nobody knows has no entry), and the median of the deal amounts. Holds no account's data. Days are
 * those of `timeZone`.
 */
export function tallyPortalNorms(model: FitModel, now: number, timeZone: string): NormsTally {
  const tallies = model.criteria.map((criterion) => ({ criterion, points: 0, accounts: 0 }));
  return {
    add: (properties) => {
      for (const tally of tallies) {
        const verdict = judgeCriterion(tally.criterion, properties[tally.criterion.property], now, timeZone);
        if (!verdict.known) continue;
        tally.points += verdict.band?.points ?? 0;
        tally.accounts += 1;
      }
    },
    conclude: (dealAmounts = []) => {
      const known = tallies.filter(({ accounts }) => accounts > 0);
      return {
        meanPointsByCriterion: Object.fromEntries(
          known.map(({ criterion, points, accounts }) => [criterion.id, points / accounts]),
        ),
        typicalDealAmount: findMedian(dealAmounts),
      };
    },
  };
}

function findMedian(amounts: Iterable<number>): number | null {
  const sorted = [...amounts].filter((amount) => amount > 0).sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
