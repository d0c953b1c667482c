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
};
