import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/sync/settings/portal-settings.ts';
import { MIA, withColleagues } from '../fixtures/kept-list.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** Who may do what, and what leaves the app, by an admin in a browser. */
describeInBrowser('keys and the export', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: withColleagues(createSmallPortal()) });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const marketers = async (): Promise<string[]> =>
    (await readSettings(app.context.db.kysely, app.portalId)).keys.marketing;

  test('an admin gives a key to a colleague and takes it back', async () => {
    const openKeys = async (): Promise<void> => {
      await page.goto(`${sandbox.url}/settings`);
      await page.getByRole('tab', { name: 'People', exact: true }).click();
      await page.getByRole('tab', { name: 'Approval keys' }).click();
    };
    const key = page.getByLabel('Mia Marks approves for marketing');
    await openKeys();
    await page.getByText('there is no Save button').waitFor();
    await key.click();
    await page.getByText('✓ Saved').waitFor();
    await expect.poll(() => marketers()).toEqual([MIA.userEmail]);
    await openKeys();
    expect(await key.isChecked()).toBe(true);
    await sandbox.shoot('settings-keys');
    await key.click();
    await expect.poll(() => marketers()).toEqual([]);
    await openKeys();
    await page.getByText('Do this first: choose who approves').waitFor();
  });

  test('an admin downloads everything that is kept, and opens the file', async () => {
    await page.getByRole('tab', { name: 'Data', exact: true }).click();
    await page.getByRole('tab', { name: 'Export' }).click();
    await page.getByRole('button', { name: 'Prepare the file' }).click();
    const link = page.getByRole('link', { name: 'Download the file' });
    await link.waitFor();
    await sandbox.shoot('settings-export');
    // The tab that a browser opens for a file is gone before one can wait for its download.
    await link.evaluate((element) => element.removeAttribute('target'));
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe(`roundtable-${app.portalId}.jsonl`);
    const lines = (await readFile(await download.path(), 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line): Json => JSON.parse(line));
    expect(lines[0]).toMatchObject({ roundtable: 1, portalId: app.portalId });
    expect(lines.at(-1)).toEqual({ end: true, rows: lines.length - 2 });
    const companies = lines.filter(({ table }) => table === 'companies').map(({ row }) => row.name);
    expect(companies.toSorted((a: string, b: string) => a.localeCompare(b))).toEqual(['Acme', 'Bolt', 'Cold', 'Tiny']);
    expect(lines.filter(({ table }) => table === 'audit_log').map(({ row }) => row.action)).toContain(
      'everything exported',
    );
    expect(sandbox.complaints).toEqual([]);
  });
});
