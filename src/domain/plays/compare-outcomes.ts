import { markShare } from '../marked-values.ts';
import { newcombeDifference, wilsonInterval, type Interval, type Trials } from '../statistics/proportion.ts';

/** What was observed of one play in a portal: runs that ended, and accounts where it was due and nobody ran it. */
export interface ObservedPlay {
  playId: string;
  /** Runs that ended; a success is the aimed-at state seen in the window. */
  runs: Trials;
  /** The same aim, in the same window, where the play was due but not run. */
  notRun: Trials;
}

export interface PlayComparison extends ObservedPlay {
  success: Interval & { share: number | null };
  baseline: Interval & { share: number | null };
  /** Run minus not run, Newcombe 95 %. */
  difference: Interval & { value: number | null };
  /** Whether it is proposed to retire the play, and why; `null` where not. */
  retire: string | null;
  /** In words: "works", "no difference shown", "too few to say". */
  verdict: string;
}

/** Fewer runs than this say nothing, whatever came of them. */
const FEWEST_RUNS = 20;

/**
 * Whether running a play makes a difference (`domain.md` §8). It is proposed for retirement where even the upper bound of its success
 * lies under what happens without it.
 */
export function compareOutcomes(observed: ObservedPlay): PlayComparison {
  const { runs, notRun } = observed;
  const success = { share: shareOf(runs), ...wilsonInterval(runs.successes, runs.n) };
  const baseline = { share: shareOf(notRun), ...wilsonInterval(notRun.successes, notRun.n) };
  const value = success.share === null || baseline.share === null ? null : success.share - baseline.share;
  const difference = { value, ...newcombeDifference(runs, notRun) };
  const isEnough = runs.n >= FEWEST_RUNS && notRun.n >= FEWEST_RUNS;
  const isWorse = isEnough && baseline.share !== null && success.high < baseline.share;
  const retire = isWorse
    ? `${percent(success.share)} of ${runs.n} runs reached the aim, at most ${percent(success.high)}; without the play ${percent(baseline.share)} of ${notRun.n} did.`
    : null;
  return { ...observed, success, baseline, difference, retire, verdict: judge(isEnough, difference, runs, notRun) };
}

function judge(isEnough: boolean, { low, high }: Interval, runs: Trials, notRun: Trials): string {
  if (!isEnough) {
    return `too few to say: ${FEWEST_RUNS} runs are needed, and ${FEWEST_RUNS} accounts where nobody ran it; so far there are ${runs.n} and ${notRun.n}`;
  }
  if (low > 0) return 'works: more reach the aim with it than without';
  if (high < 0) return 'does harm: fewer reach the aim with it than without';
  return 'no difference shown';
}

function shareOf({ successes, n }: Trials): number | null {
  return n === 0 ? null : successes / n;
}

function percent(share: number | null): string {
  return markShare(share ?? 0);
}
