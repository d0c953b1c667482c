import { afterAll, beforeAll, expect, test } from 'vitest';
import { AVA, MIA, SAM, giveKeys, withColleagues } from '../../fixtures/kept-list.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

/** Acme is Sam's; Bolt is nobody's. */
const [ACME, BOLT] = ['101', '102'];
const REP = { userId: 80, userEmail: 'rep@vendor.example' };
let app: TestApp;

beforeAll(async () => {
  const data = withColleagues(createSmallPortal());
  const acme = data.objects.companies.find(({ id }) => id === ACME);
  if (acme !== undefined) acme.properties['hubspot_owner_id'] = '9002';
  app = await startTestApp({ data });
  await app.installAndSync();
});
afterAll(() => app.stop());

const choose = (onlyOwnersAct: boolean, who = AVA) =>
  app.call('/api/settings/choices/acting', { method: 'POST', body: { onlyOwnersAct }, ...who });
const may = async (companyId: string, who: typeof AVA): Promise<Json> =>
  (await app.call(`/api/cards/account?companyId=${companyId}`, who)).body.may;
const note = (companyId: string, who: typeof AVA, requestId: string) =>
  app.call('/api/cards/account/plan/note', {
    method: 'POST',
    body: { companyId, requestId, kind: 'initiative', text: `Noted by ${who.userEmail}` },
    ...who,
  });
const initiatives = async (): Promise<string[]> =>
  (await app.call(`/api/cards/account?companyId=${ACME}`)).body.plan.initiatives.map(({ text }: Json) => text);

test('everybody acts, until an admin leaves it to the owners of companies', async () => {
  expect(await may(ACME, REP)).toEqual({ act: true, ownedBy: null });
  expect((await note(ACME, REP, 'note-before-1')).status).toBe(200);
  expect((await choose(true, REP)).status).toBe(403);
  expect((await choose(true)).body).toMatchObject({ onlyOwnersAct: true });
});

test('from then on a colleague is refused, and the card says so beforehand and whom to ask', async () => {
  expect(await may(ACME, REP)).toEqual({ act: false, ownedBy: 'Sam Sells' });
  const { status, body } = await note(ACME, REP, 'note-refused-1');
  expect({ status, code: body.error.code }).toEqual({ status: 403, code: 'FORBIDDEN' });
  expect(body.error.message).toBe('Only Sam Sells, who owns this company, acts here. Ask them, or an admin.');
  expect(await initiatives()).toEqual([`Noted by ${REP.userEmail}`]);
});

test('the owner, admins and whoever holds a key act, and everybody where nobody owns the company', async () => {
  expect(await may(ACME, { ...SAM, userEmail: 'Sam@Vendor.example' })).toEqual({ act: true, ownedBy: null });
  expect(await may(ACME, AVA)).toEqual({ act: true, ownedBy: null });
  expect(await may(ACME, MIA)).toEqual({ act: false, ownedBy: 'Sam Sells' });
  await giveKeys(app);
  expect(await may(ACME, MIA)).toEqual({ act: true, ownedBy: null });
  expect((await note(ACME, MIA, 'note-by-mia-1')).status).toBe(200);
  expect(await may(BOLT, REP)).toEqual({ act: true, ownedBy: null });
  expect((await note(BOLT, REP, 'note-on-bolt')).status).toBe(200);
});

test('the audit log says who chose it, and everybody acts again once it is taken back', async () => {
  const { entries } = (await app.call('/api/settings/audit')).body;
  expect(JSON.stringify(entries)).toContain('onlyOwnersAct');
  await choose(false);
  expect(await may(ACME, REP)).toEqual({ act: true, ownedBy: null });
});
