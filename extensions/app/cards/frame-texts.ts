import { formatExact, formatNumber, formatPercent } from 'roundtable-ui/formats.ts';
import { describeTimeLeft } from 'roundtable-ui/relative-time.tsx';
import type { CardProgress } from './card-data.ts';

/** Texts of all cards: loading, failure, old data, waiting for the first sync. */
export const FRAME = {
  reading: 'Reading the account',
  unreadable: 'The account could not be read',
  disconnected: 'Not connected',
  /** A company that was shown and that the app no longer has. */
  gone: {
    title: 'This company is no longer in HubSpot',
    text: 'It was deleted, archived or merged into another company. What is shown here was known last; nothing can be done with it.',
  },
  unknown: {
    title: 'Roundtable does not know this company yet',
    text: 'A new company appears here by itself: usually within a minute, sometimes within ten.',
    goneTitle: 'Roundtable does not know this company',
    gone: "This card has stopped looking for it. Either it is no longer in HubSpot (deleted, archived or merged into another company), or it could not be read. If the record is still there after you reload the page, ask your admin to look at Sync in the app's settings.",
  },
  unscored: {
    title: 'This company is being scored',
    text: 'Its tier, scores and plays appear here by themselves, usually within a minute.',
    goneTitle: 'This company is not scored yet',
    gone: "This card has stopped waiting. Ask your admin to look at Sync in the app's settings: it says what waits and why.",
  },
  again: 'Check again',
  retry: 'Try again',
  failed: 'That did not work',
  unanswered: {
    title: 'No answer came',
    text: 'It may have been done all the same. What is shown here was read since; trying again never does it twice.',
  },
  outdated: 'This may be out of date',
  syncing: {
    title: 'Your records are being read for the first time',
    text: 'Tiers, scores and plays appear here when it is done. You can go on working meanwhile.',
    /** "1,240 of 4,300 (28%)"; unknown numbers are left out. */
    amount: ({ done, total }: CardProgress) => {
      if (total === null) return done === 0 ? '' : `${formatNumber(done)} so far`;
      const share = total === 0 ? 1 : Math.min(done, total) / total;
      return `${formatNumber(done)} of ${formatNumber(total)} (${formatPercent(Math.floor(100 * share) / 100)})`;
    },
    /** "Contacts: about 3 min left": for this step only. */
    left: (step: string, msLeft: number) => `${step}: ${describeTimeLeft(msLeft)}`,
    /** "3 of 11 kinds of records are read" */
    kinds: ({ read, of }: NonNullable<CardProgress['kinds']>) =>
      read === of
        ? 'Everything is read; scoring is the last step.'
        : `${formatNumber(read)} of ${formatNumber(of)} kinds of records are read; scoring comes last.`,
  },
  stale: {
    title: (ago: string) => `Last updated ${ago}`,
    text: "What happened since is not counted yet. If this stays, ask your admin to look at Sync in the app's settings.",
  },
  mayNotAct: (owner: string) =>
    `You can look but not act here: ${owner} owns this company. Ask them to start plays or confirm roles.`,
  /** Begins the message shown while HubSpot cannot be reached. */
  shown: (asOf: string | null) => (asOf === null ? '' : `This is as of ${formatExact(asOf)}. `),
  withdrawn: {
    title: 'Roundtable may no longer read this HubSpot account',
    text: 'Ask an admin to install the app again; nothing is lost.',
  },
  dailyLimit: {
    title: (until: string) => `HubSpot's daily limit of requests is used up until ${formatExact(until)}`,
    text: 'It goes on by itself then, and plays can be started and roles confirmed again.',
  },
};
