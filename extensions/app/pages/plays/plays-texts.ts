import { capitalize, formatDay, formatExact, formatNumber, formatPercent } from 'roundtable-ui/formats.ts';
import type { Column } from 'roundtable-ui/headed-table.tsx';
import type { ListedPlay, ObservedOutcomes, ObservedShare, PlaysPageData } from './plays-data.ts';

/* Every sentence of the plays page. */

export const PLAYS = {
  reading: 'Reading the plays',
  unreadable: 'The plays could not be read',
  title: 'Plays',
  about:
    'How each play did where it was run, compared with accounts where it was due but not run. A card recommends three plays at most. In brackets: the share that reached the aim, and its 95% interval.',
  /** What there is to decide; `null` where an edit that is not saved says so itself. */
  lead: (retirements: number, drafts: number) => {
    if (retirements === 1) return '1 play does not work: switch it off or keep it.';
    if (retirements > 1) return `${formatNumber(retirements)} plays do not work: switch each off or keep it.`;
    return drafts > 0 ? null : 'Nothing to decide.';
  },
  /** Why a card expects something of a play that was run too rarely to be judged. */
  expected:
    'A card says what to expect of a play from the first day on: its starting estimate, corrected by every run. We compare once a play has 20 runs and 20 accounts without it.',
  instant: 'Ticks under "On" are saved at once.',
  saved: 'Saved',
  columns: [
    { label: 'Play', width: 300 },
    { label: 'For', width: 150 },
    { label: 'Accounts now' },
    { label: 'Worked where run' },
    { label: 'Without it' },
    { label: 'What that says' },
    { label: 'On' },
  ] satisfies Column[],
  failed: 'That did not work',
  retry: 'Try again',
  readOnly: 'You can look but not change this',
  whoMay: ({ admins, marketing }: PlaysPageData['whoMay']) =>
    `Plays and texts are changed by admins (${named(admins)}) and by whoever holds the key of Marketing (${named(marketing)}).`,
  add: 'Add a play',
  importPast: 'Import past plays',
  own: 'own',
  when: (trigger: string) => `Trigger: ${trigger}`,
  /** "Tiers 1–3, stages Unaware to Sales-ready" */
  aimed: (tiers: string, stages: string) => `${tiers}, ${stages}`,
  /** What is off is recommended nowhere, whatever was computed before it was switched; after a change, nothing is said of before it. */
  offered: ({ enabled, atWork }: Pick<ListedPlay, 'enabled' | 'atWork'>, isCounting: boolean) => {
    if (!enabled) return 'off';
    if (isCounting) return 'being counted';
    return atWork.offered === 0 ? 'none due' : `due for ${countAccounts(atWork.offered)}`;
  },
  running: ({ running }: ListedPlay['atWork']) => (running === 0 ? null : `running at ${formatNumber(running)}`),
  /** How many accounts there are for it at all. */
  reach: (accounts: number) => `of ${formatNumber(accounts)}`,
  edited: 'edited',
  off: 'off',
  automatic: (tiers: readonly number[]) => `starts automatically: Tier ${tiers.join(', ')}`,
  back: 'All plays',
};

/** "1 account", "16 accounts" */
function countAccounts(accounts: number): string {
  return `${formatNumber(accounts)} ${accounts === 1 ? 'account' : 'accounts'}`;
}

function named(names: readonly string[]): string {
  return names.length === 0 ? 'nobody yet' : names.join(', ');
}

export const RETIRE = {
  title: (name: string) => `Retire "${name}"?`,
  why: ({ run, notRun }: ObservedOutcomes) =>
    `${run.successes} of ${run.n} runs reached the aim: ${percent(run.percent)}, at most ${percent(run.high)}. Where it was due and nobody ran it, ${notRun.successes} of ${notRun.n} got there all the same: ${percent(notRun.percent)}. Once it is off, no card recommends it any more. If you keep it, we ask again in 90 days.`,
  act: 'Switch it off',
  keep: 'Keep it',
  kept: ({ by, until }: NonNullable<ObservedOutcomes['kept']>) =>
    `${by} keeps it although it does worse than leaving it. We ask again on ${formatDay(until)}.`,
};

/** What the outcomes say of a play, and what to do about it, by how the app's verdict begins. */
export const VERDICTS: Record<string, { label: string; variant: 'success' | 'danger' | 'default'; says: string }> = {
  works: {
    label: 'Better with it',
    variant: 'success',
    says: 'Better with it: accounts where it is run reach the aim more often than those where it was due and nobody ran it, by more than chance.',
  },
  'does harm': {
    label: 'Worse with it',
    variant: 'danger',
    says: 'Worse with it: accounts where it is run reach the aim less often than those where it was due and nobody ran it, by more than chance. Change its steps, or switch it off.',
  },
  'no difference shown': {
    label: 'No clear difference',
    variant: 'default',
    says: 'No clear difference: it may be chance that the two differ.',
  },
};

/** A verdict that says more than its kind is told in the app's own words: "too few to say: 18 run, …". */
export function describeVerdict(verdict: string): (typeof VERDICTS)[string] {
  const [kind = ''] = verdict.split(':', 1);
  return VERDICTS[kind] ?? { label: capitalise(kind), variant: 'default', says: `${capitalise(verdict)}.` };
}

function capitalise(words: string): string {
  return capitalize(words);
}

export const DETAIL = {
  /** `Call her (Call, Account owner, day 2)` */
  step: (title: string, channel: string, who: string, day: number) => `${title} (${channel}, ${who}, day ${day})`,
  due: 'Trigger',
  now: 'Now',
  aim: 'Aims at',
  reached: 'Reached its aim',
  stageUp: 'Moved to a later stage',
  won: 'Won the first deal that closed within 180 days',
  measure: 'What came of it',
  run: 'Where it was run',
  notRun: 'Due, but nobody ran it',
  /** "Where it was run: 13 seen by this app, 39 from your imported table." */
  sources: ({ imported, run, notRun }: ObservedOutcomes) => [
    `${DETAIL.run}: ${wordSources(run.n, imported.run)}`,
    `${DETAIL.notRun}: ${wordSources(notRun.n, imported.notRun)}`,
  ],
  importedHelp: 'Imported results are as your team recorded them; Roundtable checks its own against the aim.',
  automatic: 'Start automatically',
  automaticHelp:
    'Tick a tier, and the play starts automatically at its accounts as soon as it is due there, at 25 accounts a day at most. People whom you were in touch with in the last three days, who opted out, or who are in another play are left alone. Ticks are saved at once.',
  automaticSaved: (tiers: readonly number[]) =>
    tiers.length === 0
      ? 'Saved: it starts only by a click'
      : `Saved: it starts automatically at Tier ${tiers.join(', ')}`,
  tiers: { 1: 'Tier 1', 2: 'Tier 2', 3: 'Tier 3', none: 'No tier' } as Record<string, string>,
  /** Whom it is for. */
  reach: 'For',
  /** "Tiers 1–3, stages Unaware to Sales-ready: 134 accounts" */
  reachOf: (aimed: string, accounts: number) => `${aimed}: ${countAccounts(accounts)}`,
  /** Why it is not due for all it is for; `null` where nothing is to be said. */
  others: ({ enabled, atWork: { waiting } }: Pick<ListedPlay, 'enabled' | 'atWork'>, isCounting: boolean) => {
    if (!enabled || isCounting) return null;
    const waits =
      waiting === 0
        ? ''
        : `It is on hold for ${formatNumber(waiting)} more, where it was run or snoozed recently, its people are in another play, or a ticket is open. `;
    return `${waits}At the others the trigger is not met, or better plays are due.`;
  },
  /** What one can do about it. */
  lead: ({ enabled, observed }: Pick<ListedPlay, 'enabled' | 'observed'>, isDrafted: boolean) => {
    if (isDrafted) return 'Your edit of this play is not saved yet.';
    if (!enabled) return 'This play is off: no card recommends it.';
    return observed.retire === null
      ? 'Nothing to do here: see how it performs, or change it.'
      : 'This play does not work: edit it, switch it off or keep it.';
  },
  edit: 'Edit',
  goOn: 'Go on with your edit',
  switchOff: 'Switch off',
  switchOn: 'Switch on',
  brackets: 'In brackets: the share, and its 95% interval.',
  reset: 'Back to the original',
  resetting: {
    title: 'Back to the play as it ships?',
    text: 'Every change of this play is lost. Whether it is on, and what came of it, stays.',
    yes: 'Undo every change',
    no: 'Keep the changes',
  },
};

/** "13 seen by this app, 39 imported" */
function wordSources(all: number, imported: number): string {
  return `${formatNumber(all - imported)} seen by this app, ${formatNumber(imported)} imported from a table`;
}

export const EDITOR = {
  heading: (name: string | null) => (name === null ? 'A play of your own' : `Edit "${name}"`),
  name: 'Name',
  closes: 'Problem it solves',
  tiers: 'Tiers',
  stages: 'Stages',
  trigger: 'Trigger',
  remove: 'Remove',
  within: 'Time to reach it (days)',
  cooldown: 'Pause until it is offered again (days)',
  steps: 'Steps',
  stepTitle: 'What to do',
  channel: 'Channel',
  who: 'Who',
  due: 'Due after (days)',
  text: 'Text',
  fromLibrary: 'Use the text of the content library that fits best, and this one only where none fits',
  addStep: 'Add a step',
  save: 'Save',
  /** What saving changes. */
  affects: (play: Pick<ListedPlay, 'enabled' | 'atWork'> | null, reach: number, isCounting: boolean) => {
    const there = `${countAccounts(reach)} in its tiers and stages`;
    if (play === null) return `Saving adds it for ${there}, wherever its trigger is met.`;
    if (!play.enabled) return `The play is off: saving changes no card. It is for ${there}.`;
    if (isCounting) return `Saving changes it for ${there}.`;
    return `Saving changes it for the ${countAccounts(play.atWork.offered)} it is due for now, of ${there}.`;
  },
  unsaved: 'Not saved yet',
  unchanged: 'No changes to save yet',
  cancel: 'Cancel',
  badJson: 'A condition written as JSON is not valid. Check its quotes and brackets.',
};

/** An edit that somebody began and did not save. */
export const DRAFT = {
  unsaved: (play: string | null, name: string) =>
    play === null
      ? `You have not saved the play you began to add${name.trim() === '' ? '' : `, "${name}"`}`
      : `You have an unsaved edit of "${play}"`,
  written: (at: string) =>
    `Written on ${formatExact(at)}. Nobody else sees it, and it takes effect only once you save it.`,
  found: 'This is your edit that is not saved yet',
  goOn: 'Go on',
  discard: { ask: 'Discard my edit', yes: 'Discard it for good', no: 'Keep it' },
  later: 'Close, keep it for later',
  kept: 'What you write is kept for you, also when you leave this page.',
  notKept: 'What you wrote last is not kept yet',
  outdated: {
    title: 'The play was changed since you began this edit',
    text: (at: string) =>
      `You wrote it on ${formatExact(at)}. It cannot be saved over the change: take from it what you need, then discard it and edit the play as it is now.`,
  },
};

export const AIM = {
  label: 'Aims at',
  kinds: {
    active: 'One of its people active: a reply, a visit, anything they do',
    conversation: 'A reply, call or meeting with one of its people',
    meeting: 'A meeting held with one of its people',
    people: 'Several people engaged at once',
    score: 'A score of the account',
    deal: 'A new deal',
    pause: 'A pause: days without an email, unanswered call or ad from us',
  },
  role: (label: string) => `Role: ${label}`,
  state: 'How far',
  states: { engaged: 'Engaged: they did something', reached: 'Reached: we or they were in touch' },
  people: 'How many people',
  score: 'Which score',
  scores: { engagement: 'Engagement', intent: 'Intent', coverage: 'Coverage' },
  min: 'Rises to',
  pause: 'How many days in a row',
};

export const CHANNELS = {
  email: 'Email',
  call: 'Call',
  linkedin: 'LinkedIn',
  meeting: 'Meeting',
  event: 'Event',
  direct_mail: 'Direct mail',
  ads_segment: 'Ads segment',
  task: 'Task',
};
export const SEQUENCE = {
  channel: 'Sequence',
  label: 'Sequence in HubSpot',
  choose: 'Choose a sequence',
  help: 'A task is made as for every step. Whoever works it enrols the person with one click, as the sender.',
  reading: 'Reading your sequences',
  unreadable: 'HubSpot does not show you its sequences. It takes a seat of Sales or Service Hub Professional.',
  none: 'You have no sequence in HubSpot yet.',
};
export const WORKERS = { owner: 'Account owner', marketing: 'Marketing', executive: 'Executive' };
/** Nobody wants to bring these in. */
const NO_AIMS: ReadonlySet<string> = new Set(['BLOCKER', 'OTHER']);

/** The roles that a play or a text may be for. */
export function listAims(roles: PlaysPageData['roles']): PlaysPageData['roles'] {
  return roles.filter(({ value }) => !NO_AIMS.has(value));
}

function percent(value: number | null): string {
  return formatPercent((value ?? 0) / 100);
}

/** "7 of 18 (39%, 20–61)"; `of`: what it is a share of. */
export function describeShare({ successes, n, percent, low, high }: ObservedShare, of: 'runs' | 'accounts'): string {
  return percent === null ? `no ${of} yet` : `${successes} of ${n} (${formatPercent(percent / 100)}, ${low}–${high})`;
}
