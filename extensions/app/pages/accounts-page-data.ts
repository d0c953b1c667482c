/** What `GET /api/pages/accounts?tier=&after=` answers with; `tier` is 1, 2, 3 or empty for all. */
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
  /** The stage's label. */
  stage: string | null;
  /** Scores are 0–100, `null` where there is nothing to judge by. */
  fit: number | null;
  engagement: number | null;
  intent: number | null;
  coverage: number | null;
  nextPlay: string | null;
}

export type TierFilter = '1' | '2' | '3' | '';
