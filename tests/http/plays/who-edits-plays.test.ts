import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY_MS } from '../../../src/domain/day-ms.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { readKeptPlays } from '../../../src/sync/plays/keep-play.ts';
import { MIA, SAM, giveKeys, withColleagues } from '../../fixtures/kept-list.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ data: withColleagues(createSmallPortal()) });
  await app.installAndSync();
  await giveKeys(app);
});
afterAll(() => app.stop());

let clicks = 0;
const post = (path: string, body: object, userEmail?: string) => {
  clicks += 1;
  const options = userEmail === undefined ? {} : { userEmail };
  const sent = { requestId: `click-no-${clicks}`, ...body };
  return app.call(`/api/plays/${path}`, { method: 'POST', body: sent, ...options });
};
const page = async (): Promise<Json> => (await app.call('/api/plays')).body;
const find = (body: Json, playId: string): Json => body.plays.find((play: Json) => play.playId === playId);
const lastAudit = async (): Promise<Json> => (await listAudit(app.context.db.kysely, app.portalId, 1))[0];
const keep = (body: object, userEmail?: string) => post('draft', { requestId: undefined, ...body }, userEmail);
const drafts = async (userEmail = 'ava@vendor.example'): Promise<Json[]> =>
  (await app.call('/api/plays', { userEmail })).body.drafts;

test('an edit that is not saved is kept for who writes it, also where it does not hold, until it is saved or discarded', async () => {
  const { edit, version } = find(await page(), 'surge');
  const begun = { ...edit, name: '', steps: [], cooldownDays: null, when: { nonsense: true } };
  expect((await keep({ playId: 'surge', version, edit: begun })).status).toBe(200);
  expect((await keep({ playId: null, version: 0, edit: { ...edit, name: 'Ours' } })).status).toBe(200);
  expect(await drafts('AVA@vendor.example')).toMatchObject([
    { playId: null, version: 0, edit: { name: 'Ours' } },
    { playId: 'surge', version, edit: { ...begun, cooldownDays: 0 }, at: expect.stringMatching(/^20.*Z$/) },
  ]);
  expect(await drafts(SAM.userEmail)).toEqual([]);
  expect((await keep({ playId: 'surge', version, edit: begun }, SAM.userEmail)).status).toBe(403);
  expect((await keep({ playId: 'nobody', version, edit: begun })).status).toBe(404);
  expect((await keep({ playId: 'surge', version, edit: { ...begun, more: 1 } })).status).toBe(400);
  const saved = await post('edit', { playId: 'surge', version, edit: { ...edit, name: 'Saved' } });
  expect(saved.body.drafts).toMatchObject([{ playId: null }]);
  const discarded = await post('draft/discard', { requestId: undefined, playId: null });
  expect(discarded.body.drafts).toEqual([]);
  await post('reset', { playId: 'surge' });
});

test('a play that does worse than leaving it is proposed for retirement until somebody keeps it, and again after 90 days', async () => {
  const rows = Array.from({ length: 48 }, (_, index) => {
    const wasRun = index < 24;
    const day = new Date(app.context.now() - (100 + index) * DAY_MS).toISOString().slice(0, 10);
    return `${101 + (index % 3)},Catch the surge while it lasts,${day},${wasRun ? 'yes' : 'no'},${wasRun ? 'no' : 'yes'}`;
  });
  await post('import', { table: ['company,play,started,run,worked', ...rows].join('\n') });
  const observed = async (): Promise<Json> => find(await page(), 'surge').observed;
  expect(await observed()).toMatchObject({ retire: expect.any(String), kept: null });
  expect((await post('keep', { playId: 'surge' }, SAM.userEmail)).status).toBe(403);
  expect((await post('keep', { playId: 'nobody' })).status).toBe(404);
  const [before, { version }] = [app.context.now(), find(await page(), 'surge')];
  for (let repeat = 0; repeat < 2; repeat += 1) await post('keep', { playId: 'surge', requestId: 'keep-the-surge' });
  const { retire, kept } = await observed();
  expect([retire, kept.by]).toEqual([null, 'Ava Stone']);
  expect(Date.parse(kept.until) - before).toBeGreaterThanOrEqual(90 * DAY_MS);
  const entries = await listAudit(app.context.db.kysely, app.portalId, 9);
  expect(entries.filter(({ action }) => action === 'play kept')).toMatchObject([
    { actor: 'ava@vendor.example', subject: 'play:surge' },
  ]);
  const later = { ...app.context, now: () => Date.parse(kept.until) };
  expect([...(await readKeptPlays(later, app.portalId))]).toEqual([]);
  expect(find(await page(), 'surge').version).toBe(version);
  const { edit } = find(await page(), 'surge');
  await post('edit', { playId: 'surge', version, edit: { ...edit, cooldownDays: edit.cooldownDays + 1 } });
  expect((await observed()).kept).toBeNull();
  await post('keep', { playId: 'surge', requestId: 'keep-the-edited-surge' });
  expect((await observed()).kept).not.toBeNull();
  await post('reset', { playId: 'surge' });
  expect((await observed()).kept).toBeNull();
});

test('plays are read by everybody, and changed by admins and by whoever holds marketing’s key, who are named', async () => {
  const refusedTo = async (userEmail: string): Promise<Json> => {
    const { body } = await app.call('/api/plays', { userEmail });
    const { status, body: answer } = await post('switch', { playId: 'surge', enabled: false }, userEmail);
    const { status: properties } = await app.call('/api/plays/company-properties', { userEmail });
    return { mayChange: body.mayChange, whoMay: body.whoMay, status, properties, message: answer.error?.message };
  };
  const whoMay = { admins: ['Ava Stone'], marketing: ['Mia Marks'] };
  const message = 'Admins and whoever holds the key of Marketing change plays and texts. Ask Ava Stone or Mia Marks.';
  expect(await refusedTo(SAM.userEmail)).toEqual({ mayChange: false, whoMay, status: 403, properties: 403, message });
  expect(find(await page(), 'surge').enabled).toBe(true);
  expect(await refusedTo(MIA.userEmail.toUpperCase())).toMatchObject({
    mayChange: true,
    status: 200,
    properties: 200,
  });
  expect(find(await page(), 'surge').enabled).toBe(false);
  expect(await lastAudit()).toMatchObject({ actor: MIA.userEmail.toUpperCase(), action: 'play switched off' });
  const { body: texts } = await app.call('/api/plays/texts', { userEmail: MIA.userEmail });
  expect(texts).toMatchObject({ mayChange: true, whoMay });
  await post('switch', { playId: 'surge', enabled: true });
});
