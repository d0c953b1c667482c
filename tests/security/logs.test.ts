import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getPortal } from '../../src/storage/portal/portals.ts';
import { createLogger } from '../../src/telemetry/create-logger.ts';
import { createPortalUsers } from '../fixtures/portal-users.ts';
import { CREDENTIALS, startTestApp, type TestApp } from '../fixtures/running-app.ts';

const lines: string[] = [];
let app: TestApp;

beforeAll(async () => {
  const log = createLogger('trace', { write: (line) => void lines.push(line) });
  app = await startTestApp({ work: true, log });
});
afterAll(() => app.stop());

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await delay(50);
}
const statusIs = (status: string) => async () =>
  (await getPortal(app.context.db.kysely, app.portalId))?.status === status;

/** Tokens and secrets that were in use, and the address of everybody the portal knows. */
function listSecrets(signalSecret: string): string[] {
  const { tokens, records } = app.standIn.store;
  const addresses = Object.values(records).flatMap((each) =>
    [...each.all()].flatMap(({ properties }) =>
      Object.values(properties).flatMap((value) => (/^\S+@\S+\.\S+$/.test(value ?? '') ? [value ?? ''] : [])),
    ),
  );
  const issued = [...Object.keys(tokens.codes), ...Object.keys(tokens.access), ...Object.keys(tokens.refresh)];
  return [...issued, CREDENTIALS.clientSecret, signalSecret, ...addresses, 'ava@vendor.example', 'rep@vendor.example'];
}

test('the log of a whole life with its errors shows no token and no address of anybody, at the finest level', async () => {
  await app.install();
  await until(statusIs('active'));
  const users = createPortalUsers(app.standIn);
  users.set('companies', '101', { name: 'ada@acme.example', industry: 'RETAIL' });
  users.set('contacts', '1', { email: 'ada.new@acme.example', jobtitle: 'Chief Financial Officer' });
  await app.standIn.webhooksSettled();

  const { body: card } = await app.call('/api/cards/account?companyId=101');
  const click = { companyId: '101', playId: card.plays[0].playId, requestId: 'click-0001' };
  expect((await app.call('/api/cards/account/plays/start', { method: 'POST', body: click })).status).toBe(200);
  const key = await app.call('/api/settings/signals-key', {
    method: 'POST',
    body: { requestId: 'key-00001', label: 'Radar' },
  });

  // What is refused, what fails in HubSpot, and what fails in the database.
  await app.call('/api/settings/leave', { method: 'POST', userEmail: 'rep@vendor.example', body: {} });
  await fetch(`${app.url}/api/settings/sync?userEmail=ava%40vendor.example`);
  await fetch(`${app.url}/oauth/callback?code=${Object.keys(app.standIn.store.tokens.codes)[0]}&state=none`);
  app.proxy.decideFault = () => 400;
  await app.context.queue.send('sweep', { portalId: app.portalId });
  await until(() => Promise.resolve(lines.some((line) => line.includes('job failed'))));
  app.proxy.decideFault = () => null;
  await app.context.db.executeSql('alter table owners rename to owners_away');
  expect((await app.call('/api/pages/target-list', { userEmail: 'ava@vendor.example' })).status).toBe(500);
  await app.context.db.executeSql('alter table owners_away rename to owners');
  app.context.log.error(
    { err: new Error('Key (email)=(ada@acme.example) exists'), refreshToken: 'r' },
    'as PostgreSQL says',
  );

  const text = lines.join('');
  const secrets = listSecrets(key.body.secret);
  expect(lines.length).toBeGreaterThan(5);
  expect(secrets.length).toBeGreaterThan(10);
  for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
  const shown = secrets.filter((secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)));
  expect(shown).toEqual([]);
  expect(text).toContain('[address]');
  expect(text).toContain('"refreshToken":"[Redacted]"');
});
