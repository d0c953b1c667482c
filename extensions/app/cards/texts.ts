import { formatDay, formatExact, formatNumber } from 'roundtable-ui/formats.ts';
import { describeDay } from 'roundtable-ui/relative-time.tsx';
import type {
  AccountCardData,
  BriefSection,
  CardListPlace,
  CardPlay,
  CardPlayRun,
  CardProposal,
  CardScore,
  MovingScore,
  Tier,
} from './card-data.ts';
import type { DueStep } from './plays/due-step.ts';

/* Sentences of the cards, so that one place is read to judge or translate them. */

/** A play that was started, and its step that is due next; `null` while it starts. */
export interface RunUnderWay {
  run: CardPlayRun;
  step: DueStep | null;
}

/** With its sign, the minus as wide as the plus. */
export function formatChange(points: number): string {
  return points === 0 ? '±0' : `${points < 0 ? '−' : '+'}${Math.abs(points)}`;
}

/** A score that nobody can judge is unknown, not 0. */
export function showScore(score: CardScore | null): string {
  return String(score?.total ?? 'unknown');
}

/** What every card shares: that it is read, cannot be, is old, or waits for the first sync. */
export const FRAME = {
  reading: 'Reading the account',
  unreadable: 'The account could not be read',
  unknown: {
    title: 'Roundtable does not know this company yet',
    text: 'A new company appears here by itself, usually within a minute.',
  },
  retry: 'Try again',
  failed: 'That did not work',
  unanswered: {
    title: 'No answer came',
    text: 'It may have been done all the same. What is shown here was read since; trying again never does it twice.',
  },
  outdated: 'This may be out of date',
  syncing: {
    title: 'Your records are being read for the first time',
    text: 'Tiers, scores and plays appear here when it is done. You can go on working meanwhile.',
    amount: (done: number, total: number | null) =>
      total === null ? `${formatNumber(done)} so far` : `${formatNumber(done)} of ${formatNumber(total)}`,
    again: 'Check again',
  },
  stale: {
    title: (ago: string) => `Last updated ${ago}`,
    text: "What happened since is not counted yet. If this stays, ask your admin to look at Sync in the app's settings.",
  },
  mayNotAct: (owner: string) =>
    `You can look but not act here: ${owner} owns this company. Ask them to start plays or confirm roles.`,
  /** Begins what is said while HubSpot cannot be asked. */
  shown: (asOf: string | null) => (asOf === null ? '' : `This is as of ${formatExact(asOf)}. `),
  withdrawn: {
    title: 'Roundtable may no longer read this HubSpot account',
    text: 'Ask an admin to install the app again; nothing is lost.',
  },
  dailyLimit: {
    title: (until: string) => `HubSpot's daily limit of requests is used up until ${formatExact(until)}`,
    text: 'It goes on by itself then, and plays can be started and roles confirmed again.',
  },
};

export const STANDING = {
  tiers: { 1: 'Tier 1 · one-to-one', 2: 'Tier 2 · one-to-few', 3: 'Tier 3 · one-to-many' },
  noTier: 'No tier',
  surging: 'Unusually active this week',
  asOf: 'as of',
  notScored: 'not scored yet',
  /** "rank 14 for the 25 seats of Tier 1"; the tier itself stands in the line above. */
  tierReason: (reason: string) =>
    reason
      .replace(/^Tier \d: /, '')
      .replace(/^rank (.+?), Tier (\d+) has (.+? seats?)/, 'rank $1 for the $3 of Tier $2')
      .replace(/^rank (.+?), Tier (\d+)'s (.+? seats?) (is|are) held/, 'rank $1, but the $3 of Tier $2 $4 held')
      .replace(/fit (\d+) < (\d+) for Tier (\d+)/, 'fit $1, and Tier $3 asks for at least $2')
      .replace(/^fit (\d+) < (\d+)/, 'fit $1, and the tier asks for at least $2'),
  cluster: ({ name, accounts, warm }: NonNullable<AccountCardData['cluster']>) =>
    `Cluster: ${name} (${formatNumber(accounts)} ${accounts === 1 ? 'account' : 'accounts'}, ${formatNumber(warm)} warm)`,
  stage: ({ label, definition, definitionVersion }: NonNullable<AccountCardData['stage']>) =>
    `${label}: ${definition.replace(/\.$/, '')} (shared definition, v${definitionVersion})`,
  /** "rising, +11 in 7 days", "+2 in 7 days" */
  trend: ({ trend, changeThisWeek }: MovingScore) => {
    if (trend === null || changeThisWeek === null) return '';
    if (changeThisWeek === 0) return 'no change in 7 days';
    return `${trend === 'steady' ? '' : `${trend}, `}${formatChange(changeThisWeek)} in 7 days`;
  },
  /** "This week: +18 engagement from 3 people (demo or sales request, 2 meetings), −7 as older activity fades" */
  week: ({ gained, lost, people, acts }: NonNullable<AccountCardData['week']>) => {
    if (gained === 0 && lost === 0 && people === 0) return 'This week: nothing new, nothing lost';
    const who = people === 1 ? '1 person' : `${people} people`;
    const from =
      people === 0 ? 'nobody did anything new' : `${formatChange(gained)} engagement from ${who} (${acts.join(', ')})`;
    return `This week: ${from}${lost === 0 ? '' : `, ${formatChange(lost)} as older activity fades`}`;
  },
  /** "If nothing happens: engagement falls under 40 on 25 Nov, the account falls from Sales-ready to Engaged on 9 Dec" */
  forecast: (stage: string, { forecast, fall }: Pick<AccountCardData, 'forecast' | 'fall'>, now: number) => {
    const falls = [
      ...(fall === null ? [] : [{ at: fall.at, what: `engagement falls under ${fall.under}` }]),
      ...(forecast === null
        ? []
        : [{ at: forecast.leavesAt, what: `the account falls from ${stage} to ${forecast.to}` }]),
    ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    return `If nothing happens: ${falls.map(({ at, what }) => `${what} on ${formatDay(at, now)}`).join(', ')}`;
  },
  scores: { fit: 'Fit', engagement: 'Engagement', intent: 'Intent' },
  next: ({ name }: CardPlay, mayStart: boolean) =>
    `Next: ${name}.${mayStart ? ' Start it on the card "Next plays".' : ''}`,
  whyNow: (sentence: string) => `Why now: ${sentence}`,
  /** "Next: Call, due tomorrow." and "Step 2 of 3 of "Sponsor alignment" by date. Its tasks are under Tasks on this record." */
  underWay: ({ run: { name, steps }, step }: RunUnderWay, now: number) => {
    if (step === null) return { what: `Starting: ${name}`, more: null };
    const { number, title, dueAt, isPast } = step;
    const where = 'Its tasks are under Tasks on this record.';
    if (isPast) return { what: `Running: ${name}`, more: `Its last step was due ${describeDay(dueAt, now)}. ${where}` };
    return {
      what: `Next: ${title}, due ${describeDay(dueAt, now)}.`,
      more: `Step ${number} of ${steps.length} of "${name}" by date. ${where}`,
    };
  },
  why: 'Why these scores?',
  /** Where the account stands is folded away, under the scores. */
  whyAll: 'Why this tier, stage and scores?',
  /** Under a 0 that rests on nothing. */
  nothing: { fit: '', engagement: 'no activity known', intent: 'no signal known' },
  unknown: {
    fit: 'Nothing is known yet that fit could be judged by.',
    engagement: 'No activity is known.',
    intent: 'No signal is known.',
  },
  /** What to do about lines that only assume. */
  fillIn: 'Fill in what is unknown, and the score follows within a minute:',
};

const SIDES = { marketing: 'Marketing', sales: 'Sales' } as const;

/** How the account stands to the target account list. */
export const LIST = {
  off: 'Not on the target account list',
  /** "Why: fit 22, and a tier asks for at least 30" of "not eligible: fit 22 < 30" */
  why: (reason: string) =>
    `Why: ${reason
      .replace(/^(not eligible|no tier|off the list): /, '')
      .replace(/^(fit \d+) < (\d+)/, '$1, and a tier asks for at least $2')}`,
  provisional:
    "The list is provisional: every eligible account is on it. Once marketing and sales have approved it, on the app's page Target accounts, you can propose this account here.",
  place: (tier: Tier | null) => (tier === null ? 'off the list' : `Tier ${tier}`),
  proposed: ({ fromTier, toTier }: CardProposal) =>
    fromTier === null
      ? `Proposed for ${LIST.place(toTier)}`
      : `Proposed: ${LIST.place(fromTier)} → ${LIST.place(toTier)}`,
  by: ({ by, reason }: CardProposal) => `${(by ?? 'The scores').replace(/^workflow:/, 'Workflow ')}: ${reason}`,
  /** "Marketing: approved by Mia Marks ✓" or "Sales: not approved yet, up to Sam Sells" */
  key: ({ side, turnedBy, holders }: CardProposal['keys'][number]) => {
    if (turnedBy !== null) return `${SIDES[side]}: approved by ${turnedBy} ✓`;
    if (holders.length === 0)
      return `${SIDES[side]}: nobody holds this key yet, an admin gives it in the app's settings`;
    return `${SIDES[side]}: not approved yet, up to ${holders.join(' or ')}`;
  },
  closes: (at: string, now: number) =>
    `To be decided on the app's page Target accounts. Closes on ${formatDay(at, now)} if nobody does.`,
  withdraw: 'Withdraw',
  /** "Sales said no on 3 Nov: no budget" */
  turnedDown: ({ side, reason, at }: NonNullable<CardListPlace['turnedDown']>, now: number) =>
    side === null
      ? `The last proposal closed on ${formatDay(at, now)} without both keys.`
      : `${SIDES[side]} said no on ${formatDay(at, now)}: ${reason ?? ''}`,
  tier: 'Propose it for',
  tiers: [
    { value: 3, label: 'Tier 3 · one-to-many' },
    { value: 2, label: 'Tier 2 · one-to-few' },
    { value: 1, label: 'Tier 1 · one-to-one' },
  ],
  reason: 'Why it should be on the list',
  reasonHelp: 'Marketing and sales read this; it is on the list once both have approved.',
  /** What speaks for the account, as the start of a reason. */
  grounds: (grounds: readonly string[]) => {
    const words = grounds.join(', ');
    return words.charAt(0).toUpperCase() + words.slice(1);
  },
  propose: 'Propose it',
};

export const BRIEF = {
  title: 'Before a call',
  copy: 'Copy the brief',
  copied: 'Copied',
  refused: 'The browser did not let it be copied',
  topics: {
    initiatives: 'What they are up to',
    technology: 'What they work with',
    signals: 'Signals',
    history: 'Our history with them',
    risks: 'Open risks',
  },
  unknown: {
    initiatives: 'Nothing is noted yet: add it to the plan below.',
    technology: 'Unknown. An admin can map the property that holds it in the app settings.',
    signals: 'None now.',
    history: 'Nothing yet.',
    risks: 'None found.',
  },
} as const satisfies {
  topics: Record<BriefSection['topic'], string>;
  unknown: Record<BriefSection['topic'], string>;
} & Record<string, unknown>;

/** The brief as plain text: where the account stands, then the five things. */
export function writeBrief({ company, tier, stage, brief, ...scores }: AccountCardData, now: number): string {
  const sections = brief.map(({ topic, points }) =>
    [`${BRIEF.topics[topic]}:`, ...(points.length === 0 ? ['- not known'] : points.map((point) => `- ${point}`))].join(
      '\n',
    ),
  );
  const standing = [
    tier.value === null ? STANDING.noTier : STANDING.tiers[tier.value],
    ...(stage === null ? [] : [stage.label]),
    `fit ${showScore(scores.fit)}, engagement ${showScore(scores.engagement)}, intent ${showScore(scores.intent)}`,
  ];
  const head = `${company.name}: brief of ${formatDay(new Date(now).toISOString(), now)}\n${standing.join(' · ')}`;
  return [head, ...sections].join('\n\n');
}

export const PLAN = {
  title: 'Account plan',
  none: 'nothing noted',
  empty: 'Nothing is noted yet.',
  mapped: 'from a property of the company',
  groups: { objective: 'Our objective', initiative: 'Their initiatives', competitor: 'Competitors in play' },
  kind: 'Add to the plan',
  kinds: { objective: 'Our objective', initiative: 'An initiative of theirs', competitor: 'A competitor in play' },
  labels: {
    objective: 'What we want here (takes the place of the one before)',
    initiative: 'What they are up to',
    competitor: 'Name of the competitor',
  },
  add: 'Add',
  remove: 'Remove',
};
