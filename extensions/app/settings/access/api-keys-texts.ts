import { formatDay } from 'roundtable-ui/formats.ts';
import type { Column } from 'roundtable-ui/headed-table.tsx';

/* Every sentence about API keys. */

export const API = {
  tab: 'API keys',
  title: 'Programs that read your accounts',
  explain:
    'A program that holds a key reads the accounts of this portal with their scores, reasons and intent signals, and the plays with what came of them. The reasons name people where a score rests on what they did. It changes nothing.',
  document: 'Description of the API (OpenAPI)',
  reading: 'Reading the keys',
  unreadable: 'The keys could not be read',
  none: {
    title: 'No program reads your accounts',
    text: 'Make a key for each program, so that each can be ended by itself.',
  },
  columns: [{ label: 'Program', width: 180 }, 'Made', 'Last used', 'End it'] satisfies (Column | string)[],
  madeBy: (at: string, by: string | null) => (by === null ? formatDay(at) : `${formatDay(at)} by ${by}`),
  never: 'Never',
  name: 'Name of the program',
  nameHint: 'As your data warehouse',
  make: 'Make a key',
  made: {
    title: 'Copy the key now: it is not shown again',
    text: 'The program sends it in the header Authorization, after the word Bearer.',
    key: 'Key',
    hide: 'I have copied it',
  },
  revoke: 'Revoke',
  revokeForGood: 'Revoke for good',
  keep: 'Keep',
};
