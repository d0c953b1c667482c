import type { SyncContext } from '../sync/sync-context.ts';

/** What the routes need; made once by `start-app.ts`. */
export interface HttpContext extends SyncContext {
  /** Public URL of the app, without a slash at the end: the one HubSpot signs. */
  appBaseUrl: string;
  clientId: string;
  /** HubSpot's id of the app, which it appends to a card's calls. */
  appId: number;
  /** Secrets whose signatures are accepted, the current one first. */
  clientSecrets: readonly string[];
}
