import { formatNumber, formatPercent } from 'roundtable-ui/formats.ts';
import { describeTimeLeft } from 'roundtable-ui/relative-time.tsx';
import type { TwoWayTexts } from './choices/two-way-choice.tsx';
import type { MappedUse, OutsideEdits, Overwritten, OverwrittenValue, PropertySample } from './choices/choices-data.ts';
import type { ProblemGroup } from './portal-data/report-data.ts';
import type { SyncData, SyncStep } from './portal-data/sync-data.ts';

/* Every sentence of the settings, so that one place is read to judge or translate them. */

export const STATUSES = {
  installing: { word: 'Installing', variant: 'info' },
  syncing: { word: 'First sync under way', variant: 'info' },
  active: { word: 'Up to date', variant: 'success' },
  revoked: { word: 'Access was withdrawn', variant: 'danger' },
  leaving: { word: 'Leaving', variant: 'warning' },
} as const satisfies Record<SyncData['status'], { word: string; variant: string }>;
/** Connected, and some accounts are still to be scored or written. */
export const BEHIND = { word: 'Catching up', variant: 'info' } as const;
/** Connected and scored, and HubSpot is not given it. */
export const NOT_PUBLISHED = { word: 'Not published', variant: 'danger' } as const;
export const PARTLY_PUBLISHED = { word: 'Partly published', variant: 'warning' } as const;
export const WAITING = { word: 'Waiting for HubSpot', variant: 'warning' } as const;

/** How many characters the name of a key has at most. */
const KEY_NAME_MOST = 60;
export const KEY_NAME = { most: KEY_NAME_MOST, tooLong: `At most ${KEY_NAME_MOST} characters` };
export const COPYING = { copy: 'Copy', copied: 'Copied', notCopied: 'The browser did not let us copy' };

export const PAGE = {
  reading: 'Reading the state of the sync',
  unreadable: "The sync's state could not be read",
  notConnected: 'Roundtable is not connected to this account',
  outdated: 'This may be out of date',
  /** Before how long ago. */
  asOf: 'as of',
  again: 'Check again',
  failed: 'That did not work',
  retry: 'Try again',
  groups: { guide: 'Start', sync: 'Sync', model: 'Model', people: 'People', data: 'Data' },
  tabs: {
    sync: 'Progress',
    readiness: 'Is ABM right here?',
    edits: 'Outside edits',
    mapping: 'Mapped properties',
    problems: (count: number) => (count === 0 ? 'Problems' : `Problems (${formatNumber(count)})`),
    comparison: 'Weekly comparison',
    leaving: 'Leaving',
  },
  readOnly: (askWhom: string | null) =>
    askWhom === null
      ? 'You can look but not change this. Whoever installs Roundtable may: ask an admin to install it again.'
      : `You can look but not change this. Ask ${askWhom}, who installed Roundtable, to change it or to make you an admin under People.`,
};

/** Where HubSpot has no property that Roundtable could write. */
export const UNWRITABLE = {
  title: ({ count: missing, of }: NonNullable<SyncData['unwritable']>) =>
    missing === of
      ? 'Nothing can be published to HubSpot'
      : `${formatNumber(missing)} of ${formatNumber(of)} properties cannot be published to HubSpot`,
  text: (why: string) =>
    `${why}. The cards show what Roundtable computes now; what HubSpot shows of it on records, in lists and in reports is missing or old. Once it is put right in HubSpot, Roundtable notices within ten minutes.`,
  show: 'Show the problems',
  again: 'Look in HubSpot again now',
  asked: 'Roundtable is looking. This note goes away when it can write again.',
  unpublished: 'HubSpot does not have all of the scores: some properties cannot be written.',
};

export const SYNC = {
  revoked: {
    title: 'Roundtable may no longer read this account',
    text: 'Install the app again to go on. Your tiers, choices and plays are kept for 30 days, and the cards show what was known last.',
  },
  held: (until: string) => ({
    title: `HubSpot's daily limit of requests is used up until ${until}`,
    text: 'Nothing is lost: Roundtable goes on by itself then. The cards show what was known last.',
  }),
  problem: 'The first sync met a problem; it is tried again every ten minutes',
  firstSync: 'Tiers and scores appear when the first sync is complete. It goes on when you close this page.',
  scoring: (stale: number) =>
    `All records are read. The accounts are being scored${stale === 0 ? '' : `: ${formatNumber(stale)} to go`}.`,
  done: (label: string) => `${label}: done`,
  accounts: 'Accounts',
  work: 'Work in hand',
  tiers: { '1': 'Tier 1', '2': 'Tier 2', '3': 'Tier 3', none: 'Without a tier' },
  stale: 'Accounts to be scored',
  unpublished: 'Accounts to be written to HubSpot',
  settled: 'Nothing waits: every account is scored, and HubSpot has the scores.',
  waits:
    'This goes on by itself: after each change, and for all accounts once a night. It mostly takes seconds, minutes where thousands of accounts wait.',
  model: 'Scoring model',
  version: (version: number) => `version ${version}`,
  wasRead: 'What the first sync read',
};

export const EDITS = {
  title: 'When somebody changes a value of Roundtable in HubSpot',
  reading: 'Reading the choices',
  unreadable: 'The choices could not be read',
  options: [
    {
      value: 'restore',
      label: 'Put it right',
      description: 'Roundtable writes its own value again with the next update, and keeps a note of what was changed.',
    },
    {
      value: 'keep',
      label: 'Leave it as it is',
      description: 'Roundtable stops writing that property at that company until you choose to put it right.',
    },
  ] as { value: OutsideEdits; label: string; description: string }[],
  whatHappens: {
    restore: (standing) =>
      standing === 0
        ? 'If you save: what others change from now on is written again.'
        : `If you save: ${count(standing, 'value that stands', 'values that stand')} as others set ${standing === 1 ? 'it is' : 'them are'} written again.`,
    keep: () => 'If you save: from now on, what others change stays. What was put right already stays as it is.',
  } satisfies Record<OutsideEdits, (standing: number) => string>,
  save: 'Save',
  cancel: 'Cancel',
  overwritten: 'Changed by others',
  amount: ({ standing, restored }: Overwritten) =>
    standing + restored === 0
      ? 'Nobody changed a value of Roundtable in the last 30 days.'
      : `${count(standing, 'value stands', 'values stand')} as others set ${standing === 1 ? 'it' : 'them'}; ${formatNumber(restored)} put right in the last 30 days.`,
  columns: ['Company', 'Property', 'What became of it', 'Noticed'],
  outcome: ({ times, restoredAt }: OverwrittenValue) =>
    `${restoredAt === null ? 'stands as others set it' : 'put right'}${times === 1 ? '' : `, ${formatNumber(times)} times changed`}`,
};

export const ROLES = {
  tab: 'Confirmed roles',
  title: 'When a rep confirms a suggested role on a card',
  options: [
    {
      value: 'off',
      label: 'Keep it in Roundtable',
      description: 'It counts in the coverage; the contact in HubSpot stays as it is.',
    },
    {
      value: 'on',
      label: "Add it to the contact's buying role in HubSpot too",
      description: 'Beside the roles that stand there, once: who takes it out in HubSpot later has the last word.',
    },
  ],
  ifOn: 'If you save: roles confirmed from now on are added to the buying role of the contact. A "no" writes nothing.',
  ifOff: 'If you save: roles confirmed from now on stay in Roundtable. What was written stays in HubSpot.',
  save: 'Save',
  cancel: 'Cancel',
} satisfies TwoWayTexts & { tab: string };

const PLANNED =
  'Stands in the account plan beside what your team notes there: on the card, in triggers and in texts. Each choice of several is an item of its own.';

export const MAPPING = {
  title: 'Properties that your other tools write',
  explain: 'Map a company property, and Roundtable reads it like its own data.',
  empty: { title: 'Nothing is mapped', text: 'Map a tier, an intent score or a technology of another tool.' },
  columns: { property: 'Property', use: 'Read as', source: 'Written by', action: 'Change' },
  uses: {
    tier: 'Tier',
    intent: 'Intent',
    topics: 'Intent topics',
    fit: 'Fit criterion',
    technographic: 'Technology',
    objective: 'Account plan: our objective',
    initiative: 'Account plan: their initiatives',
    competitor: 'Account plan: competitors in play',
  } satisfies Record<MappedUse, string>,
  useHelp: {
    tier: 'Is kept and exported beside our own tier; it does not change it.',
    intent: 'Counts as a signal in the intent score: 0 to 100, or words such as high, medium and low.',
    topics: 'Each topic it names counts as a signal of its own, at 75 of 100; ; or , part them.',
    fit: 'Can be named in the conditions of the fit score; it does not change it by itself.',
    technographic: 'Can be named in the conditions of the fit score, and is shown on the account.',
    objective: PLANNED,
    initiative: PLANNED,
    competitor: PLANNED,
  } satisfies Record<MappedUse, string>,
  reread: 'All companies are read again after a change; nothing else stops meanwhile.',
  rereadNow: 'Saved. All companies are being read again.',
  add: 'Map a property',
  fields: {
    property: 'Company property',
    choose: 'Choose a property',
    use: 'Read as',
    source: 'Written by',
    sourceHelp: 'The tool that fills it, such as 6sense or Bombora.',
    ofHubSpot: (label: string) => `${label} (HubSpot)`,
  },
  readingProperties: "Reading this account's properties",
  unreadable: 'The properties could not be read',
  noneUsable: 'This account has no company property that can be mapped: a number, a list of options or a text.',
  sampling: 'Looking at its values',
  sample: ({ filled, values }: PropertySample, use: MappedUse | undefined) =>
    filled === 0
      ? 'No company has a value yet.'
      : `Filled at ${count(filled, 'company', 'companies')}, for example ${values
          .map(({ value, strength }) => (use === 'intent' ? `${value} (${strength ?? 'not understood'})` : value))
          .join(', ')}.`,
  confirm: 'Map it',
  cancel: 'Cancel',
  remove: 'Remove',
  removing: {
    title: (property: string) => `Stop reading ${property}?`,
    text: 'What was read from it goes, and all companies are read again. The property in HubSpot stays as it is.',
    yes: 'Stop reading it',
    no: 'Keep it',
  },
};

export const PROBLEMS = {
  reading: 'Reading the problems',
  unreadable: 'The problems could not be read',
  empty: { title: 'Nothing needs you', text: 'HubSpot took everything that Roundtable wrote.' },
  kinds: {
    properties: {
      title: 'Properties in conflict',
      help: 'A property of that name is in the way: one of another type, to rename or delete, or a deleted one, to restore from HubSpot’s archive (in its settings under Properties). Roundtable notices within ten minutes; nothing has to be installed again.',
      what: 'Property',
    },
    records: {
      title: 'Records that HubSpot refused',
      help: 'Often a validation rule of this account. The record is tried again whenever its values change; the others are not held up.',
      what: 'Record',
    },
    events: {
      title: 'Changes that could not be worked off',
      help: 'Roundtable was told of them and could not read what changed. The next sweep or comparison finds what is missing.',
      what: 'Event',
    },
    unknown: {
      title: 'Properties that this account does not have',
      help: 'The model or a mapping names them and goes without. Take them out there, or make the property again.',
      what: 'Property',
    },
    other: { title: 'Other problems', help: 'What Roundtable could not read or do.', what: 'What' },
  } satisfies Record<ProblemGroup['kind'], { title: string; help: string; what: string }>,
  columns: { words: 'What HubSpot said', property: 'Property', when: 'When' },
  newest: (shown: number, total: number) => `The newest ${formatNumber(shown)} of ${formatNumber(total)}.`,
};

export const COMPARISON = {
  reading: 'Reading the comparison',
  unreadable: 'The comparison could not be read',
  never: {
    title: 'Not compared yet',
    text: 'Once a week Roundtable counts the records in HubSpot and compares a sample of them with what it holds.',
  },
  agrees: 'Roundtable holds what HubSpot holds',
  differs: (isRepaired: boolean) =>
    isRepaired ? 'Something differed and was put right' : 'Something differs and is being put right',
  compared: 'compared',
  columns: { type: 'Records', inHubSpot: 'In HubSpot', held: 'Held here', sampled: 'Compared', differing: 'Differing' },
  which: 'Which ones differed',
};

/** Of a step that has not begun: several run at a time, the others wait. */
const PROGRESS_WAITS = 'waits for its turn';

/** `1 company`, `1,240 companies` */
function count(value: number, one: string, many: string): string {
  return `${formatNumber(value)} ${value === 1 ? one : many}`;
}

/** `1,240 of 4,285 (28%), 13 pages, about 3 min left`; what is not known is left out. */
export function describeProgress({ done, total, pages, msLeft }: SyncStep): string {
  const paged = pages === null || pages === 0 ? '' : `, ${count(pages, 'page', 'pages')}`;
  if (total === null && done === 0) return PROGRESS_WAITS;
  if (total === null) return `${formatNumber(done)} so far${paged}`;
  const percent = total > 0 ? ` (${formatPercent(Math.floor((100 * Math.min(done, total)) / total) / 100)})` : '';
  const left = msLeft === null ? '' : `, ${describeTimeLeft(msLeft)}`;
  return `${formatNumber(done)} of ${formatNumber(total)}${percent}${paged}${left}`;
}
