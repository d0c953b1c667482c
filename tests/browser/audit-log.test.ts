import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adoptList, AVA, giveKeys, seatAnew, withColleagues } from '../fixtures/kept-list.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** What is told of who changed what and why: the log, its file, and the versions of the model. */
describeInBrowser('what was done', () => {
  let sandbox: OpenSandbox;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({
      data: withColleagues(createSmallPortal()),
      before: async (app) => {
        await giveKeys(app);
        await seatAnew(app, [6, 5, 3]);
        await adoptList(app);
        const autoApply = { addTo: [2, 3], moveTo: [2, 3], remove: true };
        await app.call('/api/settings/keys/auto-apply', { method: 'POST', body: autoApply });
        await seatAnew(app, [1, 1, 1]);
      },
    });
    ({ page } = sandbox);
    await sandbox.comeAs(AVA, 'settings');
  });
  afterAll(() => sandbox?.close());

  const tab = (name: string) => page.getByRole('tab', { name, exact: true }).click();

  test('is told with the time on the portal’s clock, by name, and with the reason of what moved by itself', async () => {
    await tab('People');
    await tab('Audit log');
    await page.getByText(/Times are .*\(Europe\/Berlin\)/).waitFor();
    await page.getByText('Why: ').first().waitFor();
    const rows = page.getByRole('row');
    const moved = await rows
      .filter({ hasText: /Moved .* from Tier/ })
      .first()
      .innerText();
    expect(moved).toMatch(/\d{1,2} \w+ \d{4}, \d\d:\d\d\s+Roundtable\s+Moved /);
    expect(moved).toMatch(/Why: .+; without approval, because automatic changes are set to: Changes into Tier 2 and 3/);
    expect(await rows.filter({ hasText: 'Gave Mia Marks the marketing key' }).innerText()).toContain('Ava Stone');
    expect(await page.getByRole('table').innerText()).not.toContain('@');
    await sandbox.shoot('audit-log');
  });

  test('is downloaded as it is looked for, with the same reasons and names', async () => {
    await page.getByLabel('Person, account or play').fill('Ava Stone');
    await page.getByLabel('What was done').selectOption('Approval keys, admins and erased people');
    await sandbox.press('Find');
    await page.getByText('Why: ').first().waitFor({ state: 'detached' });
    await sandbox.press('Export as CSV');
    const link = page.getByRole('link', { name: 'Download the file' });
    await link.waitFor();
    // The tab that a browser opens for a file is gone before one can wait for its download.
    await link.evaluate((element) => element.removeAttribute('target'));
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('audit-log.csv');
    const file = await readFile(await download.path(), 'utf8');
    const lines = parse<Record<string, string>>(file, { bom: true, columns: true });
    expect(lines).toHaveLength((await page.getByRole('row').count()) - 1);
    expect(new Set(lines.map((line) => `${line['Who']} ${line['Address']}`))).toEqual(
      new Set([`Ava Stone ${AVA.userEmail}`]),
    );
    await sandbox.shoot('audit-exported');
  });

  test('has versions of the model that are told apart', async () => {
    await tab('Model');
    await page.getByText('Version 3 scores your accounts: Starting model, with different tiers and seats').waitFor();
    await page.getByText('Different from version 2: tiers and seats (Tier 1: 6 → 1 seats').waitFor();
    await page.getByText('1: Starting model', { exact: true }).waitFor();
    await sandbox.shoot('model-versions');
    expect(sandbox.complaints).toEqual([]);
  });
});
