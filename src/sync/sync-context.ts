import type { Logger } from 'pino';
import { DAY_MS } from '../domain/day-ms.ts';
import type { HubSpotClient } from '../hubspot/client/client.ts';
import type { Journal } from '../hubspot/access/journal.ts';
import type { Lane } from '../hubspot/limits/limiter.ts';
import type { OAuthClient } from '../hubspot/access/oauth.ts';
import type { Queue } from '../jobs/queue.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { Database } from '../storage/connection/database.ts';
import type { TokenCipher } from '../storage/connection/token-cipher.ts';

/** What every use case needs; made once by `start-app.ts`. */
export interface SyncContext {
  db: Database;
  queue: Queue;
  oauth: OAuthClient;
  journal: Journal;
  cipher: TokenCipher;
  manifest: Manifest;
  log: Logger;
  /**
   * The client of a portal; a dead grant, or a portal that leaves, shows as `GrantRevokedError` on its first call. Only what
   * takes the app out (`leaves`) may ask a portal that leaves.
   */
  clientFor: (portalId: number, lane: Lane, options?: { leaves?: boolean }) => HubSpotClient;
  /** Host of HubSpot's pages, without a slash at the end. */
  hubspotAppUrl: string;
  /** Epoch ms of now. */
  now: () => number;
  /** The moment scores are computed for: now, or the fixed moment of a trial. */
  scoringTime: () => number;
}

/** Activities older than this are neither kept nor scored: the limit of recomputing the past. */
export const RETENTION_DAYS = 400;

/** Start of the retention (epoch ms). */
export function retentionStart(context: SyncContext): number {
  return context.scoringTime() - RETENTION_DAYS * DAY_MS;
}
