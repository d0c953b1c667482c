import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AccountCardData, CardRole } from '../../../extensions/app/cards/card-data.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { listRefusals } from '../../../src/storage/portal/refusals.ts';
import { listRoleDecisions } from '../../../src/storage/accounts/role-decisions.ts';
import { writeConfirmedRole } from '../../../src/sync/committee/write-confirmed-role.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { dying } from '../../fixtures/dying-process.ts';
import { createPortalUsers } from '../../fixtures/portal-users.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

const readCard = async (): Promise<AccountCardData> => (await app.call('/api/cards/account?companyId=101')).body;
const click = (action: string, body: object) =>
  app.call(`/api/cards/account/${action}`, { method: 'POST', body: { companyId: '101', ...body } });
const roleOf = (card: AccountCardData, role: string): CardRole | undefined =>
  card.roles.find((each) => each.role === role);
const ofAnn = { contactId: '1', role: 'BUDGET_HOLDER' };

const note = (index: number) =>
  click('plan/note', { kind: 'initiative', text: `Initiative ${index}`, requestId: `many-${1000 + index}` });
const ofCompany = () => app.standIn.store.records.companies.getActive('101')?.properties ?? {};
const inHubSpot = () => app.standIn.store.records.contacts.getActive('2')?.properties['hs_buying_role'];
const confirm = (role: string, requestId: string) =>
  click('roles/decide', { contactId: '2', role, decision: 'confirmed', requestId });
const write = (requestId: string) => writeConfirmedRole(app.context, app.portalId, requestId);
const choose = (writeConfirmedRoles: boolean) =>
  app.call('/api/settings/choices/confirmed-roles', { method: 'POST', body: { writeConfirmedRoles } });

/** The card without what a later computation moves by its clock alone. */
const withoutAge = ({ asOf: _asOf, plays: _plays, forecast: _forecast, fall: _fall, ...card }: AccountCardData) => card;

describe('a click that moves no value', () => {
  test('is heard of by the other cards of the record: the time of scoring is written, once, and nothing else', async () => {
    await refreshPortal(app.context, app.portalId);
    const before = { ...ofCompany() };
    const [, second] = (await readCard()).plays;
    await click('plays/snooze', { playId: second?.playId, days: 7, requestId: 'second-play-1' });
    expect((await refreshPortal(app.context, app.portalId)).written).toBe(1);
    const changed = Object.keys(ofCompany()).filter((name) => ofCompany()[name] !== before[name]);
    expect(changed.filter((name) => name.startsWith('roundtable_'))).toEqual(['roundtable_scored_at']);
    expect((await refreshPortal(app.context, app.portalId)).written).toBe(0);
    await click('plays/undo', { playId: second?.playId, requestId: 'second-play-2' });
  });
});

describe('a rejection', () => {
  test('is taken back by the click that undoes it, and everything is as before', async () => {
    const before = await readCard();
    expect(roleOf(before, 'BUDGET_HOLDER')?.people).toMatchObject([{ contactId: '1', state: 'suggested' }]);
    const rejected = await click('roles/decide', { ...ofAnn, decision: 'rejected', requestId: 'reject-0001' });
    expect(roleOf(rejected.body, 'BUDGET_HOLDER')?.people ?? []).toEqual([]);

    const undo = { ...ofAnn, undoes: 'reject-0001', requestId: 'undo-0001' };
    const undone = await click('roles/undo', undo);
    expect(undone.status).toBe(200);
    expect(withoutAge(undone.body)).toEqual(withoutAge(before));
    expect((await click('roles/undo', undo)).status).toBe(200);
    expect((await click('roles/undo', { ...undo, requestId: 'undo-0002' })).status).toBe(200);
    const decisions = await listRoleDecisions(app.context.db.kysely, app.portalId, '1');
    expect(decisions.map(({ decision }) => decision)).toEqual(['rejected', 'undone']);
  });

  test('that is none, or of another role, is not taken back', async () => {
    await click('roles/decide', { ...ofAnn, decision: 'rejected', requestId: 'reject-0002' });
    for (const wrong of [{ undoes: 'no-such-click' }, { undoes: 'reject-0002', role: 'CHAMPION' }]) {
      const answer = await click('roles/undo', { ...ofAnn, requestId: 'undo-0003', ...wrong });
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'NOT_FOUND' } } });
    }
    expect(roleOf(await readCard(), 'BUDGET_HOLDER')?.people ?? []).toEqual([]);
    await click('roles/undo', { ...ofAnn, undoes: 'reject-0002', requestId: 'undo-0004' });
  });

  test('of a confirmed role gives the confirmation back', async () => {
    await click('roles/decide', { ...ofAnn, decision: 'confirmed', requestId: 'confirm-0001' });
    await click('roles/decide', { ...ofAnn, decision: 'rejected', requestId: 'reject-0003' });
    const { body } = await click('roles/undo', { ...ofAnn, undoes: 'reject-0003', requestId: 'undo-0005' });
    expect(roleOf(body, 'BUDGET_HOLDER')?.people).toMatchObject([{ sources: ['confirmed by a rep', 'job title'] }]);
  });
});

describe('a confirmation', () => {
  const ofBob = { contactId: '2', role: 'END_USER' };
  const said = async () => {
    const decisions = await listRoleDecisions(app.context.db.kysely, app.portalId, '2');
    return decisions.filter(({ role }) => role === ofBob.role).map(({ decision }) => decision);
  };

  test('is undone by the click that takes it back, and the log says so', async () => {
    const before = await readCard();
    await confirm(ofBob.role, 'confirm-0010');
    expect(roleOf(await readCard(), ofBob.role)?.people).toMatchObject([{ sources: ['confirmed by a rep'] }]);
    const undo = { ...ofBob, undoes: 'confirm-0010', requestId: 'undo-0010' };
    expect(withoutAge((await click('roles/undo', undo)).body)).toEqual(withoutAge(before));
    expect((await click('roles/undo', { ...undo, requestId: 'undo-0011' })).status).toBe(200);
    expect(await said()).toEqual(['confirmed', 'undone']);
    const [entry] = await listAudit(app.context.db.kysely, app.portalId, 1);
    expect(entry?.action).toBe('role confirmation undone');
  });

  test('is not given to HubSpot while it can be undone, nor undone once HubSpot has it', async () => {
    await choose(true);
    await confirm(ofBob.role, 'confirm-0012');
    await click('roles/undo', { ...ofBob, undoes: 'confirm-0012', requestId: 'undo-0012' });
    await write('confirm-0012');
    expect(inHubSpot()).toBe('CHAMPION');
    await confirm(ofBob.role, 'confirm-0013');
    await write('confirm-0013');
    const refused = await click('roles/undo', { ...ofBob, undoes: 'confirm-0013', requestId: 'undo-0013' });
    expect(refused).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('Buying role') } },
    });
    expect((await said()).at(-1)).toBe('confirmed');
    createPortalUsers(app.standIn).set('contacts', '2', { hs_buying_role: 'CHAMPION' });
    await choose(false);
  });
});

describe('a placeholder', () => {
  const ofLegal = { role: 'LEGAL_AND_COMPLIANCE' };

  test('holds a role until it is taken away, and the log says who did', async () => {
    const note = 'Their counsel in Basel';
    const kept = await click('placeholders', { ...ofLegal, note, requestId: 'place-0001' });
    expect(roleOf(kept.body, 'LEGAL_AND_COMPLIANCE')).toMatchObject({ state: 'placeholder', placeholder: note });
    const said = `Not a contact yet: legal & compliance (${note})`;
    expect(kept.body.gaps).toContain(said);
    expect((await readCard()).brief.at(-1)).toMatchObject({ topic: 'risks', points: expect.arrayContaining([said]) });
    await click('placeholders', { ...ofLegal, note, requestId: 'place-0001' });
    const removed = await click('placeholders', { ...ofLegal, note: null, requestId: 'place-0002' });
    expect(roleOf(removed.body, 'LEGAL_AND_COMPLIANCE')?.placeholder ?? null).toBeNull();
    const audit = await listAudit(app.context.db.kysely, app.portalId, 2);
    expect(audit.map(({ action, actor }) => `${actor}: ${action}`)).toEqual([
      'ava@vendor.example: placeholder removed',
      'ava@vendor.example: placeholder kept',
    ]);
  });

  test.each([
    { note: '' },
    { note: 'x'.repeat(301) },
    { note: 'fine', role: 'KING' },
    { note: 'fine', companyId: '../1' },
  ])('as %j is refused', async (wrong) => {
    const answer = await click('placeholders', { ...ofLegal, ...wrong, requestId: 'place-0003' });
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'INVALID_INPUT' } } });
  });
});

describe('the plan of an account', () => {
  test('keeps an objective, initiatives and competitors, dated, and tells them in the brief', async () => {
    await click('plan/note', { kind: 'objective', text: 'Replace the old platform', requestId: 'plan-0001' });
    await click('plan/note', { kind: 'objective', text: 'Win the plant in Ulm', requestId: 'plan-0002' });
    await click('plan/note', { kind: 'competitor', text: 'Orbis', requestId: 'plan-0003' });
    const noted = { kind: 'initiative', text: 'Moves to the cloud', requestId: 'plan-0004' };
    const { body } = await click('plan/note', noted);
    expect((await click('plan/note', noted)).body.plan).toEqual(body.plan);
    expect(body.plan).toMatchObject({
      objective: { text: 'Win the plant in Ulm', notedAt: expect.stringMatching(/^\d{4}-/) },
      initiatives: [{ itemId: 'plan-0004', text: 'Moves to the cloud' }],
      competitors: [{ text: 'Orbis' }],
    });
    const [objective, initiatives] = body.brief;
    expect(objective).toMatchObject({
      topic: 'objective',
      points: [expect.stringMatching(/^Win the plant in Ulm \(noted ⟦\d{4}-[\dT:-]+Z⟧\)$/)],
    });
    expect(initiatives).toMatchObject({
      topic: 'initiatives',
      points: [expect.stringMatching(/^Moves to the cloud \(noted /), 'Competitor in play: Orbis'],
    });
    const dropped = await click('plan/drop', { itemId: 'plan-0004', requestId: 'plan-0005' });
    expect(dropped.body.plan.initiatives).toEqual([]);
    expect((await click('plan/drop', { itemId: 'plan-0004', requestId: 'plan-0006' })).status).toBe(200);
  });

  test('is full at ten of a kind, and says so', async () => {
    for (let index = 0; index < 10; index += 1) expect((await note(index)).status).toBe(200);
    const refused = await note(10);
    expect(refused).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining('10 of these') } },
    });
    expect((await readCard()).plan.initiatives).toHaveLength(10);
  });
});

describe('the brief', () => {
  test('tells what we want there and five things about them, in their order, from what is known', async () => {
    const { brief } = await readCard();
    expect(brief.map(({ topic }) => topic)).toEqual([
      'objective',
      'initiatives',
      'technology',
      'signals',
      'history',
      'risks',
    ]);
    const history = brief.find(({ topic }) => topic === 'history')?.points ?? [];
    expect(history.join('\n')).toMatch(/Ann Ruiz: demo or sales request on ⟦\d{4}-[\dT:-]+Z⟧ \(Request a demo\)/);
  });
});

test('a card says how its scores moved: none a week ago, all of it new', async () => {
  const card = await readCard();
  expect(card.week).toMatchObject({ gained: card.engagement?.total, lost: 0 });
  expect(card.fit).toMatchObject({ trend: null, changeThisWeek: null });
  expect(card.forecast === null || Date.parse(card.forecast.leavesAt) > Date.now()).toBe(true);
  expect(card.fall?.under).toBeLessThanOrEqual(card.engagement?.total ?? 0);
  expect(Date.parse(card.fall?.at ?? '')).toBeGreaterThan(Date.now());
});

describe('a confirmed role in HubSpot', () => {
  test('is not written where the portal does not want it, which is the default', async () => {
    await confirm('INFLUENCER', 'confirm-1001');
    await write('confirm-1001');
    expect(inHubSpot()).toBe('CHAMPION');
  });

  test('is added to what is there, once: who takes it out has the last word', async () => {
    expect((await choose(true)).body).toMatchObject({ writeConfirmedRoles: true });
    await confirm('INFLUENCER', 'confirm-1002');
    await write('confirm-1002');
    expect(inHubSpot()).toBe('CHAMPION;INFLUENCER');
    const writes = app.standIn.requestLog.filter(({ path }) => path.endsWith('/contacts/batch/update')).length;
    createPortalUsers(app.standIn).set('contacts', '2', { hs_buying_role: 'CHAMPION' });
    await write('confirm-1002');
    expect(inHubSpot()).toBe('CHAMPION');
    expect(app.standIn.requestLog.filter(({ path }) => path.endsWith('/contacts/batch/update'))).toHaveLength(writes);
  });

  test('that was written by a process that died is not written again, where somebody took it out since', async () => {
    await confirm('LEGAL_AND_COMPLIANCE', 'confirm-1005');
    // The definitions are read, then the contact; the third request writes.
    const { context, died } = dying(app.context, 3, 'after');
    await expect(writeConfirmedRole(context, app.portalId, 'confirm-1005')).rejects.toThrow('killed');
    expect([died(), inHubSpot()]).toEqual([true, 'CHAMPION;LEGAL_AND_COMPLIANCE']);
    createPortalUsers(app.standIn).set('contacts', '2', { hs_buying_role: 'CHAMPION' });
    await write('confirm-1005');
    expect(inHubSpot()).toBe('CHAMPION');
  });

  test('is kept beside another that was confirmed at the same time', async () => {
    await confirm('EXECUTIVE_SPONSOR', 'confirm-1006');
    await confirm('BLOCKER', 'confirm-1007');
    app.proxy.decideFault = async ({ path }) => {
      if (!path.endsWith('/contacts/batch/update')) return null;
      app.proxy.decideFault = () => null;
      await write('confirm-1007');
      return null;
    };
    await write('confirm-1006');
    expect(inHubSpot()).toBe('CHAMPION;BLOCKER;EXECUTIVE_SPONSOR');
    createPortalUsers(app.standIn).set('contacts', '2', { hs_buying_role: 'CHAMPION' });
  });

  test('is not written where the rep said no before the job ran', async () => {
    await confirm('END_USER', 'confirm-1003');
    await click('roles/decide', { contactId: '2', role: 'END_USER', decision: 'rejected', requestId: 'reject-1003' });
    await write('confirm-1003');
    expect(inHubSpot()).toBe('CHAMPION');
  });

  test('that is no option of the portal is a refusal an admin reads', async () => {
    await confirm('PROCUREMENT', 'confirm-1004');
    await write('confirm-1004');
    expect(inHubSpot()).toBe('CHAMPION');
    const [refusal] = await listRefusals(app.context.db.kysely, app.portalId, 1, ['contacts']);
    expect(refusal).toMatchObject({ recordId: '2', property: 'hs_buying_role' });
    await choose(false);
  });
});
