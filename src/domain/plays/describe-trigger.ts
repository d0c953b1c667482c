import type { RiskId } from '../committee/coverage-types.ts';
import { ROLE_LABELS, wordRole, type RoleLabels } from '../committee/role-labels.ts';
import { ACTIVITY_KINDS } from '../committee/touches.ts';
import type { Expression, Leaf } from '../condition/expression.ts';
import type { PropertyCondition } from '../condition/property-condition.ts';

const RISK_WORDS: Readonly<Record<RiskId, string>> = {
  single_threaded: 'an open deal hangs on one engaged person',
  champion_gone: 'the champion is gone',
  champion_quiet: 'the champion has been quiet for 30 days',
  blocker_engaged: 'a blocker is engaged',
  tier1_no_sponsor: 'a Tier 1 account has no executive sponsor',
  no_budget_holder_late: 'a late deal has no budget holder',
};
const SIDE_WORDS = { theirs: 'activity of theirs', outreach: 'outreach of ours', effort: 'effort without an answer' };

const PLAN_WORDS = { objective: 'an objective', initiative: 'an initiative', competitor: 'a competitor in play' };

const SHOWN_WORDS = 3;

/** A trigger in words: "fit is at least 70 and engagement is under 10"; roles by the portal's `labels`. */
export function describeTrigger(expression: Expression, labels: RoleLabels = ROLE_LABELS): string {
  if ('all' in expression) return join(expression.all, ' and ', labels);
  if ('any' in expression) return join(expression.any, ' or ', labels);
  if ('not' in expression) return `not (${describeTrigger(expression.not, labels)})`;
  return describeLeaf(expression, labels);
}

function join(parts: readonly Expression[], word: string, labels: RoleLabels): string {
  return parts
    .map((part) => {
      const text = describeTrigger(part, labels);
      return parts.length > 1 && ('all' in part || 'any' in part) ? `(${text})` : text;
    })
    .join(word);
}

function describeLeaf(leaf: Leaf, labels: RoleLabels): string {
  if ('score' in leaf) return `${leaf.score} is ${describeBounds(leaf.min, leaf.under)}`;
  if ('flag' in leaf) return leaf.flag === 'surging' ? 'the account is surging' : 'the account is a customer';
  if ('tier' in leaf) return `the tier is ${leaf.tier.join(' or ')}`;
  if ('stage' in leaf) return `the stage is ${leaf.stage.map((stage) => stage.replace('_', '-')).join(' or ')}`;
  if ('risk' in leaf) return RISK_WORDS[leaf.risk];
  if ('role' in leaf) return `${wordRole(leaf.role, labels)} is ${leaf.state.join(' or ')}`;
  if ('property' in leaf) return `${leaf.property} ${describeProperty(leaf.when)}`;
  if ('activity' in leaf) return describeActivities(leaf);
  if ('plan' in leaf) return `the plan notes ${PLAN_WORDS[leaf.plan.part]}${describeWords(leaf.plan.words)}`;
  if ('cluster' in leaf) return `at least ${leaf.cluster.warmAtLeast} accounts of its cluster are warm`;
  if ('signal' in leaf) {
    const { minStrength, sources, words } = leaf.signal;
    const from = sources === undefined ? '' : ` from ${sources.join(' or ')}`;
    const strength = minStrength === undefined ? '' : ` of at least ${minStrength}`;
    return `an intent signal${from}${strength}${describeWords(words)} in the last ${leaf.withinDays} days`;
  }
  return describeDeal(leaf.deal);
}

function describeBounds(min: number | undefined, under: number | undefined): string {
  if (min !== undefined && under !== undefined) return `from ${min} to under ${under}`;
  return min === undefined ? `under ${under}` : `at least ${min}`;
}

function describeActivities({ activity, withinDays, atLeast, atMost }: Extract<Leaf, { activity: unknown }>): string {
  const what =
    activity.types === undefined
      ? SIDE_WORDS[activity.by]
      : activity.types.map((type) => ACTIVITY_KINDS[type].word).join(' or ');
  const when = `${describeWords(activity.words)} in the last ${withinDays} days`;
  if (atMost === 0) return `no ${what}${when}`;
  const least = atLeast ?? (atMost === undefined ? 1 : 0);
  const count =
    atMost === undefined
      ? least <= 1
        ? articleOf(what)
        : `at least ${least} × `
      : `${least === 0 ? '' : `${least} to `}at most ${atMost} × `;
  return `${count}${what}${when}`;
}

/** "an " or "a "; none before what cannot be counted. */
function articleOf(what: string): string {
  if (what.startsWith('activity') || what.startsWith('o') || what.startsWith('effort')) return '';
  return /^[aeiou]/.test(what) ? 'an ' : 'a ';
}

function describeWords(words: readonly string[] | undefined): string {
  if (words === undefined) return '';
  const shown = words.slice(0, SHOWN_WORDS).map((word) => `"${word}"`);
  const more = words.length > SHOWN_WORDS ? [`${words.length - SHOWN_WORDS} more words`] : [];
  return ` about ${[...shown, ...more].join(' or ')}`;
}

function describeDeal({
  state,
  minProbability,
  closedFromDays,
  closedToDays,
}: Extract<Leaf, { deal: unknown }>['deal']): string {
  const likely = minProbability === undefined ? '' : ` of at least ${Math.round(minProbability * 100)} %`;
  if (closedFromDays === undefined && closedToDays === undefined) return `there is a deal ${state}${likely}`;
  const from = closedFromDays === undefined || closedFromDays === 0 ? 'in the last' : `${closedFromDays} to`;
  const days = closedToDays === undefined ? `more than ${closedFromDays} days ago` : `${from} ${closedToDays} days`;
  const ago = closedToDays !== undefined && from !== 'in the last' ? ' ago' : '';
  return `a deal${likely} was ${state} ${days}${ago}`;
}

function describeProperty(condition: PropertyCondition): string {
  switch (condition.kind) {
    case 'oneOf':
      return `is ${condition.values.join(' or ')}`;
    case 'containsAny':
      return `contains ${condition.values.join(' or ')}`;
    case 'range':
      if (condition.min !== undefined && condition.max !== undefined) {
        return `is from ${condition.min} to ${condition.max}`;
      }
      return condition.min === undefined ? `is at most ${condition.max}` : `is at least ${condition.min}`;
    case 'known':
      return 'is known';
    case 'isTrue':
      return 'is yes';
    case 'withinDays':
      return `is within ${condition.days} days of today`;
    case 'inNextDays':
      return `is in the next ${condition.days} days`;
    case 'inLastDays':
      return `was in the last ${condition.days} days`;
    case 'overDaysAhead':
      return `is more than ${condition.days} days ahead`;
    case 'overDaysAgo':
      return `was more than ${condition.days} days ago`;
    default:
      return `is ${condition.kind} ${condition.date}`;
  }
}
