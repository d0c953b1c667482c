import { formatExact } from 'roundtable-ui/formats.ts';

/* Every sentence about the export. */

export const EXPORT = {
  tab: 'Export',
  title: 'Export everything that Roundtable stores',
  explain:
    'You get one file with a line of JSON for every row: the copies of your records, scores with their reasons, roles, plays and their results, proposals, models, settings and the audit log. It contains no tokens or secrets.',
  people: 'The file names your contacts. The audit log records that you exported it.',
  make: 'Prepare the file',
  again: 'Prepare again',
  open: 'Download the file',
  until: (until: string) => `The link works until ${formatExact(until)}, for anyone who has it.`,
  reading: 'Reading your permissions',
  unreadable: 'Your permissions could not be read',
};
