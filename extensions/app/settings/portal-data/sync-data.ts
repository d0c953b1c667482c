import type { GuideStep } from '../guide/guide-data.ts';

/** What `GET /api/settings/sync` answers with. Times are ISO 8601 strings (UTC). */
export interface SyncData {
  /** `leaving`: an admin disconnected it, and what is held is being erased. */
  status: 'installing' | 'syncing' | 'active' | 'revoked' | 'leaving';
  /** Why the first sync stopped the last time; it is tried again every ten minutes. */
  problem?: string | null;
  steps: SyncStep[];
  accountsByTier: { '1': number; '2': number; '3': number; none: number };
  /** Requests made to HubSpot since the install; `null` on its day, of which the budget tells. */
  requestsMade: number | null;
  budget: RequestBudget;
  /** Properties of Roundtable's that it cannot write, and why not the first; `null` where it can write all. */
  unwritable: { count: number; of: number; why: string } | null;
  /** HubSpot's daily limit is used up until then. */
  heldUntil: string | null;
  /** Everything the problems list: records, properties, events. */
  refused: number;
  /** Accounts that are to be scored, and those that are scored and not written to HubSpot yet. */
  waiting: { stale: number; unpublished: number };
  modelVersion: number;
  /** When HubSpot was last read. */
  asOf: string | null;
  /** Whether an admin came to the end of the guided start, or left it. */
  guide: 'open' | 'done' | 'skipped';
  /** Steps of it that are decided, there or elsewhere. */
  settled: GuideStep[];
  /** Whether no two active users of HubSpot hold the two keys, so that nothing can be approved. */
  lacksApprovers: boolean;
  /** Whether who looks may change the settings. */
  mayChange: boolean;
}

export interface SyncStep {
  name: string;
  label: string;
  done: number;
  /** `null` until it is known. */
  total: number | null;
  /** Pages of HubSpot's lists that were read; `null` of what is not read from them. */
  pages: number | null;
  finishedAt: string | null;
  /** At the pace so far; `null` where that or the total is not known. */
  msLeft: number | null;
}

/** What HubSpot lets the app ask, and what the app asked. */
export interface RequestBudget {
  /** Requests that are let through in any ten seconds, searches apart. */
  allowed: number;
  /** Whether HubSpot's answers told the limit; else it is the documented one. */
  isLearned: boolean;
  /** How long a background request would wait now for its turn. */
  waitMs: number;
  /** How long one waited on the mean of the last hour. */
  meanWaitMs: number;
  lastHour: number;
  /** Since midnight in the portal's time zone. */
  today: number;
  purposes: { purpose: RequestPurpose; lastHour: number; today: number }[];
}

export type RequestPurpose = 'people' | 'changes' | 'records' | 'publishing' | 'plays' | 'definitions';
