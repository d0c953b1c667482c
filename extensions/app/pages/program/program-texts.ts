import { formatDay, formatNumber, formatPercent } from 'roundtable-ui/formats.ts';
import type { Column } from 'roundtable-ui/headed-table.tsx';
import type { NextStep } from './choose-next-step.ts';
import type {
  FigureId,
  MeasuredProgram,
  Middle,
  ProgramClock,
  ProgramDifference,
  ProgramGoal,
  ProgramGroupId,
  Rate,
} from './program-data.ts';

/* All texts of the Program page, in one place for review and translation. */

export const PROGRAM = {
  title: 'Program',
  reading: 'Reading the program',
  unreadable: 'The program could not be read',
  never: {
    title: 'Nothing is measured yet',
    text: 'The figures appear a few minutes after the first sync is complete, and are renewed every night.',
  },
  noList: {
    title: 'No account is on the target account list yet',
    text: 'Accounts get a tier when they reach the floors of fit. What is known of all others is below.',
  },
  since: (since: string) => `Deals counted since ${formatDay(since)}.`,
  reachesBack: (day: number) =>
    `At least half of the accounts joined the list ${day === 0 ? 'today' : `in the last ${count(day, 'day')}`}, so earlier deals are counted too. They are not the program’s doing.`,
  /** In the first week of a list. */
  fresh: 'Starting value',
  ofIt: (amount: string, deals: number) =>
    deals === 0
      ? 'All of it from before the accounts joined the list.'
      : `${amount} of it (${count(deals, 'deal')}) since the accounts joined the list; the rest is from before.`,
  changed: {
    title: 'These figures are out of date',
    text: ({ accounts, model }: NonNullable<MeasuredProgram['changed']>) =>
      [
        accounts === 0 ? '' : `${count(accounts, 'account')} joined the list, left it or changed tier since then. `,
        model ? 'Another version of the model was activated since. ' : '',
        'The next measurement counts them.',
      ].join(''),
  },
  caution: 'Accounts join the list because they look promising, so not all of a difference is the program’s doing.',
  noTrend: 'Trends begin a week after the first measurement.',
  early: {
    title: (note: string) => `T${note.slice(1)}`,
    short: 'Too early',
    cell: 'too early',
    day: ({ day: today, of }: ProgramClock) => `day ${whole(today ?? 0)} of ${whole(of)}`,
    text: 'Win rate and days to win can be judged once half of the accounts have been on the list that long. Coverage and engagement show results sooner.',
  },
  seeAccounts: 'See the accounts',
  before: (figure: string) => `So far ${figure}`,
  offList: (value: string, n: string) => `off the list ${value} (${n})`,
  difference: ({ holds, difference, low, high }: ProgramDifference) =>
    difference === null
      ? null
      : `${signed(difference)} points against off the list (${signed(low)} to ${signed(high)})${holds ? '' : ': may be chance'}`,
  trend: (change: string, since: string) => `${change} since ${formatDay(since)}`,
  steady: (since: string) => `as on ${formatDay(since)}`,
};

/** What to do now: the first step of the highest tier that is less than half done. */
export const NEXT_STEP = {
  title: {
    contacts: ({ tier, percent: share }) =>
      `Next: find people in ${GROUPS[tier]}. Only ${whole(share)}% of its accounts have three contacts or more.`,
    reach: ({ tier, percent: share }) =>
      `Next: reach out to ${GROUPS[tier]}. Only ${whole(share)}% of its accounts were in touch in the last 90 days.`,
    coverage: ({ tier, percent: share }) =>
      `Next: fill the buying committees of ${GROUPS[tier]}. Their coverage is ${whole(share)} of 100.`,
    engagement: ({ tier, percent: share }) =>
      `Next: get ${GROUPS[tier]} engaged. Only ${whole(share)}% of its accounts have an engagement of 25 or more.`,
  } satisfies Record<NextStep['step'], (next: NextStep) => string>,
  how: {
    contacts: 'Open an account to see which roles have nobody.',
    reach: 'Open an account: its next plays say whom to contact, and with what.',
    coverage: 'Open an account: its committee says which roles are missing, and its next plays how to reach them.',
    engagement: 'Open an account: its next plays say whom to contact, and with what.',
  } satisfies Record<NextStep['step'], string>,
  open: ({ tier, accounts }: NextStep) => `See the ${count(accounts, 'account')} of ${GROUPS[tier]}`,
  none: 'Nothing stands out: every tier is at least halfway with contacts, reach, coverage and engagement.',
};

/** When the program was measured, and measuring it again. */
export const MEASURING = {
  /** Before how long ago. */
  measured: 'Measured',
  next: (at: string) => `Measured again at about ${at}, and soon after the list or the scores change.`,
  again: 'Measure again',
  working: 'Measuring',
  late: 'Still measuring: look again later.',
  failed: 'The program could not be measured again',
  retry: 'Try again',
};

export const TILES = {
  coverage: 'Coverage',
  coverageHelp: 'Mean share of the buying roles we know and reach, 0 to 100',
  engagement: 'Engagement of 25 or more',
  pipeline: 'Pipeline created',
  winRate: 'Win rate',
  velocity: 'Days to win',
  velocityHelp: 'Median, from creation to winning',
};

export const CHARTS = {
  group: 'Accounts of',
  week: 'Week',
  known: {
    title: 'Who we know and reach',
    unit: 'Percent of accounts; role coverage 0 to 100',
    measures: { coverage: 'Role coverage', reached: 'In touch in 90 days', engaged: 'Engagement 25+' },
    none: 'There is no account to look at yet.',
  },
  stages: { title: 'How far they are', unit: 'Accounts on the list', none: 'No account is on the list yet.' },
  money: {
    title: (reachesBack: boolean) => `Pipeline and revenue${reachesBack ? ', including before the program' : ''}`,
    unit: (currency: string) => `Thousand ${currency}`,
    measures: { pipeline: 'Pipeline created', revenue: 'Revenue won' },
    none: 'No deal was created or won in this period.',
  },
  trend: {
    title: 'The list, week by week',
    unit: 'Percent of accounts; role coverage 0 to 100',
    measures: { coverage: 'Role coverage', reached: 'In touch in 90 days', engaged: 'Engagement 25+' },
    none: 'The trend begins with the second week of measuring.',
  },
};

/** The conclusion, in a sentence or two. */
export const HEADLINE = {
  engaged: (on: string, off: string, { holds }: ProgramDifference) =>
    `${on} of the accounts on the list have an engagement of 25 or more, ${off} of those off it${holds ? '' : ', which may be chance'}.`,
  engagedAlone: (on: string) => `${on} of the accounts on the list have an engagement of 25 or more.`,
  won: (on: string, off: string, { holds }: ProgramDifference) =>
    `They win ${on} of their deals, the others ${off}${holds ? '' : ', which may be chance'}.`,
  early: ({ day, of }: ProgramClock) =>
    `Whether they win more can be judged from day ${whole(of)}; today is day ${whole(day ?? 0)}.`,
  nobodyOff:
    'Whether they win more cannot be judged: every account is on the list, so there is nothing to compare with.',
  noDeals: 'No deal of theirs has closed yet.',
  fresh: 'This is the starting value.',
};

export const GROUPS: Record<ProgramGroupId, string> = {
  tier_1: 'Tier 1',
  tier_2: 'Tier 2',
  tier_3: 'Tier 3',
  on_list: 'On the list',
  off_list: 'Off the list',
};

export const BY_TIER = {
  known: {
    title: 'Who we know and reach, by tier',
    columns: {
      group: 'Group',
      accounts: 'Accounts',
      covered: '3 contacts or more',
      coverage: 'Role coverage',
      reached: 'In touch in 90 days',
      engaged: 'Engagement 25+',
    },
  },
  outcomes: {
    title: 'Results by tier',
    columns: {
      group: 'Group',
      pipeline: 'Pipeline',
      converted: 'Opened a deal',
      winRate: 'Win rate',
      velocity: 'Days to win',
      dealSize: 'Median won deal',
      revenue: 'Revenue',
    },
  },
  help: 'Each figure opens its accounts. In brackets: where the true value lies with 95% confidence. In touch: somebody there did something with us, or we contacted somebody.',
  share: (amount: string, share: string) => `${amount} (${share})`,
};

export const FUNNEL = {
  title: 'Stages',
  stage: 'Stage',
  share: 'Share of the list',
  help: 'An account that is in touch can still be unaware: stages follow the definitions of the scoring model.',
};

export const MOVERS = {
  title: 'Movers of the week',
  unknown: 'Shown from the next measurement on.',
  none: 'No account on the list moved by 5 points of engagement, a stage or a tier in the last 7 days.',
  /** Where accounts were scored for the first time within these days. */
  engagementOnly:
    'Engagement of 7 days ago comes from the dates of activities. Changes of stage and tier show from 7 days after an account is first scored.',
  columns: [{ label: 'Account', width: 180 }, 'Engagement', 'Stage', 'Tier'],
  by: (points: number, now: string) => `${points} ${points === 1 ? 'point' : 'points'}, now ${now}`,
  change: (before: string, after: string) => (before === after ? after : `${before} → ${after}`),
};

export const GOAL = {
  title: ({ per }: ProgramGoal) => `Revenue goal of this ${per}`,
  progress: (won: string, goal: string, { share }: ProgramGoal) => `${won} of ${goal} (${percent(share)})`,
  pace: ({ elapsed, per }: ProgramGoal, wonOnList: string) =>
    `${percent(elapsed)} of the ${per} is over. ${wonOnList} of it came from accounts on the list.`,
};

export const BEHIND = {
  back: 'Back to the program',
  reading: 'Reading the accounts',
  unreadable: 'The accounts could not be read',
  toRead: 'Open an account to see who is missing from its buying committee and what to do next.',
  first: 'Open the first account',
  sorted:
    'Sorted by rank, which weighs fit, engagement, intent and open deals together. A tier also asks for a least fit and a free seat, so a high rank can be in a lower tier.',
  /** `1–25 of 300` */
  place: (first: number, last: number, total: number) => `${whole(first)}–${whole(last)} of ${whole(total)}`,
  counted: (since: string) => `Deals since ${formatDay(since)}. Tier, stage, pipeline and revenue counted`,
  empty: { title: 'No account is behind this figure', text: 'It counts none at the moment.' },
  columns: [
    { label: 'Account', width: 200 },
    { label: 'Rank', align: 'right' },
    { label: 'Tier' },
    { label: 'Stage' },
    { label: 'Engagement today', align: 'right' },
    { label: 'Coverage today', align: 'right' },
    { label: 'Pipeline', align: 'right' },
    { label: 'Revenue', align: 'right' },
  ] satisfies Column[],
  figures: {
    all: 'Accounts',
    covered: 'Accounts with three contacts or more',
    reached: 'Accounts in touch in 90 days',
    engaged: 'Accounts with an engagement of 25 or more',
    converted: 'Accounts that opened a deal',
    pipeline: 'Accounts with new pipeline',
    influenced: 'Accounts with influenced pipeline',
    won: 'Accounts that were won',
    lost: 'Accounts with a lost deal',
    closed: 'Accounts with a closed deal',
  } satisfies Record<FigureId, string>,
  title: (figure: string, group: string, stage: string | null) =>
    `${figure} · ${group}${stage === null ? '' : ` · ${stage}`}`,
};

export const NONE = 'none';
export const UNKNOWN = 'unknown';

/** `Tier 1` */
export function nameTier(tier: number | null): string {
  return tier === null ? NONE : `Tier\u00A0${tier}`;
}

/** `38%` for a share of 0–1. */
export function percent(share: number): string {
  return formatPercent(share);
}

/** `38% (20–61)`: a share with its interval; a dash if there is nothing to count. */
export function rateWithInterval({ share, low, high, n }: Rate): string {
  return share === null || n === 0 ? '–' : `${percent(share)} (${Math.round(100 * low)}–${Math.round(100 * high)})`;
}

/** `58 (52–64)`, a dash if nothing is known. */
export function middleWithInterval({ value, low, high }: Middle): string {
  if (value === null) return '–';
  return low === null || high === null ? whole(value) : `${whole(value)} (${whole(Math.max(0, low))}–${whole(high)})`;
}

/** `1,240` */
export function whole(value: number): string {
  return formatNumber(Math.round(value));
}

/** `1 deal`, `1,240 deals` */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${whole(value)} ${value === 1 ? one : many}`;
}

function signed(share: number): string {
  const points = Math.round(100 * share);
  return points > 0 ? `+${points}` : String(points).replace('-', '−');
}
