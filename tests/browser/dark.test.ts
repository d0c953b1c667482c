import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measurePortal } from '../../src/sync/measurement/measure-portal.ts';
import { adoptList, giveKeys, withColleagues } from '../fixtures/kept-list.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { findBarriers, unfold } from './judge-page.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** The sandbox's dark theme: what is read in light is read in dark, contrast included. */
describeInBrowser('the dark theme', () => {
  let sandbox: OpenSandbox;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({
      data: withColleagues(createSmallPortal()),
      before: async (app) => {
        await giveKeys(app);
        await adoptList(app);
        await measurePortal(app.context, app.portalId);
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

  test.each([
    ['Target accounts', 'Accounts'],
    ['Weekly review', 'Copy the summary'],
    ['Plays', 'What that says'],
    ['Program', 'Movers of the week'],
    ['Segments', 'In HubSpot'],
  ])('axe finds nothing on the page %s', async (tab, shows) => {
    await page.goto(`${sandbox.url}/accounts`);
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
    await page.goto(`${sandbox.url}/settings`);
    await page.getByRole('tab', { name: tab, exact: true }).first().click();
    await page.locator('[data-extension=settings]').getByText(shows).first().waitFor();
    await judge(`settings-${tab.toLowerCase()}`);
  });
});
