export type SignatureVerdict =
  | { valid: true }
  | { valid: false; reason: 'missing' | 'malformed-timestamp' | 'too-old' | 'in-the-future' | 'mismatch' };

export interface SignatureV3Input {
  /** The app's secrets, the current one first; an older one stays valid while it is being rotated. */
  secrets: readonly string[];
  method: string;
  /** Full URI as HubSpot called it: scheme, host, path and query. */
  uri: string;
  rawBody: string | Buffer;
  /** Header `X-HubSpot-Request-Timestamp`. */
  timestamp: string | undefined;
  /** Header `X-HubSpot-Signature-v3`. */
  signature: string | undefined;
  now: number;
}

export interface SignatureV2Input {
  secrets: readonly string[];
  method: string;
  uri: string;
  rawBody: string | Buffer;
  /** Header `X-HubSpot-Signature`. */
  signature: string | undefined;
}

/** Whether HubSpot sent this request (webhooks, card calls). */
export function verifySignatureV3(input: SignatureV3Input): SignatureVerdict {
  throw new Error(`not built yet (${input.uri})`);
}

/** Whether HubSpot sent this request (workflow actions). */
export function verifySignatureV2(input: SignatureV2Input): SignatureVerdict {
  throw new Error(`not built yet (${input.uri})`);
}
