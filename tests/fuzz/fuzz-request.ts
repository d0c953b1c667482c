/** A request as HubSpot or a tool makes it. */
export interface FuzzRequest {
  method: string;
  /** With its query. */
  path: string;
  body: unknown;
  /** How it is signed: v3 with the caller appended, v3 without, v2, with the portal's signal key, its API key, or not at all. */
  signed: 'caller' | 'v3' | 'v2' | 'key' | 'program' | 'open';
}
