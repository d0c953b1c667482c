import { formatExact, formatNumber, formatPercent } from 'roundtable-ui/formats.ts';
import type { RequestBudget, RequestPurpose, SyncData } from './sync-data.ts';

/* Every sentence about the requests to HubSpot. */

/** Ten-second windows of an hour. */
const WINDOWS = 360;

export const BUDGET = {
  title: 'Requests to HubSpot',
  bar: 'Used in the last hour',
  used: ({ lastHour, allowed }: RequestBudget) => {
    const share = lastHour / (allowed * WINDOWS);
    const percent = share > 0 && share < 0.001 ? `< ${formatPercent(0.001, 1)}` : formatPercent(share, 1);
    return `${formatNumber(lastHour)} of ${formatNumber(allowed * WINDOWS)} (${percent})`;
  },
  most: ({ allowed }: RequestBudget) => allowed * WINDOWS,
  /** What it comes to, in a sentence or two. */
  verdict: ({ budget, heldUntil }: Pick<SyncData, 'budget' | 'heldUntil'>) => {
    if (heldUntil !== null) {
      return `HubSpot's daily limit is used up. Roundtable sends no requests before ${formatExact(heldUntil)}.`;
    }
    const left = budget.allowed * WINDOWS - budget.lastHour;
    const now = budget.meanWaitMs < 500 ? 'Nothing is slowed down.' : 'Nothing is waiting at the moment.';
    const pace =
      budget.waitMs < 1_000
        ? now
        : `Roundtable is slowing down: background work waits about ${seconds(budget.waitMs)} for its turn, and cards go first.`;
    const before =
      budget.meanWaitMs < 500 ? '' : ` In the last hour a request waited ${seconds(budget.meanWaitMs)} on average.`;
    return `There is room for ${formatNumber(Math.max(0, left))} more requests an hour. ${pace}${before}`;
  },
  limit: ({ allowed, isLearned }: RequestBudget) =>
    `Roundtable sends at most ${formatNumber(allowed)} requests in any 10 seconds, a little below ${
      isLearned ? 'what HubSpot allows your account' : 'the 110 that HubSpot allows an app'
    }. Searches have their own limit, 5 a second. HubSpot sets no daily limit for apps like this one.`,
  columns: ['What for', 'Last hour', 'Today'],
  purposes: {
    people: 'Cards and settings that users open',
    changes: 'Checking for changes',
    records: 'Reading records and their associations',
    publishing: 'Writing scores',
    plays: 'Tasks, notes and roles',
    definitions: 'Properties, pipelines, owners, lists and events',
  } satisfies Record<RequestPurpose, string>,
  none: 'No requests today.',
  sinceInstall: (made: number | null) => (made === null ? '' : ` ${formatNumber(made)} requests since the install.`),
};

function seconds(ms: number): string {
  return ms < 1_500 ? '1 second' : `${formatNumber(Math.round(ms / 1_000))} seconds`;
}
