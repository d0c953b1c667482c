import { afterEach, beforeEach, expect, test } from 'vitest';
import { startStandIn } from '../../../src/sandbox/hubspot/stand-in.ts';
import type { StandIn } from '../../../src/sandbox/hubspot/stand-in.ts';
import { startStandInGateway } from '../../../src/sandbox/hubspot/stand-in-gateway.ts';
import type { Listening } from '../../../src/sandbox/listen-on-loopback.ts';
import {
  APP,
  REDIRECT,
  VERIFIER,
  consent,
  createCaller,
  createPortal,
  createProject,
  requestTokens,
} from './portal-fixture.ts';
import type { Client } from './portal-fixture.ts';

let standIns: StandIn[];
let gateway: Listening;

async function startPortal(portalId: number): Promise<StandIn> {
  const data = createPortal();
  data.portal = { ...data.portal, portalId, name: `Portal ${portalId}` };
  data.objects.companies[0]!.properties['name'] = `Acme of ${portalId}`;
  return startStandIn({ port: 0, folder: null, data, app: APP, project: createProject() });
}

/** Installs the app in one portal, by the gateway alone. */
async function installIn(portalId: number): Promise<Client> {
  const scopes = createProject().app.auth.requiredScopes;
  const redirected = await consent(gateway.url, scopes, [], {}, `/oauth/${portalId}/authorize`);
  const code = new URL(redirected.headers.get('location') ?? '').searchParams.get('code') ?? '';
  const grant = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: VERIFIER };
  const { body: tokens } = await requestTokens(gateway.url, grant);
  return { tokens, call: createCaller(gateway.url, tokens.access_token) };
}

async function companyName({ call }: Client): Promise<string> {
  return (await call('GET', '/crm/objects/2026-09/companies/101')).body.properties.name;
}

beforeEach(async () => {
  standIns = await Promise.all([11, 22, 33].map((portalId) => startPortal(portalId)));
  gateway = await startStandInGateway(standIns);
});
afterEach(async () => {
  await gateway.close();
  await Promise.all(standIns.map((standIn) => standIn.close()));
});

test('each token reads and writes its own portal', async () => {
  const [second, third] = [await installIn(22), await installIn(33)];
  expect([await companyName(second), await companyName(third)]).toEqual(['Acme of 22', 'Acme of 33']);
  await third.call('PATCH', '/crm/objects/2026-09/companies/101', { properties: { name: 'Changed' } });
  expect([await companyName(second), await companyName(third)]).toEqual(['Acme of 22', 'Changed']);
  expect(standIns[0]!.store.grant).toBeNull();
});

test('a refresh token is renewed by its portal, and a token is looked up in it', async () => {
  await installIn(22);
  const third = await installIn(33);
  const renewed = await requestTokens(gateway.url, {
    grant_type: 'refresh_token',
    refresh_token: third.tokens.refresh_token,
  });
  expect(renewed.status).toBe(200);
  const body = new URLSearchParams({
    client_id: APP.clientId,
    client_secret: APP.clientSecret,
    token: renewed.body.access_token,
  });
  const about = await fetch(`${gateway.url}/oauth/2026-09/token/introspect`, { method: 'POST', body });
  expect(await about.json()).toMatchObject({ active: true, hub_id: 33 });
});

test('who names no account is shown all of them, each with the request that was made', async () => {
  const html = await (await fetch(`${gateway.url}/oauth/authorize?client_id=client-1&state=a%26b`)).text();
  for (const portalId of [11, 22, 33]) {
    expect(html).toContain(`href="/oauth/${portalId}/authorize?client_id=client-1&amp;state=a%26b"`);
    expect(html).toContain(`Portal ${portalId}`);
  }
});

test('a token of no portal is refused', async () => {
  const answer = await createCaller(gateway.url, 'unknown')('GET', '/crm/objects/2026-09/companies');
  expect([answer.status, answer.body.category]).toEqual([401, 'EXPIRED_AUTHENTICATION']);
});
