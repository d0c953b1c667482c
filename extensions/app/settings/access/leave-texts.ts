import { formatNumber } from 'roundtable-ui/formats.ts';
import type { LeaveData } from './leave-data.ts';

/* Every sentence of leaving, so that one place is read to judge or translate them. */

const count = (n: number, one: string, many: string): string => `${formatNumber(n)} ${n === 1 ? one : many}`;

export const LEAVE = {
  reading: 'Reading what Roundtable holds',
  unreadable: 'What Roundtable holds could not be read',
  title: 'Disconnect Roundtable',
  held: ({ companies, contacts, deals, activities }: LeaveData['held']) =>
    `Roundtable holds copies of ${count(companies, 'company', 'companies')}, ${count(contacts, 'contact', 'contacts')}, ` +
    `${count(deals, 'deal', 'deals')} and ${count(activities, 'activity', 'activities')} of this account, with what was computed from them. Disconnecting erases all of it ` +
    'within minutes, with the tokens that let Roundtable read this account. It cannot be taken back.',
  stays:
    'Your own records, the tasks that plays made and the notes that Roundtable wrote on records stay in HubSpot. So does what it wrote there, ' +
    "where you chose so, into HubSpot's own Target Account, Ideal Customer Profile Tier and Buying Role: nobody updates it any more.",
  properties: {
    label: ({ properties, segments }: Pick<LeaveData, 'properties' | 'segments'>) => {
      const made = segments.length === 0 ? '' : ` and ${count(segments.length, 'segment', 'segments')}`;
      return `Remove the ${formatNumber(properties.length)} company properties${made} of Roundtable from HubSpot as well`;
    },
    description:
      'Their values go with them. One that a list, a view or a workflow still uses may be kept by HubSpot: take it out there first. ' +
      'HubSpot keeps removed properties in its archive: whoever comes back to Roundtable restores them there first, or nothing can be ' +
      'published. If you may come back, rather let them stay.',
    show: (segments: number) => (segments === 0 ? 'Which properties' : 'Which properties and segments'),
    keep: 'They stay in HubSpot with their last values; nobody updates them.',
    cutOff:
      'Roundtable may no longer read this account, so it cannot remove its company properties: install it again first, or remove them in HubSpot.',
  },
  exportFirst: 'Export everything first',
  confirm: (portalId: number) => `Type the account's ID, ${portalId}, to disconnect`,
  wrong: 'This is not the ID of this account.',
  button: 'Disconnect and erase all',
  leaving: {
    title: 'Roundtable is leaving this account',
    text: 'What it holds is being erased. The cards disappear as soon as HubSpot has taken the app out; nothing is left for you to do.',
  },
  elsewhere: (days: number) =>
    `If somebody removes the app in HubSpot instead, Roundtable notices within half an hour, asks nothing more of HubSpot, and erases ` +
    `everything after ${days} days, in case it was a mistake and the app is installed again.`,
};
