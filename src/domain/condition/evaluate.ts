import { judgeProperty, toVerdict, type Verdict } from './judge-property.ts';
import { isWithin } from '../is-within.ts';
import { countActivities, isBetween, listNotes, matchesSignal } from './match-facts.ts';
import type { ConditionContext, DealFilter, Expression, FlagName, Leaf } from './expression.ts';

/** What each flag says of an account. */
const FLAGS: Readonly<Record<FlagName, (context: ConditionContext) => boolean>> = {
  surging: ({ surging }) => surging,
  customer: isCustomer,
};

export interface EvaluateOptions {
  /** Points by which the bounds of every score are moved apart: a stage is left only with room to spare. */
  margin?: number;
}

/**
 * Judges an expression by Kleene's logic: `all` is false as soon as one part is, `any` true as soon as one is, and what is left
 * unknown stays unknown; `not` turns yes and no around and leaves the unknown.
 */
export function evaluate(expression: Expression, context: ConditionContext, options: EvaluateOptions = {}): Verdict {
  if ('all' in expression) return combine(expression.all, 'false', context, options);
  if ('any' in expression) return combine(expression.any, 'true', context, options);
  const { margin = 0 } = options;
  // What must not be reached is given up with the same room to spare.
  if ('not' in expression) return negate(evaluate(expression.not, context, { margin: -margin }));
  return judgeLeaf(expression, context, margin);
}

/** Whether the expression holds; the unknown does not. */
export function holds(expression: Expression, context: ConditionContext, options: EvaluateOptions = {}): boolean {
  return evaluate(expression, context, options) === 'true';
}

function combine(
  parts: readonly Expression[],
  decisive: 'true' | 'false',
  context: ConditionContext,
  options: EvaluateOptions,
): Verdict {
  let unknown = false;
  for (const part of parts) {
    const verdict = evaluate(part, context, options);
    if (verdict === decisive) return decisive;
    unknown ||= verdict === 'unknown';
  }
  if (unknown) return 'unknown';
  return decisive === 'true' ? 'false' : 'true';
}

function negate(verdict: Verdict): Verdict {
  if (verdict === 'unknown') return 'unknown';
  return verdict === 'true' ? 'false' : 'true';
}

function judgeLeaf(leaf: Leaf, context: ConditionContext, margin: number): Verdict {
  if ('score' in leaf) return judgeScore(context.scores[leaf.score], leaf, margin);
  if ('flag' in leaf) return toVerdict(FLAGS[leaf.flag](context));
  if ('tier' in leaf) return toVerdict(leaf.tier.includes(context.tier ?? 'none'));
  if ('stage' in leaf) return context.stage === null ? 'unknown' : toVerdict(leaf.stage.includes(context.stage));
  if ('risk' in leaf) return toVerdict(context.risks.some(({ id }) => id === leaf.risk));
  if ('role' in leaf) return judgeRole(leaf, context);
  if ('property' in leaf) {
    return judgeProperty(leaf.when, context.properties[leaf.property], context.now, context.timeZone);
  }
  if ('activity' in leaf) {
    const count = countActivities(leaf.activity, leaf.withinDays, context);
    return toVerdict(isBetween(count, leaf));
  }
  if ('signal' in leaf) {
    const { signals, now } = context;
    const recent = signals.filter(({ occurredAt }) => isWithin(occurredAt, leaf.withinDays, now));
    return toVerdict(recent.some((signal) => matchesSignal(signal, leaf.signal)));
  }
  if ('cluster' in leaf) {
    const { warmInCluster } = context;
    return warmInCluster === undefined ? 'unknown' : toVerdict(warmInCluster >= leaf.cluster.warmAtLeast);
  }
  if ('plan' in leaf) return toVerdict(listNotes(context.plan, leaf.plan).length > 0);
  return judgeDeals(leaf.deal, context);
}

function judgeScore(score: number | null, { min, under }: { min?: number; under?: number }, margin: number): Verdict {
  if (score === null) return 'unknown';
  return toVerdict(score >= (min ?? -Infinity) - margin && score < (under ?? Infinity) + margin);
}

/** A role nobody is known for is missing. */
function judgeRole({ role, state }: Extract<Leaf, { role: unknown }>, { roles }: ConditionContext): Verdict {
  const held = roles.find((each) => each.role === role)?.state ?? 'missing';
  return toVerdict(state.includes(held));
}

function judgeDeals(filter: DealFilter, { deals, now }: ConditionContext): Verdict {
  const ofState = deals.filter(({ state }) => state === filter.state);
  const verdicts = new Set(ofState.map((deal) => judgeDeal(deal, filter, now)));
  if (verdicts.has('true')) return 'true';
  return verdicts.has('unknown') ? 'unknown' : 'false';
}

function judgeDeal(
  { probability, closedAt }: ConditionContext['deals'][number],
  { minProbability, closedFromDays, closedToDays }: DealFilter,
  now: number,
): Verdict {
  const asksClosed = closedFromDays !== undefined || closedToDays !== undefined;
  if (asksClosed && closedAt === null) return 'unknown';
  if (asksClosed && !isWithin(closedAt, closedToDays ?? Infinity, now)) return 'false';
  if (closedFromDays !== undefined && isWithin(closedAt, closedFromDays - 1, now)) return 'false';
  if (minProbability === undefined) return 'true';
  return probability === null ? 'unknown' : toVerdict(probability >= minProbability);
}

function isCustomer({ deals, properties }: ConditionContext): boolean {
  return properties['lifecyclestage']?.toLowerCase() === 'customer' || deals.some(({ state }) => state === 'won');
}
