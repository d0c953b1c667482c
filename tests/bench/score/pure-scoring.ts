import type { AccountFacts } from '../../../src/domain/facts.ts';
import { judgeCriterion } from '../../../src/domain/fit/judge-criterion.ts';
import { computePortalNorms } from '../../fixtures/portal-norms.ts';
import { scoreFit } from '../../../src/domain/fit/score-fit.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { judgeAccount, NEW_ACCOUNT } from '../../../src/sync/refresh/judge-account.ts';
import { atLeast, format, type Figure } from '../support/table.ts';
import { createFitRules } from './fit-rules.ts';
import { generateFacts } from './generate-facts.ts';

/** Accounts in memory at once: made before the clock runs, as the app loads them in chunks. */
const BATCH = 1_000;
/** The rules engine takes so long that it is given so many. */
const BY_RULES = 3_000;
const FASTER_AIM = 50;

/** Part (a): accounts a second of the domain alone, and of the same fit criteria in `json-rules-engine`. */
export async function measurePureScoring(accounts: number, now: number): Promise<Figure[]> {
  const sample = Array.from({ length: BY_RULES }, (_, index) => generateFacts(index, now));
  const norms = computePortalNorms(
    sample.map(({ properties }) => properties),
    defaultModel.fit,
    now,
    [50_000],
  );
  const scoring = { model: defaultModel, norms };
  const fit = (facts: AccountFacts): unknown => scoreFit(facts, defaultModel.fit, norms, now);
  const all = (facts: AccountFacts): unknown => judgeAccount(facts, NEW_ACCOUNT, scoring, now);
  for (const facts of sample) all(facts);
  const byRules = await timeRules(sample, now);
  let fitMs = 0;
  let allMs = 0;
  for (let start = 0; start < accounts; start += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, accounts - start) }, (_, at) => generateFacts(start + at, now));
    fitMs += time(() => batch.forEach(fit));
    allMs += time(() => batch.forEach(all));
  }
  const [fitRate, allRate] = [(1_000 * accounts) / fitMs, (1_000 * accounts) / allMs];
  const state = `${format(accounts)} accounts, ${format(accounts * 10)} contacts, ${format(accounts * 50)} activities`;
  return [
    { name: `(a) accounts a second: scores, committee and stage (${state})`, value: format(Math.round(allRate)) },
    { name: '    fit alone, every line explained', value: format(Math.round(fitRate)) },
    { name: '    the same fit criteria in json-rules-engine 7.3.1, points alone', value: format(Math.round(byRules)) },
    atLeast('(a) fit: ours / json-rules-engine', fitRate / byRules, FASTER_AIM),
  ];
}

function time(work: () => void): number {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
}

/** Accounts a second. @throws Error where the rules give other points than the domain: then nothing is compared */
async function timeRules(sample: readonly AccountFacts[], now: number): Promise<number> {
  const { pointsOf } = createFitRules(defaultModel.fit);
  for (const { companyId, properties } of sample.slice(0, BY_RULES / 10)) {
    const points = defaultModel.fit.criteria.map((criterion) => {
      const verdict = judgeCriterion(criterion, properties[criterion.property], now, 'UTC');
      return verdict.known ? (verdict.band?.points ?? 0) : 0;
    });
    const ours = points.reduce((sum, each) => sum + each, 0);
    const theirs = await pointsOf(properties);
    if (ours !== theirs) throw new Error(`${companyId} has ${ours} points, by the rules engine ${theirs}`);
  }
  const startedAt = performance.now();
  for (const { properties } of sample) await pointsOf(properties);
  return (1_000 * sample.length) / (performance.now() - startedAt);
}
