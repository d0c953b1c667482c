import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

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

/** Older requests are to be refused (HubSpot's guide to signatures); so are ones as far in the future. */
const LONGEST_AGE_MS = 5 * 60_000;

/** The only escapes that HubSpot decodes before it signs (card calls carry `userEmail=…%40…`). */
const SIGNED_DECODED = /%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/gi;

/**
 * Whether HubSpot sent this request (webhooks, card calls): base64(HMAC-SHA256(secret, method + URI + body +
 * timestamp)), compared in constant time.
 */
export function verifySignatureV3(input: SignatureV3Input): SignatureVerdict {
  const { timestamp, signature } = input;
  if (!timestamp || !signature) return { valid: false, reason: 'missing' };
  if (!/^\d{1,15}$/.test(timestamp)) return { valid: false, reason: 'malformed-timestamp' };
  const ageMs = input.now - Number(timestamp);
  if (ageMs > LONGEST_AGE_MS) return { valid: false, reason: 'too-old' };
  if (ageMs < -LONGEST_AGE_MS) return { valid: false, reason: 'in-the-future' };
  const uri = input.uri.replace(SIGNED_DECODED, (escape) => decodeURIComponent(escape));
  return verdict(input.secrets, signature, (secret) =>
    createHmac('sha256', secret)
      .update(input.method.toUpperCase() + uri)
      .update(input.rawBody)
      .update(timestamp)
      .digest('base64'),
  );
}

/**
 * Whether HubSpot sent this request (workflow actions): hex(SHA-256(secret + method + URI + body)), compared in
 * constant time. It carries no timestamp: a captured request can be replayed.
 */
export function verifySignatureV2(input: SignatureV2Input): SignatureVerdict {
  const { signature } = input;
  if (!signature) return { valid: false, reason: 'missing' };
  return verdict(input.secrets, signature.toLowerCase(), (secret) =>
    createHash('sha256')
      .update(secret + input.method.toUpperCase() + input.uri)
      .update(input.rawBody)
      .digest('hex'),
  );
}

/** Tries every secret, so that the time taken does not reveal which one matched. */
function verdict(secrets: readonly string[], signature: string, sign: (secret: string) => string): SignatureVerdict {
  const matches = secrets.map((secret) => equalInConstantTime(sign(secret), signature));
  return matches.includes(true) ? { valid: true } : { valid: false, reason: 'mismatch' };
}

/** Whether both are the same bytes (UTF-8); the time taken reveals only whether their lengths are equal. */
export function equalInConstantTime(expected: string | Buffer, given: string | Buffer): boolean {
  const [expectedBytes, givenBytes] = [toBytes(expected), toBytes(given)];
  return expectedBytes.length === givenBytes.length && timingSafeEqual(expectedBytes, givenBytes);
}

function toBytes(value: string | Buffer): Buffer {
  return typeof value === 'string' ? Buffer.from(value) : value;
}
