/** One of what `GET /api/settings/problems` answers with; a kind of which there is nothing is absent. */
export interface ProblemGroup {
  kind: 'properties' | 'records' | 'events' | 'unknown' | 'other';
  /** Of all; `shown` are the newest 50. */
  count: number;
  shown: Problem[];
}

export interface Problem {
  id: string;
  /** HubSpot's number of the record's type; `null` where it has no page of its own. */
  recordTypeId: string | null;
  /** Of a company, or what an event told of. */
  name: string | null;
  property: string | null;
  /** HubSpot's own words where it refused something. */
  message: string;
  /** ISO 8601, UTC */
  at: string;
}

/** What `GET /api/settings/comparison` answers with; `null` before the first. */
export interface ComparisonData {
  /** ISO 8601, UTC */
  at: string;
  types: ComparedType[];
  /** Whether what differed was read again. */
  repaired: boolean;
}

export interface ComparedType {
  type: string;
  recordTypeId: string | null;
  label: string;
  inHubSpot: number;
  mirrored: number;
  sampled: number;
  /** Of those sampled. */
  differing: number;
  /** The first of them. */
  named: { id: string; fields: string[] }[];
}
