import type { CommitteeModel } from '../committee/committee-model.ts';
import type { RoleCandidate, RoleCoverage, RoleState } from '../committee/coverage-types.ts';
import { observeBehaviour } from '../committee/observe-behaviour.ts';
import { isKnown, STATE_ORDER } from '../committee/role-state.ts';
import { indexTouches, touchesOf } from '../committee/touches.ts';
import { DAY_MS } from '../day-ms.ts';
import type { EngagementForecast } from '../engagement/forecast-score.ts';
import type { AccountFacts } from '../facts.ts';
import { findFirstDay } from '../find-first-day.ts';
import { totalIntent } from '../intent/score-intent.ts';
import { isWithin } from '../is-within.ts';
import type { Model } from '../model/model.ts';
import type { AccountResult, StageResult } from '../scores.ts';
import { assignStage } from '../stage/assign-stage.ts';
import type { StageId } from '../stage/stage-ids.ts';

/** How an account leaves its stage if nothing more happens. */
export interface StageExit {
  /** From when on its requirement fails by the margin, epoch ms; in the past where it fails already. */
  failsAt: number;
  /** When it falls: the dwell time later, epoch ms. */
  leavesAt: number;
  to: StageId;
}

/**
 * When the account falls out of its stage if nothing happens from `now` (epoch ms) on: engagement and intent decay, people who were
 * engaged become quiet, roles that rest on behaviour are only suggested once it lies too far back, and the rest stays as it is. To the day; `null` where it holds its stage for the next 400 days. A stage that is
 * asked for the absence of something (`not`, `under`) may be left and come back in between: one of its exits is found.
 */
export function forecastExit(
  facts: AccountFacts,
  result: Pick<AccountResult, 'fit' | 'committee' | 'stage'>,
  engagementAt: EngagementForecast,
  model: Model,
  now: number,
): StageExit | null {
  const order = (id: StageId): number => model.stage.stages.findIndex((stage) => stage.id === id);
  // Under the first stage there is none to fall to.
  if (order(result.stage.id) <= 0) return null;
  const judge = createJudge(facts, result, engagementAt, model, now);
  const leave = (failsAt: number): StageExit | null => {
    const leavesAt = failsAt + model.stage.fallbackDwellDays * DAY_MS;
    const { id } = judge(leavesAt, { ...result.stage, failingSince: failsAt });
    return id === result.stage.id ? null : { failsAt, leavesAt, to: id };
  };
  if (result.stage.failingSince !== null) return leave(result.stage.failingSince);
  const fails = (day: number): boolean => {
    const { id, failingSince } = judge(now + day * DAY_MS, result.stage);
    return failingSince !== null || order(id) < order(result.stage.id);
  };
  const day = findFirstDay(fails);
  return day === null ? null : leave(now + day * DAY_MS);
}

/** The stage at a later moment of an account that holds `held`, by what is known now. */
function createJudge(
  facts: AccountFacts,
  { fit, committee }: Pick<AccountResult, 'fit' | 'committee'>,
  engagementAt: EngagementForecast,
  model: Model,
  now: number,
): (at: number, held: StageResult) => StageResult {
  const signals = facts.signals.filter(({ occurredAt }) => occurredAt <= now);
  const aging = { model: model.committee, knownUntil: findKnownUntil(facts, committee, now) };
  return (at, held) =>
    assignStage({
      fit: fit.total,
      engagement: engagementAt(at),
      intent: totalIntent(signals, model.intent, at),
      committee: { roles: committee.roles.map((role) => ageRole(role, aging, at)) },
      deals: facts.deals,
      lifecycleStage: facts.properties['lifecyclestage'] ?? null,
      held,
      model: model.stage,
      now: at,
    });
}

interface Aging {
  model: CommitteeModel;
  /** Of those who are known in a role only until then if nothing happens, epoch ms. */
  knownUntil: ReadonlyMap<RoleCandidate, number>;
}

/** Who is known in a role by a title and what they did, neither of which would do alone. */
function findKnownUntil(
  facts: AccountFacts,
  { roles }: AccountResult['committee'],
  now: number,
): ReadonlyMap<RoleCandidate, number> {
  const resting = roles.flatMap(({ candidates }) => candidates).filter(restsOnBehaviour);
  if (resting.length === 0) return new Map();
  const touches = indexTouches(facts, now);
  return new Map(
    resting.map((candidate) => {
      const { role, contactId } = candidate;
      const observed = observeBehaviour(touchesOf(touches, contactId), new Set([role]), now);
      return [candidate, observed.find((each) => each.role === role)?.until ?? now];
    }),
  );
}

function restsOnBehaviour({ state, evidence }: RoleCandidate): boolean {
  const others = evidence.filter(({ source }) => source !== 'behaviour');
  return state !== 'suggested' && others.length < evidence.length && !isKnown(others);
}

function ageRole(
  { role, state, candidates }: RoleCoverage,
  aging: Aging,
  at: number,
): Pick<RoleCoverage, 'role' | 'state'> {
  const places = candidates.map((candidate) => STATE_ORDER.indexOf(ageState(candidate, aging, at)));
  return { role, state: STATE_ORDER[Math.min(...places)] ?? state };
}

function ageState(candidate: RoleCandidate, { model, knownUntil }: Aging, at: number): RoleState {
  const { state, lastTouchAt } = candidate;
  if (at > (knownUntil.get(candidate) ?? Infinity)) return 'suggested';
  if (state === 'engaged' && isWithin(lastTouchAt, model.engagedWithinDays, at)) return state;
  if (state !== 'engaged' && state !== 'reached') return state;
  return isWithin(lastTouchAt, model.reachedWithinDays, at) ? 'reached' : 'identified';
}
