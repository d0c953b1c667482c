/* Segments of accounts that HubSpot keeps by the properties of the app. */

/** What `GET /api/segments` answers with, and every `POST /api/segments/…`. */
export interface SegmentsData {
  segments: SegmentData[];
  /** Whether the portal gave the app the right to make segments. */
  allowed: boolean;
  /** Where an admin gives it. */
  reconnectUrl: string;
  /** Whether who looks may make and remove segments. */
  mayChange: boolean;
  /** Why HubSpot could not be asked for the sizes. */
  unavailable: string | null;
  /** Why some were not made just now, a sentence for each. */
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
