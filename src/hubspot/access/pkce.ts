import { createHash, randomBytes } from 'node:crypto';

export interface Pkce {
  codeVerifier: string;
  /** S256 challenge for the authorize URL. */
  codeChallenge: string;
}

/** A fresh proof key for one install (RFC 7636, method S256). */
export function createPkce(): Pkce {
  const codeVerifier = randomBytes(32).toString('base64url');
  const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');
  return { codeVerifier, codeChallenge };
}
