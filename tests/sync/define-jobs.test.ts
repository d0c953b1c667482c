import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { JobHandler } from '../../src/jobs/batch-handler.ts';
import type { Queue } from '../../src/jobs/queue.ts';
import { countActivities, upsertActivities } from '../../src/storage/mirror/activities.ts';
import { getCompany } from '../../src/storage/mirror/companies.ts';
import { listPlayRuns } from '../../src/storage/plays/play-runs.ts';
import { savePortalSettings } from '../../src/storage/portal/portal-settings.ts';
import { deleteSlackHook, saveSlackHook } from '../../src/storage/portal/slack.ts';
import { getPortal, setPortalStatus, upsertPortal } from '../../src/storage/portal/portals.ts';
import { backfillPortal } from '../../src/sync/install/backfill-portal.ts';
import { defineJobs, resumeWork, sweepAll } from '../../src/sync/define-jobs.ts';
import { agePortal } from '../../src/sync/refresh/age-portal.ts';
import { ingestWebhooks } from '../../src/sync/webhooks/ingest-webhooks.ts';
import { createPortalUsers } from '../fixtures/portal-users.ts';
import { startTestApp, type Json, type TestApp } from '../fixtures/running-app.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';

const DAY_MS = 86_400_000;
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ atPace: true });
  await app.install();
});
afterAll(() => app.stop());
beforeEach(() => forgetJobs());

const forgetJobs = () => app.context.db.executeSql(`delete from pgboss.job where name <> '__pgboss__send-it'`);
const waiting = async (): Promise<string[]> => {
  const { rows } = await app.context.db.executeSql(
    `select name from pgboss.job where state = 'created' and singleton_key = $1 order by 1`,
    [String(app.portalId)],
  );
  return rows.map((row) => (row as { name: string }).name);
};
const tellers = async () => (await waiting()).filter((name) => name === 'write-notes' || name === 'send-slack');
const syncState = async (): Promise<Json> => (await app.call('/api/settings/sync')).body;
const isMirrored = async (companyId: string) =>
  (await getCompany(app.context.db.kysely, app.portalId, companyId)) !== null;
const statusOf = async () => (await getPortal(app.context.db.kysely, app.portalId))?.status;

describe('a portal whose first sync was given up', () => {
  test('is taken up at a start and by the sweep, once, before anything was read', async () => {
    expect(await statusOf()).toBe('installing');
    await resumeWork(app.context);
    expect(await waiting()).toEqual(['backfill']);
    await sweepAll(app.context);
    expect(await waiting()).toEqual(['backfill']);
    await forgetJobs();
    await sweepAll(app.context);
    expect(await waiting()).toEqual(['backfill']);
  });

  test('shows what was wrong, and is taken up by the sweep', async () => {
    app.proxy.decideFault = async ({ path }) => {
      if (!path.startsWith('/crm/objects/2026-09/deals?')) return null;
      await vi.waitFor(async () => expect(await isMirrored('103')).toBe(true), { timeout: PATIENCE_MS });
      return 400;
    };
    await expect(backfillPortal(app.context, app.portalId)).rejects.toMatchObject({ status: 400 });
    app.proxy.decideFault = () => null;
    expect(await syncState()).toMatchObject({
      status: 'syncing',
      problem: expect.stringMatching(/\w{3}/),
      waiting: { refused: 0 },
    });
    await sweepAll(app.context);
    expect(await waiting()).toEqual(['backfill']);
  });

  test('keeps events unread until it is complete, and then reads them', async () => {
    createPortalUsers(app.standIn).archive('companies', '103');
    await app.standIn.webhooksSettled();
    await ingestWebhooks(app.context, app.portalId);
    expect((await syncState()).waiting.events).toBeGreaterThan(0);
    expect(await isMirrored('103')).toBe(true);
    await forgetJobs();
    await backfillPortal(app.context, app.portalId);
    expect(await syncState()).toMatchObject({ status: 'active', problem: null });
    expect(await waiting()).toContain('ingest-webhooks');
    await ingestWebhooks(app.context, app.portalId);
    expect((await syncState()).waiting.events).toBe(0);
    expect(await isMirrored('103')).toBe(false);
  });

  test('is not called active where access was withdrawn while it ran', async () => {
    await setPortalStatus(app.context.db.kysely, app.portalId, 'syncing', Date.now());
    app.proxy.decideFault = ({ path }) => {
      if (path.includes('/pipelines/'))
        void setPortalStatus(app.context.db.kysely, app.portalId, 'revoked', Date.now());
      return null;
    };
    // What it asks HubSpot after that fails; whether it still asks depends on which steps were done.
    await Promise.allSettled([backfillPortal(app.context, app.portalId)]);
    app.proxy.decideFault = () => null;
    expect(await statusOf()).toBe('revoked');
    await sweepAll(app.context);
    expect(await waiting()).not.toContain('backfill');
    await setPortalStatus(app.context.db.kysely, app.portalId, 'active', Date.now());
  });
});

test('an active portal is swept, not read from the start', async () => {
  await sweepAll(app.context);
  expect(await waiting()).toEqual(['sweep']);
});

test('a portal whose sweep cannot be begun does not keep the others from theirs', async () => {
  const { kysely } = app.context.db;
  const portal = (await getPortal(kysely, app.portalId))!;
  await upsertPortal(kysely, { ...portal, portalId: 1 });
  const send: typeof app.context.queue.send = (name, data, options) =>
    'portalId' in data && data.portalId === 1
      ? Promise.reject(new TypeError('of this portal alone'))
      : app.context.queue.send(name, data, options);
  const context = { ...app.context, queue: { ...app.context.queue, send } };
  await expect(sweepAll(context)).rejects.toThrow('of this portal alone');
  expect(await waiting()).toEqual(['sweep']);
  await kysely.deleteFrom('portals').where('portal_id', '=', 1).execute();
});

test('a night is a job of each active portal: one that fails is tried again by itself', async () => {
  const { context, portalId } = app;
  const { kysely } = context.db;
  await upsertPortal(kysely, { ...(await getPortal(kysely, portalId))!, portalId: 1 });
  const handlers = new Map<string, JobHandler<object>>();
  const define: Queue['define'] = (name, _definition, handler) => {
    handlers.set(name, handler as JobHandler<object>);
  };
  defineJobs({ ...context, queue: { ...context.queue, define } });
  const work = (name: string, data: object) =>
    handlers.get(name)?.({ id: '1', data, signal: AbortSignal.timeout(60_000) });
  await kysely.deleteFrom('stale_accounts').execute();
  await work('refresh-all', {});
  const { rows } = await context.db.executeSql(
    `select singleton_key as key from pgboss.job where name = 'age' and state = 'created' order by 1`,
  );
  expect(rows).toEqual([{ key: '1' }, { key: String(portalId) }]);
  const marked = () => kysely.selectFrom('stale_accounts').select('portal_id').distinct().execute();
  expect(await marked()).toEqual([]);
  await work('age', { portalId });
  expect(await marked()).toEqual([{ portal_id: portalId }]);
  await setPortalStatus(kysely, 1, 'revoked', Date.now());
  await work('age', { portalId: 1 });
  expect(await waiting()).toContain('refresh');
  await kysely.deleteFrom('portals').where('portal_id', '=', 1).execute();
});

test('a play whose tasks could not be made for an hour fails with what to do, a younger one goes on', async () => {
  const { kysely } = app.context.db;
  const { plays } = (await app.call('/api/cards/account?companyId=101')).body;
  const request = { companyId: '101', playId: plays[0].playId, requestId: 'stuck-play' };
  await app.call('/api/cards/account/plays/start', { method: 'POST', body: request });
  await sweepAll(app.context);
  expect(await listPlayRuns(kysely, app.portalId, ['101'])).toMatchObject([{ status: 'starting', problem: null }]);
  const startedAt = new Date(Date.now() - 61 * 60_000);
  await kysely.updateTable('play_runs').set({ started_at: startedAt }).execute();
  await sweepAll(app.context);
  expect(await listPlayRuns(kysely, app.portalId, ['101'])).toMatchObject([
    { status: 'failed', problem: expect.stringContaining('start the play again') },
  ]);
  expect(await waiting()).toContain('refresh');
});

test('activities older than 400 days are gone after the night', async () => {
  const { kysely } = app.context.db;
  const held = await countActivities(kysely, app.portalId);
  const old = { contactId: '1', type: 'page_view', detail: '', source: 'page_views' } as const;
  const times = [399, 401].map((days) => Date.now() - days * DAY_MS);
  await upsertActivities(
    kysely,
    app.portalId,
    times.map((occurredAt) => ({ ...old, activityId: `old-${occurredAt}`, occurredAt })),
  );
  await agePortal(app.context, app.portalId);
  expect(await countActivities(kysely, app.portalId)).toBe(held + 1);
  expect(await waiting()).toEqual(['refresh']);
});

test('a refresh sends for those who tell of it only where the portal wants to be told', async () => {
  const { context, portalId } = app;
  const { kysely } = context.db;
  const handlers = new Map<string, JobHandler<object>>();
  const define: Queue['define'] = (name, _definition, handler) => {
    handlers.set(name, handler as JobHandler<object>);
  };
  defineJobs({ ...context, queue: { ...context.queue, define } });
  const refresh = () => handlers.get('refresh')?.({ id: '1', data: { portalId }, signal: AbortSignal.timeout(60_000) });
  await refresh();
  expect(await tellers()).toEqual([]);
  const recordNotes = { tiers: true, surges: false, plays: false };
  await savePortalSettings(kysely, portalId, { recordNotes }, { at: Date.now(), by: 'test' });
  const url = 'https://hooks.slack.com/services/T/B/x';
  const connected = { portalId, url, ending: 'x', connectedAt: Date.now(), connectedBy: 'test' };
  await saveSlackHook(kysely, context.cipher, connected);
  await refresh();
  expect(await tellers()).toEqual(['send-slack', 'write-notes']);
  await savePortalSettings(kysely, portalId, {}, { at: Date.now(), by: 'test' });
  await deleteSlackHook(kysely, portalId);
});

test('a night is overtaken by what somebody waits for, in one portal and among all', async () => {
  const priorities = async (): Promise<unknown[]> =>
    (await app.context.db.executeSql(`select priority from pgboss.job where name = 'refresh' and state = 'created'`))
      .rows;
  const { portalId } = app;
  await setPortalStatus(app.context.db.kysely, portalId, 'active', Date.now());
  await agePortal(app.context, app.portalId);
  expect(await priorities()).toEqual([{ priority: -1 }]);
  await app.context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
  expect(await priorities()).toEqual([{ priority: 0 }]);
  await agePortal(app.context, app.portalId);
  expect(await priorities()).toEqual([{ priority: 0 }]);
});
