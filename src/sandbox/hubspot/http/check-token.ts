import type { ApiError } from '../api-error.ts';
import { expiredToken, missingScopes, noCredentials } from '../api-error.ts';
import type { PortalStore } from '../store/portal-store.ts';

/** The token of an `Authorization` header; null if there is none. */
export function bearerToken(authorization: string | undefined): string | null {
  return /^Bearer (.+)$/i.exec(authorization ?? '')?.[1] ?? null;
}

/** Throws HubSpot's 401 unless the header carries a live access token of the installed app. */
export function checkToken(store: PortalStore, authorization: string | undefined): void {
  const token = bearerToken(authorization);
  if (token === null) throw noCredentials();
  const expiresAtMs = store.tokens.access[token];
  if (expiresAtMs === undefined) throw expiredToken(0, store.now());
  if (expiresAtMs <= store.now()) throw expiredToken(expiresAtMs, store.now());
}

/** Expires the token now and returns the 401 that answers it from then on. */
export function expireToken(store: PortalStore, authorization: string | undefined): ApiError {
  const token = bearerToken(authorization);
  if (token === null) return noCredentials();
  const expiresAtMs = store.tokens.access[token];
  if (expiresAtMs === undefined) return expiredToken(0, store.now());
  store.tokens.access[token] = Math.min(expiresAtMs, store.now());
  store.touch();
  return expiredToken(Math.min(expiresAtMs, store.now()), store.now());
}

/** Throws HubSpot's 401 or 403 unless the header carries a live token of the app itself, issued for these scopes. */
export function checkAppToken(
  { journal, now }: PortalStore,
  authorization: string | undefined,
  scopes: string[][],
): void {
  const token = bearerToken(authorization);
  if (token === null) throw noCredentials();
  const held = journal.tokens[token];
  if (held === undefined || held.expiresAtMs <= now()) throw expiredToken(held?.expiresAtMs ?? 0, now());
  const missing = scopes.find((anyOf) => !anyOf.some((scope) => held.scopes.includes(scope)));
  if (missing) throw missingScopes(missing);
}

/** Throws 403 MISSING_SCOPES unless the grant holds one scope of each list. @returns the scopes it holds */
export function checkScopes(store: PortalStore, required: string[][]): string[] {
  const granted = new Set(store.grant?.scopes ?? []);
  const missing = required.find((anyOf) => !anyOf.some((scope) => granted.has(scope)));
  if (missing) throw missingScopes(missing);
  return required.flat().filter((scope) => granted.has(scope));
}
