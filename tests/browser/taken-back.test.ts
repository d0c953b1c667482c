import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayAgo } from '../fixtures/day-ago.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const ACME = 101;

/** Of a report: a row of Acme as given, and one of a company that HubSpot does not have. */
const report = (strength: string, date = dayAgo(3)): string =>
  [
    'company,source,topic,strength,date',
    `${ACME},G2,planning,${strength},${date}`,
    `nobody.example,G2,planning,70,${dayAgo(4)}`,
  ].join('\n');

/** What an admin gives and takes back: nothing is lost by a wrong click. */
describeInBrowser('what is taken out comes back', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox();
    ({ app, page } = sandbox);
    await page.goto(`${sandbox.url}/settings`);
  });
  afterAll(() => sandbox?.close());

  const tab = (name: string): Promise<void> => page.getByRole('tab', { name, exact: true }).click();
  const sources = async (): Promise<unknown> =>
    (await app.call('/api/settings/signal-sources')).body.sources.map(
      ({ source, imported }: { source: string; imported: number }) => [source, imported],
    );
  const titles = async (): Promise<string[]> =>
    (await app.call('/api/plays/texts')).body.texts.map(({ title }: { title: string }) => title).toSorted();

  test('a report that does not hold imports nothing and says where; put right, it is told what came of it', async () => {
    await tab('Data');
    await tab('Signal sources');
    await page.getByText('2. You have a report or a file').waitFor();
    await page.getByRole('button', { name: 'Paste a report' }).click();
    await page.getByLabel('Rows of the report').fill(report('200', '31.03.2026'));
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('cell', { name: 'row 2, strength' }).waitFor();
    await page.getByRole('cell', { name: 'must be a day like 2026-03-31' }).waitFor();
    await sandbox.shoot('report-refused');
    expect(await sources()).toEqual([]);

    await page.getByLabel('Rows of the report').fill(report('90'));
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('Imported 1 signal for 1 account.').waitFor();
    await page.getByText('HubSpot has no company nobody.example').waitFor();
    await page.getByRole('button', { name: 'Delete', exact: true }).waitFor();
    await sandbox.shoot('report-imported');
    expect(await sources()).toEqual([['G2', 1]]);
  });

  test('the report is taken out after a question, and pasting it again brings it back', async () => {
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Delete the signals from G2 that were pasted?').waitFor();
    await sandbox.shoot('report-taken-out');
    await page.getByRole('button', { name: 'Keep them' }).click();
    expect(await sources()).toEqual([['G2', 1]]);
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('button', { name: 'Delete them' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).waitFor({ state: 'detached' });
    expect(await sources()).toEqual([]);
    await page.getByText('Imported 1 signal for 1 account.').waitFor({ state: 'detached' });
    await page.getByLabel('Rows of the report').fill(report('90'));
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).waitFor();
    expect(await sources()).toEqual([['G2', 1]]);
  });

  test('the audit log tells of both in sentences', async () => {
    await tab('People');
    await tab('Audit log');
    await page.getByText('Deleted what was pasted from G2: 1 signal').waitFor();
    await page.getByText('Pasted a report: 1 signal for 1 account').first().waitFor();
    await sandbox.shoot('audit-sentences');
  });

  test('a text of the library that was no longer used is used again as it was', async () => {
    const before = await titles();
    await page.goto(`${sandbox.url}/accounts`);
    await tab('Plays');
    await page.getByRole('button', { name: 'Content library' }).click();
    await page.getByRole('button', { name: 'Stop using' }).first().click();
    await page.getByText('is not used any more. It is kept under “Not in use”, at the end of this page').waitFor();
    await sandbox.shoot('library-taken-out');
    expect(await titles()).toHaveLength(before.length - 1);
    await page.getByRole('button', { name: 'Undo' }).click();
    await page
      .getByText('is not used any more. It is kept under “Not in use”, at the end of this page')
      .waitFor({ state: 'detached' });
    expect(await titles()).toEqual(before);
    expect(sandbox.complaints.filter((complaint) => !complaint.includes('400 (Bad Request)'))).toEqual([]);
  });
});
