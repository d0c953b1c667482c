import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measurePortal } from '../../src/sync/measurement/measure-portal.ts';
import { readSettings } from '../../src/sync/settings/portal-settings.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** What a leader and an admin do, from the bundle in a browser to what is stored. */
describeInBrowser('the program', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ before: ({ context, portalId }) => measurePortal(context, portalId) });
    ({ app, page } = sandbox);
    await page.goto(sandbox.url);
  });
  afterAll(() => sandbox?.close());

  test('a leader sees that it is too early to judge, and opens the accounts behind a figure', async () => {
    await page.getByRole('link', { name: 'Target accounts' }).click();
    await page.getByRole('tab', { name: 'Program' }).click();
    await page.getByText(/^Too early: day 0 of \d+$/).waitFor();
    await sandbox.shoot('program');
    const onList = page.getByRole('row', { name: /^On the list/ }).first();
    await onList
      .getByRole('button', { name: /^67% \(/ })
      .first()
      .click();
    await page.getByRole('heading', { name: 'Accounts in touch in 90 days · On the list' }).waitFor();
    await page.getByRole('row', { name: /^Acme/ }).waitFor();
    const rows = await page.getByRole('row').allInnerTexts();
    expect(rows.slice(1).map((row) => /^\w+/.exec(row)?.[0])).toEqual(expect.arrayContaining(['Acme', 'Bolt']));
    expect(rows).toHaveLength(3);
    await sandbox.shoot('program-behind');
    await page.getByRole('button', { name: 'Back to the program' }).click();
    await page.getByRole('heading', { name: 'Stages' }).waitFor();
    expect(sandbox.complaints).toEqual([]);
  });

  test('an admin learns whether ABM is right here, gives the team more people, and sets a goal', async () => {
    await page.getByRole('link', { name: 'App settings' }).click();
    await page.getByRole('tab', { name: 'Is ABM right here?' }).click();
    await page.getByText('0 won deals are too few to say whether ABM is right here').waitFor();
    await page.getByText('The list needs 195 hours a week, the team has 125.').waitFor();
    await sandbox.shoot('readiness');
    await page.getByRole('button', { name: 'Change time and budget' }).click();
    await page.getByLabel('People who work target accounts').fill('9');
    await sandbox.shoot('readiness-capacity');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Nothing to do: your team has the time for every seat.').waitFor();
    await page.getByRole('button', { name: 'Set a goal' }).click();
    await page.getByLabel('Revenue goal (EUR)').fill('900000');
    await page.getByRole('button', { name: 'Save the goal' }).click();
    await page.getByText('€900,000 every year.').waitFor();
    await sandbox.shoot('readiness-goal');
    const { program } = await readSettings(app.context.db.kysely, app.portalId);
    expect(program.revenueGoal).toEqual({ amount: 900_000, per: 'year' });
    expect(program.capacity.people).toBe(9);
    await page.getByRole('link', { name: 'Target accounts' }).click();
    await page.getByRole('tab', { name: 'Program' }).click();
    await page.getByText('€0 of €900k (0%)').waitFor();
    expect(sandbox.complaints).toEqual([]);
  });
});
