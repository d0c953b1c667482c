import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/http/create-app.ts';
import { listRoutes, type Route } from '../fixtures/list-routes.ts';
import { MIA, SAM, giveKeys, withColleagues } from '../fixtures/kept-list.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';

/**
 * Who may call each route that changes something. `user`: everybody of the portal; `admin`: who installed the app last,
 * and whom an admin named; `marketing`: they, and who holds marketing's key; `holder`: they, and who holds either key; `key`: who holds marketing's or sales' key (whether
 * they do is judged per proposal, see
 * two-keys.test.ts); `hubspot`: no person, HubSpot's signature; `source`: the holder of one of the portal's signal keys.
 */
const WHO = {
  'POST /api/cards/account/list/propose': 'user',
  'POST /api/cards/account/list/withdraw': 'user',
  'POST /api/cards/account/placeholders': 'user',
  'POST /api/cards/account/plan/drop': 'user',
  'POST /api/cards/account/plan/note': 'user',
  'POST /api/cards/account/plays/dismiss': 'user',
  'POST /api/cards/account/plays/enrol': 'user',
  'POST /api/cards/account/plays/rate-text': 'user',
  'POST /api/cards/account/plays/snooze': 'user',
  'POST /api/cards/account/plays/start': 'user',
  'POST /api/cards/account/plays/stop': 'user',
  'POST /api/cards/account/plays/undo': 'user',
  'POST /api/cards/account/roles/decide': 'user',
  'POST /api/cards/account/roles/undo': 'user',
  'POST /api/pages/target-list/adopt': 'user',
  'POST /api/pages/target-list/decide': 'key',
  'POST /api/pages/target-list/export-link': 'user',
  'POST /api/pages/target-list/propose': 'user',
  'POST /api/pages/target-list/refresh': 'user',
  'POST /api/pages/target-list/refresh/anew': 'user',
  'POST /api/pages/target-list/refresh/keep': 'user',
  'POST /api/plays/auto-start': 'marketing',
  'POST /api/plays/draft': 'marketing',
  'POST /api/plays/draft/discard': 'marketing',
  'POST /api/plays/edit': 'marketing',
  'POST /api/plays/import': 'marketing',
  'POST /api/plays/keep': 'marketing',
  'POST /api/plays/reset': 'marketing',
  'POST /api/plays/switch': 'marketing',
  'POST /api/plays/texts/save': 'marketing',
  'POST /api/plays/texts/try': 'user',
  'POST /api/program/capacity': 'admin',
  'POST /api/program/goal': 'admin',
  'POST /api/program/measure': 'holder',
  'POST /api/review/mark': 'user',
  'POST /api/review/note': 'user',
  'POST /api/review/note/edit': 'user',
  'POST /api/review/note/remove': 'user',
  'POST /api/segments/make': 'marketing',
  'POST /api/segments/make-missing': 'marketing',
  'POST /api/segments/remove': 'marketing',
  'POST /api/settings/api-keys': 'admin',
  'POST /api/settings/api-keys/revoke': 'admin',
  'POST /api/settings/audit/export-link': 'user',
  'POST /api/settings/choices/acting': 'admin',
  'POST /api/settings/choices/clusters': 'admin',
  'POST /api/settings/choices/confirmed-roles': 'admin',
  'POST /api/settings/choices/managers': 'admin',
  'POST /api/settings/choices/map-property': 'admin',
  'POST /api/settings/choices/outside-edits': 'admin',
  'POST /api/settings/choices/record-notes': 'admin',
  'POST /api/settings/choices/target-accounts': 'admin',
  'POST /api/settings/choices/unmap-property': 'admin',
  'POST /api/settings/data-trust/examine': 'user',
  'POST /api/settings/export': 'admin',
  'POST /api/settings/guide/change': 'admin',
  'POST /api/settings/guide/settle': 'admin',
  'POST /api/settings/keys/auto-apply': 'admin',
  'POST /api/settings/keys/give': 'admin',
  'POST /api/settings/keys/take': 'admin',
  'POST /api/settings/leave': 'admin',
  'POST /api/settings/model/activate': 'admin',
  'POST /api/settings/model/draft': 'admin',
  'POST /api/settings/model/draft/change': 'admin',
  'POST /api/settings/model/draft/discard': 'admin',
  'POST /api/settings/model/icp/take': 'admin',
  'POST /api/settings/model/preview': 'admin',
  'POST /api/settings/signals-key': 'admin',
  'POST /api/settings/signals-key/revoke': 'admin',
  'POST /api/settings/signals-table': 'admin',
  'POST /api/settings/signals-table/take-out': 'admin',
  'POST /api/settings/slack/connect': 'admin',
  'POST /api/settings/slack/disconnect': 'admin',
  'POST /api/settings/slack/kinds': 'admin',
  'POST /api/settings/slack/test': 'admin',
  'POST /api/settings/sync': 'user',
  'POST /signals': 'source',
  'POST /webhooks': 'hubspot',
  'POST /workflow-actions/propose-for-list': 'hubspot',
  'POST /workflow-actions/refresh-account': 'hubspot',
  'POST /workflow-actions/start-play': 'hubspot',
  'POST /workflow-actions/start-play/options': 'hubspot',
} as const satisfies Record<string, 'user' | 'admin' | 'marketing' | 'holder' | 'key' | 'hubspot' | 'source'>;

const ADMIN = 'ava@vendor.example';
const COLLEAGUE = 'colleague@vendor.example';
/** What somebody might say of themselves in a body, where nobody looks. */
const BOAST = {
  userEmail: ADMIN,
  actor: ADMIN,
  by: ADMIN,
  admin: true,
  mayChange: true,
  userId: '1',
  sides: ['sales'],
};

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ data: withColleagues(createSmallPortal()) });
  await app.installAndSync();
  await giveKeys(app);
});
afterAll(() => app.stop());

const changing = (): Route[] => listRoutes(() => createApp(app.context)).filter(({ method }) => method !== 'GET');
const pathsOf = (who: (typeof WHO)[keyof typeof WHO]): string[] =>
  Object.entries(WHO).flatMap(([route, whose]) => (whose === who ? [route.replace('POST ', '')] : []));
/** Whatever not everybody may. */
const restricted = (): string[] => [...pathsOf('admin'), ...pathsOf('marketing'), ...pathsOf('holder')];
const post = (path: string, userEmail: string, body: object) => app.call(path, { method: 'POST', userEmail, body });

test('of every route that changes something it is said who may', () => {
  const routes = changing().map(({ method, path }) => `${method} ${path}`);
  expect(routes.sort()).toEqual(Object.keys(WHO).sort());
});

describe('a colleague of the admin', () => {
  test('is refused whatever only an admin may, with an empty body and with one that boasts', async () => {
    for (const path of restricted()) {
      for (const body of [{}, BOAST]) {
        const { status, body: answer } = await post(path, COLLEAGUE, body);
        expect({ path, status, code: answer.error?.code }).toEqual({ path, status: 403, code: 'FORBIDDEN' });
      }
    }
  });

  test('is heard where everybody of the portal is', async () => {
    for (const path of [...pathsOf('user'), ...pathsOf('key')]) {
      const { status } = await post(path, COLLEAGUE, {});
      expect({ path, refused: [401, 403].includes(status) }).toEqual({ path, refused: false });
    }
  });

  test('turns no key', async () => {
    const wish = { requestId: 'request-adopt-1' };
    expect((await post('/api/pages/target-list/adopt', COLLEAGUE, wish)).status).toBe(200);
    const { adoption } = (await app.call('/api/pages/target-list')).body;
    const proposalIds = [adoption.proposalId];
    for (const side of ['marketing', 'sales']) {
      const decision = { proposalIds, side, verdict: 'approve' };
      const { body } = await post('/api/pages/target-list/decide', COLLEAGUE, decision);
      expect(body).toMatchObject({ done: 0 });
      expect(body.refusals).toHaveLength(1);
      const { status } = await post('/api/pages/target-list/decide', COLLEAGUE, { ...decision, userEmail: ADMIN });
      expect(status).toBe(400);
    }
    const { body: list } = await app.call('/api/pages/target-list');
    expect(list).toMatchObject({ keptSince: null, adoption: { marketing: null, sales: null } });
  });
});

test('who holds marketing’s key is heard where plays, texts and segments are changed, and nowhere else where an admin is asked for', async () => {
  for (const path of pathsOf('marketing')) {
    const { status } = await post(path, MIA.userEmail, {});
    expect({ path, refused: [401, 403].includes(status) }).toEqual({ path, refused: false });
    expect({ path, status: (await post(path, SAM.userEmail, {})).status }).toEqual({ path, status: 403 });
  }
  for (const path of pathsOf('holder')) {
    const { status } = await post(path, SAM.userEmail, {});
    expect({ path, refused: [401, 403].includes(status) }).toEqual({ path, refused: false });
  }
  for (const path of pathsOf('admin')) {
    expect({ path, status: (await post(path, MIA.userEmail, {})).status }).toEqual({ path, status: 403 });
  }
});

test('the admin is heard wherever an admin is asked for', async () => {
  for (const path of restricted()) {
    const { status } = await post(path, ADMIN, {});
    expect({ path, refused: [401, 403].includes(status) }).toEqual({ path, refused: false });
  }
});

test('somebody of a portal that did not install the app changes nothing', async () => {
  for (const path of restricted()) {
    const { status } = await app.call(path, { method: 'POST', portalId: 999, userEmail: ADMIN, body: {} });
    expect({ path, refused: [403, 404].includes(status) }).toEqual({ path, refused: true });
  }
});
