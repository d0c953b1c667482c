import { formatNumber } from 'roundtable-ui/formats.ts';
import { GUIDE_STEPS, type GuideData, type GuideRole, type GuideStep } from './guide-data.ts';
import type { Seats } from './workable-seats.ts';

/* Every sentence of the guided start, so that one place is read to judge or translate them. */

export const STEP_NAMES: Record<GuideStep, string> = {
  model: 'Model',
  capacity: 'Capacity',
  roles: 'Roles',
  keys: 'Approvals',
};

export const GUIDE = {
  tab: 'Guided start',
  title: 'One question, then four steps',
  explain:
    'Set up Roundtable in a few minutes. Every step is already filled in: change what does not fit, then choose Next.',
  reading: 'Reading the guided start',
  unreadable: 'The guided start could not be read',
  steps: ['Is ABM right here?', ...GUIDE_STEPS.map((step) => STEP_NAMES[step])],
  next: (isTooMany: boolean) => (isTooMany ? 'Next with too many seats' : 'Next'),
  begin: 'Next: the model',
  back: 'Back',
  finish: (isDraft: boolean) => (isDraft ? 'Activate and finish' : 'Finish'),
  skip: 'Start with our defaults',
  skipping: {
    title: 'Start with our defaults?',
    text: (isDraft: boolean) =>
      isDraft
        ? 'The model that is active now scores your accounts. Your changes so far are kept as a draft under Model.'
        : 'The general model scores your accounts, with 25, 150 and 1,000 seats. You can come back here at any time.',
    /** If our default seats take more time than we assume the team has. */
    seats: ({ hours }: GuideData['math']) =>
      `These seats take about ${formatNumber(Math.round(hours.needed))} hours a week. Under “Is ABM right here?” you can enter how much time your team has, and see how many seats it can work.`,
    yes: 'Start with them',
    no: 'Back to the steps',
  },
  syncing: {
    title: 'Your records are being read',
    text: 'You can go through every step now. How each one affects your accounts is shown once they have been read.',
  },
  readOnly: { start: 'Model', own: 'Changed by your admin', seats: 'Seats', roles: 'Roles at Tier 1', state: 'State' },
  states: { done: 'Finished', skipped: 'Started with the defaults', open: 'In progress' },
};

export const STEP: Record<GuideStep, { title: string; text: string }> = {
  model: {
    title: 'Which companies do you look for?',
    text: 'Choose the kind of business that is most like yours. Every criterion can be changed later.',
  },
  capacity: {
    title: 'How many accounts can your team work?',
    text: 'A seat is a place for one account in a tier. Offer no more seats than your team has time to work.',
  },
  roles: {
    title: 'Which roles decide at your customers?',
    text: 'Tick the roles you need to know at an account. Coverage counts how many of them you know; plays look for the ones you do not.',
  },
  keys: {
    title: 'Who approves changes to the target account list?',
    text: 'Choose one person from marketing and another from sales. Once both have approved the list, both must also approve every change to it, except what you let happen automatically.',
  },
};

export const MODEL_STEP = {
  label: 'Begin with the model for',
  atOnce: 'Your choice is saved in a draft at once. It changes no account until you activate it at the end.',
  own: 'The model has been changed since, so none of these is selected.',
  learn: 'What your own closed deals suggest',
};

export const CAPACITY_STEP = {
  enterFirst: 'First, enter how much time your team has',
  seats: (tier: number) => `Seats of Tier ${tier}`,
  seatsHelp: ['one-to-one work', 'one-to-few, in clusters', 'one-to-many, by programs'],
  people: 'People who work target accounts',
  hoursPerWeek: 'Hours per person per week',
  confirm: ({ people, hoursPerWeek }: { people: number; hoursPerWeek: number }) =>
    `Yes, ${count(people, 'person', 'people')} with ${count(hoursPerWeek, 'hour', 'hours')}`,
  bar: 'Time the seats take',
  tooMany: 'More accounts than your team can work',
  instead: describeFewerSeats,
  use: (seats: Seats, workable: Seats) =>
    cutsOnlyTier1(seats, workable)
      ? `Use ${count(workable[1], 'Tier 1 seat', 'Tier 1 seats')}`
      : `Use ${listSeats(workable)} seats`,
  hours: (needed: string, available: string) => `${needed} of ${available} hours a week`,
  excess: (hours: number) => `${count(hours, 'hour', 'hours')} a week too many: enter fewer seats or more people.`,
  show: 'See the effect',
  /** As the server holds it. */
  most: { seats: 1_000_000, people: 100_000, hours: 168 },
  mustBeSeats: 'must be a whole number from 0 to 1,000,000',
  mustBe: (most: number) => `must be a number from 0 to ${formatNumber(most)}`,
};

export const ROLES_STEP = {
  columns: ['Must be known', 'Tiers', 'In HubSpot', 'By title'],
  tiers: ({ tiers }: GuideRole) => (tiers.length === 0 ? 'none' : tiers.join(', ')),
  count: (value: number | null) => (value === null ? '–' : formatNumber(value)),
  notAnOption: (label: string) => `${label} (not an option of your buying role property)`,
  others: (labels: readonly string[]) =>
    `Your buying role property also has options that Roundtable does not use: ${labels.join(', ')}.`,
  unread: 'The options of your buying role property have not been read yet. These are the usual roles.',
  help: 'Each tick is saved in your draft at once. In HubSpot: contacts with this buying role. By title: contacts whose job title suggests it.',
};

export const EFFECT = {
  title: 'What this would do',
  none: 'Nothing: so far your choices are the same as the active model.',
};

export const END = {
  title: 'Your first accounts',
  text: 'These hold a Tier 1 seat now, each for the reason given. Open the first one to see who is missing and what to do next.',
  scoring: 'Your accounts are being scored by your choices. This list is updated within minutes.',
  later: 'They appear here when the first sync is complete.',
  none: 'No account holds a Tier 1 seat yet.',
  columns: ['Account', 'Why', 'Next play'],
  again: 'Go through the steps again',
  reading: 'Reading your first accounts',
  unreadable: 'Your first accounts could not be read',
  refresh: 'Check again',
};

export function describeSeats({ seats }: Pick<GuideData, 'seats'>): string {
  return ([1, 2, 3] as const).map((tier) => `Tier ${tier}: ${formatNumber(seats[tier])}`).join(', ');
}

/** "With 7 Tier 1 seats instead of 25 it could work all of them." */
function describeFewerSeats(seats: Seats, workable: Seats | null): string {
  if (workable === null) return 'Enter the people and hours you have, or fewer seats.';
  return cutsOnlyTier1(seats, workable)
    ? `With ${count(workable[1], 'Tier 1 seat', 'Tier 1 seats')} instead of ${formatNumber(seats[1])} it could work all of them.`
    : `With ${listSeats(workable)} seats in Tiers 1, 2 and 3 it could work all of them.`;
}

function cutsOnlyTier1(seats: Seats, workable: Seats): boolean {
  return workable[2] === seats[2] && workable[3] === seats[3];
}

/** "1, 7 and 51" */
function listSeats(seats: Seats): string {
  return `${formatNumber(seats[1])}, ${formatNumber(seats[2])} and ${formatNumber(seats[3])}`;
}

const count = (value: number, one: string, many: string): string =>
  `${formatNumber(value)} ${value === 1 ? one : many}`;
