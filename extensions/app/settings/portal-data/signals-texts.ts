import { formatNumber } from 'roundtable-ui/formats.ts';
import type { Column } from 'roundtable-ui/headed-table.tsx';
import { COPYING } from '../texts.ts';
import type { HeldKey } from '../held-key.ts';
import type { ImportSignalsAnswer } from './signals-data.ts';

/* Every sentence about the sources of signals. */

export const SIGNALS = {
  tab: 'Signal sources',
  title: 'Who says that an account is in the market',
  explain:
    'Signals come from mapped properties, from tools that send them and from tables that you paste. A source with more weight moves the intent more: the weights are part of the model.',
  reading: 'Reading the sources',
  unreadable: 'The sources could not be read',
  none: {
    title: 'No source has sent anything',
    text: 'Map a property that holds intent, paste a report of your intent provider, or make a key for a tool that sends signals.',
  },
  columns: ['Source', 'Last 30 days', 'Kept in all', 'Accounts', 'Last signal', 'Weight'],
  people: {
    explain: 'What tools told of people: it counts in the engagement of their accounts.',
    columns: ['Kind', 'Last 30 days', 'Kept in all', 'People', 'Last one'],
  },
  never: 'never',
  openModel: (mayChange: boolean) => (mayChange ? 'Change the weights in the model' : 'See the weights in the model'),
  tables: {
    title: 'Reports you paste',
    none: 'No report was pasted yet. Bombora, G2, 6sense and others let you download who looks for what: paste that here.',
    columns: ['Source', 'Signals from tables', 'Change'],
    open: 'Paste a report',
    close: 'Close',
    help: 'Five columns, in any order, under a header: company (record ID or domain), source (as G2), topic, strength (0 to 100) and date (2026-03-31). Rows of companies that HubSpot does not have are passed over. Where another row does not hold, nothing is imported and you see which row and why. The same company, source, topic and day again replaces what was there.',
    label: 'Table',
    placeholder: 'company,source,topic,strength,date',
    act: 'Import',
    faults: ['Where', 'What does not hold'] as const,
    done: tellImported,
    takeOut: 'Take out',
    asking: {
      title: (source: string) => `Take out what tables told of ${source}?`,
      text: 'The intent of its accounts is computed without it. What the source sends otherwise stays. Pasting the table again brings it back.',
      yes: 'Take it out',
      no: 'Keep it',
    },
  },
  keys: {
    title: 'Keys of tools that send signals',
    explain: (endpoint: string) =>
      `A tool posts its signals to ${endpoint} and signs them with its key: making one shows an example to copy, and every field is in docs/signals.md of Roundtable's documentation. To change a key, make a new one, give it to the tool, then revoke the old one: both are good meanwhile.`,
    none: 'No tool has a key.',
    columns: [{ label: 'Tool', width: 180 }, 'Made', 'Last used', 'Change'] satisfies (Column | string)[],
    nameless: 'A tool without a name',
    madeBy: (by: string) => `by ${by}`,
    neverUsed: 'Never',
    name: 'Name of the tool',
    nameHint: 'As 6sense, or the ad platform',
    make: 'Make a key',
    revoke: 'Revoke',
    revoking: ({ keyId, label }: HeldKey) => ({
      title: `Revoke the key of ${label === '' ? keyId : label}?`,
      text: 'Whatever the tool signs with it is refused from now on. What it sent stays.',
      yes: 'Revoke it',
      no: 'Keep it',
    }),
    made: {
      title: 'Copy the secret now: it is not shown again',
      key: 'Key',
      secret: 'Secret',
      example: 'To try it: a script that sends one signal',
      exampleHelp:
        'For a shell with curl and openssl. Put the domain of one of your companies in it. The answer counts what was accepted and names what was not. A signal of a person has kind activity, a contactId and a type such as ad_click.',
      copyExample: { ...COPYING, copy: 'Copy the script' },
      hide: 'I have copied it',
    },
  },
};

/** "312 signals of 88 accounts are in. 12 rows were passed over: HubSpot has no acme.example, orbis.example and 3 more." */
function tellImported({ signals, companies, ...unknown }: ImportSignalsAnswer): string {
  const taken = `${count(signals, 'signal', 'signals')} of ${count(companies, 'account', 'accounts')} ${signals === 1 ? 'is' : 'are'} in.`;
  if (unknown.unknownRows === 0) return taken;
  const more = unknown.unknownTotal - unknown.unknownCompanies.length;
  const names = `${unknown.unknownCompanies.join(', ')}${more === 0 ? '' : ` and ${formatNumber(more)} more`}`;
  return `${taken} Rows passed over: ${formatNumber(unknown.unknownRows)}, since HubSpot has no company ${names}.`;
}

const count = (value: number, one: string, many: string): string =>
  `${formatNumber(value)} ${value === 1 ? one : many}`;
