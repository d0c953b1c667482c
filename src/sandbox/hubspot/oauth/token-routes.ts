import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { DAY_MS } from '../../durations.ts';
import { ApiError } from '../api-error.ts';
import type { Answer, Call, Endpoint } from '../http/endpoint.ts';
import { endpoint } from '../http/endpoint.ts';
import { writeJournal } from '../store/app-journal.ts';
import type { Grant } from '../store/grants.ts';
import type { PortalStore } from '../store/portal-store.ts';

export const ACCESS_TOKEN_SECONDS = 1800;

const tokenBody = z.strictObject({
  grant_type: z.enum(['authorization_code', 'refresh_token', 'client_credentials']),
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  redirect_uri: z.string().optional(),
  code: z.string().optional(),
  code_verifier: z.string().optional(),
  refresh_token: z.string().optional(),
  scope: z.string().optional(),
});
const aboutTokenBody = z.strictObject({
  client_id: z.string().optional(),
  client_secret: z.string().optional(),
  token: z.string(),
  token_type_hint: z.string().optional(),
});
type TokenCall = Call<unknown, z.infer<typeof tokenBody>>;
type AboutTokenCall = Call<unknown, z.infer<typeof aboutTokenBody>>;

/** The newer form of OAuth errors: RFC 6749's `error` in addition to HubSpot's own status. */
const refuse = (status: string, message: string, error: string): ApiError =>
  new ApiError(400, { status, message, error, error_description: message });

const badGrant = (): ApiError =>
  refuse('BAD_REFRESH_TOKEN', 'refresh token is invalid, expired or revoked', 'invalid_grant');

function checkClient({ app, body }: TokenCall | AboutTokenCall): void {
  if (body.client_id !== app.clientId) throw refuse('BAD_CLIENT_ID', 'missing or unknown client id', 'invalid_client');
  if (body.client_secret !== app.clientSecret)
    throw refuse('BAD_CLIENT_SECRET', 'missing or invalid client secret', 'invalid_client');
}

function issueTokens(call: TokenCall): Answer {
  checkClient(call);
  const { store, body } = call;
  if (body.grant_type === 'client_credentials') return issueAppToken(call);
  const refreshToken = body.grant_type === 'refresh_token' ? checkRefreshToken(call) : redeemCode(call);
  const accessToken = `CI${randomBytes(60).toString('base64url')}`;
  for (const [token, expiresAtMs] of Object.entries(store.tokens.access)) {
    // Expired tokens are kept for a day, so that the answer can say when they expired.
    if (expiresAtMs < store.now() - DAY_MS) delete store.tokens.access[token];
  }
  store.tokens.access[accessToken] = store.now() + ACCESS_TOKEN_SECONDS * 1000;
  store.touch();
  return {
    status: 200,
    body: {
      token_type: 'bearer',
      token_use: 'access_token',
      refresh_token: refreshToken,
      access_token: accessToken,
      expires_in: ACCESS_TOKEN_SECONDS,
    },
  };
}

/** A token of the app itself (ClientCredentialsTokenResponse, decision 411); it comes without a refresh token. */
function issueAppToken({ store, body }: TokenCall): Answer {
  const accessToken = `CA${randomBytes(60).toString('base64url')}`;
  const scopes = (body.scope ?? '').split(' ');
  store.journal.tokens[accessToken] = { scopes, expiresAtMs: store.now() + ACCESS_TOKEN_SECONDS * 1000 };
  return {
    status: 200,
    body: {
      token_type: 'bearer',
      access_token: accessToken,
      expires_in: ACCESS_TOKEN_SECONDS,
      token_use: 'client_credentials',
    },
  };
}

function checkRefreshToken({ store, body }: TokenCall): string {
  const token = body.refresh_token;
  if (token === undefined || !store.grant || !Object.hasOwn(store.tokens.refresh, token)) throw badGrant();
  return token;
}

/** A code works once, for the redirect URL it was issued for, with the verifier of its challenge. */
function redeemCode({ store, body }: TokenCall): string {
  const code = body.code ?? '';
  const granted = Object.hasOwn(store.tokens.codes, code) ? store.tokens.codes[code] : undefined;
  delete store.tokens.codes[code];
  if (!granted || granted.expiresAtMs <= store.now()) {
    throw refuse('BAD_AUTH_CODE', 'missing or unknown auth code', 'invalid_grant');
  }
  if (granted.redirectUri !== body.redirect_uri)
    throw refuse('BAD_REDIRECT_URI', 'missing or unknown redirect uri', 'invalid_grant');
  if (granted.codeChallenge !== null && !verifies(body.code_verifier ?? '', granted.codeChallenge)) {
    throw refuse('BAD_CODE_VERIFIER', 'code verifier does not match the challenge', 'invalid_grant');
  }
  const { scopes, userId, userEmail } = granted;
  store.grant = { scopes, userId, userEmail, installedAtMs: store.now() };
  writeJournal(store.journal, 'APP_INSTALL', store.now());
  const refreshToken = `na1-${randomBytes(20).toString('hex')}`;
  store.tokens.refresh[refreshToken] = { issuedAtMs: store.now() };
  return refreshToken;
}

/** PKCE, method S256 (RFC 7636). */
function verifies(verifier: string, challenge: string): boolean {
  const computed = Buffer.from(createHash('sha256').update(verifier).digest('base64url'));
  const given = Buffer.from(challenge);
  return computed.length === given.length && timingSafeEqual(computed, given);
}

/** What HubSpot reports of an access token in addition to what it reports of every token; signatures and packed scopes are made up. */
function accessTokenInfo({ store, app }: AboutTokenCall, { userId }: Grant, expiresAtMs: number): object {
  return {
    expires_in: Math.floor((expiresAtMs - store.now()) / 1000),
    is_private_distribution: false,
    signed_access_token: {
      appId: Number(app.appId),
      appInstallId: `${app.appId}-${store.portal.portalId}`,
      audience: '',
      expiresAt: expiresAtMs,
      hubId: store.portal.portalId,
      hublet: 'na1',
      installingUserId: userId,
      isPrivateDistribution: false,
      isServiceAccount: false,
      isUserLevel: false,
      newSignature: '',
      scopeToScopeGroupPks: '',
      scopes: '',
      signature: '',
      trialScopeToScopeGroupPks: '',
      trialScopes: '',
      userId,
    },
  };
}

function introspect(call: AboutTokenCall): Answer {
  checkClient(call);
  const { store, body, app } = call;
  const { grant } = store;
  const expiresAtMs = Object.hasOwn(store.tokens.access, body.token) ? (store.tokens.access[body.token] ?? 0) : 0;
  const refresh = Object.hasOwn(store.tokens.refresh, body.token);
  if (!grant || (!refresh && expiresAtMs <= store.now())) return { status: 200, body: { active: false } };
  return {
    status: 200,
    body: {
      token_use: refresh ? 'refresh_token' : 'access_token',
      active: true,
      token: body.token,
      hub_id: store.portal.portalId,
      user_id: grant.userId,
      client_id: app.clientId,
      app_id: Number(app.appId),
      scopes: grant.scopes,
      ...(refresh ? {} : accessTokenInfo(call, grant, expiresAtMs)),
      token_type: 'bearer',
      user: grant.userEmail,
      hub_domain: `${store.portal.portalId}.portal.example`,
    },
  };
}

/** Revoking a refresh token ends the grant; revoking an access token ends only that token. */
function revoke(call: AboutTokenCall): Answer {
  checkClient(call);
  const { tokens } = call.store;
  if (Object.hasOwn(tokens.refresh, call.body.token)) {
    delete tokens.refresh[call.body.token];
    tokens.access = {};
  }
  delete tokens.access[call.body.token];
  call.store.touch();
  return { status: 200, body: {} };
}

/** Uninstalls the app from the portal: every token is invalid from then on. */
export function uninstallApp(store: PortalStore): void {
  if (store.grant) writeJournal(store.journal, 'APP_UNINSTALL', store.now());
  store.grant = null;
  store.tokens = { codes: {}, access: {}, refresh: {} };
  store.touch();
}

export const TOKEN_ROUTES: readonly Endpoint[] = [
  endpoint({ method: 'post', path: '/oauth/2026-09/token', auth: 'none', body: tokenBody, answer: issueTokens }),
  endpoint({
    method: 'post',
    path: '/oauth/2026-09/token/introspect',
    auth: 'none',
    body: aboutTokenBody,
    answer: introspect,
  }),
  endpoint({ method: 'post', path: '/oauth/2026-09/token/revoke', auth: 'none', body: aboutTokenBody, answer: revoke }),
  endpoint({
    method: 'delete',
    path: '/appinstalls/2026-09/external-install',
    scopes: () => [['oauth']],
    answer: ({ store }) => {
      uninstallApp(store);
      return { status: 204 };
    },
  }),
];
