import { DAY_MS } from '../day-ms.ts';
import type { PlayRunFact } from '../facts.ts';
import type { StageId } from '../stage/stage-ids.ts';
import { hasArrived } from './judge-aim.ts';
import { PLAYS } from './play-registry.ts';
import type { PlayDefinition, RunContext } from './play-types.ts';

export interface RunEnd {
  runId: string;
  playId: string;
  companyId: string;
  outcome: 'completed' | 'abandoned';
  /** The account's stage at its end. */
  stage: StageId;
}

/** The account's running plays that have come to their end; a run of a play there is no more is left as it is. */
export function findRunEnds(context: RunContext, plays: readonly PlayDefinition[] = PLAYS): RunEnd[] {
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
 * What came of a run, observed and not claimed (`domain.md` §8): `completed` once what the play aims at arrived between
 * its start and the end of its window, `abandoned` when the window has passed without it, `null` before.
 */
export function judgeRun(
  play: PlayDefinition,
  { startedAt, contactIds }: Pick<PlayRunFact, 'startedAt' | 'contactIds'>,
  context: RunContext,
): RunEnd['outcome'] | null {
  const until = startedAt + play.outcomeWithinDays * DAY_MS;
  if (hasArrived(play.aim, { from: startedAt, until, contactIds }, context)) return 'completed';
  return context.now > until ? 'abandoned' : null;
}
