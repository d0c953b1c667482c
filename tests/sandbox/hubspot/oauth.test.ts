import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Json, TestPortal } from './portal-fixture.ts';
import {
  APP,
  REDIRECT,
  VERIFIER,
  consent,
  createCaller,
  createProject,
  install,
  requestTokens,
  startTestPortal,
} from './portal-fixture.ts';

const SCOPES = createProject().app.auth.requiredScopes;
let portal: TestPortal;
let url: string;

beforeEach(async () => {
  portal = await startTestPortal();
  url = portal.standIn.url;
});
afterEach(() => portal.stop());

async function fetchCode(extra: Record<string, string> = {}): Promise<string> {
  const redirected = await consent(url, SCOPES, [], extra);
  return new URL(redirected.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

describe('the consent page', () => {
  test('names the app and each scope, escaped, with a button to connect', async () => {
    const query = new URLSearchParams({
      client_id: APP.clientId,
      redirect_uri: REDIRECT,
      scope: SCOPES.join(' '),
      state: '"><b>',
    });
    const html = await (await fetch(`${url}/oauth/authorize?${query}`)).text();
    expect(html).toContain('Round &amp; &lt;Table&gt;');
    expect(html).toContain('Connect app');
    for (const scope of SCOPES) expect(html).toContain(scope);
    expect(html).not.toContain('"><b>');
  });

  test('sends the browser back to the registered address with a code and the state', async () => {
    const response = await consent(url, SCOPES, []);
    const location = new URL(response.headers.get('location') ?? '');
    expect(response.status).toBe(302);
    expect(`${location.origin}${location.pathname}`).toBe(REDIRECT);
    expect(location.searchParams.get('state')).toBe('st-1');
    expect(location.searchParams.get('code')).toMatch(/.{20}/);
  });

  test('never redirects to an address that is not registered', async () => {
    const response = await consent(url, SCOPES, [], { redirect_uri: 'http://evil.example/' });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  test('refuses a scope the app does not declare, and a request without a required one', async () => {
    expect((await consent(url, [...SCOPES, 'content'], [])).status).toBe(400);
    expect((await consent(url, SCOPES.slice(1), [])).status).toBe(400);
  });
});

async function introspect(token: string): Promise<Json> {
  const body = new URLSearchParams({ client_id: APP.clientId, client_secret: APP.clientSecret, token });
  return (await fetch(`${url}/oauth/2026-09/token/introspect`, { method: 'POST', body })).json();
}

describe('tokens', () => {
  test('a code becomes a bearer token of thirty minutes, once', async () => {
    const code = await fetchCode();
    const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: VERIFIER };
    const first = await requestTokens(url, fields);
    expect(first.body).toMatchObject({ token_type: 'bearer', expires_in: 1800 });
    const second = await requestTokens(url, fields);
    expect([second.status, second.body.status, second.body.error]).toEqual([400, 'BAD_AUTH_CODE', 'invalid_grant']);
  });

  test('a code is worth nothing without the verifier of its challenge', async () => {
    const code = await fetchCode();
    const { status, body } = await requestTokens(url, {
      grant_type: 'authorization_code',
      code,
      redirect_uri: REDIRECT,
      code_verifier: 'wrong',
    });
    expect([status, body.error]).toEqual([400, 'invalid_grant']);
  });

  test('a wrong client secret is refused', async () => {
    const { status, body } = await requestTokens(url, {
      grant_type: 'authorization_code',
      code: await fetchCode(),
      client_secret: 'x',
    });
    expect([status, body.status]).toEqual([400, 'BAD_CLIENT_SECRET']);
  });

  test('an expired token answers 401 EXPIRED_AUTHENTICATION saying since when', async () => {
    const { call } = await install(portal.standIn);
    portal.advance(1_800_000 + 75_000);
    const { status, body } = await call('GET', '/account-info/2026-09/details');
    expect(status).toBe(401);
    expect(body.category).toBe('EXPIRED_AUTHENTICATION');
    expect(body.message).toBe('The OAuth token used to make this call expired 75 second(s) ago.');
    expect(body.context['expire time']).toEqual([new Date(portal.now() - 75_000).toISOString()]);
  });

  test('no token at all is INVALID_AUTHENTICATION, an undecodable one expired in 1970', async () => {
    const none = await fetch(`${url}/account-info/2026-09/details`);
    expect([none.status, (await none.json()).category]).toEqual([401, 'INVALID_AUTHENTICATION']);
    const bad = await createCaller(url, 'garbage')('GET', '/account-info/2026-09/details');
    expect(bad.body.message).toMatch(/expired \d+ day\(s\) ago/);
    expect(bad.body.context['expire time']).toEqual(['1970-01-01T00:00:00.000Z']);
  });

  test('a refresh token gives new access tokens until it is revoked', async () => {
    const { tokens } = await install(portal.standIn);
    const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
    const { body } = await requestTokens(url, refresh);
    expect((await createCaller(url, body.access_token)('GET', '/account-info/2026-09/details')).status).toBe(200);
    const form = new URLSearchParams({
      client_id: APP.clientId,
      client_secret: APP.clientSecret,
      token: tokens.refresh_token,
    });
    await fetch(`${url}/oauth/2026-09/token/revoke`, { method: 'POST', body: form });
    const refused = await requestTokens(url, refresh);
    expect([refused.status, refused.body.error, refused.body.status]).toEqual([
      400,
      'invalid_grant',
      'BAD_REFRESH_TOKEN',
    ]);
  });

  test('introspection tells the portal, the user and the scopes, and of a dead token only that it is dead', async () => {
    const { tokens } = await install(portal.standIn);
    const known = await introspect(tokens.access_token);
    expect(known).toMatchObject({ active: true, hub_id: 12_345_678, user_id: 77, app_id: 4242, token_type: 'bearer' });
    expect(known.scopes).toEqual(expect.arrayContaining(SCOPES));
    expect(await introspect('nothing')).toEqual({ active: false });
  });

  test('uninstalling kills every token', async () => {
    const { call, tokens } = await install(portal.standIn);
    expect((await call('DELETE', '/appinstalls/2026-09/external-install')).status).toBe(204);
    expect((await call('GET', '/account-info/2026-09/details')).status).toBe(401);
    const refused = await requestTokens(url, { grant_type: 'refresh_token', refresh_token: tokens.refresh_token });
    expect(refused.body.status).toBe('BAD_REFRESH_TOKEN');
  });
});

describe('scopes', () => {
  test('an endpoint whose scope was not granted answers 403 in the documented shape', async () => {
    const { call } = await install(portal.standIn, SCOPES, []);
    const { status, body } = await call('GET', '/marketing/marketing-events/2026-09');
    expect(status).toBe(403);
    expect(body.category).toBe('MISSING_SCOPES');
    expect(body.errors[0].context.requiredGranularScopes).toEqual(['crm.objects.marketing_events.read']);
  });

  test("without sales-email-read an email's content is withheld", async () => {
    const { call } = await install(portal.standIn, SCOPES, []);
    const properties = {
      hs_timestamp: '2026-02-01T00:00:00Z',
      hs_email_subject: 'Hello',
      hs_email_direction: 'INCOMING_EMAIL',
    };
    const created = await call('POST', '/crm/objects/2026-09/emails', { properties });
    const read = await call(
      'GET',
      `/crm/objects/2026-09/emails/${created.body.id}?properties=hs_email_subject,hs_email_direction`,
    );
    expect(read.body.properties).toMatchObject({ hs_email_subject: null, hs_email_direction: 'INCOMING_EMAIL' });
  });
});
