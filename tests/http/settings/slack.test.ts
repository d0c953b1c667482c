import nock from 'nock';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { savePositions } from '../../../src/storage/accounts/account-scores.ts';
import { lockScores, logScores } from '../../../src/storage/accounts/score-log.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { countNotes } from '../../../src/storage/portal/record-notes.ts';
import { saveProposals } from '../../../src/storage/target-list/proposals.ts';
import { MOST_MESSAGES_A_DAY, sendSlackMessages } from '../../../src/sync/slack/send-messages.ts';
import { adoptList, giveKeys, withColleagues } from '../../fixtures/kept-list.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { listenToSlack, SLACK_HOST } from '../../fixtures/slack-channel.ts';

const PATH = '/services/T00000000/B00000000/abcdefghijklmnopqrstWXYZ';
const OTHER = '/services/T00000000/B00000000/zyxwvutsrqponmlkjihgf123';
const PACE = { maxRetries: 1, firstDelayMs: 1, longestWaitMs: 10, timeoutMs: 2_000 };
const OFF = { surges: false, proposals: false, tiers: false, plays: false };
const [ACME, BOLT] = ['101', '102'];

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ data: withColleagues(createSmallPortal()) });
  await app.installAndSync();
});
afterAll(() => app.stop());

const call = (action: string, body: object = {}) => app.call(`/api/settings/slack/${action}`, { method: 'POST', body });
const read = async (): Promise<Json> => (await app.call('/api/settings/slack')).body;
const send = () => sendSlackMessages(app.context, app.portalId, { pace: PACE });
const counts = () => countNotes(app.context.db.kysely, app.portalId, 0, 'slack');
const audited = async (): Promise<string[]> =>
  (await listAudit(app.context.db.kysely, app.portalId, 100)).map(({ action }) => action);

beforeEach(async () => {
  await call('disconnect');
  await app.context.db.kysely.deleteFrom('slack_messages').execute();
  await call('connect', { url: SLACK_HOST + PATH });
});
afterEach(() => nock.cleanAll());

async function move(companyId: string, tier: 1 | 2 | 3, tierReason: string): Promise<void> {
  const { db, now } = app.context;
  await db.transaction(async (trx) => {
    await lockScores(trx, app.portalId);
    await savePositions(trx, app.portalId, [
      { companyId, tier, tierSince: now(), tierReason, priority: null, rank: null },
    ]);
    await logScores(trx, app.portalId, [companyId], { cause: 'assigned', at: now(), round: 1 });
  });
}

/** To a tier the account does not hold. */
async function moveOn(companyId: string, reason = 'moved'): Promise<void> {
  const held = app.context.db.kysely.selectFrom('account_scores').select('tier').where('company_id', '=', companyId);
  const { tier } = await held.executeTakeFirstOrThrow();
  await move(companyId, tier === 1 ? 2 : 1, reason);
}

async function propose(proposalId: string, reason: string): Promise<void> {
  const common = {
    fromTier: 2,
    evidence: [],
    proposedBy: 'ava@vendor.example',
    approvals: [],
    rejection: null,
  } as const;
  const change = { kind: 'move', tier: 1 } as const;
  const status = 'open' as const;
  const proposal = { ...common, proposalId, companyId: BOLT, change, reason, proposedAt: Date.now(), status };
  await app.context.db.kysely.deleteFrom('proposals').execute();
  await saveProposals(app.context.db.kysely, app.portalId, [{ ...proposal, closedAt: null }]);
}

describe('the channel', () => {
  test('is connected by its webhook, of which nobody is shown more than the end', async () => {
    const { body } = await app.call('/api/settings/slack');
    expect(body).toMatchObject({
      channel: { ending: 'WXYZ', connectedBy: 'Ava Stone', stopped: null },
      kinds: OFF,
      mayChange: true,
    });
    expect(JSON.stringify(body)).not.toContain('abcdefghij');
    const { rows } = await sql<object>`select secret from slack_hooks`.execute(app.context.db.kysely);
    expect(JSON.stringify(rows)).not.toContain('abcdefghij');
    expect(JSON.stringify(await listAudit(app.context.db.kysely, app.portalId, 20))).not.toContain('abcdefghij');
  });

  test('is no other address', async () => {
    const answer = await call('connect', { url: 'https://169.254.169.254/latest/meta-data' });
    expect(answer.status).toBe(400);
    expect(answer.body.error.faults).toEqual([{ field: 'url', problem: expect.stringContaining('hooks.slack.com') }]);
    expect((await read()).channel.ending).toBe('WXYZ');
  });

  test('is sent one test message a click, however often HubSpot repeats it', async () => {
    const texts = listenToSlack();
    const click = { requestId: 'slack-test-0001' };
    expect((await call('test', click)).body.tested).toEqual({ result: 'sent', reason: '' });
    expect((await call('test', click)).body.tested).toBeNull();
    expect(texts).toHaveLength(1);
    await call('test', { requestId: 'slack-test-0002' });
    expect(texts).toHaveLength(2);
  });

  test('that is connected anew or disconnected leaves its entries in the audit log, a repeat leaves none', async () => {
    await call('connect', { url: SLACK_HOST + PATH });
    await call('connect', { url: SLACK_HOST + OTHER });
    await call('kinds', { kinds: { ...OFF, tiers: true } });
    await call('kinds', { kinds: { ...OFF, tiers: true } });
    await call('disconnect');
    await call('disconnect');
    expect((await audited()).slice(0, 4)).toEqual([
      'Slack disconnected',
      'Slack messages chosen',
      'Slack connected',
      'Slack connected',
    ]);
    expect((await call('kinds', { kinds: { ...OFF, tiers: true } })).status).toBe(404);
    expect((await call('test', { requestId: 'slack-test-0003' })).status).toBe(404);
  });
});

describe('messages', () => {
  test('are off by default', async () => {
    const texts = listenToSlack();
    await moveOn(ACME);
    await send();
    expect(texts).toEqual([]);
  });

  test('of one round are put together, link to the records, and are sent once', async () => {
    const surge = (surging: boolean) =>
      app.context.db.kysely.updateTable('account_scores').set({ surging }).where('company_id', '=', ACME).execute();
    await surge(false);
    await call('kinds', { kinds: { ...OFF, tiers: true, surges: true } });
    const texts = listenToSlack();
    await move(ACME, 3, 'before');
    await send();
    texts.length = 0;
    await move(ACME, 1, 'Tier 1: rank 1 <b> & more');
    await moveOn(BOLT, 'ask bob@acme.example');
    await surge(true);
    await send();
    await send();
    expect(texts).toHaveLength(1);
    const lines = texts[0]?.split('\n') ?? [];
    const url = `${app.context.hubspotAppUrl}/contacts/${app.portalId}/record/0-2`;
    expect(lines[0]).toBe('*Roundtable*: news about your accounts');
    expect(lines).toContain(`• <${url}/101|Acme>: from Tier 3 to Tier 1: rank 1 &lt;b&gt; &amp; more.`);
    expect(texts[0]).toContain(`<${url}/102|Bolt>`);
    expect(texts[0]).toContain('ask (address left out)');
    expect(texts[0]).toContain("far above this account's usual week");
    expect(texts[0]).not.toMatch(/@/);
    expect((await read()).report).toMatchObject({ written: 4, waiting: 0 });
  });

  test('tell of a proposal that waits, in the words it has now, and of none that was decided', async () => {
    await call('kinds', { kinds: { ...OFF, proposals: true } });
    const texts = listenToSlack();
    await propose('p1', 'They asked for <prices>');
    await send();
    await send();
    expect(texts).toHaveLength(1);
    expect(texts[0]).toContain(
      '|Bolt>: proposed for Tier 1, from Tier 2: They asked for &lt;prices&gt;. It waits for approval by marketing and by sales',
    );
    await propose('p2', 'soon decided');
    await app.context.db.kysely.updateTable('proposals').set({ status: 'rejected' }).execute();
    await send();
    expect(texts).toHaveLength(1);
  });

  test('wait while Slack asks for patience, and arrive once', async () => {
    await call('kinds', { kinds: { ...OFF, tiers: true } });
    const texts = listenToSlack([429, 'rate_limited', { 'Retry-After': '60' }]);
    await moveOn(ACME);
    await expect(send()).rejects.toMatchObject({ code: 'SLACK_UNAVAILABLE', retry: { afterMs: 60_000 } });
    expect(await counts()).toEqual({ waiting: 1 });
    await send();
    await send();
    expect(texts).toHaveLength(2);
    expect(await counts()).toEqual({ written: 1 });
  });

  test('that a process took along when it died are not sent again', async () => {
    await call('kinds', { kinds: { ...OFF, tiers: true } });
    const texts = listenToSlack();
    await moveOn(ACME);
    await send();
    await sql`update slack_messages set status = 'sending', leased_until = now() + interval '1 minute'`.execute(
      app.context.db.kysely,
    );
    await send();
    expect(await counts()).toEqual({ sending: 1 });
    await sql`update slack_messages set leased_until = now() - interval '1 minute'`.execute(app.context.db.kysely);
    await send();
    expect(texts).toHaveLength(1);
    expect(await counts()).toEqual({ written: 1 });
  });

  test('that several processes send arrive once', async () => {
    await call('kinds', { kinds: { ...OFF, tiers: true } });
    const texts = listenToSlack();
    await moveOn(ACME);
    await moveOn(BOLT);
    await Promise.all([send(), send(), send()]);
    expect(texts.join('\n').match(/\/101\|Acme/g)).toHaveLength(1);
    expect(texts.join('\n').match(/\/102\|Bolt/g)).toHaveLength(1);
  });

  test('that Slack does not understand are given up, and the next ones are sent', async () => {
    await call('kinds', { kinds: { ...OFF, tiers: true } });
    const texts = listenToSlack([400, 'invalid_payload']);
    await moveOn(ACME);
    await send();
    await moveOn(ACME);
    await send();
    expect(texts).toHaveLength(2);
    expect(await counts()).toEqual({ failed: 1, written: 1 });
  });

  test('that waited for a day are no news any more', async () => {
    await call('kinds', { kinds: { ...OFF, tiers: true } });
    const texts = listenToSlack([500, ''], [500, '']);
    await moveOn(ACME);
    await expect(send()).rejects.toMatchObject({ retry: 'backoff' });
    await sql`update slack_messages set made_at = made_at - interval '25 hours'`.execute(app.context.db.kysely);
    await send();
    expect(texts).toHaveLength(2);
    expect(await counts()).toEqual({ failed: 1 });
  });

  test('beyond what people can read are held back, and the audit log says so', async () => {
    await call('kinds', { kinds: { ...OFF, tiers: true } });
    const texts = listenToSlack();
    await sql`insert into slack_messages (portal_id, note_key, company_id, kind, details, happened_at, made_at, status)
      select ${app.portalId}, 'earlier-' || i, '101', 'tiers', '{}', now(), now(), 'written'
      from generate_series(1, ${MOST_MESSAGES_A_DAY}) i`.execute(app.context.db.kysely);
    await moveOn(ACME);
    await send();
    expect(texts).toEqual([]);
    expect((await read()).report).toMatchObject({ held: 1 });
    expect((await audited())[0]).toBe('Slack messages held back');
  });
});

describe('a channel that is gone', () => {
  test.each([
    [404, 'no_service'],
    [410, 'channel_is_archived'],
  ])('(%i %s) is sent nothing more, and the settings say why', async (status, reason) => {
    await call('kinds', { kinds: { ...OFF, tiers: true } });
    const texts = listenToSlack([status, reason]);
    await moveOn(ACME);
    await send();
    await moveOn(ACME);
    await send();
    expect(texts).toHaveLength(1);
    expect((await read()).channel.stopped).toMatchObject({ reason });
    expect((await audited())[0]).toBe('Slack stopped');

    await call('connect', { url: SLACK_HOST + OTHER });
    expect(await read()).toMatchObject({ channel: { stopped: null, ending: 'f123' }, kinds: { tiers: true } });
    await send();
    expect(texts).toHaveLength(1);
    await moveOn(ACME);
    await send();
    expect(texts).toHaveLength(2);
  });

  test('is found by the test message too', async () => {
    listenToSlack([404, 'no_service']);
    const { body } = await call('test', { requestId: 'slack-test-0004' });
    expect(body).toMatchObject({ tested: { result: 'gone', reason: 'no_service' }, channel: { stopped: {} } });
  });
});

test('a proposal that somebody makes has the channel told at once', async () => {
  const { kysely } = app.context.db;
  await kysely.deleteFrom('proposals').execute();
  await giveKeys(app);
  await adoptList(app);
  const wish = { requestId: 'slack-propose-1', companyId: BOLT, tier: 3, reason: 'They renew in May' };
  await moveOn(BOLT);
  const answer = await app.call('/api/cards/account/list/propose', { method: 'POST', body: wish });
  expect(answer.status).toBe(200);
  const { rows } = await sql<object>`select data from pgboss.job where name = 'send-slack'`.execute(kysely);
  expect(rows).toEqual([{ data: { portalId: app.portalId } }]);
});

test('a portal that left or was cut off is told of nowhere', async () => {
  await call('kinds', { kinds: { ...OFF, tiers: true } });
  const texts = listenToSlack();
  await moveOn(ACME);
  await app.context.db.kysely.updateTable('portals').set({ status: 'revoked' }).execute();
  await send();
  await app.context.db.kysely.updateTable('portals').set({ status: 'active' }).execute();
  expect(texts).toEqual([]);
});
