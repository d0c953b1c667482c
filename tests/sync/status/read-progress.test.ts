import { afterAll, beforeAll, expect, test } from 'vitest';
import { markComputed, markStale, takeStale } from '../../../src/storage/accounts/stale-accounts.ts';
import { saveSyncStep, type SyncStep } from '../../../src/storage/mirror/sync-steps.ts';
import { setPortalStatus } from '../../../src/storage/portal/portals.ts';
import { PULL_STEPS } from '../../../src/sync/pull/steps/pull-steps.ts';
import { readProgress } from '../../../src/sync/status/read-progress.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const OF = PULL_STEPS.length;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.stop());

const progress = () => readProgress(app.context.db.kysely, app.portalId, NOW);
const reach = (step: string, change: Partial<SyncStep>): Promise<void> =>
  saveSyncStep(app.context.db.kysely, app.portalId, {
    step,
    cursor: null,
    done: 0,
    total: null,
    startedAt: NOW - 60_000,
    finishedAt: null,
    ...change,
  });

test('before anything is read, nothing is known of it', async () => {
  await app.install();
  expect(await progress()).toEqual({ done: 0, total: null, step: 'Connecting', msLeft: null, kinds: null });
});

test('while it reads, it tells the first of what is under way, with the time at its pace so far', async () => {
  await reach('companies', { done: 300, total: 300, finishedAt: NOW - 1_000 });
  await reach('contacts', { startedAt: NOW - 50_000 });
  await reach('deals', { startedAt: NOW - 40_000, done: 5, total: 10 });
  const unknown = { done: 0, total: null, step: 'Contacts', msLeft: null, kinds: { read: 1, of: OF } };
  expect(await progress()).toEqual(unknown);
  await reach('contacts', { startedAt: NOW - 50_000, done: 1_000, total: 4_000 });
  expect(await progress()).toEqual({ ...unknown, done: 1_000, total: 4_000, msLeft: 150_000 });
});

test('what is kept beside the steps is none of them', async () => {
  await reach('events:page_views', { startedAt: NOW - 70_000 });
  expect(await progress()).toMatchObject({ step: 'Contacts', kinds: { read: 1, of: OF } });
});

test('once everything is read it scores, and tells how many accounts still wait', async () => {
  await app.installAndSync();
  const { kysely } = app.context.db;
  await setPortalStatus(kysely, app.portalId, 'syncing', NOW);
  await markStale(kysely, app.portalId, ['101'], 'first read');
  const companies = [...app.standIn.store.records.companies.active()].length;
  const scoring = { done: companies - 1, total: companies, step: 'Scoring', msLeft: null, kinds: { read: OF, of: OF } };
  expect(await progress()).toEqual(scoring);
  const { body } = await app.call('/api/cards/account?companyId=101');
  expect(body.progress).toEqual(scoring);
  // Computed, it stays marked until it is published.
  await markComputed(kysely, app.portalId, await takeStale(kysely, app.portalId, 10));
  expect(await progress()).toEqual({ ...scoring, done: companies });
});
