import { formatNumber } from 'roundtable-ui/formats.ts';
import type { ClustersData } from './choices-data.ts';

/* Every sentence of the choice of clusters. */

export const CLUSTERS = {
  tab: 'Clusters',
  title: 'What the accounts of Tier 2 are grouped by',
  explain:
    'A play or a text can address a cluster together, and a play may wait until several accounts of one are warm.',
  bySize: 'Industry and size',
  by: (property: string) => `The property ${property}`,
  choose: 'By',
  reading: "Reading this account's properties",
  unreadable: 'The properties could not be read',
  ifSaved: 'If you save: all accounts are computed again. Who has no value there is in no cluster.',
  save: 'Save',
  cancel: 'Cancel',
  result: {
    reading: 'Reading the clusters',
    unreadable: 'The clusters could not be read',
    columns: [
      { label: 'Cluster' },
      { label: 'Accounts', align: 'right' },
      { label: 'Warm (engagement of 30 or more)', align: 'right' },
    ] as const,
    /** "Now: 14 clusters. 3 accounts are in none …" */
    count: ({ count, inNone }: ClustersData) => {
      if (count === 0 && inNone === 0) return 'No account holds Tier 2 now, so there is nothing to group.';
      const clusters = count === 1 ? '1 cluster' : `${formatNumber(count)} clusters`;
      const left = inNone === 1 ? '1 account is' : `${formatNumber(inNone)} accounts are`;
      return `Now: ${clusters}.${inNone === 0 ? '' : ` ${left} in none, since the value is not known.`}`;
    },
    more: ({ count, shown }: ClustersData) =>
      count > shown.length ? `And ${formatNumber(count - shown.length)} smaller ones.` : null,
    justSaved: 'A property that was chosen a moment ago is read of every company first: look again in a few minutes.',
  },
};
