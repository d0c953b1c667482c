/** Every kind of job, with what it is sent. */
export interface JobData {
  backfill: { portalId: number };
  sweep: { portalId: number };
  'deep-sweep': { portalId: number };
  compare: { portalId: number };
  /** `since` (epoch ms): when other properties came to be wanted. */
  'reread-companies': { portalId: number; since: number };
  'deep-sweep-all': object;
  'compare-all': object;
  'ingest-webhooks': { portalId: number };
  refresh: { portalId: number };
  'refresh-all': object;
  'sweep-all': object;
  'run-play': { portalId: number; runId: string };
}
