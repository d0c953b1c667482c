import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal, daysAgo } from '../fixtures/small-portal.ts';
import { collectComplaints, describeInBrowser, openPage, shoot } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';

const AUCKLAND = 'Pacific/Auckland';
/** When Ann asked for a demo. */
const acted = daysAgo(2);

/** A portal in Auckland, whose people read in their own locales. */
describeInBrowser('who reads the cards', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;

  beforeAll(async () => {
    const data = createSmallPortal();
    data.portal.timeZone = AUCKLAND;
    data.customProperties['contacts'] = [{ name: 'boss', label: 'Reports to', type: 'string', fieldType: 'text' }];
    const bosses: Record<string, string> = { 1: 'Lopez, Maria', 2: 'ann@acme.example' };
    for (const { id, properties } of data.objects.contacts) if (bosses[id]) properties['boss'] = bosses[id];
    sandbox = await openSandbox({ data, work: true });
    ({ app } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const isAnybodyAbove = async (): Promise<boolean> => {
    const { body } = await app.call('/api/cards/account?companyId=101');
    return body.above?.length > 0;
  };
  const open = async (locale: string, where: string): Promise<Page> => {
    const page = await openPage({ locale });
    collectComplaints(page, sandbox.complaints);
    await page.goto(`${sandbox.url}/${where}`);
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
    await page.close();
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
      await page.close();
    },
  );

  test('nothing complained', () => {
    expect(sandbox.complaints).toEqual([]);
  });
});
