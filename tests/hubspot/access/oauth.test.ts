import nock from 'nock';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { GrantRevokedError, HubSpotRejectedError, HubSpotUnavailableError } from '../../../src/errors.ts';
import { authorizeUrl, createOAuthClient } from '../../../src/hubspot/access/oauth.ts';
import { createPkce } from '../../../src/hubspot/access/pkce.ts';
import { API_URL, isolateNetwork } from '../test-client.ts';

isolateNetwork();

const oauth = createOAuthClient({ apiUrl: API_URL, clientId: 'id', clientSecret: 'se&cret' });
const app = { client_id: 'id', client_secret: 'se&cret' };
const form = { reqheaders: { 'content-type': /^application\/x-www-form-urlencoded/ } };
const token = { token_type: 'bearer', access_token: 'A', refresh_token: 'R', expires_in: 1800 };

test('the authorize URL carries scopes, state and the S256 challenge', () => {
  const url = new URL(
    authorizeUrl({
      appUrl: 'https://app.hubspot.com',
      clientId: 'id',
      redirectUri: 'https://a.test/oauth/callback',
      scopes: ['oauth', 'crm.objects.companies.read'],
      optionalScopes: ['automation'],
      state: 's t',
      codeChallenge: 'c',
    }),
  );
  expect(url.origin + url.pathname).toBe('https://app.hubspot.com/oauth/authorize');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    client_id: 'id',
    redirect_uri: 'https://a.test/oauth/callback',
    scope: 'oauth crm.objects.companies.read',
    optional_scope: 'automation',
    state: 's t',
    code_challenge: 'c',
    code_challenge_method: 'S256',
  });
});

test('a proof key is new each time, and its challenge is the hash of its verifier', () => {
  const [one, other] = [createPkce(), createPkce()];
  expect(one.codeVerifier).not.toBe(other.codeVerifier);
  expect(one.codeVerifier).toMatch(/^[\w-]{43,128}$/);
  expect(one.codeChallenge).toBe(createHash('sha256').update(one.codeVerifier).digest('base64url'));
});

describe('tokens', () => {
  test('a code is exchanged with its verifier', async () => {
    nock(API_URL, form)
      .post('/oauth/2026-09/token', {
        grant_type: 'authorization_code',
        code: 'c',
        redirect_uri: 'https://a.test/cb',
        code_verifier: 'v',
        ...app,
      })
      .reply(200, { ...token, hub_id: 62515, scopes: ['oauth'] });
    const grant = await oauth.exchangeCode({ code: 'c', redirectUri: 'https://a.test/cb', codeVerifier: 'v' });
    expect(grant).toEqual({
      accessToken: 'A',
      refreshToken: 'R',
      expiresInMs: 1_800_000,
      portalId: 62515,
      scopes: ['oauth'],
    });
  });

  test('a refresh whose answer names neither portal nor scopes says so', async () => {
    nock(API_URL, form)
      .post('/oauth/2026-09/token', { grant_type: 'refresh_token', refresh_token: 'R', ...app })
      .reply(200, token);
    expect(await oauth.refresh('R')).toMatchObject({ portalId: null, scopes: null });
  });

  test.each([
    { status: 'BAD_REFRESH_TOKEN', message: 'missing or invalid refresh token' },
    { error: 'invalid_grant', error_description: 'refresh token is invalid, expired or revoked' },
    { status: 'BAD_HUB', message: 'missing or unknown hub id', error: 'access_denied' },
  ])('a dead grant is told by its class: %j', async (body) => {
    nock(API_URL).post('/oauth/2026-09/token').reply(400, body);
    await expect(oauth.refresh('R')).rejects.toMatchObject({ constructor: GrantRevokedError, retry: 'never' });
  });

  test('an outage or a wrong secret is no dead grant', async () => {
    nock(API_URL).post('/oauth/2026-09/token').reply(502, '<html>');
    await expect(oauth.refresh('R')).rejects.toBeInstanceOf(HubSpotUnavailableError);
    nock(API_URL).post('/oauth/2026-09/token').reply(400, { status: 'BAD_CLIENT_SECRET', message: 'wrong' });
    await expect(oauth.refresh('R')).rejects.toBeInstanceOf(HubSpotRejectedError);
  });

  test('neither token nor secret appears in an error', async () => {
    nock(API_URL).post('/oauth/2026-09/token').reply(400, { error: 'invalid_grant' });
    const error = await oauth.refresh('refresh-token-text').catch((error: unknown) => error);
    expect(JSON.stringify([String(error), error])).not.toMatch(/refresh-token-text|se&cret/);
  });

  test('a token endpoint that hangs is cut off', async () => {
    nock.enableNetConnect('127.0.0.1');
    const server = createServer(() => {});
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const apiUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const hanging = createOAuthClient({ apiUrl, clientId: 'id', clientSecret: 's', timeoutMs: 100 });
    await expect(hanging.refresh('R')).rejects.toBeInstanceOf(HubSpotUnavailableError);
    server.closeAllConnections();
    server.close();
  });
});

describe('introspection and revocation', () => {
  test('a live token tells portal, user and scopes', async () => {
    nock(API_URL, form)
      .post('/oauth/2026-09/token/introspect', { token: 'A', token_type_hint: 'access_token', ...app })
      .reply(200, { active: true, hub_id: 1, user_id: 2, user: 'a@x.test', hub_domain: 'x.test', scopes: ['oauth'] });
    expect(await oauth.introspect('A')).toEqual({
      active: true,
      portalId: 1,
      userId: 2,
      userEmail: 'a@x.test',
      hubDomain: 'x.test',
      appId: null,
      scopes: ['oauth'],
    });
  });

  test.each([
    [200, { active: false }],
    [400, { status: 'error', message: 'The token is not valid' }],
    [404, { status: 'error', message: 'unknown token' }],
  ])('a dead token (%d) is inactive', async (status, body) => {
    nock(API_URL).post('/oauth/2026-09/token/introspect').reply(status, body);
    expect(await oauth.introspect('A')).toMatchObject({ active: false, scopes: [] });
  });

  test('revoking twice succeeds; an outage does not pass for it', async () => {
    nock(API_URL, form)
      .post('/oauth/2026-09/token/revoke', { token: 'R', token_type_hint: 'refresh_token', ...app })
      .reply(204);
    await oauth.revoke('R');
    nock(API_URL).post('/oauth/2026-09/token/revoke').reply(400, { status: 'BAD_REFRESH_TOKEN', message: 'unknown' });
    await oauth.revoke('R');
    nock(API_URL).post('/oauth/2026-09/token/revoke').reply(503, '');
    await expect(oauth.revoke('R')).rejects.toBeInstanceOf(HubSpotUnavailableError);
  });
});
