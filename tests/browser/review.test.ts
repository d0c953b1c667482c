import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { weekOf } from '../../src/domain/review/calendar-week.ts';
import { loadReviews } from '../../src/storage/program/account-reviews.ts';
import { upsertActivities } from '../../src/storage/mirror/activities.ts';
import { loadReviewNotes } from '../../src/storage/program/review-notes.ts';
import { runPlay } from '../../src/sync/plays/run-play.ts';
import { startPlay } from '../../src/sync/plays/start-play.ts';
import { createPortalUsers } from '../fixtures/portal-users.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { findBarriers, findOverflowing } from './judge-page.ts';
import { describeInBrowser, enabled } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** A seller starts a play at Acme and does its first task in HubSpot. */
async function startAPlay({ portalId, context, call, standIn }: TestApp): Promise<void> {
  const { body } = await call('/api/cards/account?companyId=101');
  const request = { companyId: '101', playId: body.plays[0].playId, requestId: 'request-play' };
  const run = await startPlay(context, { ...request, portalId, startedBy: 'ava@vendor.example' });
  await runPlay(context, portalId, run.runId);
  const [task] = standIn.store.records.tasks.active();
  createPortalUsers(standIn).set('tasks', task?.id ?? '', { hs_task_status: 'COMPLETED' });
}

/** A marketer and a seller go through their accounts, from the bundle in a browser to what is stored and in HubSpot. */
describeInBrowser('the weekly review', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;
  const week = weekOf(Date.now(), 'Europe/Berlin');

  beforeAll(async () => {
    sandbox = await openSandbox({
      before: async (started) => {
        const meeting = { activityId: 'm-1', type: 'meeting_held', occurredAt: week.from + 1, detail: null } as const;
        await upsertActivities(started.context.db.kysely, started.portalId, [
          { ...meeting, contactId: '2', source: 'test' },
        ]);
        await startAPlay(started);
      },
    });
    ({ app, page } = sandbox);
    await page.goto(`${sandbox.url}/accounts`);
    await page.getByRole('tab', { name: 'Weekly review' }).click();
    // On Monday and Tuesday it opens on the last one.
    await page.getByLabel('Week', { exact: true }).selectOption('0');
  });
  afterAll(() => sandbox?.close());

  const readNotes = async (): Promise<string[]> => {
    const held = await loadReviewNotes(app.context.db.kysely, app.portalId, ['101'], 9);
    return (held.get('101') ?? []).map(({ text }) => text);
  };

  test('begins with the reader’s own account: what happened, what was done in HubSpot, what is next', async () => {
    await page.getByText('0 of 3 reviewed').waitFor();
    await sandbox.shoot('review-list');
    await sandbox.press('Start the review');
    await page.getByText('1 of 3', { exact: true }).waitFor();
    await page.getByText(/^Bob Okafor \(Champion\): meeting/).waitFor();
    await page.getByText(/^Done: /).waitFor();
    await page.getByText(/^Nobody known as /).waitFor();
    await sandbox.shoot('review-account');
    const done = app.standIn.store.records.tasks.active();
    expect([...done].map(({ properties }) => properties['hs_task_status'])).toContain('COMPLETED');
  });

  test('a note is kept, changed and removed, by keyboard', async () => {
    await page.getByLabel('Note for the team').fill('Ask Bob who holds the budget');
    await enabled(page.getByRole('button', { name: 'Keep the note' })).press('Enter');
    await enabled(page.getByRole('button', { name: 'Change' })).press('Enter');
    await page.getByLabel('The note as it should be').fill('Bob asks the CFO by Friday');
    await enabled(page.getByRole('button', { name: 'Save' })).press('Enter');
    await expect.poll(readNotes).toEqual(['Bob asks the CFO by Friday']);
    await sandbox.shoot('review-note');
    await page.getByLabel('Note for the team').fill('A second one');
    await sandbox.press('Keep the note');
    await page.getByRole('button', { name: 'Remove' }).nth(1).waitFor();
    await enabled(page.getByRole('button', { name: 'Remove' }).first()).press('Enter');
    await enabled(page.getByRole('button', { name: 'Remove for good' })).press('Enter');
    await expect.poll(readNotes).toEqual(['Bob asks the CFO by Friday']);
  });

  test('every account is gone through and marked; the summary is copied', async () => {
    for (const [place, mark] of [
      ['1 of 3', 'Reviewed, next account'],
      ['2 of 3', 'Reviewed, next account'],
      ['3 of 3', 'Reviewed'],
    ] as const) {
      await page.getByText(place, { exact: true }).waitFor();
      await sandbox.press(mark);
    }
    await page.getByText('Every account is reviewed for this week.').waitFor();
    await page.getByText('3 of 3 reviewed').waitFor();
    const reviews = await loadReviews(app.context.db.kysely, app.portalId, ['101', '102', '103'], week.id);
    expect([...reviews.values()].map(({ reviewedBy }) => reviewedBy)).toEqual(Array(3).fill('ava@vendor.example'));
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await sandbox.press('Copy the summary');
    await page.getByText('Copied').waitFor();
    const summary = await page.evaluate(() => navigator.clipboard.readText());
    expect(summary).toMatch(/^Weekly review, .*: 3 of 3 reviewed\n\nAcme \(Tier 1/);
    expect(summary).toContain('Note: Bob asks the CFO by Friday (Ava Stone)');
    await sandbox.shoot('review-done');
  });

  test('axe finds nothing, and nothing overflows at 320 px', async () => {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await findOverflowing(page)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
      await sandbox.press('Acme');
      await page.getByText('1 of 3', { exact: true }).waitFor();
      if (width === 320) await sandbox.shoot('review-narrow');
      expect(await findOverflowing(page)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.locator('[data-unknown-component]').count()).toBe(0);
      await sandbox.press('All accounts');
    }
    expect(sandbox.complaints).toEqual([]);
  });
});
