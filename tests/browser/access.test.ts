import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSettings } from '../../src/sync/settings/portal-settings.ts';
import { MIA, withColleagues } from '../fixtures/kept-list.ts';
import { startTestApp, type Json, type TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { openBrowser } from './open-browser.ts';
import { serveRecordPage, type Served } from './record-page-server.ts';

const browser = await openBrowser();
const skipped = 'keys and the export (skipped: no Chrome and no bundled Chromium starts here)';
/** Where screenshots go, for looking at them; nowhere by default. */
const shots = process.env['SCREENSHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

/** Who may do what, and what leaves the app, by an admin in a browser. */
describe.skipIf(browser === null)(browser === null ? skipped : 'keys and the export', () => {
  let app: TestApp;
  let served: Served;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    app = await startTestApp({ data: withColleagues(createSmallPortal()) });
    await app.installAndSync();
    served = await serveRecordPage(app.standIn, app.url);
    page = await (browser as Browser).newPage({ viewport: { width: 1200, height: 900 } });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  });

  afterAll(async () => {
    await browser?.close();
    await served?.close();
    await app?.stop();
  });

  const marketers = async (): Promise<string[]> =>
    (await readSettings(app.context.db.kysely, app.portalId)).keys.marketing;
  const shoot = async (name: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
  };

  test('an admin gives a key to a colleague and takes it back', async () => {
    const openKeys = async (): Promise<void> => {
      await page.goto(`${served.url}/settings`);
      await page.getByRole('tab', { name: 'People', exact: true }).click();
      await page.getByRole('tab', { name: 'Keys and people' }).click();
    };
    const key = page.getByLabel('Marketing’s key for Mia Marks');
    await openKeys();
    await key.click();
    await expect.poll(() => marketers()).toEqual([MIA.userEmail]);
    await openKeys();
    expect(await key.isChecked()).toBe(true);
    await shoot('settings-keys');
    await key.click();
    await expect.poll(() => marketers()).toEqual([]);
    await openKeys();
    await page.getByText('Until both keys are held, nothing can be approved').waitFor();
  });

  test('an admin downloads everything that is kept, and opens the file', async () => {
    await page.getByRole('tab', { name: 'Data', exact: true }).click();
    await page.getByRole('tab', { name: 'Export' }).click();
    await page.getByRole('button', { name: 'Prepare the file' }).click();
    const link = page.getByRole('link', { name: 'Download the file' });
    await link.waitFor();
    await shoot('settings-export');
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
    expect(complaints).toEqual([]);
  });
});
