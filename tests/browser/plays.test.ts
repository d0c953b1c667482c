import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayAgo } from '../fixtures/day-ago.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const PLAY = 'Answer the demo or sales request';

/** What an admin does to the plays, from the bundle in a browser to what a rep's card recommends. */
describeInBrowser('the plays page', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ work: true });
    ({ app, page } = sandbox);
    await page.goto(sandbox.url);
    await page.getByRole('link', { name: 'Target accounts' }).click();
    await page.getByRole('tab', { name: 'Plays' }).click();
    await page.getByRole('button', { name: PLAY }).waitFor();
  });
  afterAll(() => sandbox?.close());

  const offered = async (): Promise<string[]> =>
    (await app.call('/api/cards/account?companyId=101')).body.plays.map(({ name }: Json) => name);

  test('an admin switches a play off and on again, and the cards follow', async () => {
    await expect.poll(offered).toContain(PLAY);
    await sandbox.shoot('plays-library');
    const toggle = page.getByRole('switch', { name: PLAY });
    await toggle.click();
    await expect.poll(() => toggle.isChecked()).toBe(false);
    await expect.poll(offered).not.toContain(PLAY);
    await toggle.click();
    await expect.poll(offered).toContain(PLAY);
  });

  test('an admin edits when a play is due, is told what does not hold, and the cards follow', async () => {
    await page.getByRole('button', { name: PLAY }).click();
    await page.getByText('Moved to a later stage').waitFor();
    await sandbox.shoot('plays-one');
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Name').fill('Answer who asked');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByRole('heading', { name: 'Answer who asked' }).waitFor();
    await expect.poll(offered).toContain('Answer who asked');

    await page.getByRole('button', { name: 'Edit' }).click();
    await sandbox.shoot('plays-editor');
    await page.getByLabel('Condition 1', { exact: true }).selectOption('A score');
    await page.getByLabel('Score').selectOption('Coverage');
    await page.getByLabel('At least', { exact: true }).fill('');
    await page.getByLabel('Under').fill('101');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('is 101: expected a number from 0 to 100', { exact: true }).waitFor();
    await sandbox.shoot('plays-refused');
    await page.getByLabel('Under').fill('1');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('coverage is under 1', { exact: true }).waitFor();
    await expect.poll(offered).not.toContain('Answer who asked');

    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('When the conditions are met').selectOption('None of these is true');
    await page.getByLabel('Condition 1', { exact: true }).selectOption('A company property');
    await page.getByLabel('Property').selectOption('Industry');
    await page.getByLabel('Its value').selectOption('is one of');
    await page.getByLabel('Any of').fill('RETAIL, BANKING');
    await sandbox.shoot('plays-property');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('industry is neither RETAIL nor BANKING', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Back to the original' }).click();
    await page.getByRole('button', { name: 'Undo every change' }).click();
    await page.getByRole('heading', { name: PLAY }).waitFor();
    await expect.poll(offered).toContain(PLAY);
    // The refused edit was answered with 400, which the browser says.
    expect(sandbox.complaints.filter((text) => !text.includes('400'))).toEqual([]);
  });

  test('an admin chooses what a play aims at, and the page and the cards say it', async () => {
    const aims = async (): Promise<string> =>
      (await app.call('/api/cards/account?companyId=101')).body.plays.find(({ name }: Json) => name === PLAY)?.outcome;
    await page.goto(`${sandbox.url}/accounts`);
    await page.getByRole('tab', { name: 'Plays' }).click();
    await page.getByRole('button', { name: PLAY }).click();
    await page.getByText('a reply, call or meeting with one of its people within 7 days').waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Aims at').selectOption('A score of the account');
    await page.getByLabel('Which score').selectOption('Coverage');
    await page.getByLabel('Rises to').fill('60');
    await sandbox.shoot('plays-aim-score');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('coverage of at least 60 within 7 days', { exact: true }).waitFor();
    await expect.poll(aims).toBe('coverage of at least 60 within 7 days');
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Aims at').selectOption('Role: Budget holder');
    await page.getByLabel('How far').selectOption('Reached: we or they were in touch');
    await sandbox.shoot('plays-aim-role');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('budget holder reached within 7 days', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Back to the original' }).click();
    await page.getByRole('button', { name: 'Undo every change' }).click();
    await expect.poll(aims).toBe('a reply, call or meeting with one of its people within 7 days');
  });

  test('an admin imports past plays, and the play says how often it worked', async () => {
    await page.getByRole('button', { name: 'All plays' }).click();
    await page.getByRole('button', { name: 'Import past plays' }).click();
    const rows = [
      'company,play,started,run,worked',
      `acme.example,${PLAY},${dayAgo(250)},yes,yes`,
      `102,surge,${dayAgo(249)},yes,no`,
    ];
    await page.getByLabel('Table').fill(rows.join('\n'));
    await sandbox.shoot('plays-import');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('Imported: 2 that were run and 0 that nobody ran.').waitFor();
    await page.getByRole('button', { name: 'All plays' }).click();
    await page.getByText('1 of 1 (100').waitFor();
  });
});
