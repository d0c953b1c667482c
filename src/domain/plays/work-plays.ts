import type { Trials } from '../statistics/proportion.ts';
import type { LibraryText } from './library-text.ts';
import { findDuePlays } from './find-hit.ts';
import { followDues, type DueFact } from './follow-dues.ts';
import { findRunEnds, type RunEnd } from './judge-run.ts';
import type { RecommendedPlay, RunContext } from './play-types.ts';
import type { PortalPlay } from './portal-plays.ts';
import { recommendPlays } from './recommend-plays.ts';
import { listResting, describeRest, type RestingPlay } from './describe-rests.ts';

/** What one computation of an account says of its plays. */
export interface WorkedPlays {
  /** To run next. */
  plays: RecommendedPlay[];
  /** Why others that are due are not offered though nobody put them off; `null` where there are none. */
  rests: string | null;
  /** Which others are due, each with why it is not offered. */
  resting: RestingPlay[];
  /** Runs that came to their end. */
  ends: RunEnd[];
  /** Periods of due plays that began, ended or came to an outcome. */
  dues: DueFact[];
}

/** What the plays of any account of a portal are worked by. */
export interface PlayScoring {
  plays: readonly PortalPlay[];
  successByPlay: Readonly<Record<string, Trials>>;
  library: readonly LibraryText[];
}

/** Ends runs, offers what is due and follows what was: a play that is switched off is not offered, its runs still end. */
export function workPlays(
  context: RunContext,
  latestDues: readonly DueFact[],
  { plays, successByPlay, library }: PlayScoring,
): WorkedPlays {
  const all = plays.map(({ play }) => play);
  const offered = plays.filter(({ choice }) => choice.enabled).map(({ play }) => play);
  const ends = findRunEnds(context, all);
  const ended = new Map(ends.map(({ runId, outcome }) => [runId, outcome]));
  const playRuns = context.facts.playRuns.map((run) => ({ ...run, status: ended.get(run.runId) ?? run.status }));
  const after = { ...context, facts: { ...context.facts, playRuns } };
  const due = findDuePlays(after, offered);
  const offers = recommendPlays(after, successByPlay, due, library);
  return {
    plays: offers,
    rests: describeRest(after, due),
    resting: listResting(after, due, offers),
    ends,
    dues: followDues(after, latestDues, due, all),
  };
}
