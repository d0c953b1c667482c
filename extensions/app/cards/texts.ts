import { capitalize, formatDay, formatNumber, formatPercent } from 'roundtable-ui/formats.ts';
import { describeDay } from 'roundtable-ui/relative-time.tsx';
import { writeReasonBesideTier } from 'roundtable-ui/tier-reason.ts';
import type { AccountCardData, CardListPlace, CardProposal, CardScore, MovingScore, Tier } from './card-data.ts';
import type { OverdueTask } from './card-tasks.ts';
import type { NextStep } from './plays/next-step.ts';

/* Texts of the cards, in one place for review and translation. */

/** With its sign; the minus is as wide as the plus. */
export function formatChange(points: number): string {
  return points === 0 ? '±0' : `${points < 0 ? '−' : '+'}${Math.abs(points)}`;
}

/** A score without any data is unknown, not 0. */
export function showScore(score: CardScore | null): string {
  return String(score?.total ?? 'unknown');
}

const RANKED_BY = { fit: 'fit', engagement: 'engagement', intent: 'intent', dealPotential: 'open deals' } as const;

/** "engagement falls under 40 (a threshold of Sales-ready)" */
function writeFall({ under, askedBy }: NonNullable<AccountCardData['fall']>): string {
  return `engagement falls under ${under}${askedBy === null ? '' : ` (a threshold of ${askedBy})`}`;
}

/** `Every task of "Surge" is done; its aim counts if it is reached by 3 Dec.`; of deleted ones, that none is open any more. */
export function writeDone({ run, isEachDone }: Extract<NextStep, { kind: 'done' }>, now: number): string {
  const { name, judgedAt } = run;
  const until = judgedAt === null ? '' : `; its aim counts if it is reached by ${formatDay(judgedAt, now)}`;
  const how = isEachDone ? `Every task of "${name}" is done` : `No task of "${name}" is open any more`;
  return `${how}${until}.`;
}

export const STANDING = {
  tiers: { 1: 'Tier 1 · one-to-one', 2: 'Tier 2 · one-to-few', 3: 'Tier 3 · one-to-many' },
  noTier: 'No tier',
  surging: 'Unusually active this week',
  asOf: 'as of',
  notScored: 'not scored yet',
  /** "rank 14 of 25 seats"; the tier itself is in the line above. */
  tierReason: writeReasonBesideTier,
  /** "Rank: the place by fit (45%), engagement (25%) and open deals (30%) among the accounts …", of who holds a seat and who waits. */
  ranking: (ranking: AccountCardData['ranking']) => {
    const parts = ranking.map(({ by, percent }) => `${RANKED_BY[by]} (${formatPercent(percent / 100)})`);
    const last = parts.pop() ?? '';
    const named = parts.length === 0 ? last : `${parts.join(', ')} and ${last}`;
    return `Rank: the place by ${named} among the accounts whose fit allows the tier and that have no better seat.`;
  },
  cluster: ({ name, accounts, warm }: NonNullable<AccountCardData['cluster']>) =>
    `Cluster: ${name} (${formatNumber(accounts)} ${accounts === 1 ? 'account' : 'accounts'}, ${formatNumber(warm)} warm)`,
  stage: ({ label, definition, definitionVersion }: NonNullable<AccountCardData['stage']>) =>
    `${label}: ${definition.replace(/\.$/, '')} (stage definition, version ${definitionVersion})`,
  /** "rising, +11 in 7 days", "no change in 7 days: +2 from new activity, −2 from decay" */
  trend: ({ trend, changeThisWeek }: MovingScore, week: AccountCardData['week'] = null) => {
    if (trend === null || changeThisWeek === null) return '';
    const change = changeThisWeek === 0 ? 'no change' : formatChange(changeThisWeek);
    const way = trend === 'steady' || changeThisWeek === 0 ? change : `${trend}, ${change}`;
    if (week === null || week.gained === 0 || week.lost === 0) return `${way} in 7 days`;
    return `${way} in 7 days: ${formatChange(week.gained)} from new activity, ${formatChange(week.lost)} from decay`;
  },
  /** "This week: +18 engagement from 3 people (demo or sales request, 2 meetings), −7 as older activity fades" */
  week: ({ gained, lost, people, acts }: NonNullable<AccountCardData['week']>) => {
    if (gained === 0 && lost === 0 && people === 0) return 'Engagement this week: nothing new, nothing lost';
    const who = people === 1 ? '1 person' : `${people} people`;
    const what = gained === 0 ? 'no whole point of engagement' : `${formatChange(gained)} engagement`;
    const from =
      people === 0
        ? 'Engagement this week: nobody did anything new'
        : `This week: ${what} from ${who} (${acts.join(', ')})`;
    return `${from}${lost === 0 ? '' : `, ${formatChange(lost)} as older activity fades`}`;
  },
  /** "If nothing happens: engagement falls under 40 on 25 Nov, the account falls from Sales-ready to Engaged on 9 Dec" */
  forecast: (stage: string, { forecast, fall }: Pick<AccountCardData, 'forecast' | 'fall'>, now: number) => {
    const falls = [
      ...(fall === null ? [] : [{ at: fall.at, what: writeFall(fall) }]),
      ...(forecast === null
        ? []
        : [{ at: forecast.leavesAt, what: `the account falls from ${stage} to ${forecast.to}` }]),
    ].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
    return `If nothing happens: ${falls.map(({ at, what }) => `${what} on ${formatDay(at, now)}`).join(', ')}`;
  },
  /** `Deal "Acme platform" (40,000 EUR) closes tomorrow` */
  closing: ({ deal, at }: NonNullable<AccountCardData['closing']>, now: number) =>
    `Deal ${deal} closes ${describeDay(at, now)}`,
  scores: { fit: 'Fit', engagement: 'Engagement', intent: 'Intent' },
  /** "Overdue (Sam Sells): Send the business case, due 3 days ago" */
  overdue: ({ title, dueAt, owner }: OverdueTask, now: number) =>
    `Overdue${owner === null ? '' : ` (${owner})`}: ${title}, due ${describeDay(dueAt, now)}`,
  /** Under the task that is named, where it is and how many others are overdue. */
  underTasks: (others: number) =>
    others === 0
      ? 'Under Tasks on this record.'
      : `Under Tasks on this record, with ${others === 1 ? '1 more' : `${formatNumber(others)} more`} overdue.`,
  /** What to do next, or then if other things come first: its first line, and the text under it; `null` if nothing is due. */
  next: (next: NextStep, now: number, isFirst = true): { what: string; more: string | null } | null => {
    const word = isFirst ? 'Next' : 'Then';
    switch (next.kind) {
      case 'on_hold':
        return { what: next.sentence, more: 'First help to get that solved: see Tickets on this record.' };
      case 'due': {
        const [reason] = next.play.whyNow;
        return {
          what: `${word}: ${next.play.name}`,
          more: reason === undefined ? null : `Why now: ${reason.sentence}`,
        };
      }
      case 'done':
        return { what: `${isFirst ? 'Nothing to do now. ' : ''}${writeDone(next, now)}`, more: null };
      case 'running': {
        const { run, step } = next;
        const where = 'Its tasks are under Tasks on this record.';
        const due = describeDay(step.dueAt, now);
        if (step.isPast && !step.isOpen) {
          return { what: `Running: ${run.name}`, more: `Its last step was due ${due}. ${where}` };
        }
        const what = step.isPast
          ? `${word}: ${step.title}. Overdue: it was due ${due}.`
          : `${word}: ${step.title}, due ${due}.`;
        const by = step.isOpen ? '' : ' by date';
        return { what, more: `Step ${step.number} of ${run.steps.length} of "${run.name}"${by}. ${where}` };
      }
      default:
        return null;
    }
  },
  why: 'Why these scores?',
  /** The details are collapsed, below the scores. */
  whyAll: 'Why this tier, stage and scores?',
  /** Under a 0 without any evidence. */
  nothing: { fit: '', engagement: 'no activity known', intent: 'no signal known' },
  unknown: {
    fit: 'Nothing is known yet that fit could be judged by.',
    engagement: 'No activity is known.',
    intent: 'No signal is known.',
  },
  /** What to do about lines that are assumptions. */
  fillIn: 'Fill in what is unknown, and the score follows within a minute:',
};

const SIDES = { marketing: 'Marketing', sales: 'Sales' } as const;

/** The account's relation to the target account list. */
export const LIST = {
  off: 'Not on the target account list',
  /** "Why: fit 22, and a tier asks for at least 30" of "not eligible: fit 22 < 30" */
  why: (reason: string) => `Why: ${writeReasonBesideTier(reason).replace(/^(not eligible|off the list): /, '')}`,
  provisional:
    "The list is provisional: until it is approved, scores and the seats of each tier alone decide who is on it. Once marketing and sales have approved it, on the app's page Target accounts, you can propose this account here.",
  place: (tier: Tier | null) => (tier === null ? 'off the list' : `Tier ${tier}`),
  proposed: ({ fromTier, toTier }: CardProposal) =>
    fromTier === null
      ? `Proposed for ${LIST.place(toTier)}`
      : `Proposed: ${LIST.place(fromTier)} → ${LIST.place(toTier)}`,
  by: ({ by, reason }: CardProposal) =>
    by === null ? `The scores: ${STANDING.tierReason(reason)}` : `${by.replace(/^workflow:/, 'Workflow ')}: ${reason}`,
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
      ? `The last proposal closed on ${formatDay(at, now)} without both approvals.`
      : `${SIDES[side]} said no on ${formatDay(at, now)}: ${reason ?? ''}`,
  tier: 'Propose it for',
  tiers: [
    { value: 3, label: 'Tier 3 · one-to-many' },
    { value: 2, label: 'Tier 2 · one-to-few' },
    { value: 1, label: 'Tier 1 · one-to-one' },
  ],
  reason: 'Why it should be on the list',
  reasonHelp: 'Marketing and sales read this; it is on the list once both have approved. At most 500 characters.',
  /** The evidence for the account, as the start of a reason. */
  grounds: (grounds: readonly string[]) => {
    const words = grounds.join(', ');
    return capitalize(words);
  },
  propose: 'Propose it',
};
