import { createHmac } from 'node:crypto';
import nock from 'nock';
import type { Client } from 'pg';
import { expect, vi } from 'vitest';
import { signV2 } from '../../src/sandbox/hubspot/signature.ts';
import { asPortal } from '../../src/storage/connection/tenant-scope.ts';
import { releasePlayRun } from '../../src/storage/plays/play-runs.ts';
import { getPortal } from '../../src/storage/portal/portals.ts';
import { settleNote } from '../../src/storage/portal/record-notes.ts';
import { adoptList, giveKeys } from '../fixtures/kept-list.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';
import { CREDENTIALS } from '../fixtures/running-app.ts';
import { listenToSlack, SLACK_HOST } from '../fixtures/slack-channel.ts';
import type { Tenant, Tenants } from '../fixtures/tenants.ts';
import { collectCorpus } from '../fuzz/corpus.ts';
import type { FuzzRequest } from '../fuzz/fuzz-request.ts';

const JOBS_OF_A_PORTAL = ['age', 'sweep', 'deep-sweep', 'compare', 'measure', 'examine-data', 'write-notes', 'refresh'];
const JOBS_OF_ALL = ['refresh-all', 'sweep-all', 'deep-sweep-all', 'compare-all', 'forget-departed'];

/**
 * First syncs, every page, click and workflow action, keys, what befalls records, a token that is renewed, a channel of Slack's, an event
 * that fails, the clockwork, and a portal that leaves.
 * @param admin speaks to the database as its owner
 */
export async function useTheApp(app: Tenants, admin: Client): Promise<void> {
  const [{ portalId }, leaving] = app.tenants;
  for (const { install } of app.tenants) await install();
  await app.settle();
  const [tenant] = app.tenants;
  tenant.users.set('companies', '103', { industry: 'RESTAURANTS', numberofemployees: '3' });
  const requests = await collectCorpus(tenant);
  for (const text of new Set(requests.map((request) => JSON.stringify(request)))) {
    await makeRequest(tenant, app.url, JSON.parse(text) as FuzzRequest);
  }
  await useKeys(tenant, app.url);
  await app.settle();
  const { context } = app;
  const { queue } = context;
  await asPortal(portalId, () => giveKeys({ context, portalId }));
  await asPortal(portalId, () => adoptList({ context, portalId }));
  await app.settle();
  for (const name of JOBS_OF_A_PORTAL) await queue.send(name, { portalId }, { singletonKey: String(portalId) });
  for (const name of JOBS_OF_ALL) await queue.send(name, {});
  await app.settle();
  await notifySlack(tenant, async () => {
    await queue.send('send-slack', { portalId }, { singletonKey: String(portalId) });
    await app.settle();
  });
  await changeRecords(app);
  await failForOnce(app, admin);
  await leave(app, leaving);
}

/** Webhooks of the corpus tell of what never was: those that count come from the stand-in. */
async function makeRequest(tenant: Tenant, url: string, request: FuzzRequest): Promise<void> {
  const { method, path, body, signed } = request;
  if (signed === 'caller') await tenant.call(path, { method, body });
  if (signed !== 'v2') return;
  const [uri, text] = [url + path, JSON.stringify(body)];
  const signature = signV2(CREDENTIALS.clientSecret, { method, uri, body: text });
  const headers = { 'Content-Type': 'application/json', 'X-HubSpot-Signature': signature };
  expect({ path, status: (await fetch(uri, { method, headers, body: text })).status }).toEqual({ path, status: 200 });
}

/** A source of signals and a program that reads, each by its key. */
async function useKeys({ call }: Tenant, url: string): Promise<void> {
  const make = async (path: string, body: object) => (await call(path, { method: 'POST', body })).body;
  const source = await make('/api/settings/signals-key', { requestId: 'distribution-1', label: 'Radar' });
  const occurredAt = new Date().toISOString();
  const signal = { id: 's1', occurredAt, kind: 'intent', companyId: '101', source: 'x', topic: 'y', strength: 50 };
  const [body, timestamp] = [JSON.stringify({ signals: [signal] }), String(Date.now())];
  const signature = createHmac('sha256', source.secret).update(`${timestamp}.${body}`).digest('base64');
  const headers = {
    'X-Roundtable-Key-Id': source.keyId,
    'X-Roundtable-Timestamp': timestamp,
    'X-Roundtable-Signature': signature,
  };
  expect((await fetch(`${url}/signals`, { method: 'POST', headers, body })).status).toBe(202);
  const { made: key } = await make('/api/settings/api-keys', { requestId: 'distribution-2', label: 'a program' });
  for (const path of ['accounts', 'accounts/101', 'accounts/101/signals', 'plays']) {
    const { status } = await fetch(`${url}/v1/${path}`, { headers: { Authorization: `Bearer ${key}` } });
    expect({ path, status }).toEqual({ path, status: 200 });
  }
}

/** Connects a channel, proposes an account and lets `work` send the notice. */
async function notifySlack({ call }: Tenant, work: () => Promise<void>): Promise<void> {
  const post = async (path: string, body: object) =>
    expect((await call(path, { method: 'POST', body })).status).toBe(200);
  const texts = listenToSlack();
  const kinds = { surges: true, proposals: true, tiers: true, plays: true };
  await post('/api/settings/slack/connect', { url: `${SLACK_HOST}/services/T00000000/B00000000/distribution` });
  await post('/api/settings/slack/kinds', { kinds });
  await post('/api/settings/slack/test', { requestId: 'distribution-3' });
  const wish = { companyId: '104', requestId: 'distribution-4', tier: 1, reason: 'They asked for us' };
  await post('/api/cards/account/list/propose', wish);
  await work();
  expect(texts.length).toBeGreaterThan(1);
  await post('/api/settings/slack/disconnect', {});
  nock.cleanAll();
}

/** Records are merged, deleted, brought back and erased, while the access token expires. */
async function changeRecords(app: Tenants): Promise<void> {
  const { users, standIn } = app.tenants[0];
  users.merge('companies', '101', '102');
  users.merge('contacts', '1', '2');
  await app.settle();
  const { access } = standIn.store.tokens;
  for (const token of Object.keys(access)) access[token] = 0;
  users.set('companies', '103', { numberofemployees: '4' });
  users.archive('companies', '104');
  users.archive('contacts', '4');
  users.archive('deals', '201');
  await app.settle();
  expect(Object.values(access).filter((expiresAtMs) => expiresAtMs > 0)).toHaveLength(1);
  users.restore('companies', '104', []);
  users.erase('3');
  await app.settle();
}

/** An event that the database refuses, and the statements that only a failure of HubSpot's in the midst of a write asks for. */
async function failForOnce(app: Tenants, admin: Client): Promise<void> {
  const [{ users, portalId }] = app.tenants;
  await admin.query(`create function raise_poison() returns trigger language plpgsql as $$ begin
    raise exception 'poison' using errcode = 'P0001'; end $$`);
  await admin.query(`create trigger poison before insert or update on contacts for each row
    when (new.email = 'poison@alpha.example') execute function raise_poison()`);
  users.create('contacts', { email: 'poison@alpha.example' });
  const failures = 'select from webhook_events where portal_id = $1 and failures > 0';
  const hasFailed = async () => expect((await admin.query(failures, [portalId])).rowCount).toBeGreaterThan(0);
  await vi.waitFor(hasFailed, { timeout: PATIENCE_MS, interval: 100 });
  await admin.query('drop trigger poison on contacts');
  await app.settle();
  const { kysely } = app.context.db;
  await asPortal(portalId, async () => {
    await settleNote(kysely, portalId, 'no note', { afterMs: 1 });
    await settleNote(kysely, portalId, 'no note', 'failed');
    await releasePlayRun(kysely, portalId, 'no run', { holder: 'nobody', afterMs: 1 });
  });
}

async function leave({ context }: Tenants, { portalId, call }: Tenant): Promise<void> {
  await call('/api/settings/leave', { method: 'POST', body: { removeProperties: false, confirm: portalId } });
  const isGone = async (): Promise<boolean> =>
    (await asPortal(portalId, () => getPortal(context.db.kysely, portalId))) === null;
  await vi.waitFor(async () => expect(await isGone()).toBe(true), { timeout: PATIENCE_MS, interval: 200 });
}
