import { formatExact } from 'roundtable-ui/formats.ts';

/* Every sentence about the export. */

export const EXPORT = {
  tab: 'Export',
  title: 'Everything that Roundtable keeps of this account',
  explain:
    'One file with a line of JSON for every row: the copies of your records, scores with their reasons, roles, plays and what came of them, proposals, models, choices and the audit log. Tokens and secrets are not in it.',
  people: 'It names your contacts. The audit log says that you exported it.',
  make: 'Prepare the file',
  again: 'Prepare it again',
  open: 'Download the file',
  until: (until: string) => `The link is good until ${formatExact(until)}, for whoever has it.`,
  reading: 'Reading what you may do',
  unreadable: 'What you may do could not be read',
};
