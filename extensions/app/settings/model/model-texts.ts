import { ACTS } from 'roundtable-ui/condition-words.ts';
import { formatDate, formatNumber, formatPercent } from 'roundtable-ui/formats.ts';
import type { Column } from 'roundtable-ui/headed-table.tsx';
import { nameVersion } from './model-difference.ts';
import type { Band, Condition, ModelSummary, Preview, PreviewData, RoleChoice, TierKey } from './model-data.ts';

/* Every sentence of the model's tabs, so that one place is read to judge or translate them. */

export const TIERS = { 1: 'Tier 1', 2: 'Tier 2', 3: 'Tier 3', none: 'Without a tier' } as const;

const { call_unanswered: _unanswered, email_sent: _sent, note: _note, task: _task, ...counted } = ACTS;

/** What can be worth points: what we do alone is not. */
export const ACTIVITIES: Record<string, string> = counted;

export const MODEL = {
  tab: 'Scoring model',
  reading: 'Reading the model',
  unreadable: 'The model could not be read',
  unknownProperties: (names: readonly string[]) => ({
    title: `Your HubSpot account has no company property ${names.join(', ')}`,
    text: 'The model uses it and counts it as unknown. Create the property in HubSpot, or remove the criterion.',
  }),
  activeTitle: (active: ModelSummary) => `Version ${active.version} scores your accounts: ${nameVersion(active)}`,
  activeSince: 'active',
  by: (who: string) => (who === 'roundtable' ? 'when the app was installed' : `by ${who}`),
  change: 'Change the model',
  startFrom: 'Start from another model',
  startChoose: 'Choose a kind of business',
  startHelp: 'Uses its fit criteria and keeps everything else. Nothing changes until you activate the draft.',
  start: 'Make a draft from it',
  save: 'Save to the draft',
  cancel: 'Cancel',
  edit: 'Change',
  remove: 'Remove',
  add: 'Add',
  noShare: 'must be a number from 0 to 100',
};

export const DRAFT = {
  title: (version: number, name: string) => `Draft: version ${version}, ${name}`,
  against: (active: number) => `compared with version ${active}, which is active`,
  nothingYet: 'Nothing is different from the active version yet. Change something below.',
  name: 'Name of this version',
  activate: 'Activate',
  discard: 'Discard',
  discarding: {
    title: 'Discard this draft?',
    text: 'Your changes in it are lost. The active version stays as it is.',
    yes: 'Discard it',
    no: 'Keep it',
  },
  marked: (count: number) =>
    count === 1
      ? 'One value is not valid: it is marked below. Nothing was saved.'
      : `${count} values are not valid: they are marked below. Nothing was saved.`,
  moved: 'Somebody has changed the draft since you opened it',
  reread: 'Show it as it is now',
  activated: (version: number) => `Version ${version} is active. All accounts are being scored with it.`,
  goBack: (version: number) => `Go back to version ${version}`,
  sections: {
    tiers: 'Tiers and seats',
    fit: 'Fit: what you look for in a company',
    disqualifiers: 'Excluded: companies that get no tier',
    engagement: 'Engagement: what each activity is worth',
    intent: 'Intent: what each source is worth',
    roles: 'Roles: who must be known',
    stages: 'Stages: what each one means',
  },
};

/** "528 into Tier 3, 2 off the list" */
function listMoves(moves: readonly { tier: 1 | 2 | 3 | null; accounts: number }[]): string {
  return moves
    .map(({ tier, accounts }) => `${formatNumber(accounts)} ${tier === null ? 'off the list' : `into Tier ${tier}`}`)
    .join(', ');
}

export const PREVIEW = {
  working: ({ done, total }: PreviewData) =>
    total === null
      ? 'Comparing: every account is being scored with both versions'
      : `Comparing: ${formatNumber(done)} of ${formatNumber(total)} accounts are scored with both versions`,
  unreadable: 'What it would change could not be computed',
  again: 'Compare again',
  see: 'See them',
  hide: 'Hide them',
  unread: ({ unread }: Preview) => ({
    title: `${unread.map(({ property }) => property).join(', ')} is being read from HubSpot`,
    text: `It has not been read for ${formatNumber(Math.max(...unread.map(({ companies }) => companies)))} companies yet and counts as unknown for them. The comparison is repeated by itself; you can activate the draft then.`,
  }),
  /** What of a list that is kept with two approvals moves automatically, and what waits for them. */
  byKeys: (tiers: Preview['tiers'], proposed: NonNullable<Preview['proposed']>) => {
    const alone = tiers.map(({ tier, enter }) => ({ tier, accounts: enter })).filter(({ accounts }) => accounts > 0);
    const moves =
      alone.length === 0 ? 'No account moves automatically.' : `Automatically, without approval: ${listMoves(alone)}.`;
    const waits =
      proposed.length === 0
        ? 'Nothing waits for approval.'
        : `Proposed, waiting for both approvals: ${listMoves(proposed)}.`;
    return `${moves} ${waits}`;
  },
  fit: ({ fitChanges: { n, atLeast } }: Preview) =>
    n === 0 ? '' : `The fit of ${formatNumber(n)} accounts changes by ${atLeast} points or more.`,
  stages: ({ stageMovesTotal }: Preview) =>
    stageMovesTotal === 0 ? '' : `${formatNumber(stageMovesTotal)} change stage.`,
  columns: ['Account', 'Now', 'Then'],
  moved: (enter: number, leave: number) => (enter + leave === 0 ? 'unchanged' : `+${enter} −${leave}`),
  shown: (shown: number, total: number) =>
    `${shown === total ? 'Sorted' : `The first ${formatNumber(shown)} of ${formatNumber(total)}, sorted`} by the tier they would have, the tier they have now, and the name.`,
};

export const VERSIONS = {
  title: 'Earlier versions',
  none: 'There is no earlier version yet. Every version that has been active stays here, and you can go back to it with one click.',
  columns: [
    { label: 'Version', width: 140 },
    { label: 'What is different', width: 180 },
    'Active from',
    'By',
    'Restore',
  ] satisfies (Column | string)[],
  name: (version: ModelSummary) => `${version.version}: ${nameVersion(version)}`,
  back: 'Restore this version',
  confirm: {
    title: (version: number) => `Restore version ${version}?`,
    yes: (version: number) => `Restore version ${version}`,
    no: 'Stay with the active one',
  },
};

export const TIER_FIELDS = {
  columns: ['Tier', 'Seats', 'Fit at least'],
  seats: (tier: number) => `Seats of Tier ${tier}`,
  floor: (tier: number) => `Fit at least, Tier ${tier}`,
  dwellDays: 'Minimum stay (days)',
  dwellHelp: (points: number) =>
    `Before that, an account is moved down only by people, by an exclusion rule, or because its fit fell more than ${formatNumber(points)} ${points === 1 ? 'point' : 'points'} below the minimum.`,
  dwellEnds:
    'Until somebody finishes the guided start or the list is first approved, activating a version ends the minimum stay of every account, so that you see your changes at once. After that, a new version no longer ends any stay. Only going back to an earlier version ends the stays that began under the version you leave.',
  bonus: 'Bonus for holding a seat',
  bonusHelp: 'How many priority points better another account must be to take the seat.',
  weights: {
    title: 'How accounts are ranked',
    help: 'Weights in percent. They do not have to add up to 100; only their proportions count.',
    labels: { fit: 'Fit', engagement: 'Engagement', intent: 'Intent', dealPotential: 'Deal potential' },
  },
  words: (seats: number, floor: number) =>
    `${formatNumber(seats)} ${seats === 1 ? 'seat' : 'seats'}, fit ${floor} or more`,
};

export const FIT_FIELDS = {
  none: 'No criteria yet.',
  noneExcluded: 'No company is excluded.',
  excluded: (label: string, when: string) => `${label}: ${when}`,
  /** By the internal name, as HubSpot's own settings of a property show it. */
  readFrom: (property: string) => `HubSpot property: ${property}`,
  points: (points: number) => `${points > 0 ? '+' : ''}${points}`,
  columns: ['Points', 'Band', 'If the value', 'Remove'],
  label: 'Name',
  bandLabel: 'Name of the band',
  bandPoints: 'Points',
  kind: 'If the value',
  min: 'From',
  max: 'To',
  values: 'Any of (separated by commas)',
  days: 'Days',
  date: 'Day',
  dateExample: 'such as 2026-11-20',
  addBand: 'Add a band',
  removeBand: 'Remove band',
  addCriterion: 'Add a criterion',
  addDisqualifier: 'Add a rule',
  removeCriterion: 'Remove the criterion',
  property: 'Company property',
  chooseProperty: 'Choose a property',
  readingProperties: 'Reading your company properties',
  noProperties: 'The properties could not be read',
  order:
    'The first band that applies gives its points. An unknown value gets the average points of the accounts where it is known.',
};

export const CONDITIONS: Record<Condition['kind'], string> = {
  range: 'is a number in a range',
  oneOf: 'is one of',
  containsAny: 'contains any of these words',
  known: 'is known',
  isTrue: 'is yes',
  withinDays: 'is a date within this many days, past or future',
  inNextDays: 'is a date in the next days',
  inLastDays: 'is a date in the last days',
  overDaysAhead: 'is a date more than this many days ahead',
  overDaysAgo: 'is a date more than this many days ago',
  before: 'is a date before',
  after: 'is a date after',
};

export const ENGAGEMENT_FIELDS = {
  columns: ['Activity', 'Points', 'Half is left after (days)'],
  points: (label: string) => `Points: ${label}`,
  halfLife: (label: string) => `Days: ${label}`,
};

export const INTENT_FIELDS = {
  columns: ['Source', 'Worth at most (%)', 'Half is left after (days)', 'Remove'],
  weight: (source: string) => `Worth of ${source}`,
  halfLife: 'Half of any other signal is left after (days)',
  asBelow: (days: number) => `${formatNumber(days)}, as below`,
  halfLifeOf: (source: string) => `Days until half of ${source} is left`,
  otherWeight: 'Worth of any other source (%)',
  others: 'Any other source',
  source: 'Name of the source',
  sourceHelp: 'Exactly as its signals name it, such as Bombora.',
  isThere: 'This source is already in the list.',
  add: 'Add the source',
  words: (source: string, weight: number, halfLife?: number) =>
    `${source}: ${formatPercent(weight)} of the strength of its signal${halfLife === undefined ? '' : `, half of it left after ${formatNumber(halfLife)} days`}`,
  halfLifeWords: (days: number) => `Half of any other signal is left after ${formatNumber(days)} days`,
};

export const STAGE_FIELDS = {
  shared: 'What both teams agreed on, shown word for word. Describe exactly what the conditions check.',
  label: 'Name of the stage',
  definition: 'What it means, in words',
  when: (label: string) => `An account is "${label}" when`,
  first: 'Every account that is in no other stage is in this one.',
  margin: 'Points below the limit before an account falls back',
  marginHelp: 'A higher number keeps accounts from changing stage back and forth.',
  dwell: 'Days below the limit before it falls back',
  notJson: 'A condition is not valid JSON. Check its quotes and brackets.',
};

export const ROLE_FIELDS = {
  tier: 'Accounts of',
  columns: ['Role', 'Weight', 'Remove'],
  weight: (label: string) => `Weight: ${label}`,
  add: 'Add a role',
  choose: 'Choose a role',
  nobody: 'No role is required, so coverage is not scored.',
  others: "Options you added to HubSpot's buying role",
  othersHelp:
    'A contact with one of these options has the role it counts as. Options that count as no role are ignored.',
  countsAs: (label: string) => `"${label}" counts as`,
  noRole: 'No role',
  mapped: (option: string, role: string) => `${option} counts as ${role}`,
};

/** "1,000 to 9,999", "RETAIL, BANKING", "is known". */
export function describeCondition(when: Condition): string {
  switch (when.kind) {
    case 'range': {
      const { min, max } = when;
      if (min === undefined) return `up to ${formatNumber(max ?? 0)}`;
      return max === undefined ? `${formatNumber(min)} or more` : `${formatNumber(min)} to ${formatNumber(max)}`;
    }
    case 'oneOf':
      return when.values.join(', ');
    case 'containsAny':
      return `contains ${when.values.join(', ')}`;
    case 'withinDays':
      return `within ${formatNumber(when.days)} days`;
    case 'inNextDays':
      return `in the next ${formatNumber(when.days)} days`;
    case 'inLastDays':
      return `in the last ${formatNumber(when.days)} days`;
    case 'overDaysAhead':
      return `more than ${formatNumber(when.days)} days ahead`;
    case 'overDaysAgo':
      return `more than ${formatNumber(when.days)} days ago`;
    case 'before':
    case 'after':
      // While it is edited it may be no day yet.
      return `${when.kind} ${Number.isNaN(Date.parse(when.date)) ? when.date : formatDate(when.date)}`;
    default:
      return CONDITIONS[when.kind];
  }
}

/** What an act of this kind is worth: "Meeting: 12 points, half of them left after 30 days" */
export function describeAct(activity: string, points: number, halfLifeDays: number): string {
  return `${activity}: ${formatNumber(points)} points, half of them left after ${formatNumber(halfLifeDays)} days`;
}

/** "+40 1,000 to 9,999 employees" */
export function describeBand({ label, points }: Band): string {
  return `${FIT_FIELDS.points(points)} ${label}`;
}

export function tierName(tier: TierKey | null): string {
  return TIERS[tier ?? 'none'];
}

/** A role by the name it has in this account. */
export function nameRole(roles: readonly RoleChoice[], role: string): string {
  return roles.find(({ value }) => value === role)?.label ?? role;
}
