export interface AuthorizeUrlOptions {
  /** `https://app.hubspot.com`, or the host that shows the consent page. */
  appUrl: string;
  clientId: string;
  redirectUri: string;
  scopes: readonly string[];
  optionalScopes: readonly string[];
  state: string;
  codeChallenge: string;
}

/** Where to send the browser of the admin who installs. */
export function authorizeUrl(options: AuthorizeUrlOptions): string {
  const url = new URL('/oauth/authorize', options.appUrl);
  url.searchParams.set('client_id', options.clientId);
  url.searchParams.set('redirect_uri', options.redirectUri);
  url.searchParams.set('scope', options.scopes.join(' '));
  if (options.optionalScopes.length > 0) url.searchParams.set('optional_scope', options.optionalScopes.join(' '));
  url.searchParams.set('state', options.state);
  url.searchParams.set('code_challenge', options.codeChallenge);
  url.searchParams.set('code_challenge_method', 'S256');
  return url.toString();
}

export interface TokenGrant {
  accessToken: string;
  refreshToken: string;
  /** Lifetime of the access token; HubSpot gives 1,800,000. */
  expiresInMs: number;
  /** The portal and the granted scopes, where the answer names them; `introspect` tells otherwise. */
  portalId: number | null;
  scopes: string[] | null;
}

export interface TokenInfo {
  active: boolean;
  portalId: number | null;
  userId: number | null;
  /** E-mail address of the user who installed. */
  userEmail: string | null;
  hubDomain: string | null;
  appId: number | null;
  scopes: string[];
}

export interface OAuthClientOptions {
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  timeoutMs?: number;
}

export interface OAuthClient {
  /** @throws GrantRevokedError where the code was used or has expired */
  exchangeCode(options: { code: string; redirectUri: string; codeVerifier: string }): Promise<TokenGrant>;
  /** @throws GrantRevokedError where the portal uninstalled the app or revoked the grant */
  refresh(refreshToken: string): Promise<TokenGrant>;
  /** What a token is good for; a dead one is `active: false`. */
  introspect(token: string, kind?: 'access_token' | 'refresh_token'): Promise<TokenInfo>;
  /** Makes a refresh token useless; revoking one that is dead already succeeds. */
  revoke(refreshToken: string): Promise<void>;
}

/** The app's own conversation with HubSpot's token endpoints (date-versioned; form-encoded). */
export function createOAuthClient(options: OAuthClientOptions): OAuthClient {
  throw new Error(`not built yet (${options.apiUrl})`);
}
