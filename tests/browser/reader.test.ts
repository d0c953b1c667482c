import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal, daysAgo } from '../fixtures/small-portal.ts';
import { openBrowser } from './open-browser.ts';
import { serveRecordPage, type Served } from './record-page-server.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';

const browser = await openBrowser();
const skipped = 'who reads the cards (skipped: no Chrome and no bundled Chromium starts here)';
/** Where screenshots go, for looking at them; nowhere by default. */
const shots = process.env['SCREENSHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

const AUCKLAND = 'Pacific/Auckland';
/** When Ann asked for a demo. */
const acted = daysAgo(2);

async function shoot(page: Page, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
}

/** A portal in Auckland, whose people read in their own locales. */
describe.skipIf(browser === null)(browser === null ? skipped : 'who reads the cards', () => {
  let app: TestApp;
  let served: Served;
  const complaints: string[] = [];

  beforeAll(async () => {
    const data = createSmallPortal();
    data.portal.timeZone = AUCKLAND;
    app = await startTestApp({ data, work: true });
    const { definitions } = app.standIn.store.properties.contacts;
    const title = definitions.get('jobtitle')!;
    definitions.set('boss', { ...title, name: 'boss', label: 'Reports to', hubspotDefined: false });
    const { contacts } = app.standIn.store.records;
    contacts.get('1')!.properties['boss'] = 'Lopez, Maria';
    contacts.get('2')!.properties['boss'] = 'ann@acme.example';
    await app.install();
    served = await serveRecordPage(app.standIn, app.url);
    const { companies } = app.standIn.store.records;
    const tierOf = (): unknown => companies.getActive('101')?.properties['roundtable_tier'];
    await vi.waitUntil(() => Boolean(tierOf()), { timeout: PATIENCE_MS, interval: 300 });
  });

  afterAll(async () => {
    await browser?.close();
    await served?.close();
    await app?.stop();
  });

  const isAnybodyAbove = async (): Promise<boolean> => {
    const { body } = await app.call('/api/cards/account?companyId=101');
    return body.above?.length > 0;
  };
  const open = async (locale: string, where: string): Promise<Page> => {
    const context = await (browser as Browser).newContext({ locale, viewport: { width: 1280, height: 1000 } });
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${served.url}/${where}`);
    return page;
  };
  test('an admin names the property that holds a person’s manager', async () => {
    const page = await open('en-US', 'settings');
    await page.getByRole('tab', { name: 'Data', exact: true }).click();
    await page.getByRole('tab', { name: 'Mapped properties' }).click();
    await page.getByRole('button', { name: 'Choose a property' }).click();
    await page.getByLabel("Contact property that holds a person's manager").selectOption({ label: 'Reports to' });
    await page.getByText('all contacts are read again').waitFor();
    await shoot(page, 'reporting-lines');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Read from the contact property boss.').waitFor();
    await vi.waitUntil(isAnybodyAbove, { timeout: PATIENCE_MS, interval: 500 });
    await page.context().close();
  });

  test.each(['en-US', 'en-GB', 'de-DE', 'fr-FR'])(
    'days are written as %s writes them, by the calendar of Auckland',
    async (locale) => {
      const page = await open(locale, 'companies/101');
      await page
        .getByRole('tab', { name: /committee/i })
        .first()
        .click();
      await page.getByText('reports to Maria Lopez').first().waitFor();
      await page.getByText('Above people you know, not engaged: Maria Lopez (no contact yet, above Ann Ruiz').waitFor();
      await page.getByRole('button', { name: 'Why this coverage?' }).first().click();
      const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: AUCKLAND });
      const day = format.format(new Date(acted)).replaceAll('.', '\\.');
      await page
        .getByText(new RegExp(`Ann Ruiz, .*last activity .* ${day}`))
        .first()
        .waitFor();
      expect(await page.locator('body').innerText()).not.toMatch(/[⟦⟧]/);
      await shoot(page, `committee-${locale}`);
      await page.context().close();
    },
  );

  test('nothing complained', () => {
    expect(complaints).toEqual([]);
  });
});
