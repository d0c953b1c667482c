/** What `GET /api/pages/accounts?tier=&stage=&owner=&gap=&watch=&text=&sort=&reversed=&after=` answers with. */
export interface AccountsPageData {
  accounts: ListedAccount[];
  /** The value of `after` for the next page, `null` on the last one. */
  next: string | null;
}

export interface ListedAccount {
  id: string;
  name: string;
  tier: 1 | 2 | 3 | null;
  tierReason: string;
  /** The scores that determine its rank, the most important first; none if its reason names no rank. */
  drivers: { by: 'fit' | 'engagement' | 'intent' | 'dealPotential'; score: number }[];
  /** The stage's label. */
  stage: string | null;
  /** Scores are 0–100, `null` if there is nothing to base it on. */
  fit: number | null;
  engagement: number | null;
  intent: number | null;
  coverage: number | null;
  owner: string | null;
  nextPlay: string | null;
  keys: AccountKeys;
}

/** The open proposal with its approvals; else who decided on its place. */
export type AccountKeys =
  | { state: 'waiting'; to: 1 | 2 | 3 | null; marketing: boolean; sales: boolean }
  | { state: 'approved' | 'removed' | 'none' };

/** The filters of the table; an empty one matches every account. */
export interface AccountFilter {
  tier: '' | '1' | '2' | '3' | 'none';
  /** A stage's id. */
  stage: string;
  /** An owner's id. */
  owner: string;
  /** A role that nobody holds. */
  gap: string;
  /** An open proposal, surging engagement, an open deal with one contact only, a due play. */
  watch: '' | 'waiting' | 'surging' | 'single_threaded' | 'play_due';
  text: string;
  sort: AccountSort;
  reversed: '' | 'yes';
}

/** The best first, except for coverage: the worst gap first. */
export type AccountSort = 'rank' | 'fit' | 'engagement' | 'intent' | 'coverage' | 'name';

/** What `POST /api/pages/target-list/export-link` answers with. */
export interface ExportedData {
  url: string;
  /** Until when the link works; ISO 8601. */
  until: string;
}
