import { DAY_MS } from '../durations.ts';
import type { PortalData } from '../portal-data.ts';
import { createRandom, type Random } from './random.ts';
import { toIso } from './world-time.ts';

/** A team's record of a play: how often it was run, how often it was due but not run, and how often its aim was reached. */
interface PastOfPlay {
  play: string;
  /** `lifecyclestage` of the accounts it was due at. */
  at: readonly string[];
  run: { n: number; worked: number };
  notRun: { n: number; worked: number };
}

/**
 * Planted: reacting to surges works, writing to inactive accounts does not, the others are in between, and for two too
 * little is known.
 */
export const PAST_PLAYS: readonly PastOfPlay[] = [
  past('surge', ['marketingqualifiedlead', 'lead'], [24, 46], [16, 60]),
  past('high-fit-no-engagement', ['lead', 'subscriber'], [3, 60], [17, 70]),
  past('engaged-not-reached', ['marketingqualifiedlead', 'lead'], [25, 52], [12, 31]),
  past('coverage-under-half', ['marketingqualifiedlead', 'opportunity', 'customer'], [16, 38], [15, 44]),
  past('event-follow-up', ['marketingqualifiedlead', 'lead'], [14, 41], [11, 36]),
  past('intent-spike', ['marketingqualifiedlead', 'lead'], [11, 34], [10, 40]),
  past('single-threaded-deal', ['opportunity', 'customer'], [10, 22], [7, 24]),
  past('no-budget-holder-at-proposal', ['opportunity', 'customer'], [7, 18], [5, 21]),
  past('champion-quiet', ['opportunity', 'customer'], [6, 12], [3, 9]),
  past('lost-deal-active-again', ['lead'], [4, 9], [2, 11]),
];

const STAGES = ['unaware', 'aware', 'engaged', 'sales_ready', 'opportunity'] as const;
const HEADER = 'company,play,started,run,worked,stage before,stage after';
/** Long enough ago that every play is over and no cool-down is running. */
const FIRST_DAY = 130;
const PERIOD_DAYS = 110;

/**
 * A year of past plays as the spreadsheet of a team that ran them without the app: HubSpot stores none of it, so it is
 * imported through the app. The same seed, portal and `now` (epoch ms) give the same table.
 */
export function buildPastPlays(data: PortalData, { seed, now }: { seed: number; now: number }): string {
  const random = createRandom(seed);
  const rows = PAST_PLAYS.flatMap((play) => buildRows(play, data, random, now));
  return [HEADER, ...rows].join('\n');
}

function buildRows({ play, at, run, notRun }: PastOfPlay, data: PortalData, random: Random, now: number): string[] {
  const accounts = data.objects.companies.filter(({ properties }) => at.includes(properties['lifecyclestage'] ?? ''));
  const shuffled = random.sample(accounts, accounts.length);
  const outcomes = random.sample([...spread(run, true), ...spread(notRun, false)], run.n + notRun.n);
  return outcomes.map(({ wasRun, worked }, index) => {
    // Repeats of an account are one period apart.
    const period = Math.floor(index / shuffled.length);
    const daysAgo = FIRST_DAY + period * PERIOD_DAYS + random.int(0, PERIOD_DAYS - 30);
    const before = random.int(0, 2);
    const after = before + (random.chance(worked ? 0.6 : 0.15) ? random.int(1, 2) : 0);
    return [
      shuffled[index % shuffled.length]?.id,
      play,
      toIso(now - daysAgo * DAY_MS).slice(0, 10),
      yesNo(wasRun),
      yesNo(worked),
      STAGES[before],
      STAGES[after],
    ].join(',');
  });
}

function spread({ n, worked }: { n: number; worked: number }, wasRun: boolean) {
  return Array.from({ length: n }, (_, index) => ({ wasRun, worked: index < worked }));
}

function yesNo(yes: boolean): string {
  return yes ? 'yes' : 'no';
}

function past(
  play: string,
  at: readonly string[],
  [worked, n]: readonly [number, number],
  [without, left]: readonly [number, number],
): PastOfPlay {
  return { play, at, run: { n, worked }, notRun: { n: left, worked: without } };
}
