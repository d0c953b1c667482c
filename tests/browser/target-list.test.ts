import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { openBrowser } from './open-browser.ts';
import { serveRecordPage, type Served } from './record-page-server.ts';

const browser = await openBrowser();
const skipped = 'the target account list (skipped: no Chrome and no bundled Chromium starts here)';
/** Where screenshots go, for looking at them; nowhere by default. */
const shots = process.env['SCREENSHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

const AVA = { userId: 77, userEmail: 'ava@vendor.example' };
const MIA = { userId: 78, userEmail: 'mia@vendor.example' };
const SAM = { userId: 79, userEmail: 'sam@vendor.example' };

/** An admin gives the keys, a marketer and a seller turn them, and HubSpot has the new tier. */
describe.skipIf(browser === null)(browser === null ? skipped : 'the target account list', () => {
  let app: TestApp;
  let served: Served;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    const data = createSmallPortal();
    data.owners.push(
      { id: '9001', email: MIA.userEmail, firstName: 'Mia', lastName: 'Marks', userId: MIA.userId },
      { id: '9002', email: SAM.userEmail, firstName: 'Sam', lastName: 'Sells', userId: SAM.userId },
    );
    app = await startTestApp({ data, work: true });
    await app.install();
    served = await serveRecordPage(app.standIn, app.url);
    page = await (browser as Browser).newPage({ viewport: { width: 1280, height: 1000 } });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await vi.waitUntil(() => tierOf('101') !== undefined, { timeout: 90_000, interval: 300 });
  }, 150_000);

  afterAll(async () => {
    await browser?.close();
    await served?.close();
    await app?.stop();
  });

  const tierOf = (companyId: string): string | undefined =>
    app.standIn.store.records.companies.getActive(companyId)?.properties['roundtable_tier'] || undefined;
  const shoot = async (name: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
  };
  const comeAs = async (who: typeof AVA, where: string): Promise<void> => {
    await page.goto(`${served.url}/${where}`);
    await page.getByLabel('You are').selectOption(who.userEmail);
    await expect.poll(() => page.getByLabel('You are').inputValue()).toBe(who.userEmail);
  };
  const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();

  test('an admin gives marketing’s key to one colleague and sales’ to another', async () => {
    await comeAs(AVA, 'settings');
    await page.getByRole('tab', { name: 'People', exact: true }).click();
    await page.getByRole('tab', { name: 'Keys and people' }).click();
    await page.getByText('Until both keys are held').waitFor();
    await shoot('keys-none');
    await page.getByRole('checkbox', { name: 'Marketing’s key for Mia Marks' }).click();
    await page.getByRole('checkbox', { name: 'Marketing’s key for Mia Marks', checked: true }).waitFor();
    await page.getByRole('checkbox', { name: 'Sales’ key for Sam Sells' }).click();
    await page.getByText('Until both keys are held').waitFor({ state: 'detached' });
    expect(await page.getByRole('checkbox', { name: 'Sales’ key for Ava Stone' }).count()).toBe(0);
    await shoot('keys');
  });

  test('both approve the list as it stands, and it is kept with two keys', async () => {
    await comeAs(MIA, 'accounts');
    await page.getByText('The list is provisional').waitFor();
    await page.getByRole('cell', { name: 'Acme' }).waitFor();
    await shoot('list-provisional');
    await press('Approve the list as it stands');
    await press('Approve for Marketing');
    await page.getByText('Marketing ✓ · Sales –').waitFor();
    await shoot('list-adopting');
    await comeAs(SAM, 'accounts');
    await press('Approve for Sales');
    await page.getByText('Nothing waits for you').waitFor();
    await shoot('list-kept');
  });

  test('a seller proposes an account, both turn their key, and HubSpot has its tier', async () => {
    expect(tierOf('104')).toBeUndefined();
    await page.getByLabel('Tier', { exact: true }).selectOption('Without a tier');
    await page.getByRole('cell', { name: 'Tiny' }).waitFor();
    await press('Propose');
    await page.getByLabel('Where it should be').selectOption('Tier 2');
    await page.getByLabel('Why').fill('The owner of Tiny asked for us at the fair');
    await shoot('list-propose');
    await press('Propose it');
    await page.getByText('Bring Tiny into Tier 2').waitFor();
    await press('Approve for Sales');
    await page.getByText('Marketing – · Sales ✓').waitFor();
    await comeAs(MIA, 'accounts');
    await page.getByText('sam@vendor.example: The owner of Tiny asked for us at the fair').waitFor();
    await shoot('list-proposed');
    expect(tierOf('104')).toBeUndefined();
    await press('Approve for Marketing');
    await page.getByText('Nothing waits for you').waitFor();
    await expect.poll(() => tierOf('104'), { timeout: 30_000 }).toBe('tier_2');
  });

  test('the audit log says who did what', async () => {
    await comeAs(AVA, 'settings');
    await page.getByRole('tab', { name: 'People', exact: true }).click();
    await page.getByRole('tab', { name: 'Audit log' }).click();
    await page.getByRole('cell', { name: 'proposal approved' }).first().waitFor();
    await page.getByRole('cell', { name: 'Target account list' }).first().waitFor();
    await shoot('audit');
    expect(await page.locator('[data-unknown-component]').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
