import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { upsertOwners } from '../../../src/storage/mirror/owners.ts';
import { refreshPortal } from '../../../src/sync/refresh/refresh-portal.ts';
import { giveRight } from '../../../src/sync/target-list/keys.ts';
import { signV2 } from '../../../src/sandbox/hubspot/signature.ts';
import { CREDENTIALS, startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

const LIST = '/api/pages/target-list';
const MIA = 'mia@vendor.example';
const SAM = 'sam@vendor.example';
let app: TestApp;

beforeAll(async () => {
  const data = createSmallPortal();
  const [acme] = data.objects.companies;
  if (acme !== undefined) acme.properties['name'] = '=HYPERLINK("https://evil.example","Acme")';
  app = await startTestApp({ data });
  await app.installAndSync();
  await refreshPortal(app.context, app.portalId);
  await upsertOwners(app.context.db.kysely, app.portalId, [
    { ownerId: '9001', userId: null, email: MIA, name: 'Mia Marks', active: true },
    { ownerId: '9002', userId: null, email: SAM, name: 'Sam Sells', active: true },
  ]);
  const admin = { portalId: app.portalId, userEmail: 'ava@vendor.example' };
  await giveRight(app.context, admin, 'marketing', MIA);
  await giveRight(app.context, admin, 'sales', SAM);
});
afterAll(() => app.stop());

const get = (path: string, userEmail = MIA) => app.call(path, { userEmail });
const post = (path: string, body: unknown, userEmail = MIA) => app.call(path, { method: 'POST', body, userEmail });
const isSingleThreaded = ({ risks }: Json): boolean => risks.some(({ id }: Json) => id === 'single_threaded');
const names = (body: Json): string[] => body.accounts.map(({ name }: { name: string }) => name);

const uri = (): string => `${app.url}/workflow-actions/propose-for-list`;

/** Runs the workflow action as HubSpot does. */
const execute = async (run: Record<string, unknown>, signed = true): Promise<{ status: number; body: Json }> => {
  const origin = { portalId: app.portalId };
  const body = JSON.stringify({ origin, context: { source: 'WORKFLOWS', workflowId: 12 }, ...run });
  const signature = signed ? signV2(CREDENTIALS.clientSecret, { method: 'POST', uri: uri(), body }) : 'no';
  const answer = await fetch(uri(), { method: 'POST', headers: { 'X-HubSpot-Signature': signature }, body });
  return { status: answer.status, body: await answer.json() };
};

describe('the accounts', () => {
  test('come sorted, a page at a time, each once', async () => {
    for (const sort of ['rank', 'fit', 'engagement', 'intent', 'coverage', 'name']) {
      const { status, body } = await get(`/api/pages/accounts?sort=${sort}`);
      expect(status).toBe(200);
      expect(names(body)).toHaveLength(4);
      expect(body.next).toBeNull();
    }
    const byName = await get('/api/pages/accounts?sort=name');
    expect(names(byName.body).slice(1)).toEqual(['Bolt', 'Cold', 'Tiny']);
    const byFit = (await get('/api/pages/accounts?sort=fit')).body.accounts.map(({ fit }: Json) => fit);
    expect(byFit).toEqual(byFit.toSorted((one: number, other: number) => other - one));
    const after = Buffer.from(JSON.stringify(['bolt', '102'])).toString('base64url');
    expect(names((await get(`/api/pages/accounts?sort=name&after=${after}`)).body)).toEqual(['Cold', 'Tiny']);
    const back = await get(`/api/pages/accounts?sort=name&reversed=yes&after=${after}`);
    expect(names(back.body)).toHaveLength(1);
    expect(names((await get('/api/pages/accounts?sort=name&reversed=yes')).body).slice(0, 3)).toEqual([
      'Tiny',
      'Cold',
      'Bolt',
    ]);
  });

  test('are narrowed by tier, stage, owner, missing role and part of the name', async () => {
    const all = (await get('/api/pages/accounts')).body.accounts;
    const tier1 = all.filter(({ tier }: Json) => tier === 1).map(({ name }: Json) => name);
    expect(names((await get('/api/pages/accounts?tier=1')).body)).toEqual(tier1);
    expect(names((await get('/api/pages/accounts?tier=none')).body)).toEqual(['Tiny']);
    expect(names((await get('/api/pages/accounts?text=OL')).body).toSorted()).toEqual(['Bolt', 'Cold']);
    expect(names((await get('/api/pages/accounts?owner=9000')).body)).toHaveLength(1);
    expect((await get('/api/pages/accounts?owner=9000')).body.accounts[0].owner).toBe('Ava Stone');
    expect(names((await get('/api/pages/accounts?stage=customer')).body)).toEqual([]);
    const lacking = names((await get('/api/pages/accounts?gap=CHAMPION')).body);
    expect(lacking).toContain('Bolt');
    expect(lacking.some((name) => name.includes('Acme'))).toBe(false);
  });

  test('are narrowed to what calls for a look, as the cards say it', async () => {
    const all: Json[] = (await get('/api/pages/accounts')).body.accounts;
    const cards = await Promise.all(all.map(async ({ id }) => (await get(`/api/cards/account?companyId=${id}`)).body));
    const where = (holds: (card: Json) => boolean) =>
      new Set<string>(cards.filter(holds).map(({ company }): string => company.name));
    const watched = async (watch: string) => new Set(names((await get(`/api/pages/accounts?watch=${watch}`)).body));
    expect(await watched('surging')).toEqual(where(({ engagement }) => engagement.surging));
    expect(await watched('single_threaded')).toEqual(where(isSingleThreaded));
    expect(await watched('play_due')).toEqual(where(({ plays }) => plays.length > 0));
    expect(await watched('single_threaded')).toEqual(new Set(['Bolt']));
    expect(await watched('waiting')).toEqual(new Set());
  });

  test('are refused to a filter or a cursor that does not hold', async () => {
    for (const query of [
      'watch=no',
      'reversed=no',
      'tier=4',
      'stage=no',
      'gap=no',
      'sort=no',
      'after=no',
      `after=${btoa('["x"]')}`,
      // Of another sort, or what no column holds: made up, since no page gave it.
      `after=${btoa('["Bolt","102"]')}`,
      `sort=name&after=${btoa('[5,"102"]')}`,
      `after=${btoa('[9007199254740991,"102"]')}`,
      `sort=fit&after=${btoa('[-9007199254740991,"102"]')}`,
      `sort=name&after=${btoa(String.raw`["a\u0000","102"]`)}`,
    ]) {
      expect(await get(`/api/pages/accounts?${query}`)).toMatchObject({ status: 400 });
    }
  });

  test('leave as a file through a link of ten minutes, with nothing a spreadsheet would run', async () => {
    const { body } = await post(`${LIST}/export-link`, { tier: '', text: 'a', sort: 'name' });
    expect(Date.parse(body.until) - app.context.now()).toBeGreaterThan(590_000);
    const file = await fetch(body.url);
    expect(file.headers.get('content-disposition')).toBe('attachment; filename=target-accounts.csv');
    const lines = (await file.text()).split('\n');
    expect(lines[0]).toContain(
      'Company ID,Account,Domain,Tier,Why,Stage,Fit,Engagement,Intent,Coverage,Missing roles,Owner',
    );
    expect(lines[1]).toContain(',acme.example,');
    expect(lines[1]).toContain('"Influencer, Legal & compliance",');
    expect(lines[1]).toMatch(/,\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(lines[1]).toContain(`"'=HYPERLINK(""https://evil.example"",""Acme"")"`);
    expect(lines).toHaveLength(3);
    expect((await fetch(body.url.replace('text=a', 'text=b'))).status).toBe(401);
    expect((await fetch(body.url.replace(`portal=${app.portalId}`, 'portal=1'))).status).toBe(401);
    const { now } = app.context;
    app.context.now = () => now() + 600_001;
    expect((await fetch(body.url)).status).toBe(401);
    app.context.now = now;
    const [entry] = await listAudit(app.context.db.kysely, app.portalId, 1);
    expect(entry).toMatchObject({ actor: MIA, action: 'target accounts exported' });
  });
});

describe('the list', () => {
  test('is provisional, then kept with the keys of two people, and says where it stands', async () => {
    expect((await get(LIST)).body).toMatchObject({
      keptSince: null,
      adoption: null,
      sides: ['marketing'],
      holders: { marketing: ['Mia Marks'], sales: ['Sam Sells'] },
      mayChange: false,
      askWhom: 'Ava Stone',
    });
    const wish = { requestId: 'request-0', companyIds: ['104'], tier: 3, reason: 'They asked' };
    expect(await post(`${LIST}/propose`, wish)).toMatchObject({ status: 400 });
    const { adoption } = (await post(`${LIST}/adopt`, { requestId: 'request-1' })).body;
    expect(adoption).toMatchObject({
      marketing: null,
      sales: null,
      by: 'Mia Marks',
      waitsFor: [
        { side: 'marketing', who: ['Mia Marks'], isYou: true },
        { side: 'sales', who: ['Sam Sells'], isYou: false },
      ],
    });
    const ids = [adoption.proposalId];
    const mine = await post(`${LIST}/decide`, { proposalIds: ids, side: 'marketing', verdict: 'approve' });
    expect(mine.body).toMatchObject({
      done: 1,
      refusals: [],
      list: { adoption: { marketing: 'Mia Marks', sales: null } },
    });
    const both = await post(`${LIST}/decide`, { proposalIds: ids, side: 'sales', verdict: 'approve' });
    expect(both.body.refusals[0]).toContain('You do not hold the key of Sales');
    const theirs = await post(`${LIST}/decide`, { proposalIds: ids, side: 'sales', verdict: 'approve' }, SAM);
    expect(theirs.body.list).toMatchObject({ keptSince: expect.any(String), adoption: null, sides: ['sales'] });
  });

  test('queues a wish with its reason, once, and shows it at its account', async () => {
    const wish = { requestId: 'request-2', companyIds: ['104'], tier: 3, reason: 'They asked' };
    for (let repeat = 0; repeat < 2; repeat += 1) {
      const { body } = await post(`${LIST}/propose`, wish);
      expect(body).toMatchObject({ proposed: ['104'], refused: [] });
      expect(body.list.open).toEqual({ in: 1, up: 0, down: 0, out: 0 });
    }
    const { body } = await get(`${LIST}/proposals?group=in`);
    const [proposal] = body.proposals;
    expect(proposal).toMatchObject({
      name: 'Tiny',
      fromTier: null,
      toTier: 3,
      reason: 'They asked',
      by: 'Mia Marks',
    });
    expect((await get(`${LIST}/proposals?group=out`)).body).toEqual({ proposals: [], next: null });
    const refused = { proposalIds: [proposal.proposalId], side: 'sales', verdict: 'reject' };
    expect(await post(`${LIST}/decide`, refused, SAM)).toMatchObject({ status: 400 });
    await post(`${LIST}/decide`, { ...refused, side: 'marketing', verdict: 'approve' });
    const { accounts } = (await get('/api/pages/accounts?tier=none')).body;
    expect(accounts[0].keys).toEqual({ state: 'waiting', to: 3, marketing: true, sales: false });
    await post(`${LIST}/decide`, { proposalIds: [proposal.proposalId], side: 'sales', verdict: 'approve' }, SAM);
    const tiny = (await get('/api/pages/accounts?text=Tiny')).body.accounts[0];
    expect(tiny).toMatchObject({
      tier: 3,
      tierReason: 'Tier 3: approved by Marketing and Sales',
      keys: { state: 'approved' },
    });
  });

  test('takes no wish that is not whole', async () => {
    const whole = { requestId: 'request-3', companyIds: ['104'], tier: 2, reason: 'why' };
    const tooMany = Array.from({ length: 101 }, (_, index) => String(index + 1));
    for (const part of [
      { reason: ' ' },
      { tier: 4 },
      { companyIds: ['x'] },
      { companyIds: [] },
      { companyIds: tooMany },
      { requestId: 'r' },
      { more: 1 },
    ]) {
      expect(await post(`${LIST}/propose`, { ...whole, ...part })).toMatchObject({ status: 400 });
    }
    expect(await post(`${LIST}/decide`, { proposalIds: [], side: 'sales', verdict: 'approve' })).toMatchObject({
      status: 400,
    });
  });
});

describe('the workflow action that proposes an account', () => {
  const object = { objectId: 103, objectType: 'COMPANY' };
  const run = { callbackId: 'c-1', object, inputFields: { place: 'off', reason: 'Left the market' } };

  test('queues the proposal once, and tells the workflow what the list refuses', async () => {
    for (let repeat = 0; repeat < 2; repeat += 1) {
      const { body } = await execute(run);
      expect(body.outputFields).toMatchObject({ hs_execution_state: 'SUCCESS', proposal_outcome: 'proposed' });
    }
    const { proposals } = (await get(`${LIST}/proposals?group=out`)).body;
    expect(proposals).toMatchObject([
      { name: 'Cold', toTier: null, reason: 'Left the market', proposedBy: 'workflow:12' },
    ]);
    const again = await execute({ ...run, callbackId: 'c-2' });
    expect(again.body.outputFields).toMatchObject({ hs_execution_state: 'FAIL_CONTINUE', proposal_outcome: 'refused' });
    expect(again.body.outputFields.proposal_message).toContain('is open');
  });

  test('is refused where it is not signed, not whole, or about a company nobody knows', async () => {
    expect((await execute(run, false)).status).toBe(401);
    expect((await execute({ ...run, inputFields: { place: 'up', reason: 'x' } })).status).toBe(400);
    expect((await execute({ ...run, inputFields: { place: 'off', reason: ' ' } })).status).toBe(400);
    expect((await execute({ ...run, callbackId: 'c-3', object: { objectId: 404 } })).status).toBe(404);
  });
});

const leavingOf = ({ tiers }: { tiers: { leaving: unknown }[] }) => tiers.map(({ leaving }) => leaving);

test('the list says what is proposed to leave a tier, and what speaks against each of these', async () => {
  const propose = async (companyIds: readonly string[], tier: number | null, requestId: string) =>
    leavingOf((await post(`${LIST}/propose`, { requestId, companyIds, tier, reason: 'why' })).body.list);
  const none = { count: 0, only: null };
  // By the workflow above.
  expect(leavingOf((await get(LIST)).body)).toEqual([{ count: 1, only: { name: 'Cold', to: null } }, none, none]);
  const two = { count: 2, only: null };
  expect(await propose(['102'], 2, 'leaving-1')).toEqual([two, none, none]);
  expect(await propose(['104'], 2, 'leaving-2')).toEqual([two, none, { count: 1, only: { name: 'Tiny', to: 2 } }]);
  const { proposals } = (await get(`${LIST}/proposals`)).body;
  const cautions = Object.fromEntries(proposals.map((each: Json) => [each.name, each.cautions]));
  // Its one deal is open.
  expect(cautions['Bolt']).toContain('open deal of ⟦50000 EUR⟧');
  expect(cautions).toMatchObject({ Cold: [], Tiny: [] });
});
