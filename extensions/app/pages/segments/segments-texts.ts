import { formatNumber } from 'roundtable-ui/formats.ts';
import type { SegmentData } from './segments-data.ts';

/* Every sentence of the page of segments, so that one place is read to judge or translate them. */

export const SEGMENTS = {
  title: 'Segments',
  about:
    'HubSpot keeps these segments of companies by the properties that Roundtable updates. Use them for ads audiences, e-mails, workflows and reports.',
  reading: 'Reading the segments',
  unreadable: 'The segments could not be read',
  columns: { segment: 'Segment', size: 'Accounts', action: 'In HubSpot' },
  /** HubSpot's own size where the segment is made; else what it would hold. */
  size: ({ list, expected }: Pick<SegmentData, 'list' | 'expected'>) => formatNumber(list?.size ?? expected),
  /** What the number is, where it is not HubSpot's. */
  sizeNote: ({ list }: Pick<SegmentData, 'list'>) => {
    if (list === null) return 'would be in it';
    return list.size === null ? 'HubSpot still counts' : null;
  },
  notMade: 'not made',
  make: 'Make it',
  makeMissing: (count: number, all: number) => {
    if (count === all) return `Make all ${count}`;
    return count === 1 ? 'Make the one that is missing' : `Make the ${count} that are missing`;
  },
  refused: 'Not every segment could be made',
  open: 'Open in HubSpot',
  removal: { ask: 'Remove', yes: 'Remove from HubSpot', no: 'Keep it' },
  removing: (name: string) =>
    `What uses “${name}” (ads audiences, e-mails, workflows) loses it. The accounts themselves stay as they are.`,
  failed: 'That did not work',
  retry: 'Try again',
  notAllowed: {
    title: 'HubSpot has not given Roundtable the right to make segments',
    text: 'It is asked for only by this page. An admin of this HubSpot account opens the link and allows “lists”; everything else stays as it is.',
    link: 'Give the right in HubSpot',
  },
  ask: 'Who holds marketing’s key, and the admins of Roundtable, make and remove segments.',
  unavailable: (why: string) => `HubSpot could not be asked for the sizes: ${why}`,
};
