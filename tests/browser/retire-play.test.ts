import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayAgo } from '../fixtures/day-ago.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { describeInBrowser, enabled } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const WEAK = 'Catch the surge while it lasts';

/** A play that does worse than leaving it, from the past that is imported to the switch. */
describeInBrowser('retiring a play', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox();
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const openPlays = async (): Promise<void> => {
    await page.goto(`${sandbox.url}/accounts`);
    await page.getByRole('tab', { name: 'Plays' }).click();
    await page.getByRole('button', { name: WEAK }).waitFor();
  };
  const press = (name: string): Promise<void> =>
    enabled(page.getByRole('button', { name, exact: true }).first()).press('Enter');
  const find = async (name: string): Promise<Json> =>
    (await app.call('/api/plays')).body.plays.find(({ edit }: Json) => edit.name === name);
  test('a play that does worse than leaving it is proposed for retirement, and retired', async () => {
    const rows = Array.from({ length: 48 }, (_, index) => {
      const wasRun = index < 24;
      return `${101 + (index % 3)},${WEAK},${dayAgo(100 + index)},${wasRun ? 'yes' : 'no'},${wasRun ? 'no' : 'yes'}`;
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
    await sandbox.shoot('plays-retire');
    await press('Switch it off');
    await expect.poll(async () => (await find(WEAK)).enabled).toBe(false);
    expect(sandbox.complaints).toEqual([]);
  });
});
