import { formatNumber } from 'roundtable-ui/formats.ts';
import type { SegmentData } from './segments-data.ts';

/* All texts of the page of segments, in one place for review and translation. */

export const SEGMENTS = {
  title: 'Segments',
  about:
    'Create these segments in HubSpot and use them for ads audiences, emails, workflows and reports. HubSpot keeps them up to date from Roundtable’s properties.',
  reading: 'Reading the segments',
  unreadable: 'The segments could not be read',
  columns: { segment: 'Segment', size: 'Accounts', action: 'In HubSpot' },
  /** HubSpot's own size where the segment is made; else what it would hold. */
  size: ({ list, expected }: Pick<SegmentData, 'list' | 'expected'>) => formatNumber(list?.size ?? expected),
  /** What the number is, where it is not HubSpot's. */
  sizeNote: ({ list }: Pick<SegmentData, 'list'>) => {
    if (list === null) return 'would be in it now';
    return list.size === null ? 'HubSpot is still counting' : null;
  },
  notMade: 'not created',
  make: 'Create in HubSpot',
  makeMissing: (count: number, all: number) => {
    if (count === all) return `Create all ${count} in HubSpot`;
    return count === 1 ? 'Create the missing one' : `Create the ${count} missing ones`;
  },
  refused: 'Not every segment could be created',
  open: 'Open in HubSpot',
  removal: { ask: 'Delete from HubSpot', yes: 'Yes, delete it', no: 'Keep it' },
  removing: (name: string) =>
    `This deletes the segment “${name}” in HubSpot. Ads audiences, emails, workflows and reports that use it lose it. No company is deleted or changed. You can create the segment again here, but as a new one that nothing uses yet.`,
  failed: 'That did not work',
  retry: 'Try again',
  notAllowed: {
    title: 'Roundtable does not yet have permission to create segments',
    text: 'Only this page needs it. An admin of this HubSpot account opens the link and allows “lists”. Nothing else changes.',
    link: 'Give permission in HubSpot',
  },
  ask: 'You can look but not change this. Users with the marketing approval key and admins of Roundtable create and delete segments.',
  unavailable: (why: string) => `The sizes could not be read from HubSpot: ${why}`,
};
