import type { Column } from 'roundtable-ui/headed-table.tsx';
import type { AutoApply, Person, Right } from './keys-data.ts';

/* Every sentence of the tabs for keys and people and for the audit log. */

export const KEYS = {
  tab: 'Keys and people',
  title: 'Who turns which key',
  explain:
    'Once both have approved the list, a change of it takes one person of marketing and one of sales, save for what happens by itself, as chosen below. Nobody turns both keys for one change, and nobody gives themselves a key.',
  reading: 'Reading who holds the keys',
  unreadable: 'The keys could not be read',
  empty: {
    title: 'No user of HubSpot is known',
    text: 'People appear when the owners of this account are read.',
  },
  columns: [
    { label: 'Person', width: 180 },
    { label: 'Marketing’s key', width: 160 },
    { label: 'Sales’ key', width: 160 },
    { label: 'Admin of Roundtable', width: 160 },
  ] satisfies Column[],
  rights: ['marketing', 'sales', 'admin'] as const satisfies readonly Right[],
  label: (right: Right, { name }: Person) =>
    ({ marketing: `Marketing’s key for ${name}`, sales: `Sales’ key for ${name}`, admin: `${name} is an admin` })[
      right
    ],
  you: ' (you)',
  installer: 'installed the app',
  yes: '✓',
  no: '–',
  missing: {
    title: 'Until both keys are held, nothing can be approved',
    text: 'Give marketing’s key to one colleague and sales’ to another. To hold one yourself, name another admin, who gives it to you.',
  },
};

export const AUTO = {
  title: 'What the scores may change by themselves',
  explain: 'Everything else waits for both keys. A choice holds within the hour. A tier that is full takes nobody in.',
  /** From the fewest changes to the most. */
  choices: [
    {
      value: 'nothing',
      label: 'Nothing',
      description: 'Every change waits for both keys.',
      autoApply: { addTo: [], moveTo: [], remove: false },
    },
    {
      value: 'tier3',
      label: 'Changes into Tier 3',
      description:
        'Accounts come and move into Tier 3 by themselves, also hundreds at once when another model is activated; Tier 1, Tier 2 and leaving wait for both keys.',
      autoApply: { addTo: [3], moveTo: [3], remove: false },
    },
    {
      value: 'tier2',
      label: 'Changes into Tier 2 and 3, and leaving',
      description: 'Only what comes or moves into Tier 1 waits for both keys.',
      autoApply: { addTo: [2, 3], moveTo: [2, 3], remove: true },
    },
  ] satisfies { value: string; label: string; description: string; autoApply: AutoApply }[],
};

export const AUDIT = {
  tab: 'Audit log',
  title: 'What was done, by whom',
  explain: 'Nothing in this log can be changed or deleted, but for what names an erased person.',
  reading: 'Reading the audit log',
  unreadable: 'The audit log could not be read',
  empty: {
    title: 'Nothing is logged yet',
    text: 'What people decide, and what Roundtable does by itself, appears here.',
  },
  columns: [
    { label: 'When', width: 90 },
    { label: 'Who', width: 160 },
    { label: 'What', width: 280 },
  ] satisfies Column[],
  /** `before` is `null` where it was not kept. */
  change: (what: string, before: string | null, after: string) =>
    before === null ? `${what}: ${after}` : `${what}: ${before} → ${after}`,
  find: 'Person, account or play',
  what: 'What was done',
  found: 'Find',
  all: 'Show all',
  nothing: {
    title: 'Nothing of that is logged',
    text: 'Look for a part of a name (of who did it, or of the account, person or play it is about), or for everything that was done.',
  },
  end: 'The log begins here.',
  newer: 'Newer',
  older: 'Older',
};
