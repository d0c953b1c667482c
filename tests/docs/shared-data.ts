import { readManifest } from '../../src/manifest/manifest.ts';
import { ENGAGEMENTS } from '../../src/sync/pull/activities/engagements.ts';
import { TICKET_PROPERTIES } from '../../src/sync/pull/steps/open-tickets.ts';
import { ALWAYS_READ } from '../../src/sync/pull/reading/pulled-properties.ts';
import { TARGET_PROPERTIES } from '../../src/sync/publish/target-properties.ts';
import { writeTable } from './write-table.ts';

const list = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(' ');
const own = readManifest().companyProperties.properties.map(({ name }) => name);
const targets = TARGET_PROPERTIES.map(({ name }) => name);
const { companies, contacts, deals } = ALWAYS_READ;

/** What leaves HubSpot and what goes back, object by object: the properties are those the code asks for and writes. */
const ROWS: readonly (readonly [object: string, read: string, written: string])[] = [
  [
    'Companies',
    `${list(companies)}; what an admin maps, the model, a play or the clusters name`,
    `${list(own)}; with a setting ${list(targets)}`,
  ],
  [
    'Contacts',
    `${list(contacts)}; with a setting the property that names the manager`,
    'with a setting, the confirmed `hs_buying_role`; by a rep’s click, the enrolment in a sequence',
  ],
  ['Deals', list(deals), '—'],
  ['Tickets', `${list(TICKET_PROPERTIES)} of open ones, and which company they are about`, '—'],
  ['Meetings', list(ENGAGEMENTS.meetings.properties), '—'],
  ['Calls', list(ENGAGEMENTS.calls.properties), '—'],
  ['Emails', list(ENGAGEMENTS.emails.properties), '—'],
  ['Tasks', 'whether a task of a play is done', 'tasks of a play'],
  ['Notes', '—', 'with a setting, notes on the company'],
  ['Page visits and form submissions', 'page or form, time, whose', '—'],
  ['Marketing events', 'name, time, who took part', '—'],
  ['Owners', 'name, e-mail address, team', '—'],
  ['Segments', 'size', 'segments that an admin asked for'],
];

/** The table of `docs/marketplace.md`. */
export function writeSharedData(): string {
  return writeTable(['HubSpot object', 'HubSpot → Roundtable', 'Roundtable → HubSpot'], ROWS);
}
