import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/sync/settings/portal-settings.ts';
import { createLongNamesPortal } from '../fixtures/long-names-portal.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { findBarriers, findOverflowing, findSqueezed, unfold } from './judge-page.ts';
import { describeInBrowser, enabled } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** The longest that a key may have. */
const KEY_NAME = { label: 'Name of the tool', value: 'W'.repeat(60) };
/** Group, tab, what is pressed there, and what has to be there then; the tabs as they open are walked elsewhere. */
const STATES: readonly (readonly [group: string, tab: string, press: readonly string[], shows: string])[] = [
  ['Start', 'Guided start', ['Next: the model'], 'Which companies do you look for?'],
  ['Start', 'Guided start', ['Capacity'], 'How many accounts can your team work?'],
  ['Start', 'Guided start', ['Roles'], 'Which roles decide at your customers?'],
  ['Start', 'Guided start', ['Approvals'], 'Who approves for marketing, and who for sales'],
  ['Start', 'Guided start', ['Start with our defaults'], 'Start with them'],
  ['Start', 'Is ABM right here?', ['Change time and budget'], 'People who work target accounts'],
  ['Start', 'Is ABM right here?', ['Set a goal'], 'Revenue goal ('],
  ['Data', 'Signal sources', ['Make a signal key'], 'Copy the secret now'],
  ['Data', 'Signal sources', ['Paste a report'], 'Five columns'],
  ['Data', 'Mapped properties', ['Map a property'], 'Company property'],
  ['Data', 'Export', ['Prepare the file'], 'Download the file'],
];

/** What opens in the settings, with the longest names, in a window and at the width of a telephone. */
describeInBrowser('the settings for everybody', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: createLongNamesPortal() });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  test.each(STATES)('axe finds nothing on %s, %s %j, and nothing overflows', async (group, tab, press, shows) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${sandbox.url}/settings`);
    await page.getByRole('tab', { name: group, exact: true }).click();
    await page.getByRole('tab', { name: tab, exact: true }).click();
    if (press.includes('Make a signal key')) await page.getByLabel(KEY_NAME.label).fill(KEY_NAME.value);
    for (const name of press) await page.getByRole('button', { name, exact: true }).first().click();
    await page.locator('.extension').getByText(shows).first().waitFor();
    await unfold(page);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await sandbox.shoot(`${[group, tab, ...press].join('-').replaceAll(/\W+/g, '-')}-${width}`);
      expect(await page.locator('[data-unknown-component]').count()).toBe(0);
      expect(await findOverflowing(page)).toEqual([]);
      expect(await findSqueezed(page)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
    }
  });

  test('an admin goes through the guided start by keyboard alone', async () => {
    const press = (name: string): Promise<void> => enabled(page.getByRole('button', { name })).press('Enter');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${sandbox.url}/settings`);
    await press('Next: the model');
    await page.getByText('Which companies do you look for?').waitFor();
    await press('Next');
    await page.getByLabel('Seats of Tier 1').press('ArrowUp');
    await press('Yes, ');
    await press('Next');
    await enabled(page.getByRole('checkbox', { name: 'End user' })).press(' ');
    await page.getByRole('checkbox', { name: 'End user', checked: true }).waitFor();
    await press('Start with our defaults');
    await press('Start with them');
    await page.getByRole('heading', { name: 'Your first accounts' }).waitFor();
    const { guide } = await readSettings(app.context.db.kysely, app.portalId);
    expect(guide).toEqual({ finished: 'skipped', settled: ['model', 'capacity'] });
  });
});
