import { formatNumber } from 'roundtable-ui/formats.ts';
import type { ClustersData } from './choices-data.ts';

/* Every sentence of the choice of clusters. */

export const CLUSTERS = {
  tab: 'Clusters',
  toDo: 'Nothing to do, unless another grouping suits your Tier 2 accounts better.',
  title: 'How Tier 2 accounts are grouped into clusters',
  explain: 'A play or a text can address a whole cluster, and a play can wait until several accounts in one are warm.',
  bySize: 'Industry and size',
  by: (property: string) => `The property ${property}`,
  choose: 'Group by',
  reading: 'Reading your company properties',
  unreadable: 'The properties could not be read',
  ifSaved: 'If you save: all accounts are grouped again. An account without a value is in no cluster.',
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
      if (count === 0 && inNone === 0) return 'No account is in Tier 2 now, so there is nothing to group.';
      const clusters = count === 1 ? '1 cluster' : `${formatNumber(count)} clusters`;
      const left = inNone === 1 ? '1 account is' : `${formatNumber(inNone)} accounts are`;
      return `Now: ${clusters}.${inNone === 0 ? '' : ` ${left} in none, because the value is not known.`}`;
    },
    more: ({ count, shown }: ClustersData) =>
      count > shown.length ? `And ${formatNumber(count - shown.length)} smaller ones.` : null,
    justSaved: 'If you have just chosen a property, it is read from every company first. Look again in a few minutes.',
  },
};
