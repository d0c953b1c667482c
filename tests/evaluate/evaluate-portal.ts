import type { AccountFacts } from '../../src/domain/facts.ts';
import { defaultModel } from '../../src/domain/model/default-model.ts';
import { importPortal } from '../../src/sandbox/import/import-portal.ts';
import { evaluateEngagement, type EngagementEvaluation } from './evaluate-engagement.ts';
import { evaluateFit, type FitEvaluation } from './evaluate-fit.ts';
import { evaluateTitles, type TitleAccuracy } from './evaluate-titles.ts';
import { scorePortal, spreadCoverage, type CoverageBand } from './evaluate-coverage.ts';
import { toAccountFacts } from './portal-facts.ts';

export interface Evaluation {
  asOf: number;
  accounts: number;
  people: number;
  activities: number;
  deals: number;
  /** `null` without closed deals. */
  fit: FitEvaluation | null;
  engagement: EngagementEvaluation;
  /** `null` where no labels are given. */
  titles: TitleAccuracy[] | null;
  coverage: CoverageBand[];
}

/**
 * Judges the scores, as they ship, by what happened in a portal.
 * @param options `titles`: a folder of labelled titles; `asOf`: epoch ms, the last thing known of the portal by default
 * @throws ImportError or TitlesError naming what is wrong with a file
 */
export async function evaluatePortal(
  folder: string,
  { titles, asOf }: { titles: string | null; asOf: number | null },
): Promise<Evaluation> {
  const { data } = await importPortal(folder);
  const accounts = toAccountFacts(data);
  const at = asOf ?? findLast(accounts);
  return {
    asOf: at,
    accounts: accounts.length,
    people: data.objects.contacts.length,
    activities: accounts.reduce((sum, { activities }) => sum + activities.length, 0),
    deals: data.objects.deals.length,
    fit: evaluateFit(accounts, at),
    engagement: evaluateEngagement(accounts, defaultModel.engagement, at),
    titles: titles === null ? null : await evaluateTitles(titles),
    coverage: spreadCoverage(scorePortal(accounts, defaultModel, at)),
  };
}

/** The last thing that happened: an export is read months after it was made. */
function findLast(accounts: readonly AccountFacts[]): number {
  const times = accounts.flatMap(({ activities, deals, createdAt }) => [
    createdAt,
    activities.at(-1)?.occurredAt ?? createdAt,
    ...deals.map((deal) => (deal.state === 'open' ? deal.createdAt : Math.max(deal.createdAt, deal.closedAt ?? 0))),
  ]);
  return times.reduce((latest, time) => Math.max(latest, time), 0);
}
