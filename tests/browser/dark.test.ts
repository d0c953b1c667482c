import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adoptList, giveKeys, withColleagues } from '../fixtures/kept-list.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { findBarriers, unfold } from './judge-page.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** The sandbox's dark theme on the record's cards, contrast included; the pages and settings are walked tab by tab elsewhere. */
describeInBrowser('the dark theme', () => {
  let sandbox: OpenSandbox;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({
      data: withColleagues(createSmallPortal()),
      before: async (app) => {
        await giveKeys(app);
        await adoptList(app);
      },
    });
    ({ page } = sandbox);
    await page.goto(sandbox.url);
    await page.getByLabel('Theme').selectOption('Dark');
  });
  afterAll(() => sandbox?.close());

  const judge = async (name: string): Promise<void> => {
    await unfold(page);
    await sandbox.shoot(`dark-${name}`);
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
    await page.goto(`${sandbox.url}/companies/101#${card}`);
    await page.locator(`[data-extension=${card}]`).getByText(shows).first().waitFor();
    await page.locator('[data-extension=standing]').getByText('Why these scores?').waitFor();
    await judge(card);
  });
});
