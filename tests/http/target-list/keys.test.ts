import { afterAll, beforeAll, expect, test } from 'vitest';
import { appendAudit } from '../../../src/storage/portal/audit-log.ts';
import { upsertOwners } from '../../../src/storage/mirror/owners.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

const KEYS = '/api/settings/keys';
const INSTALLER = 'ava@vendor.example';
const MIA = 'mia@vendor.example';
const SAM = 'sam@vendor.example';
let app: TestApp;

beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
  await upsertOwners(app.context.db.kysely, app.portalId, [
    { ownerId: '9001', userId: null, email: 'Mia@Vendor.example', name: 'Mia', active: true },
    { ownerId: '9002', userId: null, email: SAM, name: 'Sam', active: true },
  ]);
});
afterAll(() => app.stop());

const post = (action: string, body: unknown, userEmail = INSTALLER) =>
  app.call(`${KEYS}/${action}`, { method: 'POST', body, userEmail });
const person = (body: Json, email: string): Json => body.people.find((each: Json) => each.email === email);

test('the installer is the first admin; keys go to users HubSpot knows, and nobody gives themselves one', async () => {
  const { body } = await app.call(KEYS);
  expect(body).toMatchObject({ mayChange: true, autoApply: { addTo: [3], moveTo: [3], remove: false } });
  expect(person(body, INSTALLER)).toMatchObject({ admin: true, isInstaller: true, isYou: true, sales: false });
  expect(person(body, MIA)).toMatchObject({ name: 'Mia', admin: false, marketing: false });
  expect(await post('give', { right: 'sales', email: INSTALLER })).toMatchObject({ status: 403 });
  expect(await post('give', { right: 'sales', email: 'who@else.example' })).toMatchObject({ status: 400 });
  expect(await post('give', { right: 'all', email: MIA })).toMatchObject({ status: 400 });
  expect(await post('give', { right: 'marketing', email: MIA }, MIA)).toMatchObject({ status: 403 });
});

test('an admin whom the installer named gives the installer a key; each step is audited once', async () => {
  for (let repeat = 0; repeat < 2; repeat += 1) {
    expect(person((await post('give', { right: 'admin', email: MIA })).body, MIA)).toMatchObject({ admin: true });
  }
  const given = await post('give', { right: 'sales', email: INSTALLER }, MIA);
  expect(person(given.body, INSTALLER)).toMatchObject({ sales: true });
  await post('take', { right: 'admin', email: MIA });
  expect(await post('give', { right: 'sales', email: SAM }, MIA)).toMatchObject({ status: 403 });
  const { entries, next } = (await app.call('/api/settings/audit')).body;
  expect(
    entries.slice(0, 3).map(({ actorName, action, subject, details }: Json) => [actorName, action, subject, details]),
  ).toEqual([
    ['Ava Stone', "admin's right taken", 'Mia', {}],
    ['Mia', 'key given', 'Ava Stone', { key: 'sales' }],
    ['Ava Stone', "admin's right given", 'Mia', {}],
  ]);
  expect(next).toBeNull();
  const older = (await app.call(`/api/settings/audit?before=${entries[1].id}`)).body;
  expect(older.entries).toEqual(entries.slice(2));
  expect(await app.call('/api/settings/audit?before=x')).toMatchObject({ status: 400 });
});

/** Who did what, as the log is searched. */
const find = async (text: string, actions: readonly string[] = []): Promise<unknown[]> =>
  (await app.call(`/api/settings/audit?${new URLSearchParams({ text, actions: actions.join('|') })}`)).body.entries.map(
    ({ actorName, action }: Json) => `${actorName}: ${action}`,
  );

test('the audit log is found by the name of who did it, and of whom it is about', async () => {
  expect(await find('ava stone')).toContain("Ava Stone: admin's right given");
  expect(await find('ava stone')).toContain('Mia: key given');
  expect(await find('Nobody Known')).toEqual([]);
});

test('the audit log names what its entries are about, and says no id that tells nobody anything', async () => {
  const { db, now } = app.context;
  const log = (action: string, subject: string, details: object): Promise<void> =>
    appendAudit(db.kysely, app.portalId, { at: now(), actor: MIA, action, subject, details: { ...details } });
  await log('role confirmed', 'contact:1', { role: 'CHAMPION', companyId: '101' });
  await log('play started', 'company:101', { runId: 'r-1', playId: 'surge' });
  await log('segment made', 'list:7', { segment: 'tier_1' });
  await log('play edited', 'play:surge', { version: 2 });
  await log('role confirmed', 'contact:99', { role: 'UNHEARD_OF' });
  const { entries } = (await app.call('/api/settings/audit')).body;
  expect(entries.slice(0, 5).map(({ subject, details }: Json) => [subject, details])).toEqual([
    ['contact:99', { role: 'UNHEARD_OF' }],
    ['Catch the surge while it lasts', { version: 2 }],
    ['list:7', { segment: 'Roundtable: Tier 1 accounts' }],
    ['Acme', { playId: 'Catch the surge while it lasts' }],
    ['Ann Ruiz', { role: 'Champion', companyId: 'Acme' }],
  ]);
});

test('the audit log is searched for what a reader sees of it, not for how it is stored', async () => {
  expect(await find('acme')).toEqual(['Mia: play started', 'Mia: role confirmed']);
  expect(await find('catch the surge')).toEqual(['Mia: play edited', 'Mia: play started']);
  expect(await find('ANN RUIZ')).toEqual(['Mia: role confirmed']);
  const stored = ['company', 'play:', 'role confirmed', 'CHAMPION', 'contact:99', 'list:7', 'portal'];
  expect(await Promise.all(stored.map((text) => find(text)))).toEqual(stored.map(() => []));
  expect(await find('mia', ['play edited', 'segment made'])).toEqual(['Mia: play edited', 'Mia: segment made']);
  expect(await find('acme', ['key given'])).toEqual([]);
  expect(await find('', ['key given'])).toEqual(['Mia: key given']);
});

test('the audit log says of a setting what it was before', async () => {
  const autoApply = { addTo: [1], moveTo: [], remove: false };
  await post('auto-apply', autoApply);
  const { entries } = (await app.call('/api/settings/audit')).body;
  expect(entries[0]).toMatchObject({ actorName: 'Ava Stone', action: 'settings changed', details: { autoApply } });
  expect(entries[0].details.before).toEqual({ autoApply: { addTo: [3], moveTo: [3], remove: false } });
});

test('an admin chooses what needs no keys', async () => {
  const autoApply = { addTo: [2, 3], moveTo: [2, 3], remove: true };
  expect((await post('auto-apply', autoApply)).body.autoApply).toEqual(autoApply);
  expect(await post('auto-apply', { ...autoApply, addTo: [4] })).toMatchObject({ status: 400 });
  expect(await post('auto-apply', autoApply, SAM)).toMatchObject({ status: 403 });
});
