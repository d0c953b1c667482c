/** Every kind of job, with what it is sent. */
export interface JobData {
  backfill: { portalId: number };
  sweep: { portalId: number };
  'ingest-webhooks': { portalId: number };
  refresh: { portalId: number };
  'refresh-all': object;
  'sweep-all': object;
  'run-play': { portalId: number; runId: string };
}
