import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { SEGMENTS, type SegmentKind } from '../../../src/domain/segments/segments.ts';
import type { StoredList } from '../../../src/sandbox/hubspot/store/lists.ts';
import { listMembers } from '../../../src/sandbox/hubspot/routes/list-members.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { upsertPortal, getPortal } from '../../../src/storage/portal/portals.ts';
import { listSegments } from '../../../src/storage/program/segments.ts';
import { giveRight } from '../../../src/sync/target-list/keys.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

const MIA = 'mia@vendor.example';
const TIER_1 = 'Roundtable: Tier 1 accounts';
let app: TestApp;
beforeAll(async () => {
  const data = createSmallPortal();
  data.owners.push({ id: '9001', email: MIA, firstName: 'Mia', lastName: 'Marks', userId: 78 });
  app = await startTestApp({ data });
  await app.installAndSync();
  const actor = { portalId: app.portalId, userEmail: 'ava@vendor.example' };
  await giveRight(app.context, actor, 'marketing', MIA);
});
beforeEach(async () => {
  app.proxy.decideFault = () => null;
  app.standIn.store.lists.length = 0;
  await app.context.db.kysely.deleteFrom('segments').execute();
});
afterAll(() => app.stop());

let clicks = 0;
const post = (action: 'make' | 'remove', kind: SegmentKind, userEmail = MIA) => {
  clicks += 1;
  const body = { kind, requestId: `request-${clicks}` };
  return app.call(`/api/segments/${action}`, { method: 'POST', body, userEmail });
};
const read = async () => (await app.call('/api/segments', { userEmail: MIA })).body;
const listOf = (body: { segments: { kind: string; list: unknown }[] }, kind: SegmentKind) =>
  body.segments.find((segment) => segment.kind === kind)?.list;
const inHubSpot = (): StoredList[] => app.standIn.store.lists.filter(({ deletedAt }) => deletedAt === null);
const asked = (method: string) =>
  app.proxy.requests.filter(({ path, ...request }) => request.method === method && path === '/crm/lists/2026-09');

describe('a segment', () => {
  test.each(SEGMENTS)('of $kind has the companies whose published properties say so', async ({ kind, name }) => {
    const { status, body } = await post('make', kind);
    expect(status).toBe(200);
    const [list] = inHubSpot();
    if (list === undefined) throw new Error('no list was made');
    expect([list.name, list.processingType, list.objectType]).toEqual([name, 'DYNAMIC', 'companies']);
    const members = listMembers(app.standIn.store, list).map(({ recordId }) => recordId);
    const expected = [...app.standIn.store.records.companies.active()].filter(({ properties: held }) => {
      const { roundtable_tier: tier, roundtable_risks: risks = '', roundtable_missing_roles: missing = '' } = held;
      if (kind === 'surging') return held['roundtable_surging'] === 'true';
      if (kind === 'single_threaded') return risks.split(';').includes('single_threaded');
      if (kind === 'no_budget_holder') return (tier ?? '') !== '' && missing.split(';').includes('BUDGET_HOLDER');
      if (kind === 'ads') return held['roundtable_for_ads'] === 'true';
      if (kind === 'play_due') return (held['roundtable_next_play'] ?? '') !== '';
      return tier === kind;
    });
    expect(members.toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
    expect(listOf(body, kind)).toEqual({ listId: list.listId, size: members.length });
  });

  test('says what it would hold before it is made: what HubSpot then finds', async () => {
    const { segments } = await read();
    const before = segments.map(({ kind, expected }: Json) => [kind, expected]);
    for (const { kind } of SEGMENTS) await post('make', kind);
    const sizes = SEGMENTS.map(({ kind, name }) => {
      const list = inHubSpot().find((each) => each.name === name);
      return [kind, list === undefined ? null : listMembers(app.standIn.store, list).length];
    });
    expect(before).toEqual(sizes);
    expect(sizes.map(([, size]) => size)).toContain(1);
  });

  test('does not count a company that is gone', async () => {
    const { kysely } = app.context.db;
    const [first] = (await read()).segments;
    const gone = { portal_id: app.portalId, company_id: '404', published_at: new Date() };
    const values = { roundtable_tier: 'tier_1' };
    await kysely
      .insertInto('published_properties')
      .values({ ...gone, values, hs_updated_at: null } as never)
      .execute();
    expect((await read()).segments[0].expected).toBe(first.expected);
    await kysely.deleteFrom('published_properties').where('company_id', '=', '404').execute();
  });

  test('is made once, however often it is asked for, and who made it is logged', async () => {
    await Promise.all([post('make', 'tier_1'), post('make', 'tier_1')]);
    await post('make', 'tier_1');
    expect(inHubSpot()).toHaveLength(1);
    const log = await listAudit(app.context.db.kysely, app.portalId, 5);
    expect(log).toContainEqual(expect.objectContaining({ actor: MIA, action: 'segment made' }));
  });

  test('whose making was not answered is found again by its name', async () => {
    app.proxy.decideFault = ({ method, path }) => (method === 'POST' && path === '/crm/lists/2026-09' ? 'lost' : null);
    await post('make', 'tier_1');
    app.proxy.decideFault = () => null;
    const { status, body } = await post('make', 'tier_1');
    expect(status).toBe(200);
    expect(inHubSpot()).toHaveLength(1);
    expect(listOf(body, 'tier_1')).toMatchObject({ listId: inHubSpot()[0]?.listId });
  });

  test('that are missing are made together; one that cannot be keeps none of the others', async () => {
    await post('make', 'tier_2');
    const [theirs] = inHubSpot();
    if (theirs === undefined) throw new Error('no list was made');
    await app.context.db.kysely.deleteFrom('segments').execute();
    theirs.name = TIER_1;
    const makeMissing = () =>
      app.call('/api/segments/make-missing', {
        method: 'POST',
        body: { requestId: 'make-missing' },
        userEmail: MIA,
      });
    const { status, body } = await makeMissing();
    expect(status).toBe(200);
    expect(body.refused).toEqual([expect.stringContaining(`another segment called “${TIER_1}”`)]);
    const missing = body.segments.filter(({ list }: Json) => list === null).map(({ kind }: Json) => kind);
    expect(missing).toEqual(['tier_1']);
    const before = inHubSpot().length;
    await makeMissing();
    expect(inHubSpot()).toHaveLength(before);
  });

  test('that somebody deleted in HubSpot is offered again, and made anew', async () => {
    await post('make', 'tier_1');
    const [former] = inHubSpot();
    if (former !== undefined) former.deletedAt = new Date().toISOString();
    expect(listOf(await read(), 'tier_1')).toBeNull();
    expect(await listSegments(app.context.db.kysely, app.portalId)).toEqual([]);
    await post('make', 'tier_1');
    expect(inHubSpot().map(({ name, listId }) => [name, listId === former?.listId])).toEqual([[TIER_1, false]]);
  });

  test('is not made where another segment has its name, which stays as it is', async () => {
    await post('make', 'tier_2');
    const [mine] = inHubSpot();
    if (mine === undefined) throw new Error('no list was made');
    await app.context.db.kysely.deleteFrom('segments').execute();
    mine.name = TIER_1;
    const { status, body } = await post('make', 'tier_1');
    expect(status).toBe(400);
    expect(body.error.message).toBe(
      `HubSpot has another segment called “${TIER_1}”. Rename or delete it there, then make this one.`,
    );
    expect(inHubSpot()).toHaveLength(1);
  });

  test('is removed from HubSpot, also where it is gone there', async () => {
    await post('make', 'tier_1');
    const { body } = await post('remove', 'tier_1');
    expect([inHubSpot(), listOf(body, 'tier_1')]).toEqual([[], null]);
    expect((await post('remove', 'tier_1')).status).toBe(200);
    await post('make', 'tier_3');
    for (const list of inHubSpot()) list.deletedAt = new Date().toISOString();
    expect((await post('remove', 'tier_3')).status).toBe(200);
  });
});

describe('what stands in the way', () => {
  test('is the right to: marketing’s key or an admin’s', async () => {
    expect((await post('make', 'tier_1', 'rep@vendor.example')).status).toBe(403);
    expect((await post('make', 'tier_1', 'ava@vendor.example')).status).toBe(200);
    const { body } = await app.call('/api/segments', { userEmail: 'rep@vendor.example' });
    expect(body).toMatchObject({ mayChange: false, allowed: true });
  });

  test('is a grant without lists, with the way to give it', async () => {
    const { kysely } = app.context.db;
    const portal = await getPortal(kysely, app.portalId);
    const { grant } = app.standIn.store;
    if (portal === null || grant === null) throw new Error('the app is not installed');
    const scopes = portal.scopes.filter((scope) => !scope.startsWith('crm.lists'));
    const [granted, known] = [grant.scopes, portal.scopes];
    grant.scopes = scopes;
    await upsertPortal(kysely, { ...portal, scopes });
    expect(await read()).toMatchObject({ allowed: false, reconnectUrl: `${app.url}/oauth/install` });
    const { status, body } = await post('make', 'tier_1');
    expect(status).toBe(403);
    expect(body.error.message).toContain('the right to make segments (crm.lists.read, crm.lists.write)');
    grant.scopes = granted;
    await upsertPortal(kysely, { ...portal, scopes: known });
  });

  test.each([
    [402, 422, 'The HubSpot subscription of this account does not include this'],
    [403, 422, 'HubSpot does not let Roundtable do this'],
    [400, 422, 'HubSpot refused'],
  ])('is said where HubSpot answers %i', async (fault, status, sentence) => {
    app.proxy.decideFault = ({ method, path }) => (method === 'POST' && path === '/crm/lists/2026-09' ? fault : null);
    const answer = await post('make', 'tier_1');
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toContain(sentence);
    expect(asked('POST').length).toBeGreaterThan(0);
  });

  test('does not hide the page: where HubSpot cannot be asked, the segments stand without their size', async () => {
    await post('make', 'tier_1');
    app.proxy.decideFault = ({ path }) => (path.startsWith('/crm/lists') ? 403 : null);
    const body = await read();
    expect(body.unavailable).toContain('HubSpot does not let Roundtable do this');
    expect(listOf(body, 'tier_1')).toMatchObject({ size: null });
  });
});
