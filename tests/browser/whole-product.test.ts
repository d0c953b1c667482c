import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestApp } from '../fixtures/running-app.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** The app with its jobs, HubSpot in a box, and a rep's browser: what `npm run sandbox` shows. */
describeInBrowser('the whole product', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ work: true });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  test('a rep reads the coverage, starts a play, and its tasks are in HubSpot', async () => {
    const acme = { ...app.standIn.store.records.companies.getActive('101')?.properties };
    await page.goto(sandbox.url);
    await page.getByRole('link', { name: 'Acme' }).click();
    await page.getByText(`Coverage ${acme['roundtable_coverage']} of 100`).waitFor();
    await page.getByRole('tab', { name: 'Next plays' }).click();
    await page.getByRole('heading', { name: acme['roundtable_next_play'] ?? '' }).waitFor();
    expect(readTasks(app, '101')).toEqual([]);
    const standing = page.locator('[data-extension=standing]');
    await standing.getByText(new RegExp(`^(Next|Then): ${acme['roundtable_next_play']}$`)).waitFor();
    await page.evaluate(() => Object.assign(window, { wasNotReloaded: true }));

    const startedAt = Date.now();
    await page.getByRole('button', { name: 'Start play' }).first().click();
    await page.getByText('Running').first().waitFor();
    await expect.poll(() => readTasks(app, '101').length).toBeGreaterThan(0);
    await expect
      .poll(async () => (await app.call('/api/cards/account?companyId=101')).body.running[0].status)
      .toBe('running');
    for (const task of readTasks(app, '101')) {
      expect(task['hubspot_owner_id']).toBe('9000');
      expect(Date.parse(task['hs_timestamp'] ?? '')).toBeGreaterThanOrEqual(startedAt);
      expect(task['hs_task_status']).toBe('NOT_STARTED');
    }
    // The sidebar's card is a worker of its own: it hears of the click by the property that follows from it.
    await standing.getByText(`of "${acme['roundtable_next_play']}". Its tasks`).waitFor();
    expect(await page.evaluate(() => 'wasNotReloaded' in window)).toBe(true);
  });
});

/** Properties of the tasks HubSpot has of a company. */
function readTasks({ standIn }: TestApp, companyId: string): Record<string, string>[] {
  const { associations, records } = standIn.store;
  const ids = [...associations.linked('companies', companyId, 'tasks').keys()];
  return ids.map((id) => records.tasks.getActive(id)?.properties ?? {});
}
