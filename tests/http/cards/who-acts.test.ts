import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listRoleDecisions } from '../../../src/storage/accounts/role-decisions.ts';
import { replaceContactCompanies } from '../../../src/storage/mirror/links.ts';
import { upsertOwners } from '../../../src/storage/mirror/owners.ts';
import { findProposals, saveProposals } from '../../../src/storage/target-list/proposals.ts';
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
const click = (action: string, companyId: string, body: object, who = REP) =>
  app.call(`/api/cards/account/${action}`, { method: 'POST', body: { companyId, ...body }, ...who });
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

test('of two owners of one name the one to ask is told with the address', async () => {
  const namesake = { ownerId: '9009', userId: '90', email: 's.sells@vendor.example', name: 'Sam Sells', active: true };
  await upsertOwners(app.context.db.kysely, app.portalId, [namesake]);
  expect(await may(ACME, REP)).toEqual({ act: false, ownedBy: `Sam Sells (${SAM.userEmail})` });
  const { body } = await note(ACME, REP, 'note-refused-2');
  expect(body.error.message).toContain(`Only Sam Sells (${SAM.userEmail}), who owns this company,`);
  await upsertOwners(app.context.db.kysely, app.portalId, [{ ...namesake, name: 'Sue Sells' }]);
});

describe('what is another company’s is not reached through a company that everybody acts at', () => {
  /** Ann is Acme's; Dee is Cold's, and linked to Bolt beside it. */
  const [ANN, DEE] = ['1', '4'];
  const ofAnn = { contactId: ANN, role: 'BUDGET_HOLDER' };

  test('a contact is decided about on the card of the company it belongs to', async () => {
    const links = [
      { contactId: DEE, companyId: '103', primary: true },
      { contactId: DEE, companyId: BOLT, primary: false },
    ];
    await replaceContactCompanies(app.context.db.kysely, app.portalId, [DEE], links);
    for (const [index, contactId] of [ANN, DEE].entries()) {
      const around = { ...ofAnn, contactId, decision: 'rejected', requestId: `around-000${index}` };
      const { status, body } = await click('roles/decide', BOLT, around);
      expect({ status, message: body.error?.message }).toEqual({
        status: 404,
        message: 'This contact does not belong to this company: reload the card.',
      });
      expect(await listRoleDecisions(app.context.db.kysely, app.portalId, contactId)).toEqual([]);
    }
  });

  test('a "no" is taken back there too', async () => {
    await click('roles/decide', ACME, { ...ofAnn, decision: 'rejected', requestId: 'no-by-sam-1' }, SAM);
    const undo = { ...ofAnn, undoes: 'no-by-sam-1' };
    expect((await click('roles/undo', BOLT, { ...undo, requestId: 'undo-around' })).status).toBe(404);
    expect((await click('roles/undo', ACME, { ...undo, requestId: 'undo-direct' })).status).toBe(403);
    expect((await click('roles/undo', ACME, { ...undo, requestId: 'undo-by-sam' }, SAM)).status).toBe(200);
  });

  test('a proposal is taken back there too, by whoever made it', async () => {
    const proposed = {
      proposalId: 'reps-own',
      companyId: ACME,
      change: { kind: 'move', tier: 1 } as const,
      fromTier: 2 as const,
      reason: 'They renew in May',
      evidence: [],
      proposedBy: REP.userEmail,
      proposedAt: Date.now(),
      status: 'open' as const,
      approvals: [],
      rejection: null,
      closedAt: null,
    };
    await saveProposals(app.context.db.kysely, app.portalId, [proposed]);
    const back = { proposalId: 'reps-own', requestId: 'withdraw-0001' };
    expect((await click('list/withdraw', ACME, back)).status).toBe(403);
    expect((await click('list/withdraw', BOLT, back)).status).toBe(404);
    const [held] = await findProposals(app.context.db.kysely, app.portalId, ['reps-own']);
    expect(held?.status).toBe('open');
  });
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
