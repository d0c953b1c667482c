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
const reviewed = ({ companyId, toTier }: Json) => ({ companyId, tier: toTier });

test('is there once the list is kept with two keys', async () => {
  expect(await call(`${LIST}/refresh`)).toMatchObject({ status: 400 });
  await seatAnew(app, [2, 2, 0]);
  await adoptList(app);
  expect(await read()).toEqual({ changes: [], left: 0, turnedDown: 0 });
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
  for (const { group, fromTier, toTier, reason, open } of changes) {
    expect(group).toBe(toTier === null ? 'out' : toTier > fromTier ? 'down' : 'up');
    expect(reason).toMatch(/rank \d+/);
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

test('ends in proposals that take effect with the second key, and in what is not suggested for a quarter', async () => {
  const { changes } = await read();
  const down = changes.find(({ group }: Json) => group === 'down');
  const rest = changes.filter((each: Json) => each !== down);
  const body = { requestId: 'refresh-2', accept: [reviewed(down)], reject: rest.map(reviewed), reason: 'Still ours' };
  const done = await finish(body);
  expect(done.body).toMatchObject({ proposed: 1, approved: 0, rejected: rest.length, refusals: [] });
  expect(done.body.list.refresh).toMatchObject({ isDue: false, lastAt: expect.any(String) });
  expect(await queue()).toMatchObject([{ companyId: down.companyId, marketing: 'Mia Marks', sales: null }]);
  expect(await tierOf(down.name)).toBe(down.fromTier);
  expect(await read()).toMatchObject({ changes: [{ companyId: down.companyId }], turnedDown: rest.length });

  const second = await finish({ requestId: 'refresh-3', side: 'sales', accept: [reviewed(down)] }, SAM.userEmail);
  expect(second.body).toMatchObject({ proposed: 0, approved: 1, refusals: [] });
  expect(await tierOf(down.name)).toBe(down.toTier);
  // What was done is no longer suggested, and a repeat is told of nothing else.
  expect((await finish(body)).body).toMatchObject({ proposed: 0, approved: 0, refusals: [] });
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
