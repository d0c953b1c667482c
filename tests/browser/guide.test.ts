import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readVersions } from '../../src/sync/model/read-versions.ts';
import { readSettings } from '../../src/sync/settings/portal-settings.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { createSellingPortal } from '../fixtures/selling-portal.ts';
import { openBrowser } from './open-browser.ts';
import { serveRecordPage, type Served } from './record-page-server.ts';

const browser = await openBrowser();
const skipped = 'the guided start (skipped: no Chrome and no bundled Chromium starts here)';
/** Where screenshots go, for looking at them; nowhere by default. */
const shots = process.env['SCREENSHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 100));
}

/** The first minutes of an admin, from the install to what HubSpot holds. */
describe.skipIf(browser === null)(browser === null ? skipped : 'the guided start', () => {
  let app: TestApp;
  let served: Served;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    app = await startTestApp({ data: createSellingPortal(), work: true });
    await app.install();
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

  const tiers = (): string[] =>
    Array.from(app.standIn.store.records.companies.all(), ({ properties }) => properties['roundtable_tier'] ?? '');
  const shoot = async (name: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
  };

  test('an admin goes from the question through the four steps to the first accounts', async () => {
    await until(() => tiers().includes('tier_1'));
    await page.goto(`${served.url}/settings`);
    await page.getByText('One question, then four steps').waitFor();
    await page.getByText('What tells it').waitFor();
    await shoot('guide-question');
    await page.getByRole('button', { name: 'Begin with the model' }).click();

    await page.getByRole('radio', { name: /^General/ }).waitFor();
    await page.getByRole('radio', { name: /^Services/ }).click();
    await page.getByText(/accounts? changes? tier/).waitFor();
    await shoot('guide-model');
    await page.getByRole('button', { name: 'Next' }).click();

    await page.getByLabel('Seats of Tier 1').fill('3');
    await page.getByLabel('Seats of Tier 2').fill('20');
    await page.getByLabel('Seats of Tier 3').fill('40');
    await page.getByRole('button', { name: 'See the effect' }).click();
    await page.getByText(/accounts change tier/).waitFor();
    await shoot('guide-capacity');
    await page.getByRole('button', { name: 'Next' }).click();

    await page.getByRole('checkbox', { name: 'Legal & compliance' }).click();
    await page.getByRole('checkbox', { name: 'Legal & compliance', checked: false }).waitFor();
    await shoot('guide-roles');
    await page.getByRole('button', { name: 'Back' }).click();
    await page.getByText('How many accounts can your team work?').waitFor();
    expect(await page.getByLabel('Seats of Tier 1').inputValue()).toBe('3');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Which roles decide at your customers?').waitFor();
    await page.getByRole('button', { name: 'Next' }).click();

    await page.getByText('Who decides on the list?').waitFor();
    await page.getByText('Who turns which key').waitFor();
    await shoot('guide-keys');
    await page.getByRole('button', { name: 'Activate and finish' }).click();
    await page.getByRole('heading', { name: 'Your first accounts' }).waitFor();
    await shoot('guide-end');

    const { active } = await readVersions(app.context.db.kysely, app.portalId);
    expect(active.model).toMatchObject({ version: 2, name: 'Services' });
    expect(active.model.committee.requiredRoles[1].map(({ role }) => role)).not.toContain('LEGAL_AND_COMPLIANCE');
    expect((await readSettings(app.context.db.kysely, app.portalId)).guide.finished).toBe('done');
    await until(() => tiers().filter((tier) => tier === 'tier_1').length === 3);
    await page.getByRole('button', { name: 'Check again' }).last().click();
    await page
      .getByRole('cell', { name: /3 seats/ })
      .first()
      .waitFor();
    expect(complaints).toEqual([]);
  });

  test('is over then: the settings open with the sync, and the steps are still there', async () => {
    await page.reload();
    await page.getByText('Requests to HubSpot').waitFor();
    await page.getByRole('tab', { name: 'Start', exact: true }).click();
    await page.getByRole('heading', { name: 'Your first accounts' }).waitFor();
    await page.getByRole('button', { name: 'Go through the steps again' }).click();
    await page.getByText('Is ABM right here?').first().waitFor();
    expect(complaints).toEqual([]);
  });
});
