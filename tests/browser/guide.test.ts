import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readVersions } from '../../src/sync/model/read-versions.ts';
import { readSettings } from '../../src/sync/settings/portal-settings.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { createSellingPortal } from '../fixtures/selling-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** The first minutes of an admin, from the install to what HubSpot holds. */
describeInBrowser('the guided start', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: createSellingPortal(), work: true });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const tiers = (): string[] =>
    Array.from(app.standIn.store.records.companies.all(), ({ properties }) => properties['roundtable_tier'] ?? '');

  test('an admin goes from the question through the four steps to the first accounts', async () => {
    expect(tiers()).toContain('tier_1');
    await page.goto(`${sandbox.url}/settings`);
    await page.getByText('One question, then four steps').waitFor();
    await page.getByText('Criterion').waitFor();
    await sandbox.shoot('guide-question');
    await page.getByRole('button', { name: 'Next: the model' }).click();

    await page.getByRole('radio', { name: /^General/ }).waitFor();
    await page.getByRole('radio', { name: /^Services/ }).click();
    await page.getByText(/accounts? changes? tier/).waitFor();
    await sandbox.shoot('guide-model');
    await page.getByRole('button', { name: 'Next' }).click();

    await page.getByText('First, enter how much time your team has').waitFor();
    await sandbox.shoot('guide-capacity-too-many');
    await page.getByRole('button', { name: 'Yes, 5 people with 25 hours' }).click();
    await page.getByRole('button', { name: 'Next with too many seats' }).waitFor();
    await page.getByRole('button', { name: 'Use 7 Tier 1 seats' }).click();
    await page.getByRole('button', { name: 'Next', exact: true }).waitFor();
    expect(await page.getByLabel('Seats of Tier 1').inputValue()).toBe('7');
    await page.getByLabel('Seats of Tier 1').fill('3');
    await page.getByLabel('Seats of Tier 2').fill('20');
    await page.getByLabel('Seats of Tier 3').fill('40');
    await page.getByRole('button', { name: 'See the effect' }).click();
    await page.getByText(/accounts change tier/).waitFor();
    await sandbox.shoot('guide-capacity');
    await page.getByRole('button', { name: 'Next' }).click();

    await page.getByRole('checkbox', { name: 'Legal & compliance' }).click();
    await page.getByRole('checkbox', { name: 'Legal & compliance', checked: false }).waitFor();
    await sandbox.shoot('guide-roles');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByText('How many accounts can your team work?').waitFor();
    expect(await page.getByLabel('Seats of Tier 1').inputValue()).toBe('3');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Which roles decide at your customers?').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();

    await page.getByText('Who approves changes to the target account list?').waitFor();
    await page.getByText('Who approves for marketing, and who for sales').waitFor();
    await sandbox.shoot('guide-keys');
    await page.getByRole('button', { name: 'Activate and finish' }).click();
    await page.getByRole('heading', { name: 'Your first accounts' }).waitFor();
    await sandbox.shoot('guide-end');

    const { active } = await readVersions(app.context.db.kysely, app.portalId);
    expect(active.model).toMatchObject({ version: 2, name: 'Services' });
    expect(active.model.committee.requiredRoles[1].map(({ role }) => role)).not.toContain('LEGAL_AND_COMPLIANCE');
    expect((await readSettings(app.context.db.kysely, app.portalId)).guide.finished).toBe('done');
    await expect.poll(() => tiers().filter((tier) => tier === 'tier_1')).toHaveLength(3);
    await page.getByRole('button', { name: 'Check again' }).last().click();
    await page
      .getByRole('cell', { name: /3 seats/ })
      .first()
      .waitFor();
    expect(sandbox.complaints).toEqual([]);
  });

  test('is over then: the settings open with the sync, and the steps are still there', async () => {
    await page.reload();
    await page.getByText('Requests to HubSpot').waitFor();
    await page.getByRole('tab', { name: 'Start', exact: true }).click();
    await page.getByRole('heading', { name: 'Your first accounts' }).waitFor();
    await page.getByRole('button', { name: 'Go through the steps again' }).click();
    await page.getByText('Is ABM right here?').first().waitFor();
    expect(sandbox.complaints).toEqual([]);
  });
});
