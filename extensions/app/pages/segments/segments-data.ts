/* Segments of accounts that HubSpot maintains by the app's properties. */

/** What `GET /api/segments` answers with, and every `POST /api/segments/…`. */
export interface SegmentsData {
  segments: SegmentData[];
  /** Whether the portal granted the app the scope to create segments. */
  allowed: boolean;
  /** The URL at which an admin grants it. */
  reconnectUrl: string;
  /** Whether the viewer may make and remove segments. */
  mayChange: boolean;
  /** Why HubSpot could not be asked for the sizes. */
  unavailable: string | null;
  /** Why some were not created just now, one sentence each. */
  refused: string[];
}

export interface SegmentData {
  kind: string;
  /** As it is called in HubSpot. */
  name: string;
  description: string;
  /** How many accounts it has by the properties that HubSpot was last given: what it would hold, where it is not made. */
  expected: number;
  list: { listId: string; size: number | null } | null;
}
