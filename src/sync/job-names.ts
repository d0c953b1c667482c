/** Every kind of job, with what it is sent. */
export interface JobData {
  backfill: { portalId: number };
  sweep: { portalId: number };
  'deep-sweep': { portalId: number };
  compare: { portalId: number };
  /** `since` (epoch ms): when other properties came to be wanted. */
  'reread-companies': { portalId: number; since: number };
  'reread-contacts': { portalId: number; since: number };
  /** Finds out what a version of the model would change. */
  'preview-model': { portalId: number; version: number };
  /** Drops what is past its retention, and has every account scored at its new age. */
  age: { portalId: number };
  'deep-sweep-all': object;
  'compare-all': object;
  'ingest-webhooks': { portalId: number };
  refresh: { portalId: number };
  measure: { portalId: number };
  /** Looks for what the records lack. */
  'examine-data': { portalId: number };
  'refresh-all': object;
  'sweep-all': object;
  /** Clears HubSpot of the app and erases what is held of the portal. */
  leave: { portalId: number };
  forget: { portalId: number };
  'forget-departed': object;
  /** Learns from HubSpot's journal which portals uninstalled the app. */
  'read-journal': object;
  /** Gives HubSpot a role that a rep confirmed by this request. */
  'write-role': { portalId: number; requestId: string };
  /** Notes on records in HubSpot what happened to their accounts. */
  'write-notes': { portalId: number };
  /** Tells a channel of Slack what happened to accounts. */
  'send-slack': { portalId: number };
  'run-play': { portalId: number; runId: string };
}
