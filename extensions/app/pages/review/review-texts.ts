import { capitalize, formatDay, formatExact, formatMoney } from 'roundtable-ui/formats.ts';
import type {
  Block,
  DealHappened,
  Happened,
  Move,
  ReviewData,
  ReviewedAccount,
  ReviewTask,
  ReviewWeek,
} from './review-data.ts';

/* Every sentence of the weekly review, so that one place is read to judge or translate them. */

export const REVIEW = {
  title: 'Weekly review',
  reading: 'Reading what happened this week',
  unreadable: 'The review could not be read',
  filters: { week: 'Week', tiers: 'Tiers', owner: 'Accounts of' },
  weeks: (week: ReviewWeek, ago: number) => {
    const days = nameWeek(week);
    return ago === 0 ? `This week, ${days}` : ago === 1 ? `Last week, ${days}` : days;
  },
  tiers: [
    { label: 'Tier 1', value: '1' },
    { label: 'Tier 1 and 2', value: '12' },
  ],
  everybody: (hasOwn: boolean) => (hasOwn ? 'Everybody, mine first' : 'Everybody'),
  me: 'Me',
  progress: (done: number, of: number) => `${done} of ${of} reviewed`,
  start: (done: number) => (done === 0 ? 'Start the review' : 'Go on with the review'),
  allDone: 'Every account is reviewed for this week.',
  copy: 'Copy the summary',
  copied: 'Copied',
  notCopied: 'The browser did not let us copy',
  cut: (shown: number, total: number) => `The first ${shown} of ${total} by rank. Choose an owner to see the others.`,
  firstScored: ({ firstScored, isRecent }: Pick<ReviewData, 'firstScored' | 'isRecent'>) => {
    if (firstScored === 'before') return null;
    if (isRecent) {
      return 'These accounts were first scored only recently: engagement and intent are compared with 7 days ago, changes of tier and stage show from the following week on.';
    }
    return 'These accounts have no scores from that week, so changes of scores, tiers and stages cannot be shown. What people did is.';
  },
  columns: { account: 'Account', happened: 'What happened', blocks: 'What blocks it', reviewed: 'Reviewed' },
  moreBlocks: (more: number) => `and ${more} more`,
  doneBy: (by: string) => `by ${by}`,
  noBlock: 'nothing',
  notYet: 'not yet',
  unkept: 'A note is not kept yet: open the account.',
  empty: {
    title: 'No account to review',
    none: (tiers: string) =>
      `No account holds ${tiers === '1' ? 'Tier 1' : 'Tier 1 or 2'} now. The page “Target accounts” says why of each.`,
    owner: 'This person owns no account in these tiers. Choose somebody else, or everybody.',
  },
};

export const ACCOUNT = {
  back: 'All accounts',
  previous: 'Previous',
  place: (index: number, of: number) => `${index + 1} of ${of}`,
  about: ({ tier, stage, owner }: ReviewedAccount) => `Tier ${tier} · ${stage} · ${owner ?? 'nobody owns it'}`,
  parts: {
    happened: 'What happened',
    did: 'What we did',
    next: 'What is next',
    blocks: 'What blocks it',
  },
  nothing: {
    happened: 'Nothing new in this week.',
    did: 'No meeting, call, email, play or task from our side in this week.',
    next: 'No play runs, none is due, and nothing is planned.',
    blocks: 'Nothing we know of.',
  },
  tasksReading: 'Asking HubSpot for the tasks…',
  tasksUnknown: (why: string) => `HubSpot could not be asked which tasks are done: ${why}`,
  /** So short that they fit a telephone. */
  mark: (hasNext: boolean) => (hasNext ? 'Reviewed, next account' : 'Reviewed'),
  next: (hasNext: boolean) => (hasNext ? 'Next account' : 'Back to all accounts'),
  skip: 'Skip this account',
  keep: 'Keep the note',
  unmark: 'Not reviewed after all',
  /** What becomes of the mark and of what is written. */
  hint: ({ isReviewed, isWritten }: { isReviewed: boolean; isWritten: boolean }) => {
    const skipping = 'An account that you skip stays unreviewed.';
    if (!isWritten) return isReviewed ? null : skipping;
    return isReviewed ? 'Going on keeps your note.' : `Going on keeps your note either way. ${skipping}`;
  },
  reviewed: 'Reviewed',
  reviewedBy: ({ by, at }: { by: string; at: string }) => `by ${by}, ${formatExact(at)}`,
  failed: 'That did not work',
  retry: 'Try again',
};

export const NOTES = {
  title: 'Notes',
  new: 'Note for the team (optional)',
  about: 'What did you agree on? Notes stay with the account from week to week.',
  changed: { label: 'The note as it should be', submit: 'Save' },
  edit: 'Change',
  cancel: 'Cancel',
  removal: { ask: 'Remove', yes: 'Remove for good', no: 'Keep it' },
  by: ({ by, at, editedAt }: { by: string; at: string; editedAt: string | null }) =>
    `${by}, ${formatDay(at)}${editedAt === null ? '' : `, changed ${formatDay(editedAt)}`}`,
};

export const SUMMARY = {
  happened: 'Happened',
  did: 'Did',
  next: 'Next',
  blocks: 'Blocks',
  note: 'Note',
  quiet: 'Quiet',
  more: (more: number) => `${more} more`,
};

const SCORE_NAMES = { engagement: 'Engagement', intent: 'Intent', fit: 'Fit', coverage: 'Coverage' };
type PlayEnd = Exclude<Happened['plays'][number]['kind'], 'started'>;
const PLAY_ENDS = {
  reached: 'reached its aim',
  missed: 'ended without result',
  stopped: 'ended early',
  failed: 'could not be started',
} satisfies Record<PlayEnd, string>;

/** What happened at an account in the week, the most important first. */
export function describeHappened({ happened }: ReviewedAccount, currency: string): string[] {
  const { isNew, moves, people, morePeople, deals, plays, list } = happened;
  return [
    ...moves.filter(({ what }) => what === 'tier' || what === 'stage').map(describeMove),
    ...list.map(({ kind, to, at }) => `${placeOf(to)} ${kind} on ${dayOf(at)}`),
    ...deals.map((deal) => describeDeal(deal, currency)),
    ...plays.flatMap(({ name, kind, at }) =>
      kind === 'started' ? [] : [`Play “${name}” ${PLAY_ENDS[kind]} on ${dayOf(at)}`],
    ),
    ...moves.filter(({ what }) => what !== 'tier' && what !== 'stage').map(describeMove),
    ...people.map(
      ({ name, role, acts, lastAt }) =>
        `${name}${role === null ? '' : ` (${role})`}: ${acts.join(', ')}, last on ${dayOf(lastAt)}`,
    ),
    ...(morePeople === 0 ? [] : [`and ${morePeople} more ${morePeople === 1 ? 'person' : 'people'}`]),
    ...(isNew ? ['Scored for the first time in this week'] : []),
  ];
}

function describeMove(move: Move): string {
  if (move.what === 'tier') return `${tierOf(move.from)} → ${tierOf(move.to)}`;
  if (move.what === 'stage') return `Stage: ${move.from} → ${move.to}`;
  const { what, from, to, span } = move;
  const name = SCORE_NAMES[what];
  if (from === null) return `${name} is known now: ${to}`;
  if (to === null) return `${name} is no longer known`;
  const change = `${to > from ? '+' : '−'}${Math.abs(to - from)}`;
  return `${name} ${from} → ${to} (${change}${span === 'week' ? '' : ' in 7 days'})`;
}

function describeDeal({ name, amount, kind, from, to, at }: DealHappened, currency: string): string {
  const deal = `“${name}”${amount === null ? '' : ` (${formatMoney(amount, currency)})`}`;
  const day = dayOf(at);
  if (kind === 'created') return `New deal ${deal} on ${day}`;
  if (kind === 'moved') return `Deal ${deal}: ${from ?? 'elsewhere'} → ${to} on ${day}`;
  return `Deal ${deal} ${kind} on ${day}`;
}

/** What we did in the week: touches, started plays, and completed tasks of plays. */
export function describeDone(
  { id, did, happened }: ReviewedAccount,
  { week }: ReviewData,
  tasks: readonly ReviewTask[],
): string[] {
  const done = tasks.filter(
    ({ companyId, doneAt }) => companyId === id && doneAt !== null && doneAt >= week.from && doneAt < week.to,
  );
  const touches = did.join(', ');
  return [
    ...(touches === '' ? [] : [capitalize(touches)]),
    ...describeStarted(happened),
    ...done.map(({ title, doneAt }) => `Done: ${title} (${dayOf(doneAt ?? week.to)})`),
  ];
}

function describeStarted({ plays }: Happened): string[] {
  const started = plays.filter(({ kind }) => kind === 'started');
  return started.map(({ name, at }) => `Started the play “${name}” on ${dayOf(at)}`);
}

/** What is next: the next step of each running play, then plays that are due, then the plan. */
export function describeNext({ next }: ReviewedAccount, tasks: readonly ReviewTask[], now: number): string[] {
  const closed = new Set(tasks.flatMap(({ taskId, state }) => (state === 'open' ? [] : [taskId])));
  const { running, due, rests, objective, initiatives, falls } = next;
  return [
    ...running.map(({ name, steps }) => {
      const step = steps.find(({ taskId }) => taskId === null || !closed.has(taskId));
      return step === undefined
        ? `Play “${name}”: every step is done`
        : `${step.title}, ${dueOn(step.dueAt, now)} (“${name}”)`;
    }),
    ...due.map(({ name, why }) => `Play due: ${name}${why === '' ? '' : `. ${why}`}`),
    ...(rests === null ? [] : [rests]),
    ...(falls === null ? [] : [`Falls to ${falls.to} on ${formatDay(falls.at)} if nothing happens`]),
    ...(objective === null ? [] : [`Our objective: ${objective}`]),
    ...initiatives.map((text) => `They plan: ${text}`),
  ];
}

function dueOn(dueAt: string, now: number): string {
  return `${Date.parse(dueAt) < now ? 'overdue since' : 'due'} ${formatDay(dueAt, now)}`;
}

/** What blocks an account. */
export function describeBlocks({ blocks }: Pick<ReviewedAccount, 'blocks'>): string[] {
  return blocks.map(describeBlock);
}

function describeBlock(block: Block): string {
  switch (block.kind) {
    case 'risk':
      return block.sentence;
    case 'missing':
      return `Nobody known as ${block.roles.join(', ')}`;
    case 'stale':
      return `${block.role}: ${block.name} was named over a year ago, ask whether that is still so`;
    case 'waiting':
      return `The proposal “${placeOf(block.to)}” waits for ${block.sides.map((side) => (side === 'sales' ? 'Sales' : 'Marketing')).join(' and ')}`;
    case 'failed':
      return `A play could not be started: ${block.sentence}`;
    case 'refused':
      return `HubSpot refused a value: ${block.sentence}`;
    default:
      return 'Nobody owns this account';
  }
}

/** The most important fact about an account in the list. */
export function headline(account: ReviewedAccount, currency: string): string {
  const { happened } = account;
  const [first] = describeHappened(account, currency);
  const isLoud = happened.moves.some(
    (move) => move.what === 'engagement' && Math.abs((move.to ?? 0) - (move.from ?? 0)) >= 5,
  );
  const started = describeStarted(happened);
  const weighty = happened.deals.length + happened.plays.length - started.length + happened.list.length > 0;
  const moved = happened.moves.some(({ what }) => what === 'tier' || what === 'stage');
  if (first !== undefined && (weighty || moved || isLoud)) return first;
  const { people, morePeople } = happened;
  const active = people.length + morePeople;
  if (active === 0) return first ?? started[0] ?? 'Quiet';
  return active === 1 ? `1 person active: ${people[0]?.name}` : `${active} people active`;
}

function tierOf(tier: number | null): string {
  return tier === null ? 'No tier' : `Tier ${tier}`;
}

/** What is proposed. */
function placeOf(tier: number | null): string {
  return tier === null ? 'Leaving the list' : `Move to Tier ${tier}`;
}

/** `16 Nov – 22 Nov 2026` */
export function nameWeek({ from, to }: Omit<ReviewWeek, 'id'>): string {
  return `${formatDay(from, Date.parse(to))} – ${formatDay(lastDay(to))}`;
}

/** `17 Nov`: the year is that of the week. */
function dayOf(at: string): string {
  return formatDay(at, Date.parse(at));
}

/** The last day of a week that ends at midnight. */
function lastDay(to: string): string {
  return new Date(Date.parse(to) - 1).toISOString();
}
