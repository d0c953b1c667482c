import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { backfillPortal } from '../../../../src/sync/install/backfill-portal.ts';
import { refreshPortal } from '../../../../src/sync/refresh/refresh-portal.ts';
import { sweepPortal } from '../../../../src/sync/pull/sweeps/sweep-portal.ts';
import { ingestWebhooks } from '../../../../src/sync/webhooks/ingest-webhooks.ts';
import { createPortalUsers } from '../../../fixtures/portal-users.ts';
import { startTestApp, type TestApp } from '../../../fixtures/running-app.ts';
import { daysAgo } from '../../../fixtures/small-portal.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.install();
  app.standIn.store.isEnterprise = false;
  await backfillPortal(app.context, app.portalId);
});
afterAll(() => app.stop());

async function activities(): Promise<{ type: string; source: string; at: string }[]> {
  const { rows } = await sql<{ type: string; source: string; at: number }>`
    select type, source, occurred_at as at from activities where source in ('counter', 'events')
    order by type, occurred_at`.execute(app.context.db.kysely);
  return rows.map(({ type, source, at }) => ({ type, source, at: new Date(at).toISOString().slice(0, 10) }));
}
const day = (days: number): string => daysAgo(days).slice(0, 10);

test('without event occurrences, visits and forms are told by their counters, dated by what is known', async () => {
  const found = await activities();
  expect(found.every(({ source }) => source === 'counter')).toBe(true);
  const opens = found.filter(({ type }) => type === 'email_open');
  expect(opens.map(({ at }) => at)).toEqual([day(9), day(5)]);
  expect(found.some(({ type }) => type === 'page_view')).toBe(true);
});

test('a counter that moves is that many activities more', async () => {
  const before = (await activities()).filter(({ type }) => type === 'page_view').length;
  const now = new Date().toISOString();
  createPortalUsers(app.standIn).set('contacts', '1', {
    hs_analytics_num_page_views: '7',
    hs_analytics_last_timestamp: now,
  });
  await app.standIn.webhooksSettled();
  await ingestWebhooks(app.context, app.portalId);
  const after = (await activities()).filter(({ type }) => type === 'page_view');
  expect(after).toHaveLength(before + 3);
  expect(after.slice(-3).every(({ at }) => at === now.slice(0, 10))).toBe(true);
});

test('reading a contact again adds nothing', async () => {
  const before = await activities();
  createPortalUsers(app.standIn).set('contacts', '1', { lastname: 'Ruiz-Lopez' });
  await app.standIn.webhooksSettled();
  await ingestWebhooks(app.context, app.portalId);
  await refreshPortal(app.context, app.portalId);
  expect(await activities()).toEqual(before);
});

test('what somebody did who is deleted while their history is read counts when they come back', async () => {
  const users = createPortalUsers(app.standIn);
  const id = users.create('contacts', { email: 'fay@acme.example', hs_email_open: '1' });
  users.set('contacts', id, { hs_email_open: '3' });
  app.proxy.decideFault = ({ path, body }) => {
    if (path.includes('/contacts/batch/read') && body.includes('"propertiesWithHistory":["'))
      users.archive('contacts', id);
    return null;
  };
  await app.standIn.webhooksSettled();
  await ingestWebhooks(app.context, app.portalId);
  app.proxy.decideFault = () => null;
  await app.standIn.webhooksSettled();
  await ingestWebhooks(app.context, app.portalId);
  users.restore('contacts', id, []);
  await app.standIn.webhooksSettled();
  await ingestWebhooks(app.context, app.portalId);
  const { rows } = await sql`select 1 from activities where contact_id = ${id} and type = 'email_open'`.execute(
    app.context.db.kysely,
  );
  expect(rows).toHaveLength(3);
});

test('events that the portal gives from a day on take the place of what was counted since, and nothing else', async () => {
  const { kysely } = app.context.db;
  const counted = (await activities()).filter(({ type }) => type === 'page_view');
  expect(counted.some(({ at }) => at > day(3))).toBe(true);
  const before = Date.parse(daysAgo(30));
  await sql`update activities set occurred_at = ${new Date(before)}
    where activity_id = 'counter:hs_analytics_num_page_views:1:7'`.execute(kysely);
  app.standIn.store.isEnterprise = true;
  // What the portal gives is remembered for some minutes.
  await kysely.deleteFrom('sync_steps').where('step', '=', 'event_types').execute();
  createPortalUsers(app.standIn).set('contacts', '1', { hs_analytics_num_page_views: '9' });
  await app.standIn.webhooksSettled();
  await ingestWebhooks(app.context, app.portalId);
  await sweepPortal(app.context, app.portalId);
  const views = (await activities()).filter(({ type }) => type.startsWith('page_'));
  expect(views.filter(({ source }) => source === 'events')).toEqual([
    { type: 'page_high_intent', source: 'events', at: day(2) },
    { type: 'page_view', source: 'events', at: day(3) },
  ]);
  const stillCounted = views.filter(({ source }) => source === 'counter');
  expect(stillCounted).toHaveLength(counted.filter(({ at }) => at < day(3)).length + 1);
  expect(stillCounted.every(({ at }) => at < day(3))).toBe(true);
});

test('what the portal gives is not asked again for every webhook', async () => {
  app.proxy.requests.length = 0;
  createPortalUsers(app.standIn).set('contacts', '1', { lastname: 'Ruiz' });
  await app.standIn.webhooksSettled();
  await ingestWebhooks(app.context, app.portalId);
  expect(app.proxy.requests.map(({ path }) => path)).toEqual([
    '/crm/objects/2026-09/contacts/batch/read',
    '/crm/associations/2026-09/contacts/companies/batch/read',
  ]);
});
