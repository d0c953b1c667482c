import { DISMISS_WORDS } from 'roundtable-ui/dismiss-words.ts';
import { capitalize, formatDay, formatPercent } from 'roundtable-ui/formats.ts';
import { showScore } from './texts.ts';
import type {
  AccountCardData,
  CardEnrolment,
  CardPerson,
  CardPlay,
  CardPlayRun,
  CardScore,
  RoleStateName,
} from './card-data.ts';
import { MOST_NOTE, MOST_STOP_REASON, type DismissReason } from './card-requests.ts';
import type { FirstAnswer } from './committee/first-answer.ts';
import type { DueStep } from './plays/due-step.ts';

/* Sentences about the committee and the plays, beside `texts.ts`: these two are read to judge or translate the cards. */

const ROLE_STATES = ['engaged', 'reached', 'identified', 'suggested', 'placeholder', 'missing'] as const;
/** How many roles are in each state. */
type RoleCounts = Partial<Record<RoleStateName, number>>;

/** "1 engaged", "2 suggested", of those states that there are. */
function countWords(counts: RoleCounts, states: readonly RoleStateName[]): string[] {
  return states.flatMap((state) => {
    const count = counts[state] ?? 0;
    return count === 0 ? [] : [`${count} ${COMMITTEE.states[state].toLowerCase()}`];
  });
}

export const COMMITTEE = {
  coverage: (coverage: CardScore | null) =>
    coverage === null ? 'Coverage unknown' : `Coverage ${showScore(coverage)} of 100`,
  score: 'Coverage',
  why: 'Why this coverage?',
  noRoles: 'No role is required at this account.',
  nobodyYet: {
    title: 'Nobody is known in any role yet',
    text: 'Add contacts with job titles to this company, or set their buying role. Roles are suggested from titles.',
  },
  /** "6 required roles: 2 engaged · 1 suggested · 3 missing", which add up. */
  counts: (counts: RoleCounts) => {
    const required = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const states = countWords(counts, ROLE_STATES).join(' · ');
    return `${required} required ${required === 1 ? 'role' : 'roles'}: ${states}`;
  },
  /** Why the coverage is more than nothing though no role is sure. */
  halfCounted: 'A suggested role counts only a little in the coverage until somebody says yes.',
  /** "Not required here, and not counted above: 1 engaged, 2 suggested" */
  others: (counts: RoleCounts) =>
    `Not required here, and not counted above: ${countWords(counts, ROLE_STATES).join(', ')}`,
  risk: (sentence: string) => `Risk: ${sentence}`,
  /** "2 risks and gaps", "2 risks" */
  risks: ({ risks, gaps }: Pick<AccountCardData, 'risks' | 'gaps'>) =>
    `${risks.length + gaps.length} ${gaps.length === 0 ? 'risks' : risks.length === 0 ? 'gaps' : 'risks and gaps'}`,
  states: {
    engaged: 'Engaged',
    reached: 'Reached',
    identified: 'Identified',
    suggested: 'Suggested',
    placeholder: 'Not a contact yet',
    missing: 'Missing',
  } satisfies Record<RoleStateName, string>,
  nobody: 'nobody known',
  notRequired: 'not required here',
  noTouch: 'not in touch yet',
  bounced: 'Emails bounce: they may have left',
  /* Buttons that repeat name what they are about: HubSpot's have no other name for who listens than their words. */
  more: (count: number, role: string) => `${count} more for ${role.toLowerCase()}`,
  showMore: (count: number, role: string) => `Show ${count} more for ${role.toLowerCase()}`,
  /** Of the first person of a role the row says the name. */
  yes: (role: string, name: string | null) => `Yes, ${name === null ? '' : `${name} as `}${role.toLowerCase()}`,
  no: (role: string, name: string | null) => `No, not ${name === null ? '' : `${name} as `}${role.toLowerCase()}`,
  undo: 'Undo',
  cancel: 'Cancel',
  /** What to do first, at the top of the card. */
  first: {
    /** "First: confirm Olivia Hughes (Finance Director) as budget holder" */
    what: (first: FirstAnswer) => {
      const role = first.role.label.toLowerCase();
      if (first.kind === 'find') return `First: find somebody for ${role}. Nobody is known yet.`;
      const { name, title } = first.person;
      return `First: confirm ${title === null ? name : `${name} (${title})`} as ${role}`;
    },
    grounds: (person: CardPerson) => COMMITTEE.grounds(person, true),
    above: 'Asked at the top of this card.',
    find: 'Find in contacts',
  },
  /**
   * "Suggested by job title, 60% sure. Is that right?", which is asked of who may answer; what they did makes it more than a
   * suggestion. How sure it is says nothing more of a role somebody set, only its age does.
   */
  grounds: ({ sources, confidencePercent, canDecide, stale, state }: CardPerson, mayAct: boolean) => {
    const words = sources.join(', ') || 'no source';
    if (stale) return `Set over a year ago (${words}).${mayAct ? ' Still so?' : ''}`;
    if (!canDecide) return capitalize(words);
    const taken = state === 'suggested' ? 'Suggested' : 'Not confirmed, but likely';
    const suggested = `${taken} by ${words}, ${formatPercent(confidencePercent / 100)} sure`;
    return mayAct ? `${suggested}. Is that right?` : suggested;
  },
  reportsTo: ({ name }: NonNullable<CardPerson['reportsTo']>) => `reports to ${name} ·`,
  /** "Above people you know, not engaged: Maria Lopez (above Ana Ruiz, Ben Ode), Li Wei (no contact yet, above Cem Arslan)" */
  above: (above: AccountCardData['above']) => {
    const named = above.map(
      ({ name, isContact, over }) => `${name} (${isContact ? '' : 'no contact yet, '}above ${over.join(', ')})`,
    );
    return `Above people you know, not engaged: ${named.join(', ')}`;
  },
  confirmed: (name: string, role: string) => `Confirmed: ${name} as ${role.toLowerCase()}`,
  rejected: (name: string, role: string) => `${name} is not suggested as ${role.toLowerCase()} any more`,
  find: (role: string) => `Find ${role.toLowerCase()} in contacts`,
  placeholder: {
    add: (role: string) => `Add ${role.toLowerCase()} by name`,
    label: (role: string) => `Who is the ${role.toLowerCase()}, as far as you know?`,
    help: `Somebody who is no contact in HubSpot yet: a name, a title, where to find them. At most ${MOST_NOTE} characters.`,
    keep: 'Keep',
    remove: (role: string) => `Remove placeholder for ${role.toLowerCase()}`,
    hint: 'add them as a contact, then remove this',
  },
};

/** A task is what every step is. */
const CHANNELS = {
  email: 'email',
  call: 'call',
  linkedin: 'LinkedIn',
  meeting: 'meeting',
  event: 'event',
  direct_mail: 'direct mail',
  ads_segment: 'ads',
  sequence: 'sequence',
  task: '',
};

export const PLAYS = {
  whyNow: 'Why now',
  steps: (mayStart: boolean) => (mayStart ? 'Steps, each a task in HubSpot once you start' : 'Steps'),
  texts: (rank: number) => `Texts to use in play ${rank}`,
  title: (rank: number, name: string) => `${rank}  ${name}`,
  aim: ({ closes, outcome, closing }: CardPlay, now: number) => {
    const before =
      closing === null ? '' : `; the deal "${closing.deal}" closes before that, on ${formatDay(closing.at, now)}`;
    return `Aim: ${outcome}${before} · About: ${closes}`;
  },
  who: 'Who',
  nobody: {
    whole_account: 'Nobody in particular: it is for the account as a whole',
    unknown: 'Nobody is known for it yet: find out first who it could be',
    unknown_unwritten: 'Nobody is known for it yet: find out first who it could be (no emails are offered until then)',
  } satisfies Record<NonNullable<CardPlay['nobody']>, string>,
  notYet: (note: string) => `Not a contact yet: ${note}. Once they are added in HubSpot the steps turn to them`,
  person: ({ name, title }: CardPlay['who'][number]) => (title === null ? name : `${name} (${title})`),
  /** Somebody else who is asked about them, or for them. */
  via: (name: string) => `Ask ${name}, who was active lately`,
  success: ({ successes, n, percent }: CardPlay['success']) =>
    n === 0
      ? `No finished run here yet. Expected to reach its aim ${formatPercent(percent / 100)} of the time (its starting estimate)`
      : `Reached its aim ${successes} of ${n} times here. Expected from now on: ${formatPercent(percent / 100)} (its starting estimate, corrected by these runs)`,
  /** "Send the value brief (direct mail, account owner)"; a title that names its channel says it already. */
  step: ({ title, channel, who }: CardPlay['steps'][number]) => {
    const by = channel in CHANNELS ? CHANNELS[channel as keyof typeof CHANNELS] : channel;
    const named = by !== '' && !title.toLowerCase().includes(by.toLowerCase()) ? `${by}, ` : '';
    return `${title} (${named}${who === 'owner' ? 'account owner' : who})`;
  },
  start: (rank: number) => `Start play ${rank}`,
  snooze: (rank: number) => `Snooze play ${rank}`,
  days: (days: number) => `${days} days`,
  snoozed: (name: string, days: number) => `"${name}" is put off for ${days} days`,
  dismiss: (rank: number) => `Not useful: play ${rank}`,
  reasons: DISMISS_WORDS satisfies Record<DismissReason, string>,
  dismissed: (name: string, reason: string) => `"${name}" is taken off: ${reason.toLowerCase()}`,
  undo: 'Undo',
  rate: {
    question: 'From the library. Did it help?',
    yes: (rank: number, step: number) => `Helped (play ${rank}, step ${step})`,
    no: (rank: number, step: number) => `Did not help (play ${rank}, step ${step})`,
    said: (helpful: boolean) => (helpful ? 'You said it helped.' : 'You said it did not help.'),
  },
  /** Under "4 plays are on hold: a support ticket has been open since 17 Nov". */
  onHold:
    'First help to get that solved: see Tickets on this record. Once no ticket is open, what is still due is offered here by itself within about ten minutes. Plays that were started go on.',
};

export const RUNS = {
  ended: 'Plays that ended',
  running: 'Running',
  enrol: ({ person, sequence }: CardEnrolment) => `Enrol ${person ?? 'nobody'} in "${sequence}"`,
  enrolled: ({ person, sequence }: CardEnrolment) => `${person ?? 'The contact'} is enrolled in "${sequence}"`,
  asked: ({ person, sequence }: CardEnrolment) =>
    `HubSpot was asked to enrol ${person ?? 'the contact'} in "${sequence}" and did not answer: look at the contact before you enrol by hand.`,
  refused: (reason: string) => `HubSpot did not enrol: ${reason}`,
  byHand: ({ sequence, reason }: CardEnrolment) => `Enrol in "${sequence}" by hand. ${reason ?? ''}`,
  stop: {
    open: (name: string) => `Stop "${name}"`,
    label: (name: string) => `Why is "${name}" stopped?`,
    help: `At most ${MOST_STOP_REASON} characters. The play counts neither as a success nor as a failure. Its tasks stay in HubSpot: delete there those that nobody is to do.`,
    tooLong: (length: number) => `Shorten it: ${length} characters of at most ${MOST_STOP_REASON}`,
  },
  endedEarly: 'Ended early',
  completed: 'Reached its aim',
  abandoned: 'Did not reach its aim',
  /** Whether a task is done stands in HubSpot; where it could not be asked, which is next goes by date. */
  step: ({ number, title, isPast, isOpen }: DueStep, count: number) => {
    const where = `step ${number} of ${count}: ${title}`;
    if (isOpen) return isPast ? `Overdue, ${where}, was due` : `Next, ${where}, due`;
    return isPast ? `Its last step was due: ${title},` : `Next by date, ${where}, due`;
  },
  noneOpen: (isEachDone: boolean) => (isEachDone ? 'Every task of it is done.' : 'No task of it is open any more.'),
  /** "Aim: budget holder engaged within 21 days" */
  aim: (outcome: string) => `Aim: ${outcome}`,
  /** `Started by Ava Stone. Its aim counts if it is reached by 13 Dec; the deal "Acme platform" (40,000 EUR) closes before that, on 6 Dec.` */
  begun: ({ startedBy, judgedAt }: CardPlayRun, closing: AccountCardData['closing'], now: number) => {
    const by = startedBy === 'roundtable' ? 'by itself' : `by ${startedBy.replace(/^workflow:/, 'workflow ')}`;
    if (judgedAt === null) return `Started ${by}.`;
    const isBefore = closing !== null && Date.parse(closing.at) < Date.parse(judgedAt);
    const before = isBefore ? `; the deal ${closing.deal} closes before that, on ${formatDay(closing.at, now)}` : '';
    return `Started ${by}. Its aim counts if it is reached by ${formatDay(judgedAt, now)}${before}.`;
  },
};

/** Plays that were snoozed or dismissed, and the way back. */
export const PUT_OFF = {
  title: (count: number) => `Put off (${count})`,
  /** "Snoozed until 3 Dec by Ava Stone" */
  until: ({ kind, until, by }: AccountCardData['putOff'][number], now: number) =>
    `${kind === 'snoozed' ? 'Snoozed' : 'Taken off as not useful'} until ${formatDay(until, now)} by ${by}`,
  back: (name: string) => `Bring back "${name}"`,
};
