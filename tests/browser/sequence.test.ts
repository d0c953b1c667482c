import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AVA } from '../fixtures/kept-list.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';
import { startTestApp, type Json, type TestApp } from '../fixtures/running-app.ts';
import { openBrowser } from './open-browser.ts';
import { serveRecordPage, type Served } from './record-page-server.ts';

const browser = await openBrowser();
const skipped = 'a sequence (skipped: no Chrome and no bundled Chromium starts here)';
/** Where screenshots go, for looking at them; nowhere by default. */
const shots = process.env['SCREENSHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

/** An admin puts a sequence of HubSpot into a play, a rep enrols with a click, and HubSpot has the contact enrolled. */
describe.skipIf(browser === null)(browser === null ? skipped : 'a sequence', () => {
  let app: TestApp;
  let served: Served;
  let page: Page;
  let play: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    app = await startTestApp({ work: true });
    await app.install();
    served = await serveRecordPage(app.standIn, app.url);
    await vi.waitUntil(async () => (await card()).plays?.length > 0, { timeout: PATIENCE_MS, interval: 300 });
    play = (await card()).plays[0].name;
    page = await (browser as Browser).newPage({ viewport: { width: 1200, height: 900 } });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
    await app?.stop();
  });

  const card = async (): Promise<Json> => (await app.call('/api/cards/account?companyId=101')).body;
  const shoot = async (name: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
  };
  const valuesOf = (contactId: string) => app.standIn.store.records.contacts.get(contactId)?.properties ?? {};

  test('is chosen for a step of a play by an admin', async () => {
    await page.goto(`${served.url}/accounts`);
    await page.getByLabel('You are').selectOption(AVA.userEmail);
    await page.getByRole('tab', { name: 'Plays' }).click();
    await page.getByRole('button', { name: play }).click();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('By', { exact: true }).first().selectOption('Sequence');
    await page.getByLabel('Sequence in HubSpot').selectOption('After the demo');
    await shoot('sequence-editor');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(async () => (await card()).plays[0].steps[0].channel).toBe('sequence');
  });

  test('is begun by a click of the rep, once, with the rep as sender, and HubSpot has the contact enrolled', async () => {
    await page.goto(`${served.url}/companies/101#plays`);
    const plays = page.locator('[data-extension=plays]');
    await plays.getByRole('button', { name: 'Start play' }).first().click();
    const enrol = plays.getByRole('button', { name: /^Enrol .* in "After the demo"$/ });
    await enrol.waitFor();
    await shoot('sequence-offered');
    expect(valuesOf('1')['hs_sequences_is_enrolled']).toBeUndefined();
    await enrol.press('Enter');
    await plays.getByText('is enrolled in "After the demo"').waitFor();
    await shoot('sequence-enrolled');
    expect(await enrol.count()).toBe(0);
    expect(valuesOf('1')).toMatchObject({
      hs_sequences_is_enrolled: 'true',
      hs_sequences_enrolled_count: '1',
      hs_latest_sequence_enrolled: '4200',
    });
    const asked = app.proxy.requests.filter((each) => each.path.startsWith('/automation/sequences/2026-09/enroll'));
    expect(asked.map(({ path: asks, body }) => [asks, JSON.parse(body).senderEmail])).toEqual([
      ['/automation/sequences/2026-09/enrollments?userId=77', AVA.userEmail],
    ]);
    await page.reload();
    await plays.getByText('is enrolled in "After the demo"').waitFor();
    expect(complaints).toEqual([]);
  });
});
