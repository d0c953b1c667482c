import { ACTIVITY_KINDS } from '../committee/touches.ts';
import { DAY_MS } from '../day-ms.ts';
import type { ActivityFact, PlayRunFact } from '../facts.ts';
import type { StageId } from '../stage/stage-ids.ts';
import { PLAYS } from './play-registry.ts';
import type { PlayContext, PlayDefinition } from './play-types.ts';

export interface RunEnd {
  runId: string;
  playId: string;
  companyId: string;
  outcome: 'completed' | 'abandoned';
  /** The account's stage at its end. */
  stage: StageId;
}

/** The account's running plays that have come to their end; a run of a play there is no more is left as it is. */
export function findRunEnds(context: PlayContext, plays: readonly PlayDefinition[] = PLAYS): RunEnd[] {
  const { companyId, playRuns } = context.facts;
  return playRuns.flatMap((run): RunEnd[] => {
    const play = plays.find((each) => each.id === run.playId);
    if (play === undefined || run.status !== 'running') return [];
    const outcome = judgeRun(play, run, context);
    return outcome === null
      ? []
      : [{ runId: run.runId, playId: run.playId, companyId, outcome, stage: context.result.stage.id }];
  });
}

/**
 * What came of a run, observed and not claimed (`domain.md` §8): `completed` once what the play aims at was seen
 * between its start and the end of its window, `abandoned` when the window has passed without it, `null` before.
 */
export function judgeRun(play: PlayDefinition, run: PlayRunFact, context: PlayContext): RunEnd['outcome'] | null {
  const deadline = run.startedAt + play.outcomeWithinDays * DAY_MS;
  const during = context.facts.activities.filter(
    ({ occurredAt }) => occurredAt > run.startedAt && occurredAt <= Math.min(deadline, context.now),
  );
  const arrived = play.targetRole === null ? answered(run, during) : roleArrived(play, during, context);
  if (arrived) return 'completed';
  return context.now > deadline ? 'abandoned' : null;
}

/** Somebody of the run did something; anybody of the account, where the run is with nobody. */
function answered({ contactIds }: PlayRunFact, during: readonly ActivityFact[]): boolean {
  return during.some(
    (activity) => isTheirs(activity) && (contactIds.length === 0 || contactIds.includes(activity.contactId)),
  );
}

/**
 * A known holder of the role came to the state aimed at by something of these days: a state that held before the start
 * is none of the run's doing, and one that has faded since, where it is looked at late, was there all the same.
 */
function roleArrived(
  { targetRole, targetState }: PlayDefinition,
  during: readonly ActivityFact[],
  { result }: PlayContext,
): boolean {
  const candidates = result.committee.roles.find(({ role }) => role === targetRole)?.candidates ?? [];
  const mayBeReached = targetState === 'reached';
  const known = candidates.filter(({ state }) => state !== 'suggested');
  return known.some(({ contactId }) =>
    during.some(
      (activity) => activity.contactId === contactId && (isTheirs(activity) || (mayBeReached && isTouch(activity))),
    ),
  );
}

function isTheirs({ type }: ActivityFact): boolean {
  return ACTIVITY_KINDS[type].side === 'theirs';
}

function isTouch({ type }: ActivityFact): boolean {
  return ACTIVITY_KINDS[type].side !== 'none';
}
