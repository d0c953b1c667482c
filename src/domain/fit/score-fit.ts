import { roundToTotal, withoutNoise } from '../explanation.ts';
import type { ScoreLine } from '../explanation.ts';
import type { AccountFacts } from '../facts.ts';
import type { FitResult, PortalNorms } from '../scores.ts';
import { judgeProperty } from '../condition/judge-property.ts';
import type { PropertyCondition } from '../condition/property-condition.ts';
import { describePropertyValue } from '../condition/describe-property-value.ts';
import type { FitCriterion, FitModel } from './fit-model.ts';
import { findBestPoints, judgeCriterion } from './judge-criterion.ts';

type Account = Pick<AccountFacts, 'properties' | 'timeZone'>;

/** A criterion's line; its points are the model's, not yet scaled to 100. */
interface JudgedCriterion extends ScoreLine {
  /** Most points it could have given to this account; 0 where the criterion is left out. */
  best: number;
  known: boolean;
}

/**
 * Fit 0–100 of `domain.md` §1: points of the matched bands as a share of the best possible, with its lines. An unknown criterion
 * takes the portal's mean; one that no account of the portal knows is left out. `total` is `null` where the model has no positive
 * points to judge by. A disqualifier that holds gives 0 whatever the rest says.
 */
export function scoreFit(account: Account, model: FitModel, norms: PortalNorms, now: number): FitResult {
  const { properties, timeZone } = account;
  const judged = model.criteria.map((criterion) => judge(criterion, account, norms, now));
  const best = judged.reduce((sum, criterion) => sum + criterion.best, 0);
  const confidence = computeConfidence(model, judged);
  const disqualifier = model.disqualifiers.find(
    ({ when, property }) => judgeProperty(when, properties[property], now, timeZone) === 'true',
  );
  if (best === 0 && disqualifier === undefined) return { total: null, lines: [], confidence, disqualifiedBy: null };

  const toShare = (points: number): number => (best === 0 ? 0 : (100 * points) / best);
  const raw = Math.round(withoutNoise(toShare(judged.reduce((sum, { points }) => sum + points, 0))));
  const shares = judged.map(({ points }) => toShare(points));
  const rounded = roundToTotal(shares, raw);
  const lines = judged.map(({ kind, label, evidence }, index) => ({
    kind,
    label,
    points: rounded[index] ?? 0,
    evidence,
  }));
  if (disqualifier !== undefined) {
    const { label, property } = disqualifier;
    const evidence = describePropertyValue(property, properties[property], [disqualifier.when]);
    const first: ScoreLine = { kind: 'limit', label: `Disqualified: ${label}`, points: 0 - raw, evidence };
    return { total: 0, lines: [first, ...lines], confidence, disqualifiedBy: label };
  }
  const total = Math.min(100, Math.max(0, raw));
  return { total, lines: [...lines, ...limitLine(raw, total)], confidence, disqualifiedBy: null };
}

function judge(criterion: FitCriterion, account: Account, norms: PortalNorms, now: number): JudgedCriterion {
  const { label, property } = criterion;
  const value = account.properties[property];
  const best = findBestPoints(criterion);
  const verdict = judgeCriterion(criterion, value, now, account.timeZone);
  if (!verdict.known) return assume(criterion, best, value, norms);
  const evidence = describePropertyValue(property, value, listConditions(criterion));
  if (verdict.band === null) return { kind: 'failed', label, evidence, points: 0, best, known: true };
  const { band } = verdict;
  const kind = band.points < 0 ? 'penalty' : 'matched';
  return { kind, label: `${label}: ${band.label}`, evidence, points: band.points, best, known: true };
}

/** An unknown value is read as the portal's mean, never as "no". */
function assume(
  criterion: FitCriterion,
  best: number,
  value: string | null | undefined,
  norms: PortalNorms,
): JudgedCriterion {
  const { id, label, property } = criterion;
  const mean = norms.meanPointsByCriterion[id];
  const state = describePropertyValue(property, value, listConditions(criterion));
  const evidence =
    mean === undefined
      ? `${state}, as of every account: left out`
      : `${state}: counted as the average of your accounts`;
  return { kind: 'assumed', label, evidence, points: mean ?? 0, best: mean === undefined ? 0 : best, known: false };
}

function computeConfidence(model: FitModel, judged: readonly JudgedCriterion[]): number {
  const all = model.criteria.reduce((sum, criterion) => sum + findBestPoints(criterion), 0);
  const known = judged.reduce((sum, criterion) => sum + (criterion.known ? criterion.best : 0), 0);
  return all === 0 ? 0 : known / all;
}

function limitLine(raw: number, total: number): ScoreLine[] {
  if (raw === total) return [];
  const label = raw < total ? 'Fit is never under 0' : 'Fit is never over 100';
  return [{ kind: 'limit', label, points: total - raw, evidence: `${raw} points before the limit` }];
}

function listConditions(criterion: FitCriterion): PropertyCondition[] {
  return criterion.bands.map(({ when }) => when);
}
