import { formatNumber } from 'roundtable-ui/formats.ts';
import { ACTS } from 'roundtable-ui/condition-words.ts';
import type { Column } from 'roundtable-ui/headed-table.tsx';
import { COPYING } from '../texts.ts';
import type { HeldKey } from '../held-key.ts';
import type { ImportSignalsAnswer } from './signals-data.ts';

/* Every sentence about the sources of signals. */

const REPORT_HEADER = 'company,source,topic,strength,date';
const REPORT_LINE = 'acme.example,G2,pricing,80,2026-03-31';

/** What a tool has to send, as docs/signals.md has it. */
const SENDING = {
  title: 'What the tool sends',
  address: 'Address (POST)',
  type: { label: 'Content-Type', is: 'application/json' },
  headers: [
    { label: 'X-Roundtable-Key-Id', is: 'The signal key.' },
    { label: 'X-Roundtable-Timestamp', is: 'The time in milliseconds since 1970, at most five minutes off.' },
    {
      label: 'X-Roundtable-Signature',
      is: 'Base64 of the HMAC-SHA256, with the secret, of the timestamp, a full stop and the body exactly as sent.',
    },
  ],
  body: { label: 'Body', is: '{"signals": […]} with 1 to 500 signals.' },
  intent: {
    title: 'A signal about a company',
    fields: [
      { label: 'kind', is: '“intent”' },
      { label: 'id', is: 'Your own, up to 200 characters. The same id again replaces what it said before.' },
      { label: 'companyId or domain', is: 'One of the two. companyId is HubSpot’s record ID.' },
      { label: 'source', is: 'Who saw it, such as G2; up to 100 characters.' },
      { label: 'topic', is: 'What they looked for; up to 200 characters.' },
      { label: 'strength', is: '0 to 100' },
      { label: 'occurredAt', is: 'When it was seen, such as 2026-11-23T08:00:00Z.' },
    ],
  },
  activity: {
    title: 'A signal about a person',
    fields: [
      { label: 'kind', is: '“activity”' },
      { label: 'id, occurredAt', is: 'As above.' },
      { label: 'contactId', is: 'HubSpot’s record ID of the contact.' },
      { label: 'type', is: `One of ${Object.keys(ACTS).join(', ')}.` },
      { label: 'detail', is: 'Optional; up to 500 characters.' },
    ],
  },
  answer: {
    title: 'The answer',
    fields: [
      { label: '202', is: 'Accepted. “unknown” lists signals about records that HubSpot does not have.' },
      { label: '400', is: 'Nothing was accepted. “error.faults” names each wrong field.' },
      { label: '401', is: 'The signature, the key or the time is wrong.' },
      { label: '429', is: 'Too many requests. Wait for as many seconds as Retry-After says.' },
    ],
  },
};

export const SIGNALS = {
  tab: 'Signal sources',
  title: 'Three ways to bring in intent signals',
  explain: 'A signal says that an account is looking for what you sell. Use the first way below that your tool allows.',
  arriving: 'Nothing to do: signals are coming in. You can add another source below.',
  mapping: {
    title: '1. Your vendor’s score is already a HubSpot property: map it',
    text: 'Roundtable then reads it from every company by itself. You have nothing to send or paste.',
    open: 'Map a property',
  },
  arrived: {
    title: 'What has come in so far',
    text: 'The weight says how much a source counts in the intent score. It is part of the scoring model. A signal is dated by when its source saw the interest, which can be days before it was sent here.',
  },
  reading: 'Reading the sources',
  unreadable: 'The sources could not be read',
  none: {
    title: 'No signals have come in yet',
    text: 'Map a property, paste a report, or make a signal key for a tool that can send signals.',
  },
  columns: ['Source', 'Last 30 days', 'In total', 'Accounts', 'Newest signal', 'Weight'],
  people: {
    explain: 'What your tools sent about people. It counts in the engagement score of their accounts.',
    columns: ['Kind', 'Last 30 days', 'In total', 'People', 'Last one'],
  },
  never: 'never',
  openModel: (mayChange: boolean) => (mayChange ? 'Change the weights in the model' : 'See the weights in the model'),
  tables: {
    title: '2. You have a report or a file: paste it',
    explain:
      'Bombora, G2, 6sense and others let you download which companies look for what. Copy the rows from that file and paste them here.',
    columns: ['Source', 'Signals from reports', 'Change'],
    open: 'Paste a report',
    pasting: 'Paste the rows of your report here',
    close: 'Close',
    help: 'Five columns under a header row, in any order: company (record ID or domain), source (such as G2), topic, strength (0 to 100) and date (such as 2026-03-31). Rows for companies that are not in HubSpot are skipped. If any other row has a mistake, nothing is imported, and you see which row and why. A row for the same company, source, topic and day replaces the earlier one.',
    label: 'Rows of the report',
    placeholder: `${REPORT_HEADER}\n${REPORT_LINE}`,
    sampleTitle: 'Example, a header and one row:',
    sampleHeader: REPORT_HEADER,
    sample: REPORT_LINE,
    copySample: { ...COPYING, copy: 'Copy both' },
    act: 'Import',
    faults: ['Where', 'What is wrong'] as const,
    done: describeImport,
    takeOut: 'Delete',
    asking: {
      title: (source: string) => `Delete the signals from ${source} that were pasted?`,
      text: 'The intent score of those accounts is then computed without them. Signals that reach Roundtable from this source in another way stay. To get the deleted ones back, paste the report again.',
      yes: 'Delete them',
      no: 'Keep them',
    },
  },
  keys: {
    title: '3. A tool can send signals by itself: make a signal key',
    explain:
      'The tool sends its signals to Roundtable, signed with a signal key. Whoever sets up the tool finds the address and the fields below. To replace a key, make a new one, give it to the tool, then revoke the old one. Both work in the meantime.',
    sending: SENDING,
    none: 'No tool has a signal key yet.',
    columns: [{ label: 'Tool', width: 180 }, 'Made', 'Last used', 'Change'] satisfies (Column | string)[],
    nameless: 'A tool without a name',
    madeBy: (by: string) => `by ${by}`,
    neverUsed: 'Never',
    name: 'Name of the tool',
    nameHint: 'Such as 6sense, or your ad platform',
    make: 'Make a signal key',
    revoke: 'Revoke',
    revoking: ({ keyId, label }: HeldKey) => ({
      title: `Revoke the signal key of ${label === '' ? keyId : label}?`,
      text: 'From then on, signals signed with it are refused. The signals it has already sent stay.',
      yes: 'Revoke it',
      no: 'Keep it',
    }),
    made: {
      title: 'Copy the secret now: it is not shown again',
      key: 'Signal key',
      secret: 'Secret',
      example: 'Try it: a script that sends one signal',
      exampleHelp:
        'For a shell with curl and openssl. Fill in the domain of one of your companies. The answer says how many signals were accepted, and which were not. A signal about a person has kind activity, a contactId and a type such as ad_click.',
      copyExample: { ...COPYING, copy: 'Copy the script' },
      hide: 'I have copied it',
    },
  },
};

/** "Imported 312 signals for 88 accounts. Skipped 12 rows, because HubSpot has no company acme.example, orbis.example and 3 more." */
function describeImport({ signals, companies, ...unknown }: ImportSignalsAnswer): string {
  const taken = `Imported ${count(signals, 'signal', 'signals')} for ${count(companies, 'account', 'accounts')}.`;
  if (unknown.unknownRows === 0) return taken;
  const more = unknown.unknownTotal - unknown.unknownCompanies.length;
  const names = `${unknown.unknownCompanies.join(', ')}${more === 0 ? '' : ` and ${formatNumber(more)} more`}`;
  return `${taken} Skipped ${count(unknown.unknownRows, 'row', 'rows')}, because HubSpot has no company ${names}.`;
}

const count = (value: number, one: string, many: string): string =>
  `${formatNumber(value)} ${value === 1 ? one : many}`;
