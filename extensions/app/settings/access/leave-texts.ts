import { formatNumber } from 'roundtable-ui/formats.ts';
import type { LeaveData } from './leave-data.ts';

/* Every sentence of leaving, so that one place is read to judge or translate them. */

const count = (n: number, one: string, many: string): string => `${formatNumber(n)} ${n === 1 ? one : many}`;

export const LEAVE = {
  reading: 'Reading what Roundtable stores',
  unreadable: 'What Roundtable stores could not be read',
  toDo: 'Nothing to do, unless you want to stop using Roundtable.',
  title: 'Disconnect Roundtable',
  held: ({ companies, contacts, deals, activities }: LeaveData['held']) =>
    `Roundtable holds copies of ${count(companies, 'company', 'companies')}, ${count(contacts, 'contact', 'contacts')}, ` +
    `${count(deals, 'deal', 'deals')} and ${count(activities, 'activity', 'activities')} from this HubSpot account, and what it computed from them. Disconnecting erases all of it ` +
    'within minutes, along with the tokens that give Roundtable access. This cannot be undone.',
  stays:
    'Your own records stay in HubSpot, and so do the tasks that plays created and the notes that Roundtable wrote. If you chose to let Roundtable write into ' +
    "HubSpot's own Target Account, Ideal Customer Profile Tier and Buying Role, those values stay too, but nobody updates them any more.",
  properties: {
    label: ({ properties, segments }: Pick<LeaveData, 'properties' | 'segments'>) => {
      const made = segments.length === 0 ? '' : ` and ${count(segments.length, 'segment', 'segments')}`;
      return `Remove the ${formatNumber(properties.length)} company properties${made} of Roundtable from HubSpot as well`;
    },
    description:
      'Their values are removed too. HubSpot may keep a property that a list, a view or a workflow still uses: remove it there first. ' +
      'Removed properties go into HubSpot’s archive. If you install Roundtable again, you have to restore them from there first, or nothing can be ' +
      'published. If you might come back, leave them in place.',
    show: (segments: number) => (segments === 0 ? 'Which properties' : 'Which properties and segments'),
    keep: 'They stay in HubSpot with their last values, which nobody updates.',
    cutOff:
      'Roundtable no longer has access, so it cannot remove its company properties. Install it again first, or remove them in HubSpot.',
  },
  exportFirst: 'Export everything first',
  confirm: (portalId: number) => `Type the account's ID, ${portalId}, to disconnect`,
  wrong: 'This is not the ID of your HubSpot account.',
  button: 'Disconnect and erase all',
  leaving: {
    title: 'Roundtable is leaving your HubSpot account',
    text: 'Nothing to do: what it stored is being erased. The cards disappear as soon as HubSpot has removed the app.',
  },
  elsewhere: (days: number) =>
    `If somebody removes the app in HubSpot instead, Roundtable notices within half an hour and stops reading from HubSpot. It erases ` +
    `everything after ${days} days, in case it was a mistake and the app is installed again.`,
};
