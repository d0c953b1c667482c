import { formatDay } from 'roundtable-ui/formats.ts';
import type { Column } from 'roundtable-ui/headed-table.tsx';

/* Every sentence about API keys. */

export const API = {
  tab: 'API keys',
  toDo: 'Nothing to do, unless a program of yours should read your accounts.',
  title: 'Let a program read your accounts',
  explain:
    'A program with an API key can read your accounts with their scores, reasons and intent signals, and your plays with their results. Reasons name people if a score depends on what they did. The program cannot change anything.',
  document: 'API documentation (OpenAPI)',
  reading: 'Reading the API keys',
  unreadable: 'The API keys could not be read',
  none: {
    title: 'No program can read your accounts',
    text: 'Make an API key for each program, so that you can revoke each one separately.',
  },
  columns: [{ label: 'Program', width: 180 }, 'Made', 'Last used', 'Change'] satisfies (Column | string)[],
  madeBy: (at: string, by: string | null) => (by === null ? formatDay(at) : `${formatDay(at)} by ${by}`),
  never: 'Never',
  name: 'Name of the program',
  nameHint: 'Such as your data warehouse',
  make: 'Make an API key',
  made: {
    title: 'Copy the API key now: it is not shown again',
    text: 'The program sends it in the Authorization header, after the word Bearer.',
    key: 'API key',
    hide: 'I have copied it',
  },
  revoke: 'Revoke',
  revokeForGood: 'Revoke for good',
  keep: 'Keep',
};
