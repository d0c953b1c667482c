import type { RiskId, RoleState } from '../committee/coverage-types.ts';
import { ROLE_LABELS, wordRole, type RoleLabels } from '../committee/role-labels.ts';
import { ACTIVITY_KINDS, wordActs } from '../committee/touches.ts';
import type { Expression, FlagName, Leaf } from '../condition/expression.ts';
import type { PropertyCondition } from '../condition/property-condition.ts';
import type { ActivityType } from '../facts.ts';

const RISK_WORDS: Readonly<Record<RiskId, string>> = {
  single_threaded: 'an open deal hangs on one engaged person',
  champion_gone: 'the champion is gone',
  champion_quiet: 'the champion is quiet',
  blocker_engaged: 'a blocker is engaged',
  tier1_no_sponsor: 'a Tier 1 account has no executive sponsor',
  no_budget_holder_late: 'a late deal has no budget holder',
};
const FLAG_WORDS: Readonly<Record<FlagName, { is: string; isNot: string }>> = {
  surging: { is: 'the account is surging', isNot: 'the account is not surging' },
  customer: { is: 'the account is a customer', isNot: 'the account is not a customer' },
};
const SIDE_WORDS = {
  theirs: 'activity at the account',
  outreach: 'email, call or meeting from us',
  effort: 'email, unanswered call or ad from us',
};
/** Where they are counted. */
const SIDES_WORDS = {
  theirs: 'activities at the account',
  outreach: 'emails, calls or meetings from us',
  effort: 'emails, unanswered calls or ads from us',
};

const PLAN_WORDS = { objective: 'an objective', initiative: 'an initiative', competitor: 'a competitor in play' };

const SHOWN_WORDS = 3;

/** A trigger in words: "fit is at least 70 and engagement is under 10"; roles by the portal's `labels`. */
export function describeTrigger(expression: Expression, labels: RoleLabels = ROLE_LABELS): string {
  if ('all' in expression) return joinAll(expression.all, labels);
  if ('any' in expression) return joinAny(expression.any, labels);
  if ('not' in expression) return describeDenied(expression.not, labels);
  return describeLeaf(expression, labels);
}

/** "A and B", "A, and either B or C" */
function joinAll(parts: readonly Expression[], labels: RoleLabels): string {
  const isMixed = parts.length > 1 && parts.some(isChoice);
  return parts
    .map((part) => (isMixed && isChoice(part) ? 'either ' : '') + describeTrigger(part, labels))
    .join(isMixed ? ', and ' : ' and ');
}

/** "A or B", "A or (B and C)" */
function joinAny(parts: readonly Expression[], labels: RoleLabels): string {
  return parts
    .map((part) => {
      const text = describeTrigger(part, labels);
      return parts.length > 1 && 'all' in part && part.all.length > 1 ? `(${text})` : text;
    })
    .join(' or ');
}

function isChoice(part: Expression): boolean {
  return 'any' in part && part.any.length > 1;
}

/** What holds where the expression does not, said without a "not" before a "not"; by De Morgan's laws, which unknown parts obey too. */
function describeDenied(denied: Expression, labels: RoleLabels): string {
  if ('not' in denied) return describeTrigger(denied.not, labels);
  if ('all' in denied) return joinAny(denied.all.map(deny), labels);
  if ('any' in denied) return joinAll(denied.any.map(deny), labels);
  return describeDeniedLeaf(denied, labels);
}

function deny(not: Expression): Expression {
  return { not };
}

const NOBODY: readonly RoleState[] = ['missing', 'placeholder'];

function describeDeniedLeaf(leaf: Leaf, labels: RoleLabels): string {
  if ('role' in leaf) {
    const role = wordRole(leaf.role, labels);
    const isNobody = leaf.state.length === NOBODY.length && NOBODY.every((state) => leaf.state.includes(state));
    return isNobody ? `${role} is known or suggested` : `${role} is ${neither(leaf.state)}`;
  }
  if ('deal' in leaf) return describeDeal(leaf.deal, 'no');
  if ('flag' in leaf) return FLAG_WORDS[leaf.flag].isNot;
  if ('tier' in leaf) return `the tier is ${neither(leaf.tier.map(String))}`;
  if ('stage' in leaf) return `the stage is ${neither(leaf.stage.map(wordStage))}`;
  if ('score' in leaf) return describeDeniedScore(leaf);
  if ('cluster' in leaf) return `fewer than ${leaf.cluster.warmAtLeast} accounts of its cluster are warm`;
  if ('plan' in leaf) return describeLeaf(leaf, labels).replace('the plan notes', 'the plan does not note');
  if ('signal' in leaf) return describeLeaf(leaf, labels).replace(/^an /, 'no ');
  if ('activity' in leaf && leaf.atMost === undefined && (leaf.atLeast ?? 1) <= 1) {
    return describeActivities({ ...leaf, atMost: 0 });
  }
  if ('property' in leaf && leaf.when.kind === 'known') return `${leaf.property} is unknown`;
  if ('property' in leaf && leaf.when.kind === 'oneOf') return `${leaf.property} is ${neither(leaf.when.values)}`;
  return `it is not so that ${describeLeaf(leaf, labels)}`;
}

/** A score that nobody knows is neither under a bound nor above it, so that the other side of one bound says the same. */
function describeDeniedScore({ score, min, under }: Extract<Leaf, { score: unknown }>): string {
  if (min === undefined) return `${score} is ${describeBounds(under, undefined)}`;
  return `${score} is ${under === undefined ? '' : 'not '}${describeBounds(under === undefined ? undefined : min, under ?? min)}`;
}

/** "not A", "neither A nor B" */
function neither(values: readonly string[]): string {
  return values.length === 1 ? `not ${values[0]}` : `neither ${values.join(' nor ')}`;
}

function wordStage(stage: string): string {
  return stage.replace('_', '-');
}

function describeLeaf(leaf: Leaf, labels: RoleLabels): string {
  if ('score' in leaf) return `${leaf.score} is ${describeBounds(leaf.min, leaf.under)}`;
  if ('flag' in leaf) return FLAG_WORDS[leaf.flag].is;
  if ('tier' in leaf) return `the tier is ${leaf.tier.join(' or ')}`;
  if ('stage' in leaf) return `the stage is ${leaf.stage.map(wordStage).join(' or ')}`;
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
  const { by, types } = activity;
  const when = `${describeWords(activity.words)} in the last ${withinDays} days`;
  const one = types === undefined ? SIDE_WORDS[by] : types.map((type) => ACTIVITY_KINDS[type].word).join(' or ');
  if (atMost === 0) return `no ${one}${when}`;
  const least = atLeast ?? (atMost === undefined ? 1 : 0);
  if (atMost === undefined && least === 1) return `${articleOf(one)}${one}${when}`;
  const count = [
    ...(least === 0 && atMost !== undefined ? [] : [`at least ${least}`]),
    ...(atMost === undefined ? [] : [`at most ${atMost}`]),
  ].join(' and ');
  return `${count} ${types === undefined ? SIDES_WORDS[by] : types.map(wordSeveral).join(' or ')}${when}`;
}

/** "meetings" */
function wordSeveral(type: ActivityType): string {
  return wordActs(type, 2).replace(/^2 /, '');
}

/** "an " or "a "; none before what cannot be counted. */
function articleOf(what: string): string {
  if (what.startsWith('activity')) return '';
  return /^[aeiou]/.test(what) ? 'an ' : 'a ';
}

/** The first words, each once: "compared" says no more than "compare". */
function describeWords(words: readonly string[] | undefined): string {
  if (words === undefined) return '';
  const stems = words.filter((word) => !words.some((other) => other !== word && word.startsWith(other)));
  const shown = stems.slice(0, SHOWN_WORDS).map((word) => `"${word}"`);
  const more = stems.length > SHOWN_WORDS ? [`${stems.length - SHOWN_WORDS} more words`] : [];
  return ` about ${[...shown, ...more].join(' or ')}`;
}

/** `quantifier`: how many deals there are. */
function describeDeal(
  { state, minProbability, closedFromDays, closedToDays }: Extract<Leaf, { deal: unknown }>['deal'],
  quantifier: 'a' | 'no' = 'a',
): string {
  const likely = minProbability === undefined ? '' : ` of at least ${Math.round(minProbability * 100)}% probability`;
  if (closedFromDays === undefined && closedToDays === undefined) {
    return `${quantifier} deal${likely} ${state === 'open' ? 'is' : 'was'} ${state}`;
  }
  const from = closedFromDays === undefined || closedFromDays === 0 ? 'in the last' : `${closedFromDays} to`;
  const days = closedToDays === undefined ? `more than ${closedFromDays} days ago` : `${from} ${closedToDays} days`;
  const ago = closedToDays !== undefined && from !== 'in the last' ? ' ago' : '';
  return `${quantifier} deal${likely} was ${state} ${days}${ago}`;
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
