/** What `GET /api/pages/state` answers with: what every figure of the pages is to be read with. */
export interface PortalStateData {
  /** The progress of the first sync, while it runs. */
  progress: { done: number; total: number | null; step: string } | null;
  /** Why HubSpot cannot be read now; times are ISO 8601, UTC. */
  paused: { reason: 'access_withdrawn' } | { reason: 'daily_limit'; until: string } | null;
}
