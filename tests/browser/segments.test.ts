import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listMembers } from '../../src/sandbox/hubspot/routes/list-members.ts';
import type { StoredList } from '../../src/sandbox/hubspot/store/lists.ts';
import { giveRight } from '../../src/sync/target-list/keys.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { findBarriers, findOverflowing } from './judge-page.ts';
import { openBrowser } from './open-browser.ts';
import { serveRecordPage, type Served } from './record-page-server.ts';

const browser = await openBrowser();
const skipped = 'segments (skipped: no Chrome and no bundled Chromium starts here)';
/** Where screenshots go, for looking at them; nowhere by default. */
const shots = process.env['SCREENSHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

const MIA = { userId: 78, userEmail: 'mia@vendor.example' };

/** A marketer makes segments, from the bundle in a browser to the members that HubSpot keeps. */
describe.skipIf(browser === null)(browser === null ? skipped : 'segments', () => {
  let app: TestApp;
  let served: Served;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    const data = createSmallPortal();
    data.owners.push({ id: '9001', email: MIA.userEmail, firstName: 'Mia', lastName: 'Marks', userId: MIA.userId });
    app = await startTestApp({ data });
    await app.installAndSync();
    const admin = { portalId: app.portalId, userEmail: 'ava@vendor.example' };
    await giveRight(app.context, admin, 'marketing', MIA.userEmail);
    served = await serveRecordPage(app.standIn, app.url);
    page = await (browser as Browser).newPage({ viewport: { width: 1280, height: 900 } });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  });

  afterAll(async () => {
    await browser?.close();
    await served?.close();
    await app?.stop();
  });

  const open = async (): Promise<void> => {
    await page.goto(`${served.url}/accounts`);
    await page.getByLabel('You are').selectOption(MIA.userEmail);
    await expect.poll(() => page.getByLabel('You are').inputValue()).toBe(MIA.userEmail);
    await page.getByRole('tab', { name: 'Segments' }).click();
    await page.getByRole('heading', { name: 'Segments' }).waitFor();
  };
  const shoot = async (name: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
  };
  const rowOf = (name: string) => page.getByRole('row', { name: `Roundtable: ${name}` });
  const inHubSpot = (): StoredList[] => app.standIn.store.lists.filter(({ deletedAt }) => deletedAt === null);
  const membersOf = (list: StoredList | undefined): string[] =>
    list === undefined ? [] : listMembers(app.standIn.store, list).map(({ recordId }) => recordId);

  test('a marketer makes two, and HubSpot keeps who is in them', async () => {
    await open();
    await shoot('segments-none');
    await rowOf('Tier 1 accounts').getByRole('button', { name: 'Make it' }).click();
    await rowOf('Tier 1 accounts').getByRole('link', { name: 'Open in HubSpot' }).waitFor();
    await rowOf('accounts with a play due').getByRole('button', { name: 'Make it' }).press('Enter');
    await rowOf('accounts with a play due').getByRole('link', { name: 'Open in HubSpot' }).waitFor();
    const lists = inHubSpot();
    expect(lists.map(({ name }) => name)).toEqual([
      'Roundtable: Tier 1 accounts',
      'Roundtable: accounts with a play due',
    ]);
    const tierOne = [...app.standIn.store.records.companies.active()].filter(
      ({ properties }) => properties['roundtable_tier'] === 'tier_1',
    );
    expect(membersOf(lists[0])).toEqual(tierOne.map(({ id }) => id));
    expect(tierOne.length).toBeGreaterThan(0);
    await rowOf('Tier 1 accounts')
      .getByRole('cell', { name: String(tierOne.length), exact: true })
      .waitFor();
    await shoot('segments');
  });

  test('axe finds nothing, and nothing overflows at 320 px', async () => {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      if (width === 320) await shoot('segments-narrow');
      expect(await findOverflowing(page)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.locator('[data-unknown-component]').count()).toBe(0);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('one that was deleted in HubSpot is offered again; one is removed at the second click', async () => {
    const [first] = inHubSpot();
    if (first !== undefined) first.deletedAt = new Date().toISOString();
    await open();
    await rowOf('Tier 1 accounts').getByRole('button', { name: 'Make it' }).waitFor();
    await rowOf('accounts with a play due').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText(/loses it\. The accounts themselves stay/).waitFor();
    await rowOf('accounts with a play due').getByRole('button', { name: 'Remove from HubSpot' }).click();
    await rowOf('accounts with a play due').getByRole('button', { name: 'Make it' }).waitFor();
    expect(inHubSpot()).toEqual([]);
  });

  test('a marketer makes all that are missing with one click', async () => {
    await open();
    await page.getByRole('button', { name: /^Make all/ }).click();
    await page.getByRole('button', { name: /^Make/ }).first().waitFor({ state: 'detached' });
    const made = page.getByRole('link', { name: 'Open in HubSpot' });
    expect(await made.count()).toBeGreaterThan(1);
    expect(inHubSpot()).toHaveLength(await made.count());
    expect(complaints).toEqual([]);
  });
});
