import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AVA } from '../fixtures/kept-list.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** How a marketer finds accounts in the table, and takes them along. */
describeInBrowser('the table of accounts', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ work: true });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  /** Names of the companies of HubSpot for which this holds, by what the app published. */
  const published = (holds: (properties: Record<string, string>) => boolean): string[] =>
    [...app.standIn.store.records.companies.active()]
      .filter(({ properties }) => holds(properties))
      .map(({ properties }) => properties['name'] ?? '');
  const shown = (): Promise<string[]> => page.locator('.extension tbody tr td:first-child a').allInnerTexts();

  test('is narrowed by a missing role and by name, and leaves as a file of what is shown', async () => {
    await sandbox.comeAs(AVA, 'accounts');
    await page.getByLabel('Tier', { exact: true }).selectOption('All accounts');
    const missing = published((properties) =>
      (properties['roundtable_missing_roles'] ?? '').split(';').includes('CHAMPION'),
    );
    expect(missing.length).toBeGreaterThan(0);
    await page.getByLabel('Missing role').selectOption('Champion');
    await expect.poll(async () => (await shown()).toSorted()).toEqual(missing.toSorted());
    await page.getByLabel('Name contains').fill('bol');
    await expect.poll(shown).toEqual(['Bolt']);
    await sandbox.shoot('accounts-narrowed');
    await sandbox.press('Export as CSV');
    const link = page.getByRole('link', { name: 'Download the file' });
    await link.waitFor();
    // The tab that a browser opens for a file is gone before one can wait for its download.
    await link.evaluate((element) => element.removeAttribute('target'));
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const [header, ...rows] = (await readFile(await download.path(), 'utf8')).trimEnd().split(/\r?\n/);
    expect(header).toMatch(/account|name/i);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain('Bolt');
    expect(sandbox.complaints).toEqual([]);
  });
});
