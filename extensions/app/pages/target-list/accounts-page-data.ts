/** What `GET /api/pages/accounts?tier=&stage=&owner=&gap=&watch=&text=&sort=&reversed=&after=` answers with. */
export interface AccountsPageData {
  accounts: ListedAccount[];
  /** Goes into `after` for the page that follows, `null` on the last one. */
  next: string | null;
}

export interface ListedAccount {
  id: string;
  name: string;
  tier: 1 | 2 | 3 | null;
  tierReason: string;
  /** The scores that it owes its rank to, the weightiest first; none where its reason names no rank. */
  drivers: { by: 'fit' | 'engagement' | 'intent' | 'dealPotential'; score: number }[];
  /** The stage's label. */
  stage: string | null;
  /** Scores are 0–100, `null` where there is nothing to judge by. */
  fit: number | null;
  engagement: number | null;
  intent: number | null;
  coverage: number | null;
  owner: string | null;
  nextPlay: string | null;
  keys: AccountKeys;
}

/** The proposal that waits, with the keys that are turned; else who decided on its place. */
export type AccountKeys =
  | { state: 'waiting'; to: 1 | 2 | 3 | null; marketing: boolean; sales: boolean }
  | { state: 'approved' | 'removed' | 'none' };

/** What the table is narrowed to; an empty one holds no account back. */
export interface AccountFilter {
  tier: '' | '1' | '2' | '3' | 'none';
  /** A stage's id. */
  stage: string;
  /** An owner's id. */
  owner: string;
  /** A role that nobody holds. */
  gap: string;
  /** A proposal waits for keys, engagement surges, an open deal hangs on one person, a play is due. */
  watch: '' | 'waiting' | 'surging' | 'single_threaded' | 'play_due';
  text: string;
  sort: AccountSort;
  reversed: '' | 'yes';
}

/** The best first, but for coverage: the worst gap first. */
export type AccountSort = 'rank' | 'fit' | 'engagement' | 'intent' | 'coverage' | 'name';
