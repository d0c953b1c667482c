import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { AVA, MIA, SAM, adoptList, giveKeys, seatAnew, withColleagues } from '../../fixtures/kept-list.ts';
import { startTestApp, type CallOptions, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

const LIST = '/api/pages/target-list';
const DAY_MS = 86_400_000;
let app: TestApp;
let ahead = 0;

/** Three accounts fit: two hold Tier 1 and one Tier 2 when the list is first approved; then Tier 1 has one seat. */
beforeAll(async () => {
  app = await startTestApp({ data: withColleagues(createSmallPortal()) });
  await app.installAndSync();
  app.context.now = () => Date.now() + ahead;
  await giveKeys(app);
});
afterAll(() => app.stop());

const call = (path: string, options: CallOptions = {}) => app.call(path, { timestamp: app.context.now(), ...options });
const read = async (userEmail = MIA.userEmail) => (await call(`${LIST}/refresh`, { userEmail })).body;
const finish = (body: Json, userEmail = MIA.userEmail) =>
  call(`${LIST}/refresh`, {
    method: 'POST',
    userEmail,
    body: { requestId: 'refresh-1', side: 'marketing', accept: [], reject: [], ...body },
  });
const tierOf = async (name: string): Promise<number | null> =>
  (await call('/api/pages/accounts')).body.accounts.find((each: Json) => each.name === name).tier;
const queue = async (): Promise<Json[]> => (await call(`${LIST}/proposals`)).body.proposals;
const about = ({ companyId, fromTier, toTier }: Json) => ({ companyId, fromTier, toTier });
const verdicts = ({ changes }: Json) => changes.map(({ verdict }: Json) => verdict);
const reviewed = ({ companyId, toTier }: Json) => ({ companyId, tier: toTier });

test('is there once the list is kept with two keys', async () => {
  expect(await call(`${LIST}/refresh`)).toMatchObject({ status: 400 });
  const early = { decisions: [{ companyId: '101', fromTier: 1, toTier: 2, verdict: 'accept' }] };
  expect(await call(`${LIST}/refresh/keep`, { method: 'POST', body: early })).toMatchObject({ status: 400 });
  await seatAnew(app, [2, 2, 0]);
  await adoptList(app);
  expect(await read()).toEqual({ changes: [], left: 0, turnedDown: 0, gone: [], others: [] });
  const { refresh } = (await call(LIST)).body;
  expect(refresh).toMatchObject({ lastAt: null, isDue: false });
  ahead = 91 * DAY_MS;
  expect((await call(LIST)).body.refresh.isDue).toBe(true);
  ahead = 0;
});

test('says who would come in, leave and move, why, and what is proposed already', async () => {
  await seatAnew(app, [1, 1, 0]);
  const { changes } = await read();
  expect(changes.map(({ group }: Json) => group)).toEqual(expect.arrayContaining(['down', 'out']));
  for (const { companyId, group, fromTier, toTier, reason, open, cautions } of changes) {
    expect(cautions.some((each: string) => each.startsWith('open deal'))).toBe(companyId === '102');
    expect(group).toBe(toTier === null ? 'out' : toTier > fromTier ? 'down' : 'up');
    expect(reason).toMatch(/rank(ed)? \d+/);
    expect(open).toEqual({ isSame: true, keys: [], proposedBy: 'scores' });
  }
});

test('refuses what does not hold', async () => {
  const [change] = (await read()).changes;
  for (const body of [
    { accept: [{ companyId: 'x', tier: 1 }] },
    { accept: [{ companyId: '101', tier: 4 }] },
    { reject: [reviewed(change)] },
    { reject: [reviewed(change)], reason: 'Not now', side: null },
    { side: 'legal' },
  ]) {
    expect((await finish(body)).status).toBe(400);
  }
  const stale = await finish({ accept: [{ companyId: change.companyId, tier: 3 }] });
  expect(stale.body.refusals).toEqual(['1 of these are suggested no longer, or people decide about them already.']);
  const keyless = await finish({ accept: [reviewed(change)] }, AVA.userEmail);
  expect(keyless.body.refusals[0]).toContain('You do not hold the key of Marketing');
});

test('keeps what somebody decided until they finish, for them alone, and says what is another change by now', async () => {
  const keep = (decisions: Json[], { userEmail } = MIA) =>
    call(`${LIST}/refresh/keep`, { method: 'POST', userEmail, body: { decisions } });
  const { changes } = await read();
  const [first, second] = changes;
  expect((await keep([{ ...about(first), verdict: 'maybe' }])).status).toBe(400);
  expect((await keep([{ ...about(first), verdict: 'accept' }])).body).toEqual({ decided: 1 });
  expect((await keep([{ ...about(first), verdict: 'accept' }])).body).toEqual({ decided: 1 });
  const both = await keep([
    { ...about(first), verdict: 'reject' },
    { ...about(second), verdict: 'accept' },
    { companyId: '999999', fromTier: null, toTier: 1, verdict: 'accept' },
  ]);
  expect(both.body).toEqual({ decided: 2 });
  expect((await keep([{ ...about(second), verdict: null }])).body).toEqual({ decided: 1 });
  // A day later, on another machine.
  expect(verdicts(await read(MIA.userEmail.toUpperCase()))).toEqual(
    changes.map((each: Json) => (each === first ? 'reject' : null)),
  );
  expect((await call(LIST, { userEmail: MIA.userEmail })).body.refresh.decided).toBe(1);
  const colleague = await read(SAM.userEmail);
  expect(verdicts(colleague)).toEqual(changes.map(() => null));
  expect(colleague.others).toEqual([{ name: 'Mia Marks', decided: 1 }]);
  expect((await call(LIST, { userEmail: SAM.userEmail })).body.refresh.decided).toBe(0);

  await keep([
    { ...about(first), toTier: 3, verdict: 'accept' },
    { companyId: '102', fromTier: null, toTier: 1, verdict: 'accept' },
  ]);
  const later = await read();
  expect(later.changes[0]).toMatchObject({
    verdict: null,
    former: { verdict: 'accept', fromTier: first.fromTier, toTier: 3 },
  });
  expect(changes.map(({ companyId }: Json) => companyId)).not.toContain('102');
  expect(later.gone).toEqual([{ companyId: '102', name: 'Bolt', verdict: 'accept', fromTier: null, toTier: 1 }]);

  await keep([{ ...about(second), verdict: 'accept' }], SAM);
  const anew = await call(`${LIST}/refresh/anew`, { method: 'POST', userEmail: MIA.userEmail, body: {} });
  expect(anew.body).toMatchObject({ gone: [], others: [{ name: 'Sam Sells', decided: 1 }] });
  expect(verdicts(anew.body)).toEqual(changes.map(() => null));
});

test('ends in proposals that take effect with the second key, and in what is not suggested for a quarter', async () => {
  const { changes } = await read();
  const down = changes.find(({ group }: Json) => group === 'down');
  const rest = changes.filter((each: Json) => each !== down);
  const body = { requestId: 'refresh-2', accept: [reviewed(down)], reject: rest.map(reviewed), reason: 'Still ours' };
  const { companyId, fromTier, toTier } = down;
  const kept = { decisions: [{ companyId, fromTier, toTier, verdict: 'accept' }] };
  await call(`${LIST}/refresh/keep`, { method: 'POST', userEmail: MIA.userEmail, body: kept });
  const done = await finish(body);
  expect(done.body).toMatchObject({ proposed: 1, approved: 0, rejected: rest.length, refusals: [] });
  expect(done.body.list.refresh.decided).toBe(0);
  expect(done.body.list.refresh).toMatchObject({ isDue: false, lastAt: expect.any(String) });
  expect(await queue()).toMatchObject([{ companyId: down.companyId, marketing: 'Mia Marks', sales: null }]);
  expect(await tierOf(down.name)).toBe(down.fromTier);
  expect(await read()).toMatchObject({ changes: [{ companyId: down.companyId }], turnedDown: rest.length });

  const second = await finish({ requestId: 'refresh-3', side: 'sales', accept: [reviewed(down)] }, SAM.userEmail);
  expect(second.body).toMatchObject({ proposed: 0, approved: 1, refusals: [] });
  expect(await tierOf(down.name)).toBe(down.toTier);
  // What was done is no longer suggested, and a repeat is told of nothing else, nor does it take what was decided since.
  await call(`${LIST}/refresh/keep`, { method: 'POST', userEmail: MIA.userEmail, body: kept });
  expect((await finish(body)).body).toMatchObject({ proposed: 0, approved: 0, refusals: [] });
  expect((await call(LIST, { userEmail: MIA.userEmail })).body.refresh.decided).toBe(1);
  const again = await finish({ requestId: 'refresh-3', side: 'sales', accept: [reviewed(down)] }, SAM.userEmail);
  expect(again.body.refusals).toEqual([]);
  const audit = await listAudit(app.context.db.kysely, app.portalId, 30);
  const doneBy = audit
    .filter(({ action }) => action === 'quarterly refresh done')
    .map(({ details }) => details['requestId']);
  expect(new Set(doneBy).size).toBe(doneBy.length);
  expect(audit.filter(({ action }) => action === 'proposal rejected')).toHaveLength(rest.length);
  expect(
    audit.find(({ action, actor }) => action === 'quarterly refresh done' && actor === SAM.userEmail),
  ).toMatchObject({
    details: { accepted: 1, rejected: 0 },
  });
});

test('proposes an account that has no open proposal yet, by whom it was accepted', async () => {
  ahead = 15 * DAY_MS;
  await seatAnew(app, [3, 0, 0]);
  const fresh = (await read()).changes.filter(({ open }: Json) => open !== null);
  for (const { proposalId } of await queue()) {
    await app.context.db.kysely
      .updateTable('proposals')
      .set({ status: 'withdrawn' })
      .where('proposal_id', '=', proposalId)
      .execute();
  }
  const [change] = (await read()).changes;
  expect(fresh).not.toEqual([]);
  expect(change.open).toBeNull();
  const done = await finish({ requestId: 'refresh-4', accept: [reviewed(change)] });
  expect(done.body).toMatchObject({ proposed: 1, refusals: [] });
  expect(await queue()).toMatchObject([
    { companyId: change.companyId, proposedBy: MIA.userEmail, marketing: 'Mia Marks', sales: null },
  ]);
  expect((await queue())[0].reason).toMatch(/^quarterly refresh, /);
  expect((await finish({ requestId: 'refresh-4', accept: [reviewed(change)] })).body).toMatchObject({ proposed: 1 });
  expect(await queue()).toHaveLength(1);
});
