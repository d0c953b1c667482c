/** What `GET /api/settings/sync` answers with. Times are ISO 8601 strings (UTC). */
export interface SyncData {
  status: 'installing' | 'syncing' | 'active' | 'revoked';
  /** Why the first sync stopped the last time; it is tried again every ten minutes. */
  problem?: string | null;
  steps: SyncStep[];
  accountsByTier: { '1': number; '2': number; '3': number; none: number };
  /** Requests made to HubSpot since the install. */
  requestsMade: number;
  /** Records HubSpot refused to take values for. */
  refused: number;
  waiting: { stale: number; unpublished: number };
  modelVersion: number;
  asOf: string | null;
}

export interface SyncStep {
  name: string;
  label: string;
  done: number;
  /** `null` until it is known. */
  total: number | null;
  finishedAt: string | null;
}
