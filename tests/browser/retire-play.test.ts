import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestApp, type Json, type TestApp } from '../fixtures/running-app.ts';
import { openBrowser } from './open-browser.ts';
import { serveRecordPage, type Served } from './record-page-server.ts';

const browser = await openBrowser();
const skipped = 'retiring a play (skipped: no Chrome and no bundled Chromium starts here)';
/** Where screenshots go, for looking at them; nowhere by default. */
const shots = process.env['SCREENSHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });
const WEAK = 'Catch the surge while it lasts';

/** So many days as there are rows, each once for an account. */
function day(index: number): string {
  return `2026-0${1 + (index % 6)}-${String(1 + Math.floor(index / 6)).padStart(2, '0')}`;
}

/** A play that does worse than leaving it, from the past that is imported to the switch. */
describe.skipIf(browser === null)(browser === null ? skipped : 'retiring a play', () => {
  let app: TestApp;
  let served: Served;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    app = await startTestApp();
    await app.installAndSync();
    served = await serveRecordPage(app.standIn, app.url);
    page = await (browser as Browser).newPage({ viewport: { width: 1200, height: 900 } });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  });
  afterAll(async () => {
    await browser?.close();
    await served?.close();
    await app?.stop();
  });

  const shoot = async (name: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
  };
  const openPlays = async (): Promise<void> => {
    await page.goto(`${served.url}/accounts`);
    await page.getByRole('tab', { name: 'Plays' }).click();
    await page.getByRole('button', { name: WEAK }).waitFor();
  };
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).first().press('Enter');
  const find = async (name: string): Promise<Json> =>
    (await app.call('/api/plays')).body.plays.find(({ edit }: Json) => edit.name === name);
  test('a play that does worse than leaving it is proposed for retirement, and retired', async () => {
    const rows = Array.from({ length: 48 }, (_, index) => {
      const wasRun = index < 24;
      return `${101 + (index % 3)},${WEAK},${day(index)},${wasRun ? 'yes' : 'no'},${wasRun ? 'no' : 'yes'}`;
    });
    const table = ['company,play,started,run,worked', ...rows].join('\n');
    expect(
      (await app.call('/api/plays/import', { method: 'POST', body: { requestId: 'past-plays', table } })).body,
    ).toEqual({
      run: 24,
      notRun: 24,
      known: 0,
    });
    expect(await find(WEAK)).toMatchObject({ enabled: true, observed: { retire: expect.any(String) } });
    await openPlays();
    await page.getByText(`Retire "${WEAK}"?`).waitFor();
    await shoot('plays-retire');
    await press('Switch it off');
    await expect.poll(async () => (await find(WEAK)).enabled).toBe(false);
    expect(complaints).toEqual([]);
  });
});
