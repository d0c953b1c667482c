import { findLeadingDeal } from '../committee/leading-deal.ts';
import { ROLE_LABELS } from '../committee/role-labels.ts';
import { evaluate } from '../condition/evaluate.ts';
import { describePropertyValue } from '../condition/describe-property-value.ts';
import type { ConditionContext, Expression, Leaf } from '../condition/expression.ts';
import { matchesActivity } from '../condition/match-facts.ts';
import type { RoleId } from '../facts.ts';
import { markDay } from '../marked-values.ts';
import { isWithin } from '../is-within.ts';
import {
  describeActivity,
  describeNotes,
  describeSignal,
  listActivePeople,
  listClosed,
  listSignals,
  pickTelling,
  rankPeople,
} from './account-moments.ts';
import { describeTrigger } from './describe-trigger.ts';
import { toConditionContext } from './find-hit.ts';
import { roleOf } from './play-aim.ts';
import type { PlayContext, PlayDefinition, TriggerHit, WhyNow } from './play-types.ts';
import { describeOpenDeal, listCandidateIds } from './role-moments.ts';

const ACTIVE_DAYS = 60;
const URGENCY = 0.6;
const MOST_EVIDENCE = 4;

/**
 * How a play looks that somebody wrote without code: its evidence are the parts of its trigger that hold, with their
 * dates; its people those who may hold its role, else who did something lately, else anybody who may be turned to.
 */
export function lookByTrigger({ when, aim }: Pick<PlayDefinition, 'when' | 'aim'>): PlayDefinition['look'] {
  return (context): TriggerHit => {
    const conditions = toConditionContext(context);
    const held = listHolding(when, conditions);
    const evidence = held.flatMap((part) => describe(part, context, conditions));
    const told = evidence.filter((each, index) => {
      return evidence.findIndex(({ sentence }) => sentence === each.sentence) === index;
    });
    // What holds without a fact of its own, as a deal of which nobody knows when it closed.
    if (held.length > 0 && told.length === 0) {
      told.push({ sentence: capitalise(describeTrigger(when, context.roleLabels)), at: null });
    }
    return {
      whyNow: told.toSorted((a, b) => (b.at ?? -Infinity) - (a.at ?? -Infinity) || 0).slice(0, MOST_EVIDENCE),
      contactIds: findPeople(roleOf({ aim }), context),
      urgency: URGENCY,
    };
  };
}

function findPeople(targetRole: RoleId | null, context: PlayContext): string[] {
  const inRole = targetRole === null ? [] : listCandidateIds(context, targetRole);
  if (inRole.length > 0) return inRole;
  const active = listActivePeople(context, ACTIVE_DAYS);
  if (active.length > 0 || targetRole !== null) return active;
  return rankPeople(
    context.facts.people.map(({ contactId }) => contactId),
    context,
  );
}

/** The parts that make the expression hold; a `not` stands for itself. */
function listHolding(expression: Expression, conditions: ConditionContext): (Leaf | { not: Expression })[] {
  if (evaluate(expression, conditions) !== 'true') return [];
  if ('all' in expression) return expression.all.flatMap((part) => listHolding(part, conditions));
  if ('any' in expression) return expression.any.flatMap((part) => listHolding(part, conditions));
  return [expression];
}

function describe(part: Leaf | { not: Expression }, context: PlayContext, conditions: ConditionContext): WhyNow[] {
  const { facts, roleLabels = ROLE_LABELS, now } = context;
  if ('score' in part) {
    return [{ sentence: `${capitalise(part.score)} is ${conditions.scores[part.score]}`, at: null }];
  }
  if ('risk' in part) {
    const risk = conditions.risks.find(({ id }) => id === part.risk);
    return risk === undefined ? [] : [{ sentence: risk.sentence, at: null }];
  }
  if ('role' in part) {
    const state = conditions.roles.find(({ role }) => role === part.role)?.state ?? 'missing';
    return [{ sentence: `${roleLabels[part.role]}: ${state}`, at: null }];
  }
  if ('property' in part) {
    const { property, when } = part;
    return [{ sentence: describePropertyValue(property, facts.properties[property], [when]), at: null }];
  }
  if ('activity' in part && part.atMost === undefined) {
    const matching = facts.activities.filter(
      (activity) => matchesActivity(activity, part.activity) && isWithin(activity.occurredAt, part.withinDays, now),
    );
    return pickTelling(matching, 2).map((activity) => describeActivity(activity, context));
  }
  if ('signal' in part) {
    const signals = listSignals(facts, part.signal, part.withinDays, now);
    return signals.slice(0, 2).map((signal) => describeSignal(signal));
  }
  if ('plan' in part) return describeNotes(facts.plan, part.plan);
  if ('deal' in part) return describeDealOf(part, context, conditions);
  return [{ sentence: capitalise(describeTrigger(part, roleLabels)), at: null }];
}

/** One of the deals that the part asks for: the leading one of those that are open, else the last that closed. */
function describeDealOf(
  part: Extract<Leaf, { deal: unknown }>,
  { facts }: PlayContext,
  conditions: ConditionContext,
): WhyNow[] {
  const deals = facts.deals.filter((deal) => evaluate(part, { ...conditions, deals: [deal] }) === 'true');
  const { state } = part.deal;
  if (state === 'open') {
    const deal = findLeadingDeal({ ...facts, deals });
    return deal === null ? [] : [describeOpenDeal(deal)];
  }
  const [last] = listClosed({ ...facts, deals }, state);
  if (last === undefined || last.closedAt === null) return [];
  return [{ sentence: `"${last.name}" was ${state} on ${markDay(last.closedAt)}`, at: last.closedAt }];
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
