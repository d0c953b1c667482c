import { DAY_MS } from '../day-ms.ts';
import type { StageId } from '../stage/stage-ids.ts';
import type { DuePlay } from './find-hit.ts';
import { judgeRun } from './judge-run.ts';
import type { PlayDefinition, RunContext } from './play-types.ts';

/**
 * A period in which a play was due at an account. What came of it where nobody ran the play is what the runs are
 * compared with.
 */
export interface DueFact {
  playId: string;
  /** Epoch ms. */
  dueSince: number;
  /** When it was no longer due; `null` while it is. */
  dueUntil: number | null;
  /** Whom it would have been run with. */
  contactIds: readonly string[];
  /** `run`: the play was started, and its run counts instead; `null` until it is known. */
  outcome: 'reached' | 'missed' | 'run' | null;
  stageFrom: StageId | null;
  stageTo: StageId | null;
}

/**
 * The periods of an account that began, ended or came to an outcome now, given the latest of each play. A play that
 * stays due, or is due again, begins the next period when its cool-down and its window are over: so there are few, and
 * none overlap.
 */
export function followDues(
  context: RunContext,
  latest: readonly DueFact[],
  due: readonly DuePlay[],
  plays: readonly PlayDefinition[],
): DueFact[] {
  const isDue = new Map(due.map(({ play, hit }) => [play.id, hit]));
  return plays.flatMap((play): DueFact[] => {
    const held = latest.find(({ playId }) => playId === play.id);
    const hit = isDue.get(play.id);
    const followed = held === undefined ? null : follow(held, hit !== undefined, play, context);
    if (hit === undefined || !mayBegin(followed ?? held, play, context)) return followed === null ? [] : [followed];
    const contactIds = hit.contactIds.slice(0, play.maxPeople ?? 3);
    const { id: stageFrom } = context.result.stage;
    const begun = { playId: play.id, dueSince: context.now, dueUntil: null, contactIds, outcome: null };
    return [...(followed === null ? [] : [followed]), { ...begun, stageFrom, stageTo: null }];
  });
}

/** The period as it is now; `null` where nothing of it changed. */
function follow(held: DueFact, isDue: boolean, play: PlayDefinition, context: RunContext): DueFact | null {
  const dueUntil = held.dueUntil ?? (isDue ? null : context.now);
  const outcome = held.outcome ?? judge(held, play, context);
  if (dueUntil === held.dueUntil && outcome === held.outcome) return null;
  const isJudged = outcome !== held.outcome;
  return { ...held, dueUntil, outcome, stageTo: isJudged ? context.result.stage.id : held.stageTo };
}

function judge(held: DueFact, play: PlayDefinition, context: RunContext): DueFact['outcome'] {
  const { dueSince, contactIds } = held;
  const deadline = dueSince + play.outcomeWithinDays * DAY_MS;
  const wasRun = context.facts.playRuns.some(
    ({ playId, startedAt }) => playId === play.id && startedAt >= dueSince && startedAt <= deadline,
  );
  if (wasRun) return 'run';
  const end = judgeRun(play, { startedAt: dueSince, contactIds }, context);
  if (end === null) return null;
  return end === 'completed' ? 'reached' : 'missed';
}

function mayBegin(held: DueFact | undefined, play: PlayDefinition, { facts, now }: RunContext): boolean {
  // One that rests by act is due anew only for what came since: that is a period of its own.
  const restDays = play.restsByAct === true ? 0 : play.cooldownDays;
  const restMs = Math.max(restDays, play.outcomeWithinDays) * DAY_MS;
  const isRunOrResting = facts.playRuns.some(
    ({ playId, status, startedAt }) => playId === play.id && (status === 'running' || now < startedAt + restMs),
  );
  // The one before is known to the end: only the latest is looked at again.
  return !isRunOrResting && (held === undefined || (held.outcome !== null && now >= held.dueSince + restMs));
}
