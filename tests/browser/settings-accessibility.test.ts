import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveComparison } from '../../src/storage/mirror/comparisons.ts';
import { recordRefusals } from '../../src/storage/portal/refusals.ts';
import { upsertSignals } from '../../src/storage/mirror/signals.ts';
import { examineData } from '../../src/sync/data-trust/examine-data.ts';
import { readSettings } from '../../src/sync/settings/portal-settings.ts';
import { createLongNamesPortal } from '../fixtures/long-names-portal.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { findBarriers, findOverflowing, findSqueezed, unfold } from './judge-page.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** Group, tab, what is pressed there, and what has to be there then. */
const STATES: readonly (readonly [group: string, tab: string, press: readonly string[], shows: string])[] = [
  ['Start', 'Guided start', [], 'Begin with the model'],
  ['Start', 'Guided start', ['Begin with the model'], 'Which companies do you look for?'],
  ['Start', 'Guided start', ['Capacity'], 'How many accounts can your team work?'],
  ['Start', 'Guided start', ['Roles'], 'Which roles decide at your customers?'],
  ['Start', 'Guided start', ['Keys'], 'Who turns which key'],
  ['Start', 'Guided start', ['Start with our defaults'], 'Start with them'],
  ['Start', 'Is ABM right here?', [], 'Can this list be worked?'],
  ['Sync', 'Progress', [], 'Requests to HubSpot'],
  ['Sync', 'Problems (2)', [], 'Records that HubSpot refused'],
  ['Sync', 'Outside edits', [], 'When somebody changes a value'],
  ['Sync', 'Weekly comparison', [], 'In HubSpot'],
  ['Model', 'Scoring model', [], 'scores your accounts'],
  ['Model', 'Ideal customers', [], 'What counts as success'],
  ['People', 'Keys and people', [], 'Who turns which key'],
  ['People', 'Confirmed roles', [], 'When a rep confirms'],
  ['People', 'Audit log', [], 'Person, account or play'],
  ['Data', 'Data trust', [], 'How far your scores can be trusted'],
  ['Data', 'Signal sources', ['Make a key'], 'Copy the secret now'],
  ['Data', 'Mapped properties', ['Map a property'], 'Company property'],
  ['Data', 'Export', ['Prepare the file'], 'Download the file'],
  ['Data', 'Leaving', [], 'Roundtable holds copies'],
];

/** Every tab of the settings with the longest names, in a window and at the width of a telephone. */
describeInBrowser('the settings for everybody', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: createLongNamesPortal(), before: fillSettings });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  test.each(STATES)('axe finds nothing on %s, %s %j, and nothing overflows', async (group, tab, press, shows) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${sandbox.url}/settings`);
    await page.getByRole('tab', { name: group, exact: true }).click();
    await page.getByRole('tab', { name: tab, exact: true }).click();
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
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${sandbox.url}/settings`);
    await page.getByRole('button', { name: 'Begin with the model' }).press('Enter');
    await page.getByText('Which companies do you look for?').waitFor();
    await page.getByRole('button', { name: 'Next' }).press('Enter');
    await page.getByLabel('Seats of Tier 1').press('ArrowUp');
    await page.getByRole('button', { name: 'Next' }).press('Enter');
    await page.getByRole('checkbox', { name: 'End user' }).press(' ');
    await page.getByRole('checkbox', { name: 'End user', checked: true }).waitFor();
    await page.getByRole('button', { name: 'Start with our defaults' }).press('Enter');
    await page.getByRole('button', { name: 'Start with them' }).press('Enter');
    await page.getByRole('heading', { name: 'Your first accounts' }).waitFor();
    const { guide } = await readSettings(app.context.db.kysely, app.portalId);
    expect(guide).toEqual({ finished: 'skipped', settled: ['model', 'capacity'] });
  });
});

/** Something to show on every tab. */
async function fillSettings({ context, portalId }: TestApp): Promise<void> {
  const { kysely } = context.db;
  const at = Date.now() - 3_600_000;
  const words = 'Property "roundtable_tier": a company without an owner may not have a tier (rule "Owner first").';
  await recordRefusals(kysely, portalId, [
    { objectType: 'companies', recordId: '101', property: 'roundtable_tier', message: words, at },
    { objectType: 'property', recordId: 'roundtable_fit', property: 'roundtable_fit', message: 'exists as text', at },
  ]);
  const signal = { companyId: '101', topic: 'erp', strength: 60, occurredAt: at };
  await upsertSignals(kysely, portalId, [
    { ...signal, signalId: '1', source: 'G2' },
    { ...signal, signalId: '2', source: 'Our own radar of everything that moves in the industry' },
  ]);
  const type = { inHubSpot: 4, mirrored: 4, sampled: 4, type: 'companies', label: 'Companies' };
  const types = [{ ...type, differing: [{ id: '2', fields: ['jobtitle'] }] }];
  await saveComparison(kysely, portalId, at, { types, repaired: true });
  await examineData(context, portalId);
}
