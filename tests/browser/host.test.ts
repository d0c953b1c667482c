import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Listening } from '../../src/sandbox/listen-on-loopback.ts';
import { APP_URL, startTestPortal } from '../sandbox/hubspot/portal-fixture.ts';
import type { TestPortal } from '../sandbox/hubspot/portal-fixture.ts';
import { describeInBrowser, openPage } from './in-browser.ts';
import { serveRecordPage } from './record-page-server.ts';

const ODD_PROJECT = fileURLToPath(new URL('../fixtures/odd-extensions', import.meta.url));

describeInBrowser('host of extensions', () => {
  let portal: TestPortal;
  let served: Listening;
  let page: Page;

  beforeAll(async () => {
    portal = await startTestPortal();
    served = await serveRecordPage(portal.standIn, APP_URL, ODD_PROJECT);
  });
  afterAll(async () => {
    await served?.close();
    await portal?.stop();
  });
  beforeEach(async () => {
    page = await openPage();
  });
  afterEach(() => page.close());

  const open = async (uid: string): Promise<void> => {
    await page.goto(`${served.url}/companies/101#${uid}`);
  };

  test('a component without a drawing is named, not left out', async () => {
    await open('odd');
    await page.getByText('The sandbox has no drawing of Illustration').waitFor();
  });

  test('an extension knows its record, its user and the properties it asks for', async () => {
    await open('odd');
    await page.getByText('context crm.record.tab 0-2 101 ava@vendor.example 12345678').waitFor();
    await page.getByText('properties {"fax":null,"name":"Acme"}').waitFor();
  });

  test('an alert, a modal and a request to a URL that is not permitted do what HubSpot would', async () => {
    await open('odd');
    await page.getByRole('button', { name: 'Alert me' }).click();
    await page.getByText('Saved it').waitFor();
    await page.getByRole('button', { name: 'Open more' }).click();
    const dialog = page.getByRole('dialog', { name: 'More about it' });
    await dialog.getByText('Inside the modal').waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Ask elsewhere' }).click();
    await page.getByText(/refused: .*elsewhere\.example.* permitted/).waitFor();
  });

  test('inputs and tabs speak with the extension', async () => {
    await open('odd');
    await page.getByLabel('Word').fill('quorum');
    await page.getByText('typed quorum').waitFor();
    await page.getByLabel('Tier').selectOption('Two');
    await page.getByRole('switch', { name: 'Loud' }).click();
    await page.getByText('tier 2, loud').waitFor();
    await page.getByText('second panel').waitFor();
    await page.getByRole('tab', { name: 'Second' }).press('ArrowLeft');
    await page.getByText('first panel').waitFor();
    expect(await page.getByRole('tab', { name: 'First' }).getAttribute('aria-selected')).toBe('true');
  });

  test('an extension that fails says so with its reason', async () => {
    await open('broken');
    await page.getByRole('alert').getByText('the account has no heart').waitFor();
  });

  test('a worker reaches nothing but the sandbox', async () => {
    await open('odd');
    await page.getByText('The sandbox has no drawing of Illustration').waitFor();
    const [worker] = page.workers();
    const outcomes = await worker?.evaluate(
      (urls) => Promise.all(urls.map((url) => fetch(url, { mode: 'no-cors' }).then(() => 'reached', String))),
      [served.url, portal.standIn.url],
    );
    expect(outcomes).toEqual(['reached', 'TypeError: Failed to fetch']);
  });
});
