import { formatNumber, formatPercent } from 'roundtable-ui/formats.ts';
import { describeTimeLeft } from 'roundtable-ui/relative-time.tsx';
import type { TwoWayTexts } from './choices/two-way-texts.ts';
import type { MappedUse, OutsideEdits, Overwritten, OverwrittenValue, PropertySample } from './choices/choices-data.ts';
import type { ProblemGroup } from './portal-data/report-data.ts';
import type { SyncData, SyncStep } from './portal-data/sync-data.ts';

/* Every sentence of the settings, so that one place is read to judge or translate them. */

export const STATUSES = {
  installing: { word: 'Installing', variant: 'info' },
  syncing: { word: 'First sync in progress', variant: 'info' },
  active: { word: 'Up to date', variant: 'success' },
  revoked: { word: 'Access withdrawn', variant: 'danger' },
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
export const COPYING = { copy: 'Copy', copied: 'Copied', notCopied: 'The browser did not allow copying' };

/** What a change has become: with a Save button, and where a control acts at once. */
export const SAVING = {
  unsaved: 'Not saved yet',
  saved: '✓ Saved',
  atOnce: 'Each tick is saved as soon as you set it; there is no Save button.',
};

export const PAGE = {
  reading: 'Reading the sync status',
  unreadable: 'The sync status could not be read',
  notConnected: 'Roundtable is not connected to this HubSpot account',
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
      ? 'You can look but not change this. Only the user who installs Roundtable can: ask an admin to install it again.'
      : `You can look but not change this. Ask ${askWhom}, who installed Roundtable, to change it or to make you an admin under People.`,
};

/** Where HubSpot has no property that Roundtable could write. */
export const UNWRITABLE = {
  title: ({ count: missing, of }: NonNullable<SyncData['unwritable']>) =>
    missing === of
      ? 'Nothing can be published to HubSpot'
      : `${formatNumber(missing)} of ${formatNumber(of)} properties cannot be published to HubSpot`,
  text: (why: string) =>
    `${why}. The cards show current scores, but records, lists and reports in HubSpot show old ones or none. Once you have fixed this in HubSpot, Roundtable notices within ten minutes.`,
  show: 'Show the problems',
  again: 'Check HubSpot again now',
  asked: 'Roundtable is checking. This message disappears as soon as it can write again.',
  unpublished: 'Some scores are missing in HubSpot because their properties cannot be written.',
};

export const SYNC = {
  revoked: {
    title: 'Roundtable no longer has access to this HubSpot account',
    text: 'Do this first: install the app again. Your tiers, settings and plays are kept for 30 days; until then the cards show what was last known.',
  },
  held: (until: string) => ({
    title: `HubSpot's daily limit of requests is used up until ${until}`,
    text: 'Nothing is lost, and there is nothing to do: Roundtable continues by itself then. The cards show what was last known.',
  }),
  problem: 'The first sync ran into a problem. Roundtable tries again every ten minutes.',
  firstSync: 'Tiers and scores appear when the first sync is complete. You can close this page; it continues.',
  scoring: (stale: number) =>
    `All records have been read. The accounts are being scored${stale === 0 ? '' : `: ${formatNumber(stale)} to go`}.`,
  done: (label: string) => `${label}: done`,
  accounts: 'Accounts',
  work: 'In progress',
  tiers: { '1': 'Tier 1', '2': 'Tier 2', '3': 'Tier 3', none: 'Without a tier' },
  stale: 'Accounts waiting to be scored',
  unpublished: 'Accounts waiting to be written to HubSpot',
  settled: 'Nothing is waiting: every account is scored, and HubSpot has the scores.',
  waits:
    'This happens by itself, after each change and for all accounts once a night. It usually takes seconds, or minutes if thousands of accounts are waiting.',
  model: 'Scoring model',
  version: (version: number) => `version ${version}`,
  wasRead: 'What the first sync read',
};

export const EDITS = {
  title: 'When somebody changes one of Roundtable’s values in HubSpot',
  reading: 'Reading the settings',
  unreadable: 'The settings could not be read',
  options: [
    {
      value: 'restore',
      label: 'Restore it',
      description: 'Roundtable writes its own value again with the next update, and records the change below.',
    },
    {
      value: 'keep',
      label: 'Leave it as it is',
      description: 'Roundtable stops writing that property of that company until you choose to restore it.',
    },
  ] as { value: OutsideEdits; label: string; description: string }[],
  whatHappens: {
    restore: (standing) =>
      standing === 0
        ? 'If you save: values that others change from now on are restored.'
        : `If you save: ${count(standing, 'value that others changed is', 'values that others changed are')} restored.`,
    keep: () =>
      'If you save: values that others change from now on stay as they are. Values already restored stay restored.',
  } satisfies Record<OutsideEdits, (standing: number) => string>,
  save: 'Save',
  cancel: 'Cancel',
  overwritten: 'Changed by others',
  amount: ({ standing, restored }: Overwritten) =>
    standing + restored === 0
      ? 'Nobody changed one of Roundtable’s values in the last 30 days.'
      : `${count(standing, 'value is', 'values are')} as others set ${standing === 1 ? 'it' : 'them'}; ${formatNumber(restored)} restored in the last 30 days.`,
  columns: ['Company', 'Property', 'What happened', 'Noticed'],
  outcome: ({ times, restoredAt }: OverwrittenValue) =>
    `${restoredAt === null ? 'left as others set it' : 'restored'}${times === 1 ? '' : `, changed ${formatNumber(times)} times`}`,
};

export const ROLES = {
  tab: 'Confirmed roles',
  toDo: 'Nothing to do, unless confirmed roles should also appear on the contact in HubSpot.',
  title: 'When a rep confirms a suggested role on a card',
  options: [
    {
      value: 'off',
      label: 'Keep it in Roundtable',
      description: 'It counts towards coverage. The contact in HubSpot stays unchanged.',
    },
    {
      value: 'on',
      label: "Add it to the contact's buying role in HubSpot too",
      description:
        'Added once, next to the roles already there. If somebody removes it in HubSpot later, it stays removed.',
    },
  ],
  ifOn: 'If you save: roles confirmed from now on are added to the contact’s buying role. Answering "no" writes nothing.',
  ifOff: 'If you save: roles confirmed from now on stay in Roundtable. Those already written stay in HubSpot.',
  save: 'Save',
  cancel: 'Cancel',
} satisfies TwoWayTexts & { tab: string };

const PLANNED =
  'Shown in the account plan next to what your team enters there, and used in triggers and texts. If several options are selected, each is an item of its own.';

export const MAPPING = {
  title: 'Read what your other tools write into HubSpot',
  explain:
    'If another tool writes a tier, an intent score or a technology into a company property, map that property. Roundtable then reads it like its own data.',
  empty: {
    title: 'Nothing is mapped yet',
    text: 'Properties that other tools fill are listed here once you map them.',
  },
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
    tier: 'Kept and exported next to Roundtable’s own tier, which it does not change.',
    intent: 'Counts as a signal in the intent score: 0 to 100, or words such as high, medium and low.',
    topics: 'Each topic counts as a signal of its own, with a strength of 75 out of 100. Separate topics with ; or ,',
    fit: 'Can be used in the conditions of the fit score. On its own it changes nothing.',
    technographic: 'Can be used in the conditions of the fit score, and is shown on the account.',
    objective: PLANNED,
    initiative: PLANNED,
    competitor: PLANNED,
  } satisfies Record<MappedUse, string>,
  reread: 'After a change, all companies are read again; everything else keeps working.',
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
  readingProperties: 'Reading your company properties',
  unreadable: 'The properties could not be read',
  noneUsable:
    'This HubSpot account has no company property that can be mapped. It must be a number, a list of options or a text.',
  sampling: 'Reading its values',
  sample: ({ filled, values }: PropertySample, use: MappedUse | undefined) =>
    filled === 0
      ? 'No company has a value yet.'
      : `Filled in for ${count(filled, 'company', 'companies')}, for example ${values
          .map(({ value, strength }) => (use === 'intent' ? `${value} (${strength ?? 'not understood'})` : value))
          .join(', ')}.`,
  confirm: 'Map it',
  cancel: 'Cancel',
  remove: 'Stop reading',
  removing: {
    title: (property: string) => `Stop reading ${property}?`,
    text: 'Roundtable forgets what it read from it and reads all companies again. The property in HubSpot stays as it is.',
    yes: 'Stop reading it',
    no: 'Keep it',
  },
};

export const PROBLEMS = {
  reading: 'Reading the problems',
  unreadable: 'The problems could not be read',
  empty: { title: 'Nothing to do', text: 'HubSpot accepted everything that Roundtable wrote.' },
  kinds: {
    properties: {
      title: 'Properties in conflict',
      help: 'Another property has the name that Roundtable needs. If it has another type, rename or delete it. If it was deleted, restore it from HubSpot’s archive (in its settings under Properties). Roundtable notices within ten minutes; you do not have to install anything again.',
      what: 'Property',
    },
    records: {
      title: 'Records that HubSpot refused',
      help: 'Often a validation rule in your HubSpot account. Roundtable tries again whenever the record’s values change; other records are not affected.',
      what: 'Record',
    },
    events: {
      title: 'Changes that could not be processed',
      help: 'HubSpot reported them, but Roundtable could not read what changed. The next check or weekly comparison finds what is missing.',
      what: 'Event',
    },
    unknown: {
      title: 'Properties that your HubSpot account does not have',
      help: 'The model or a mapping uses them and does without. Remove them there, or create the property again.',
      what: 'Property',
    },
    other: { title: 'Other problems', help: 'Things that Roundtable could not read or do.', what: 'What' },
  } satisfies Record<ProblemGroup['kind'], { title: string; help: string; what: string }>,
  columns: { words: 'What HubSpot said', property: 'Property', when: 'When' },
  newest: (shown: number, total: number) => `The newest ${formatNumber(shown)} of ${formatNumber(total)}.`,
};

export const COMPARISON = {
  reading: 'Reading the comparison',
  unreadable: 'The comparison could not be read',
  never: {
    title: 'Not compared yet',
    text: 'Once a week Roundtable counts the records in HubSpot and compares a sample of them with its own copies. There is nothing to do.',
  },
  agrees: 'Nothing to do: same data as HubSpot',
  differs: (isRepaired: boolean) =>
    isRepaired ? 'Nothing to do: differences corrected' : 'Differences are being corrected',
  compared: 'compared',
  columns: {
    type: 'Records',
    inHubSpot: 'In HubSpot',
    held: 'In Roundtable',
    sampled: 'Compared',
    differing: 'Different',
  },
  which: 'Which ones were different',
};

/** Of a step that has not begun: several run at a time, the others wait. */
const PROGRESS_WAITS = 'waiting';

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
