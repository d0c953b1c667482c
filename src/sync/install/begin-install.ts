import { createHash, randomBytes } from 'node:crypto';
import { authorizeUrl } from '../../hubspot/access/oauth.ts';
import { createPkce } from '../../hubspot/access/pkce.ts';
import { saveOAuthState } from '../../storage/portal/oauth-states.ts';
import type { SyncContext } from '../sync-context.ts';

/** An admin who takes longer than this on the consent page starts again. */
const STATE_LIFETIME_MS = 15 * 60_000;

export interface InstallSettings {
  /** Host of HubSpot's consent page. */
  appUrl: string;
  clientId: string;
  redirectUri: string;
}

/** Where to send the admin's browser, and the state to bind to that browser. */
export async function beginInstall(
  context: SyncContext,
  settings: InstallSettings,
): Promise<{ url: string; state: string }> {
  const state = randomBytes(32).toString('base64url');
  const { codeVerifier, codeChallenge } = createPkce();
  const expiresAt = context.now() + STATE_LIFETIME_MS;
  await saveOAuthState(context.db.kysely, { stateHash: hashState(state), codeVerifier, returnUrl: null, expiresAt });
  const { requiredScopes, optionalScopes } = context.manifest.auth;
  const url = authorizeUrl({ ...settings, scopes: requiredScopes, optionalScopes, state, codeChallenge });
  return { url, state };
}

/** What of a state is stored: the state itself is only in the browser. */
export function hashState(state: string): string {
  return createHash('sha256').update(state).digest('base64url');
}
