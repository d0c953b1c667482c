import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { AVA, MIA, SAM, adoptList, giveKeys, withColleagues } from '../../fixtures/kept-list.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

/** Tiny fits nowhere. */
const TINY = '104';
/** Nobody knows its industry. */
const COLD = '103';
let app: TestApp;

beforeAll(async () => {
  const data = withColleagues(createSmallPortal());
  delete data.objects.companies.find(({ id }) => id === COLD)?.properties['industry'];
  app = await startTestApp({ data });
  await app.installAndSync();
  await refreshPortal(app.context, app.portalId);
  await giveKeys(app);
});
afterAll(() => app.stop());

const readList = async (companyId: string, who = AVA): Promise<Json> =>
  (await app.call(`/api/cards/account?companyId=${companyId}`, who)).body.list;
const click = (action: string, body: Record<string, unknown>, who = AVA) =>
  app.call(`/api/cards/account/list/${action}`, {
    method: 'POST',
    body: { companyId: TINY, ...body },
    userEmail: who.userEmail,
  });
const propose = (requestId: string, who = AVA) =>
  click('propose', { tier: 3, reason: 'They asked us at the fair', requestId }, who);
/** Everything about Tiny was proposed and decided so many days earlier: requests are signed with the time there is. */
const letPass = (days: number) =>
  sql`update proposals set proposed_at = proposed_at - make_interval(days => ${days}),
    closed_at = closed_at - make_interval(days => ${days}) where company_id = ${TINY}`.execute(app.context.db.kysely);

test('a provisional list takes no proposal, and the card says that it is one', async () => {
  expect(await readList(TINY)).toEqual({ provisional: true, proposal: null, turnedDown: null, grounds: [], tiers: [] });
  expect(await propose('click-too-early')).toMatchObject({ status: 400 });
  expect(await readList('101')).toBeNull();
  await adoptList(app);
  const { tiers, ...place } = await readList(TINY);
  expect(place).toMatchObject({ provisional: false, proposal: null });
  const { body } = await app.call('/api/pages/target-list');
  // Who leaves a tier is the queue's matter: the card says only how full it is.
  expect(tiers).toEqual(body.tiers.map(({ tier, seats, held }: Json) => ({ tier, seats, held })));
  expect(tiers[0].held).toBeGreaterThan(0);
});

test('what is proposed on the card waits for both keys, once however often it is clicked', async () => {
  const { body } = await propose('click-propose');
  const again = await propose('click-propose');
  expect(again.body.list.proposal.proposalId).toBe(body.list.proposal.proposalId);
  expect(body).toMatchObject({ state: 'not_target' });
  expect(body.list.proposal).toMatchObject({
    fromTier: null,
    toTier: 3,
    reason: 'They asked us at the fair',
    by: 'Ava Stone',
    isMine: true,
    keys: [
      { side: 'marketing', turnedBy: null, holders: ['Mia Marks'] },
      { side: 'sales', turnedBy: null, holders: ['Sam Sells'] },
    ],
  });
  expect((await readList(TINY, MIA)).proposal).toMatchObject({ by: 'Ava Stone', isMine: false });
  const second = await propose('click-by-mia', MIA);
  expect(second.body.error.message).toContain('A proposal about this account is open');
});

test('only who proposed it takes it back, and it may be proposed anew', async () => {
  const { proposal } = await readList(TINY);
  const { proposalId } = proposal;
  expect(await click('withdraw', { proposalId, requestId: 'click-theirs' }, MIA)).toMatchObject({ status: 403 });
  expect(await click('withdraw', { proposalId: 'none', requestId: 'click-unknown' })).toMatchObject({ status: 404 });
  for (let repeat = 0; repeat < 2; repeat += 1) {
    const { body } = await click('withdraw', { proposalId, requestId: 'click-withdraw' });
    expect(body.list).toMatchObject({ proposal: null, turnedDown: null });
  }
  const entries = await listAudit(app.context.db.kysely, app.portalId, 50);
  expect(entries.filter(({ action }) => action === 'proposal withdrawn')).toMatchObject([
    { actor: AVA.userEmail, subject: `company:${TINY}` },
  ]);
  expect((await propose('click-anew')).body.list.proposal).toMatchObject({ isMine: true });
});

test('a turned key is named; a no stands on the card with its reason for a quarter', async () => {
  const { proposal } = await readList(TINY);
  const decide = (who: typeof MIA, verdict: Record<string, unknown>) =>
    app.call('/api/pages/target-list/decide', {
      method: 'POST',
      body: { proposalIds: [proposal.proposalId], ...verdict },
      userEmail: who.userEmail,
    });
  await decide(MIA, { side: 'marketing', verdict: 'approve' });
  expect((await readList(TINY)).proposal.keys[0]).toMatchObject({ turnedBy: 'Mia Marks' });
  await decide(SAM, { side: 'sales', verdict: 'reject', reason: 'No budget this year' });
  const place = await readList(TINY);
  expect(place).toMatchObject({ proposal: null, turnedDown: { side: 'sales', reason: 'No budget this year' } });
  const late = await click('withdraw', { proposalId: proposal.proposalId, requestId: 'click-late' });
  expect(late.body.error.message).toBe('This proposal is rejected already.');
  await letPass(91);
  expect((await readList(TINY)).turnedDown).toBeNull();
});

test('a proposal that nobody decided in 14 days is over on the card as on the list', async () => {
  await propose('click-to-expire');
  await letPass(15);
  expect(await readList(TINY)).toMatchObject({ proposal: null, turnedDown: { side: null, reason: null } });
});

test('takes no proposal that is not whole', async () => {
  const whole = { tier: 3, reason: 'why', requestId: 'click-whole' };
  for (const part of [{ tier: 4 }, { tier: null }, { reason: ' ' }, { requestId: 'r' }, { companyId: 'x' }]) {
    expect(await click('propose', { ...whole, ...part })).toMatchObject({ status: 400 });
  }
});

test('a line of fit that only assumes names the property that would settle it, a known one none', async () => {
  const { body } = await app.call(`/api/cards/account?companyId=${COLD}`);
  const named = body.fit.lines.filter(({ property }: Json) => property !== undefined);
  expect(named.map(({ kind, property }: Json) => [kind, property])).toEqual([
    ['assumed', 'industry'],
    ['assumed', 'hs_ideal_customer_profile'],
  ]);
  expect(body.fit.lines.length).toBeGreaterThan(named.length);
});

test('of an account that the model excludes the card offers no tier', async () => {
  expect((await readList(TINY)).tiers).toHaveLength(3);
  await sql`update account_scores set result = jsonb_set(result, '{account,fit,disqualifiedBy}', '"Competitor"')
    where company_id = ${TINY}`.execute(app.context.db.kysely);
  expect((await readList(TINY)).tiers).toEqual([]);
});
