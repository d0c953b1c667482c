import { expiredToken, missingScopes, noCredentials } from '../api-error.ts';
import type { PortalStore } from '../store/portal-store.ts';

/** Throws HubSpot's 401 unless the header carries a live access token of the installed app. */
export function checkToken(store: PortalStore, authorization: string | undefined): void {
  const token = /^Bearer (.+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw noCredentials();
  const expiresAtMs = store.tokens.access[token];
  if (expiresAtMs === undefined) throw expiredToken(0, store.now());
  if (expiresAtMs <= store.now()) throw expiredToken(expiresAtMs, store.now());
}

/** Throws 403 MISSING_SCOPES unless of each list the grant holds one. */
export function checkScopes(store: PortalStore, required: string[][]): void {
  const granted = new Set(store.grant?.scopes ?? []);
  const missing = required.find((anyOf) => !anyOf.some((scope) => granted.has(scope)));
  if (missing) throw missingScopes(missing);
}
