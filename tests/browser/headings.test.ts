import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Listening } from '../../src/sandbox/listen-on-loopback.ts';
import { judgeHeadings } from './judge-page.ts';
import { describeInBrowser, openPage } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';
import { serveRecordPage } from './record-page-server.ts';
import { settle, walkTabs } from './walk-tabs.ts';

/** Nobody listens there. */
const NOWHERE = 'http://127.0.0.1:1';
const CARDS = ['committee', 'plays', 'pre-call-brief', 'activity'];
const SCREENS = ['', 'companies/101', 'companies/nobody', 'accounts', 'settings'];

/** A reader of a screen jumps from heading to heading: none may be left out on the way down. */
describeInBrowser('headings', () => {
  let sandbox: OpenSandbox;
  let cutOff: Listening;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox();
    cutOff = await serveRecordPage(sandbox.app.standIn, NOWHERE);
    page = await openPage();
  });
  afterAll(async () => {
    await page?.close();
    await cutOff?.close();
    await sandbox?.close();
  });

  test.each(SCREENS)('go down one level at a time at /%s', async (screen) => {
    await page.goto(`${sandbox.url}/${screen}`);
    await settle(page);
    expect(await judgeHeadings(page)).toEqual([]);
    await walkTabs(page, async (path) => {
      expect({ path, headings: await judgeHeadings(page) }).toEqual({ path, headings: [] });
    });
  });

  test.each([...CARDS.map((card) => `companies/101#${card}`), 'accounts', 'settings'])(
    'go down one level at a time at /%s while the app cannot be reached',
    async (screen) => {
      await page.goto('about:blank');
      await page.goto(`${cutOff.url}/${screen}`);
      await settle(page);
      expect(await judgeHeadings(page)).toEqual([]);
    },
  );

  test.each([
    ['an install that the admin declined', 'error=access_denied', 403],
    ['an install that was begun in another browser', 'code=abc&state=abc', 403],
  ])('go down one level at a time on the page of %s', async (_, query, status) => {
    const answer = await page.goto(`${sandbox.app.url}/oauth/callback?${query}`);
    expect(answer?.status()).toBe(status);
    await page.getByRole('heading', { level: 1, name: 'Roundtable was not connected' }).waitFor();
    expect(await judgeHeadings(page)).toEqual([]);
  });
});
