import { formatExact, formatNumber } from 'roundtable-ui/formats.ts';
import type { PortalStateData } from './portal-state-data.ts';

/* What stands above every page, where its figures are not the last word. */

export const STATE = {
  syncing: {
    title: 'The first sync is under way',
    text: 'Your records are being read for the first time. What is shown below is not complete before it is done.',
    amount: ({ done, total }: NonNullable<PortalStateData['progress']>) =>
      total === null ? `${formatNumber(done)} so far` : `${formatNumber(done)} of ${formatNumber(total)}`,
    again: 'Check again',
  },
  withdrawn: {
    title: 'Roundtable may no longer read this HubSpot account',
    text: 'What is shown below was known last. Ask an admin to install the app again; nothing is lost.',
  },
  dailyLimit: {
    title: (until: string) => `HubSpot's daily limit of requests is used up until ${formatExact(until)}`,
    text: 'What is shown below was known last. It goes on by itself then.',
  },
};
