import { formatNumber } from 'roundtable-ui/formats.ts';
import type { GuideData, GuideRole, GuideStep } from './guide-data.ts';

/* Every sentence of the guided start, so that one place is read to judge or translate them. */

export const GUIDE = {
  tab: 'Guided start',
  title: 'One question, then four steps',
  explain: 'Set up Roundtable: each step is filled in already. Change what does not fit, or take it as it is.',
  reading: 'Reading the guided start',
  unreadable: 'The guided start could not be read',
  steps: ['Is ABM right here?', 'Model', 'Capacity', 'Roles', 'Keys'],
  next: 'Next',
  begin: 'Begin with the model',
  back: 'Back',
  finish: (isDraft: boolean) => (isDraft ? 'Activate and finish' : 'Finish'),
  skip: 'Start with our defaults',
  skipping: {
    title: 'Start with our defaults?',
    text: (isDraft: boolean) =>
      isDraft
        ? 'Accounts are scored by the model that is active now. What you changed here stays as a draft under Model.'
        : 'Accounts are scored by the general model with 25, 150 and 1,000 seats. You can come back here at any time.',
    /** Where our seats take more time than we assume there is. */
    seats: ({ hours }: GuideData['math']) =>
      `These seats take about ${formatNumber(Math.round(hours.needed))} hours a week: under “Is ABM right here?” you put in what your team has, and see which seats it can work.`,
    yes: 'Start with them',
    no: 'Go on with the steps',
  },
  syncing: {
    title: 'Your records are being read',
    text: 'You can decide all of it now. What it does to your accounts shows once they are read.',
  },
  readOnly: { start: 'Model', own: 'Changed by your admin', seats: 'Seats', roles: 'Roles at Tier 1', state: 'State' },
  states: { done: 'Finished', skipped: 'Started with the defaults', open: 'Under way' },
};

export const STEP: Record<GuideStep, { title: string; text: string }> = {
  model: {
    title: 'Which companies do you look for?',
    text: 'Choose the kind of business that is most like yours. Every criterion can be changed later.',
  },
  capacity: {
    title: 'How many accounts can your team work?',
    text: 'Tiers have seats. More seats than hours means accounts that nobody works.',
  },
  roles: {
    title: 'Which roles decide at your customers?',
    text: 'Coverage says how many of them are known at an account. Plays look for those that are missing.',
  },
  keys: {
    title: 'Who decides on the list?',
    text: 'Once both have approved the list, a change of it needs a person of each, save for what you let happen by itself.',
  },
};

export const MODEL_STEP = {
  label: 'Begin with the model for',
  own: 'The model was changed since: none of these is chosen.',
  learn: 'What your own closed deals suggest',
};

export const CAPACITY_STEP = {
  seats: (tier: number) => `Seats of Tier ${tier}`,
  seatsHelp: ['one-to-one work', 'one-to-few, in clusters', 'one-to-many, by programs'],
  people: 'People who work target accounts',
  hoursPerWeek: 'Hours a week each has for it',
  bar: 'Time that the seats take',
  hours: (needed: string, available: string) => `${needed} of ${available} hours a week`,
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
  notAnOption: (label: string) => `${label} (no option of your buying role)`,
  others: (labels: readonly string[]) =>
    `Your buying role has options of its own that Roundtable gives no meaning to: ${labels.join(', ')}.`,
  unread: 'The options of your buying role are not read yet: these are the usual roles.',
  help: 'In HubSpot: contacts whose buying role is set. By title: contacts whose title suggests it.',
};

export const EFFECT = {
  title: 'What this would do',
  none: 'Nothing differs from the active model. It goes on as it is.',
};

export const END = {
  title: 'Your first accounts',
  text: 'Tier 1 as it is seated now, each with its reason. Open one to see who is missing and what to do next.',
  scoring: 'All accounts are being scored by your choices; this list follows within minutes.',
  later: 'They appear here when the first sync is complete.',
  none: 'No account holds a seat in Tier 1 yet.',
  columns: ['Account', 'Why', 'Next play'],
  again: 'Go through the steps again',
  reading: 'Reading your first accounts',
  unreadable: 'Your first accounts could not be read',
  refresh: 'Check again',
};

export function describeSeats({ seats }: Pick<GuideData, 'seats'>): string {
  return ([1, 2, 3] as const).map((tier) => `Tier ${tier}: ${formatNumber(seats[tier])}`).join(', ');
}
