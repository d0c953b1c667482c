import { sql } from 'kysely';
import nock from 'nock';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getAccountScore } from '../../src/storage/accounts/account-scores.ts';
import { forgetPublished } from '../../src/storage/accounts/published-properties.ts';
import { getPortalNorms } from '../../src/storage/accounts/portal-norms.ts';
import { markStale } from '../../src/storage/accounts/stale-accounts.ts';
import { getCompany, listCompanies, upsertCompanies } from '../../src/storage/mirror/companies.ts';
import { eraseContact } from '../../src/storage/mirror/erase-contact.ts';
import { readClock } from '../../src/storage/mirror/mirrored-records.ts';
import { listSyncSteps, saveSyncStep } from '../../src/storage/mirror/sync-steps.ts';
import { getPortal, setPortalStatus } from '../../src/storage/portal/portals.ts';
import { getSlackHook } from '../../src/storage/portal/slack.ts';
import { decideRole } from '../../src/sync/committee/decide-role.ts';
import { writeConfirmedRole } from '../../src/sync/committee/write-confirmed-role.ts';
import { examineData, readDataReport } from '../../src/sync/data-trust/examine-data.ts';
import { completeInstall } from '../../src/sync/install/complete-install.ts';
import { startPlay } from '../../src/sync/plays/start-play.ts';
import { mirrorRecords } from '../../src/sync/pull/mirror/mirror-records.ts';
import { syncRecords } from '../../src/sync/pull/mirror/sync-records.ts';
import { readRecords } from '../../src/sync/pull/reading/read-records.ts';
import { ingestWebhooks } from '../../src/sync/webhooks/ingest-webhooks.ts';
import { computeAccounts } from '../../src/sync/refresh/compute-accounts.ts';
import { keepNormsCurrent, loadScoring } from '../../src/sync/refresh/load-scoring.ts';
import { publishAccounts } from '../../src/sync/publish/publish-accounts.ts';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import { changeSettings } from '../../src/sync/settings/change-settings.ts';
import { connectSlack } from '../../src/sync/slack/choose-slack.ts';
import { sendSlackMessages } from '../../src/sync/slack/send-messages.ts';
import { createAdminBrowser } from '../fixtures/admin-browser.ts';
import { changing } from '../fixtures/changing.ts';
import { listenToSlack, SLACK_HOST } from '../fixtures/slack-channel.ts';
import { PRIMARY_COMPANY, startSyncedApp, type SyncedApp } from '../fixtures/synced-app.ts';

const BY = 'ava@vendor.example';
const COMPANY = '103';

let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp();
});
afterAll(() => app.stop());

/** Somebody of a company who is known and scored. */
async function hire(lastname: string, companyId: string): Promise<string> {
  const email = `${lastname.toLowerCase()}@cold.example`;
  const person = { email, firstname: 'Zed', lastname, jobtitle: 'Chief Executive Officer', hs_email_open: '1' };
  const id = app.users.create('contacts', person);
  app.users.link(['contacts', id], ['companies', companyId], PRIMARY_COMPANY);
  await app.settle();
  return id;
}

/** HubSpot's `contact.privacyDeletion`, worked off by another process. */
const erase = (contactId: string) =>
  app.context.db.transaction((trx) => eraseContact(trx, app.portalId, contactId, Date.now()));

test.each([2, 5])('a person who is erased after step %i of computing their account is in no result', async (n) => {
  const { context, portalId } = app;
  const name = `Quux${n}`;
  const contactId = await hire(name, COMPANY);
  const scoring = await loadScoring(context, portalId);
  expect(JSON.stringify(await getAccountScore(context.db.kysely, portalId, COMPANY))).toContain(name);
  const computing = changing(context, n, () => erase(contactId));
  await computeAccounts(computing.context, portalId, [COMPANY, '101'], scoring);
  expect(computing.wasReached()).toBe(true);
  expect(JSON.stringify(await getAccountScore(context.db.kysely, portalId, COMPANY))).not.toContain(name);
  await refreshPortal(context, portalId);
  expect((await getAccountScore(context.db.kysely, portalId, COMPANY))?.result).not.toBeNull();
});

test('somebody who is erased while the records are examined is no example of what they lack', async () => {
  const { context, portalId } = app;
  let wasReached = true;
  for (let n = 1; wasReached; n += 1) {
    const name = `Corge${n}`;
    const contactId = app.users.create('contacts', {
      email: `${name}@nowhere.example`,
      firstname: 'Zed',
      lastname: name,
    });
    await app.settle();
    await examineData(context, portalId);
    expect(JSON.stringify(await readDataReport(context, portalId))).toContain(name);
    const examining = changing(context, n, () => erase(contactId));
    await examineData(examining.context, portalId);
    wasReached = examining.wasReached();
    if (!wasReached) await erase(contactId);
    expect(JSON.stringify(await readDataReport(context, portalId))).not.toContain(name);
  }
});

test('a play that is started while somebody is erased whom its texts name is not made with them', async () => {
  const { context, portalId } = app;
  const { kysely } = context.db;
  let wasReached = true;
  for (let n = 1; wasReached; n += 1) {
    const name = `Grault${n}`;
    // Of another company, whose people are asked to introduce somebody.
    const contactId = await hire(name, '104');
    const text = JSON.stringify(`Ask Zed ${name} for an introduction.`);
    const named = await sql<{ id: string }>`update account_scores
      set result = jsonb_set(result, '{plays,0,steps,0,resolvedText}', ${text}::jsonb)
      where company_id = ${COMPANY} returning result #>> '{plays,0,playId}' as id`.execute(kysely);
    const playId = named.rows[0]?.id ?? '';
    const starting = changing(context, n, () => erase(contactId));
    const request = { portalId, companyId: COMPANY, playId, requestId: `click-${n}`, startedBy: BY };
    await Promise.allSettled([startPlay(starting.context, request)]);
    wasReached = starting.wasReached();
    if (!wasReached) await erase(contactId);
    const { rows } = await sql`select steps from play_runs`.execute(kysely);
    expect(JSON.stringify(rows), `erased after step ${n}`).not.toContain(name);
    await kysely.deleteFrom('play_runs').execute();
    await refreshPortal(context, portalId);
  }
});

test('a page that was read before a property was wanted, and is stored after it was read, takes nothing away', async () => {
  const { context, portalId } = app;
  const client = context.clientFor(portalId, 'background');
  const readAt = await readClock(context.db.kysely);
  const { found } = await readRecords(context, client, 'companies', [COMPANY]);
  await changeSettings(context, portalId, { clusterBy: 'phone' }, BY);
  await syncRecords(context, client, 'companies', [COMPANY]);
  const held = await getCompany(context.db.kysely, portalId, COMPANY);
  expect(held?.properties).toHaveProperty('phone');
  await mirrorRecords(context, client, 'companies', { records: found, readAt });
  expect(await getCompany(context.db.kysely, portalId, COMPANY)).toEqual(held);
});

test('a value that somebody overwrites while others of ours are written is put right', async () => {
  const { context, portalId, users } = app;
  const stageOf = () => app.standIn.store.records.companies.get('101')?.properties['roundtable_stage'];
  const ours = stageOf();
  let wasReached = true;
  for (let n = 1; wasReached; n += 1) {
    await forgetPublished(context.db.kysely, portalId, ['roundtable_fit'], '101');
    const publishing = changing(context, n, async () => {
      users.set('companies', '101', { roundtable_stage: 'customer' });
      // As a sweep does that comes by.
      await syncRecords(context, context.clientFor(portalId, 'background'), 'companies', ['101']);
    });
    await publishAccounts(publishing.context, portalId, ['101']);
    wasReached = publishing.wasReached();
    await refreshPortal(context, portalId);
    expect(stageOf(), `overwritten after step ${n}`).toBe(ours);
  }
  expect(ours).not.toBe('customer');
});

test('a meeting that is read while its people are merged is that of the one they became', async () => {
  const { context, portalId, users } = app;
  let wasReached = true;
  for (let n = 1; wasReached; n += 1) {
    const [one, other] = [await hire(`One${n}`, COMPANY), await hire(`Other${n}`, COMPANY)];
    users.link(['meetings', '301'], ['contacts', one], [200]);
    await app.settle();
    let survivor = one;
    const reading = changing(context, n, async () => {
      survivor = users.merge('contacts', one, other);
      await app.standIn.webhooksSettled();
      await ingestWebhooks(context, portalId);
    });
    await syncRecords(reading.context, reading.context.clientFor(portalId, 'background'), 'meetings', ['301']);
    wasReached = reading.wasReached();
    expect(await app.activitiesOf(survivor), `merged after step ${n}`).toContain('meetings:301');
  }
});

test('what changes while the norms of the portal are found is in those that are found next', async () => {
  const { context, portalId } = app;
  const { kysely } = context.db;
  let size = 5;
  const resize = async (): Promise<void> => {
    size *= 5;
    const held = await listCompanies(kysely, portalId, ['101', '102', '103', '104']);
    const resized = held.map((company) => {
      const properties = { ...company.properties, numberofemployees: String(size) };
      return { ...company, properties, updatedAt: company.updatedAt + 1 };
    });
    await upsertCompanies(kysely, portalId, resized);
    const ids = held.map(({ companyId }) => companyId);
    await markStale(kysely, portalId, ids, 'company changed');
  };
  const norms = async () => (await getPortalNorms(kysely, portalId, 1))?.norms;
  let wasReached = true;
  for (let n = 1; wasReached; n += 1) {
    await resize();
    const finding = changing(context, n, resize);
    await keepNormsCurrent(finding.context, portalId);
    wasReached = finding.wasReached();
    await keepNormsCurrent(context, portalId);
    const kept = await norms();
    await kysely.deleteFrom('portal_norms').execute();
    await keepNormsCurrent(context, portalId);
    expect(kept, `changed after step ${n}`).toEqual(await norms());
    size = size > 5_000 ? 5 : size;
  }
});

test('a channel of Slack that is connected while the one before turns out to be gone is not stopped for it', async () => {
  const { context, portalId } = app;
  const { kysely } = context.db;
  const connect = (secret: string) =>
    connectSlack(context, { portalId, by: BY }, `${SLACK_HOST}/services/T00000000/B00000000/${secret}`);
  const pace = { maxRetries: 0, firstDelayMs: 1, longestWaitMs: 1, timeoutMs: 2_000 };
  let wasReached = true;
  for (let n = 1; wasReached; n += 1) {
    await connect('abcdefghijklmnopqrstWXYZ');
    await sql`insert into slack_messages (portal_id, note_key, company_id, kind, details, happened_at, made_at, status)
      values (${portalId}, ${`news-${n}`}, '101', 'surges', '{"engagement": 80}', now(), now(), 'waiting')`.execute(
      kysely,
    );
    listenToSlack([404, 'no_service']);
    const sending = changing(context, n, () => connect('zyxwvutsrqponmlkjihgf123'));
    await sendSlackMessages(sending.context, portalId, { pace });
    nock.cleanAll();
    wasReached = sending.wasReached();
    const hook = await getSlackHook(kysely, portalId);
    const expected = wasReached
      ? { ending: 'f123', stopped: null }
      : { ending: 'WXYZ', stopped: { reason: 'no_service' } };
    expect(hook, `connected after step ${n}`).toMatchObject(expected);
  }
});

test('a role that is taken back while HubSpot is asked about it is not written there', async () => {
  const { context, portalId, proxy } = app;
  await changeSettings(context, portalId, { writeConfirmedRoles: true }, BY);
  const said = { portalId, companyId: '103', contactId: '4', role: 'LEGAL_AND_COMPLIANCE', decidedBy: BY } as const;
  const before = proxy.requests.length;
  // The fifth step looks once more; what comes after it is too late.
  for (const n of [1, 2, 3, 4]) {
    await decideRole(context, { ...said, decision: 'confirmed', requestId: `yes-${n}` });
    const writing = changing(context, n, () =>
      decideRole(context, { ...said, decision: 'rejected', requestId: `no-${n}` }),
    );
    await writeConfirmedRole(writing.context, portalId, `yes-${n}`);
    expect(writing.wasReached()).toBe(true);
  }
  const written = proxy.requests.slice(before).filter(({ path }) => path.endsWith('/contacts/batch/update'));
  expect(written).toEqual([]);
});

test('an install over a first sync that comes to its end meanwhile reads the portal again', async () => {
  const { context, portalId } = app;
  const { kysely } = context.db;
  const done = { step: 'companies', cursor: null, done: 4, total: 4, startedAt: 1, finishedAt: 2 };
  let reached = 0;
  for (let n = 1; n === reached + 1; n += 1) {
    await saveSyncStep(kysely, portalId, done);
    await setPortalStatus(kysely, portalId, 'syncing', 1);
    const browser = createAdminBrowser(app.url);
    const consent = await browser.openInstall();
    const { searchParams } = await browser.allow(consent);
    const install = changing(context, n, () => setPortalStatus(kysely, portalId, 'active', 2));
    await completeInstall(install.context, {
      code: searchParams.get('code') ?? '',
      state: searchParams.get('state') ?? '',
      redirectUri: consent.searchParams.get('redirect_uri') ?? '',
    });
    if (!install.wasReached()) continue;
    reached = n;
    expect(await getPortal(kysely, portalId), `ended after step ${n}`).toMatchObject({ status: 'installing' });
    expect(await listSyncSteps(kysely, portalId)).toEqual([]);
  }
  expect(reached).toBeGreaterThan(0);
});
