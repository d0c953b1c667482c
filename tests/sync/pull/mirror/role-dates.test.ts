import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listContacts } from '../../../../src/storage/mirror/contacts.ts';
import { ingestWebhooks } from '../../../../src/sync/webhooks/ingest-webhooks.ts';
import { createPortalUsers, type PortalUsers } from '../../../fixtures/portal-users.ts';
import { startTestApp, type TestApp } from '../../../fixtures/running-app.ts';

let app: TestApp;
let users: PortalUsers;
beforeAll(async () => {
  app = await startTestApp();
  users = createPortalUsers(app.standIn);
  await app.installAndSync();
});
afterAll(() => app.stop());

const setRole = (value: string): void => users.set('contacts', '1', { hs_buying_role: value });

async function readRoles(): Promise<{ role: string; setAt: number | null }[]> {
  await app.standIn.webhooksSettled();
  await ingestWebhooks(app.context, app.portalId);
  return (await listContacts(app.context.db.kysely, app.portalId, ['1']))[0]?.buyingRoles ?? [];
}

test('a role that was taken out and set again before it is read is held since it was set again', async () => {
  setRole('CHAMPION');
  const [first] = await readRoles();
  expect(first).toEqual({ role: 'CHAMPION', setAt: expect.any(Number) });
  await delay(5);
  setRole('');
  setRole('CHAMPION');
  const [again] = await readRoles();
  expect(again?.setAt).toBeGreaterThan(first?.setAt ?? 0);
});

test('one beside which something else changes is held since it was set', async () => {
  const before = await readRoles();
  users.set('contacts', '1', { jobtitle: 'Head of Purchasing' });
  expect(await readRoles()).toEqual(before);
});
