import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measurePortal } from '../../src/sync/measurement/measure-portal.ts';
import { adoptList, giveKeys, withColleagues } from '../fixtures/kept-list.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { findBarriers, unfold } from './judge-page.ts';
import { openBrowser } from './open-browser.ts';
import { serveRecordPage, type Served } from './record-page-server.ts';

const browser = await openBrowser();
const skipped = 'the dark theme (skipped: no Chrome and no bundled Chromium starts here)';
/** Where screenshots go, for looking at them; nowhere by default. */
const shots = process.env['SCREENSHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

/** The sandbox's dark theme: what is read in light is read in dark, contrast included. */
describe.skipIf(browser === null)(browser === null ? skipped : 'the dark theme', () => {
  let app: TestApp;
  let served: Served;
  let page: Page;

  beforeAll(async () => {
    app = await startTestApp({ data: withColleagues(createSmallPortal()) });
    await app.installAndSync();
    await giveKeys(app);
    await adoptList(app);
    await measurePortal(app.context, app.portalId);
    served = await serveRecordPage(app.standIn, app.url);
    page = await (browser as Browser).newPage({ viewport: { width: 1280, height: 900 } });
    await page.goto(served.url);
    await page.getByLabel('Theme').selectOption('Dark');
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
    await app?.stop();
  });

  const judge = async (name: string): Promise<void> => {
    await unfold(page);
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `dark-${name}.png`), fullPage: true });
    expect(await page.evaluate(() => getComputedStyle(document.body.parentElement as HTMLElement).colorScheme)).toBe(
      'dark',
    );
    expect(await findBarriers(page)).toEqual([]);
  };

  test.each([
    ['committee', 'Coverage'],
    ['plays', 'Why now'],
    ['pre-call-brief', 'Before a call'],
  ])('stays from page to page, and axe finds nothing on %s', async (card, shows) => {
    await page.goto('about:blank');
    await page.goto(`${served.url}/companies/101#${card}`);
    await page.locator(`[data-extension=${card}]`).getByText(shows).first().waitFor();
    await page.locator('[data-extension=standing]').getByText('Why these scores?').waitFor();
    await judge(card);
  });

  test.each([
    ['Target accounts', 'Accounts'],
    ['Weekly review', 'Copy the summary'],
    ['Plays', 'What that says'],
    ['Program', 'Movers of the week'],
    ['Segments', 'In HubSpot'],
  ])('axe finds nothing on the page %s', async (tab, shows) => {
    await page.goto(`${served.url}/accounts`);
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await page.locator('[data-extension=pages]').getByText(shows).first().waitFor();
    await judge(`page-${tab.toLowerCase().replaceAll(' ', '-')}`);
  });

  test.each([
    ['Start', 'Begin with the model'],
    ['Sync', 'Requests to HubSpot'],
    ['Model', 'scores your accounts'],
    ['People', 'Who turns which key'],
    ['Data', 'How far your scores can be trusted'],
  ])('axe finds nothing in the settings under %s', async (tab, shows) => {
    await page.goto(`${served.url}/settings`);
    await page.getByRole('tab', { name: tab, exact: true }).first().click();
    await page.locator('[data-extension=settings]').getByText(shows).first().waitFor();
    await judge(`settings-${tab.toLowerCase()}`);
  });
});
