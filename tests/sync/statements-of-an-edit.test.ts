import type { KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findNextEvents } from '../../src/storage/mirror/webhook-events.ts';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import type { SyncContext } from '../../src/sync/sync-context.ts';
import { ingestWebhooks } from '../../src/sync/webhooks/ingest-webhooks.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';
import { createPortalUsers } from '../fixtures/portal-users.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';

/** Each is a way to the database and back, one after the other: what a change costs, whatever the portal's size. */
const MOST = { ingest: 16, refresh: 110 };

let app: TestApp;
let statements = 0;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
});
afterAll(() => app.stop());

/** The context of the app, but that what is asked of the database is counted; not what its requests and jobs ask. */
function counting(): SyncContext {
  const counter: KyselyPlugin = {
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: ({ result }) => Promise.resolve(result),
  };
  const { db } = app.context;
  const counted = {
    ...db,
    kysely: db.kysely.withPlugin(counter),
    transaction: <T>(work: Parameters<typeof db.transaction<T>>[0]) =>
      db.transaction<T>((trx) => work(trx.withPlugin(counter))),
  };
  return { ...app.context, db: counted };
}

async function countIn(work: () => Promise<unknown>): Promise<number> {
  statements = 0;
  await work();
  return statements;
}

test('an edit that is published takes no more statements than it did', async () => {
  const context = counting();
  const { portalId } = app;
  createPortalUsers(app.standIn).set('companies', '102', { numberofemployees: '3', annualrevenue: '20000' });
  const arrived = () => findNextEvents(app.context.db.kysely, portalId);
  await vi.waitFor(async () => expect(await arrived()).toBe('now'), { timeout: PATIENCE_MS });
  const ingest = await countIn(() => ingestWebhooks(context, portalId));
  let written = 0;
  const refresh = await countIn(async () => ({ written } = await refreshPortal(context, portalId)));
  expect(written).toBe(1);
  // None would say that nothing was counted.
  expect(Math.min(ingest, refresh)).toBeGreaterThan(0);
  expect(ingest).toBeLessThanOrEqual(MOST.ingest);
  expect(refresh).toBeLessThanOrEqual(MOST.refresh);
});
