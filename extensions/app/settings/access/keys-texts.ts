import { formatNumber } from 'roundtable-ui/formats.ts';
import type { Column } from 'roundtable-ui/headed-table.tsx';
import type { AutoApply, Person, Right } from './keys-data.ts';

/* Every sentence of the tabs for approval keys and for the audit log. */

export const KEYS = {
  tab: 'Approval keys',
  title: 'Who approves for marketing, and who for sales',
  explain:
    'Your target account list has two approval keys. One person with the marketing key and another with the sales key must both approve it, and from then on every change to it, except those you let happen automatically below. Nobody can use both keys for one change, or give a key to themselves.',
  reading: 'Reading who holds the approval keys',
  unreadable: 'The approval keys could not be read',
  empty: {
    title: 'No HubSpot users are known yet',
    text: 'They appear here once Roundtable has read the owners in your HubSpot account.',
  },
  columns: [
    { label: 'User', width: 180 },
    { label: 'Marketing approval', width: 160 },
    { label: 'Sales approval', width: 160 },
    { label: 'Admin of Roundtable', width: 160 },
  ] satisfies Column[],
  rights: ['marketing', 'sales', 'admin'] as const satisfies readonly Right[],
  label: (right: Right, { name }: Person) =>
    ({
      marketing: `${name} approves for marketing`,
      sales: `${name} approves for sales`,
      admin: `${name} is an admin`,
    })[right],
  /** Beside a ticked box; in what the box is called for screen readers. */
  held: { marketing: 'approves', sales: 'approves', admin: 'admin' } satisfies Record<Right, string>,
  set: 'Nothing to do: both approvals are set up.',
  admins: 'Admins are whoever installed the app and the people ticked here, whatever their rights in HubSpot.',
  you: ' (you)',
  left: 'Not an active user of HubSpot: cannot approve.',
  installer: 'installed the app',
  yes: '✓',
  no: '–',
  missing: {
    title: 'Do this first: choose who approves for marketing and who for sales',
    text: 'Tick one colleague under Marketing approval and another under Sales approval. Until then, nothing can be approved. To approve yourself, make somebody else an admin and ask them to tick you.',
  },
};

export const AUTO = {
  title: 'What changes automatically, without approval',
  explain:
    'Your choice is saved at once and takes effect within the hour. Everything else waits for both approvals. No account moves automatically into a tier that is full.',
  /** From the fewest changes to the most. */
  choices: [
    {
      value: 'nothing',
      label: 'Nothing',
      description: 'Every change waits for both approvals.',
      autoApply: { addTo: [], moveTo: [], remove: false },
    },
    {
      value: 'tier3',
      label: 'Changes into Tier 3',
      description:
        'Accounts join or move into Tier 3 automatically, which can be hundreds at once when another model is activated. Moves into Tier 1 or 2, and leaving the list, wait for both approvals.',
      autoApply: { addTo: [3], moveTo: [3], remove: false },
    },
    {
      value: 'tier2',
      label: 'Changes into Tier 2 and 3, and leaving the list',
      description: 'Only moves into Tier 1 wait for both approvals.',
      autoApply: { addTo: [2, 3], moveTo: [2, 3], remove: true },
    },
  ] satisfies { value: string; label: string; description: string; autoApply: AutoApply }[],
};

export const AUDIT = {
  tab: 'Audit log',
  title: 'What was done, by whom',
  toDo: 'Nothing to do here: look when you want to know who changed what.',
  explain: 'Nobody can change or delete this log. Only the names of erased people are removed.',
  times: (zone: string) => `Times are in your HubSpot account’s time zone (${zone}).`,
  reading: 'Reading the audit log',
  unreadable: 'The audit log could not be read',
  empty: {
    title: 'Nothing is logged yet',
    text: 'What people decide, and what Roundtable does automatically, appears here.',
  },
  columns: [
    { label: 'When', width: 140 },
    { label: 'Who', width: 140 },
    { label: 'What', width: 400 },
  ] satisfies Column[],
  /** `before` is `null` if it was not recorded. */
  change: (what: string, before: string | null, after: string) =>
    before === null ? `${what}: ${after}` : `${what}: ${before} → ${after}`,
  why: (reason: string) => `Why: ${reason}`,
  /** The setting that allowed a change without approval. */
  alone: (choice: string) => `without approval, because automatic changes are set to: ${choice}`,
  accounts: (count: number) => `${formatNumber(count)} accounts`,
  see: (count: number) => `See the ${formatNumber(count)} accounts`,
  back: 'Back to the log',
  find: 'Person, account or play',
  what: 'What was done',
  found: 'Find',
  all: 'Show all',
  nothing: {
    title: 'No entries found',
    text: 'Try part of a name: of the person who did it, or of the account, person or play it is about. Or choose “Everything” under “What was done”.',
  },
  end: 'The log begins here.',
  newer: 'Newer',
  older: 'Older',
  export: 'Export as CSV',
  exportAgain: 'Prepare it again',
  exported: 'Download the file',
  exportHelp:
    'The file has every entry, or those you searched for. The link works for ten minutes, and the log records that you asked for it.',
};
