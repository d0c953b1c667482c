import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { getCompany } from '../../../src/storage/mirror/companies.ts';
import { savePortalSettings } from '../../../src/storage/portal/portal-settings.ts';
import { listRefusals } from '../../../src/storage/portal/refusals.ts';
import { ingestWebhooks } from '../../../src/sync/webhooks/ingest-webhooks.ts';
import { signV3 } from '../../../src/sandbox/hubspot/signature.ts';
import { CREDENTIALS, startTestApp, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());
beforeEach(async () => {
  app.proxy.decideFault = () => null;
  await app.context.db.kysely.deleteFrom('webhook_events').execute();
});

let eventId = 0;
const event = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  eventId: ++eventId,
  subscriptionId: 1000,
  portalId: app.portalId,
  appId: 4242,
  occurredAt: Date.now(),
  subscriptionType: 'object.propertyChange',
  objectTypeId: '0-2',
  objectId: 101,
  propertyName: 'name',
  propertyValue: 'Acme Group',
  ...more,
});

async function post(
  body: unknown,
  { secret = CREDENTIALS.clientSecret, timestamp = Date.now(), sent = body }: Record<string, unknown> = {},
): Promise<number> {
  const uri = `${app.url}/webhooks`;
  const signature = signV3(String(secret), { method: 'POST', uri, body: JSON.stringify(body) }, Number(timestamp));
  const headers = { 'X-HubSpot-Signature-v3': signature, 'X-HubSpot-Request-Timestamp': String(timestamp) };
  return (await fetch(uri, { method: 'POST', headers, body: JSON.stringify(sent) })).status;
}

const stored = () => app.context.db.kysely.selectFrom('webhook_events').selectAll().orderBy('seq').execute();

test('what is not signed, is signed by another, is old, or comes from the future is refused and not stored', async () => {
  const minutes = 60_000;
  expect((await fetch(`${app.url}/webhooks`, { method: 'POST', body: JSON.stringify([event()]) })).status).toBe(401);
  expect(await post([event()], { secret: 'another' })).toBe(401);
  expect(await post([event()], { sent: [event({ objectId: 102 })] })).toBe(401);
  expect(await post([event()], { timestamp: Date.now() - 6 * minutes })).toBe(401);
  expect(await post([event()], { timestamp: Date.now() + 6 * minutes })).toBe(401);
  expect(await stored()).toEqual([]);
});

test('a delivery that is repeated is kept once, another event each time', async () => {
  const [first, second] = [event(), event()];
  expect(await post([first, second, first])).toBe(204);
  expect(await post([{ ...first, attemptNumber: 1 }])).toBe(204);
  expect(await stored()).toHaveLength(2);
});

test('a value is not kept: the record is read instead', async () => {
  await post([event({ propertyName: 'email', propertyValue: 'ann.private@acme.example' })]);
  expect(JSON.stringify(await stored())).not.toContain('ann.private');
});

test('events of a portal that did not install are let go', async () => {
  expect(await post([event({ portalId: 999 })])).toBe(204);
  expect(await stored()).toEqual([]);
});

test('what is no list of events is refused with the field named', async () => {
  expect(await post({ not: 'a list' })).toBe(400);
  expect(await post([])).toBe(400);
  expect(await post(Array.from({ length: 101 }, () => event()))).toBe(400);
  expect(await stored()).toEqual([]);
});

test('an event of an unknown shape is let go and the others of its delivery are kept', async () => {
  const [before, after] = [event(), event()];
  expect(await post([before, { ...event(), portalId: 'x' }, 'no event', null, after])).toBe(204);
  expect((await stored()).map(({ body }) => (body as { eventId: string }).eventId)).toEqual([
    String(before['eventId']),
    String(after['eventId']),
  ]);
});

test('the order of events does not matter: what is true is what HubSpot says now', async () => {
  const gone = event({ subscriptionType: 'object.deletion' });
  await post([gone, event({ subscriptionType: 'object.creation' }), event()]);
  await ingestWebhooks(app.context, app.portalId);
  expect((await getCompany(app.context.db.kysely, app.portalId, '101'))?.name).toBe('Acme');
  expect((await stored()).every((row) => row.processed_at !== null)).toBe(true);
});

test('an association change without an object id is read from the end that keeps it', async () => {
  const change = event({
    subscriptionType: 'object.associationChange',
    objectTypeId: '0-1',
    objectId: undefined,
    associationType: 'CONTACT_TO_COMPANY',
    fromObjectId: 1,
    toObjectId: 101,
    associationRemoved: false,
  });
  await post([change]);
  app.proxy.requests.length = 0;
  await ingestWebhooks(app.context, app.portalId);
  const read = app.proxy.requests.find(({ path }) => path.endsWith('/contacts/batch/read'));
  expect(JSON.parse(read?.body ?? '{}').inputs).toEqual([{ id: '1' }]);
});

test('events whose processing fails are worked off by the next attempt, at once', async () => {
  await post([event()]);
  app.proxy.decideFault = ({ path }) => (path.endsWith('/companies/batch/read') ? 401 : null);
  await expect(ingestWebhooks(app.context, app.portalId)).rejects.toMatchObject({ status: 401 });
  expect((await stored()).map((row) => row.processed_at)).toEqual([null]);
  app.proxy.decideFault = () => null;
  await ingestWebhooks(app.context, app.portalId);
  expect((await stored()).every((row) => row.processed_at !== null)).toBe(true);
});

test('an event that can never be worked off is let go and noted, and those around it are worked off', async () => {
  await post([101, 102, 103, 104].map((objectId) => event({ objectId })));
  const read = new Set<string>();
  app.proxy.decideFault = ({ path, body }) => {
    if (!path.endsWith('/companies/batch/read')) return null;
    const ids = (JSON.parse(body).inputs as { id: string }[]).map(({ id }) => id);
    if (ids.includes('103')) return 400;
    for (const id of ids) read.add(id);
    return null;
  };
  await ingestWebhooks(app.context, app.portalId);
  expect([...read].toSorted()).toEqual(['101', '102', '104']);
  expect((await stored()).every((row) => row.processed_at !== null)).toBe(true);
  const poisoned = (await stored()).find(({ body }) => (body as { objectId: string }).objectId === '103');
  expect(await listRefusals(app.context.db.kysely, app.portalId, 10)).toMatchObject([
    { objectType: 'webhook', recordId: String(poisoned?.seq), message: expect.any(String) },
  ]);
});

test('events are kept where HubSpot refuses whoever asks', async () => {
  await post([event()]);
  app.proxy.decideFault = ({ path }) => (path.endsWith('/companies/batch/read') ? 403 : null);
  await expect(ingestWebhooks(app.context, app.portalId)).rejects.toMatchObject({ status: 403 });
  expect((await stored()).map((row) => row.processed_at)).toEqual([null]);
});

test('settings that do not parse are no fault of an event: it is kept', async () => {
  const { kysely } = app.context.db;
  await savePortalSettings(kysely, app.portalId, { clusterBy: 7 }, { at: Date.now(), by: 'test' });
  await post([event()]);
  await expect(ingestWebhooks(app.context, app.portalId)).rejects.toThrow('clusterBy');
  expect((await stored()).map((row) => [row.processed_at, row.failures])).toEqual([[null, 0]]);
  await savePortalSettings(kysely, app.portalId, {}, { at: Date.now(), by: 'test' });
});

test('an event that is none by now is let go with a reason', async () => {
  const { kysely } = app.context.db;
  await post([event(), event({ objectId: 102 })]);
  const shape = sql`body - 'subscriptionType'`;
  await sql`update webhook_events set body = ${shape} where body ->> 'objectId' = '102'`.execute(kysely);
  await ingestWebhooks(app.context, app.portalId);
  expect((await stored()).every((row) => row.processed_at !== null)).toBe(true);
  expect(JSON.stringify(await listRefusals(kysely, app.portalId, 10))).toContain('of a shape that is not known');
});

test('where events never cease another job goes on: one that does not end would be taken for lost', async () => {
  await post(Array.from({ length: 100 }, () => event()));
  await sql`insert into webhook_events (portal_id, dedupe_key, body, received_at)
    select portal_id, dedupe_key || copy, body, received_at from webhook_events, generate_series(1, 5) as copy`.execute(
    app.context.db.kysely,
  );
  await app.context.db.executeSql(`delete from pgboss.job where name = 'ingest-webhooks'`);
  await ingestWebhooks(app.context, app.portalId, { longestMs: 0 });
  expect((await stored()).filter((row) => row.processed_at === null)).toHaveLength(100);
  const { rows } = await app.context.db.executeSql(
    `select singleton_key as key from pgboss.job where name = 'ingest-webhooks' and state = 'created'`,
  );
  expect(rows).toEqual([{ key: String(app.portalId) }]);
});

test('events that a process took which died are waited for', async () => {
  await post([event()]);
  const leased = new Date(Date.now() + 45_000);
  await app.context.db.kysely.updateTable('webhook_events').set({ leased_until: leased }).execute();
  await app.context.db.executeSql(`delete from pgboss.job where name = 'ingest-webhooks'`);
  await ingestWebhooks(app.context, app.portalId);
  const { rows } = await app.context.db.executeSql(
    `select start_after from pgboss.job where name = 'ingest-webhooks' and state = 'created'`,
  );
  expect(rows).toHaveLength(1);
  const at = new Date((rows[0] as { start_after: string }).start_after).getTime();
  expect(Math.abs(at - leased.getTime())).toBeLessThan(2_000);
});

test('an event of a person whose data went does not bring it back', async () => {
  const about = { objectTypeId: '0-1', objectId: 4444, propertyName: 'email', propertyValue: 'late@gone.example' };
  await post([event({ ...about, subscriptionType: 'contact.privacyDeletion' })]);
  await ingestWebhooks(app.context, app.portalId);
  await post([event(about)]);
  await ingestWebhooks(app.context, app.portalId);
  expect(JSON.stringify(await stored())).not.toContain('late@gone.example');
});
