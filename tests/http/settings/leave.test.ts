import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { getPortal } from '../../../src/storage/portal/portals.ts';
import { leavePortal } from '../../../src/sync/leave/leave-portal.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

const LEAVE = '/api/settings/leave';
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

const ask = (body: unknown, userEmail = 'ava@vendor.example') => app.call(LEAVE, { method: 'POST', body, userEmail });

test('says what would go, to everybody', async () => {
  const { body } = await app.call(LEAVE, { userEmail: 'rep@vendor.example' });
  expect(body).toMatchObject({
    isLeaving: false,
    isCutOff: false,
    held: { companies: 4 },
    forgetAfterDays: 30,
    mayChange: false,
    askWhom: 'Ava Stone',
  });
  expect(body.properties).toContain('Account tier');
});

test('is refused to who may not, without the id of the account, and with a wrong one', async () => {
  const confirm = app.portalId;
  expect(await ask({ removeProperties: true, confirm }, 'rep@vendor.example')).toMatchObject({ status: 403 });
  expect(await ask({ removeProperties: true })).toMatchObject({
    status: 400,
    body: { error: { faults: [{ field: 'confirm' }] } },
  });
  const wrong = await ask({ removeProperties: true, confirm: confirm + 1 });
  expect(wrong).toMatchObject({ status: 400, body: { error: { faults: [{ field: 'confirm' }] } } });
  expect((await getPortal(app.context.db.kysely, app.portalId))?.status).toBe('active');
});

test('begins at once, is written down, and ends with an account that knows nothing of the app', async () => {
  const choice = { removeProperties: false, confirm: app.portalId };
  expect(await ask(choice)).toMatchObject({ status: 200, body: { isLeaving: true } });
  expect(await ask(choice)).toMatchObject({ status: 200, body: { isLeaving: true } });
  const audit = await listAudit(app.context.db.kysely, app.portalId, 10);
  expect(audit.filter(({ action }) => action === 'left')).toMatchObject([
    { actor: 'ava@vendor.example', details: { removeProperties: false } },
  ]);
  expect((await app.call('/api/settings/sync')).body.status).toBe('leaving');
  expect((await app.call('/api/cards/account?companyId=101')).status).toBe(403);
  await leavePortal(app.context, app.portalId);
  expect((await app.call(LEAVE)).status).toBe(404);
});
