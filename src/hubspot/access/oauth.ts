import { z } from 'zod';
import { GrantRevokedError, HubSpotRejectedError } from '../../errors.ts';
import { parseJson, parseSuccess, toError } from '../client/answer.ts';
import { type Answer, toUnavailable } from '../client/transport.ts';

const DEFAULT_TIMEOUT_MS = 15_000;

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
  /** The portal and the granted scopes, if the answer names them; otherwise ask `introspect`. */
  portalId: number | null;
  scopes: string[] | null;
}

export interface AppToken {
  accessToken: string;
  expiresInMs: number;
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
  /** A token of the app itself (client credentials), for what concerns no single portal; it is not renewed. */
  appToken(scopes: readonly string[]): Promise<AppToken>;
  /** What a token is good for; a dead one is `active: false`. */
  introspect(token: string, kind?: 'access_token' | 'refresh_token'): Promise<TokenInfo>;
  /** Makes a refresh token useless; revoking one that is dead already succeeds. */
  revoke(refreshToken: string): Promise<void>;
}

const tokenSchema = z
  .looseObject({
    access_token: z.string().min(1),
    refresh_token: z.string().min(1),
    expires_in: z.number().positive(),
    hub_id: z.number().nullish(),
    scopes: z.array(z.string()).nullish(),
  })
  .transform((answer): TokenGrant => ({
    accessToken: answer.access_token,
    refreshToken: answer.refresh_token,
    expiresInMs: answer.expires_in * 1000,
    portalId: answer.hub_id ?? null,
    scopes: answer.scopes ?? null,
  }));

const appTokenSchema = z
  .looseObject({ access_token: z.string().min(1), expires_in: z.number().positive() })
  .transform((answer): AppToken => ({
    accessToken: answer.access_token,
    expiresInMs: answer.expires_in * 1000,
  }));

const tokenInfoSchema = z
  .looseObject({
    active: z.boolean().nullish(),
    hub_id: z.number().nullish(),
    user_id: z.number().nullish(),
    user: z.string().nullish(),
    hub_domain: z.string().nullish(),
    app_id: z.number().nullish(),
    scopes: z.array(z.string()).nullish(),
    /** RFC 7662's form of the scopes. */
    scope: z.string().nullish(),
  })
  .transform((answer): TokenInfo => ({
    active: answer.active ?? true,
    portalId: answer.hub_id ?? null,
    userId: answer.user_id ?? null,
    userEmail: answer.user ?? null,
    hubDomain: answer.hub_domain ?? null,
    appId: answer.app_id ?? null,
    scopes: answer.scopes ?? answer.scope?.split(' ') ?? [],
  }));

const INACTIVE: TokenInfo = {
  active: false,
  portalId: null,
  userId: null,
  userEmail: null,
  hubDomain: null,
  appId: null,
  scopes: [],
};

/** HubSpot's codes of a dead grant, in its older (`status`) and its newer (`error`) form. */
const DEAD_GRANT = new Set(['invalid_grant', 'BAD_REFRESH_TOKEN', 'BAD_AUTH_CODE', 'BAD_HUB']);

const refusalSchema = z.looseObject({ error: z.string().nullish(), status: z.string().nullish() });

/** The client of HubSpot's token endpoints (date-versioned; form-encoded). */
export function createOAuthClient(options: OAuthClientOptions): OAuthClient {
  const { clientId, clientSecret } = options;
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;

  async function post<T>(path: string, fields: Record<string, string>, schema: z.ZodType<T>): Promise<T> {
    const body = new URLSearchParams({ ...fields, client_id: clientId, client_secret: clientSecret });
    const answer = await postForm(new URL(path, options.apiUrl), body, timeoutMs);
    if (answer.status >= 200 && answer.status < 300) return parseSuccess(answer, schema);
    const error = toError(answer, { now: Date.now(), timeZone: 'UTC' });
    throw isDeadGrant(answer) ? new GrantRevokedError(`HubSpot no longer accepts this grant: ${error.message}`) : error;
  }

  return {
    exchangeCode: ({ code, redirectUri, codeVerifier }) =>
      post(
        '/oauth/2026-09/token',
        { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: codeVerifier },
        tokenSchema,
      ),
    refresh: (refreshToken) =>
      post('/oauth/2026-09/token', { grant_type: 'refresh_token', refresh_token: refreshToken }, tokenSchema),
    appToken: (scopes) =>
      post('/oauth/2026-09/token', { grant_type: 'client_credentials', scope: scopes.join(' ') }, appTokenSchema),
    introspect: (token, kind = 'access_token') =>
      post('/oauth/2026-09/token/introspect', { token, token_type_hint: kind }, tokenInfoSchema).catch((error) => {
        if (isRefused(error)) return INACTIVE;
        throw error;
      }),
    revoke: (refreshToken) =>
      post('/oauth/2026-09/token/revoke', { token: refreshToken, token_type_hint: 'refresh_token' }, z.unknown()).then(
        () => undefined,
        (error) => {
          if (!isRefused(error)) throw error;
        },
      ),
  };
}

/** A dead token, as opposed to a wrong client secret (401) or an outage. */
function isRefused(error: unknown): boolean {
  return (
    error instanceof GrantRevokedError ||
    (error instanceof HubSpotRejectedError && (error.status === 400 || error.status === 404))
  );
}

async function postForm(url: URL, body: URLSearchParams, timeoutMs: number): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw toUnavailable(error, timeoutMs);
  }
}

function isDeadGrant(answer: Answer): boolean {
  if (answer.status !== 400 && answer.status !== 401) return false;
  const { data } = refusalSchema.safeParse(parseJson(answer.text));
  return DEAD_GRANT.has(data?.error ?? '') || DEAD_GRANT.has(data?.status ?? '');
}
