import { createHash, createHmac } from 'node:crypto';

export interface SignedParts {
  method: string;
  /** The full URI as requested, including the query. */
  uri: string;
  body: string;
}

/** Only these escapes are decoded before signing (HubSpot's list). */
const DECODED = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/** Signature v3: base64 of HMAC-SHA256 over method + URI + body + timestamp in milliseconds. */
export function signV3(secret: string, { method, uri, body }: SignedParts, timestampMs: number): string {
  const decoded = uri.replaceAll(DECODED, (escape) => decodeURIComponent(escape));
  return createHmac('sha256', secret).update(`${method}${decoded}${body}${timestampMs}`).digest('base64');
}

/** Signature v2, used by workflow actions: hex SHA-256 over secret + method + URI + body. */
export function signV2(secret: string, { method, uri, body }: SignedParts): string {
  return createHash('sha256').update(`${secret}${method}${uri}${body}`).digest('hex');
}

/** The headers of a request HubSpot signs with v3. */
export function signatureHeaders(secret: string, parts: SignedParts, timestampMs: number): Record<string, string> {
  return {
    'X-HubSpot-Signature-v3': signV3(secret, parts, timestampMs),
    'X-HubSpot-Request-Timestamp': String(timestampMs),
  };
}
