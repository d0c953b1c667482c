import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Listening } from '../../src/sandbox/listen-on-loopback.ts';
import { buildWorld } from '../../src/sandbox/world/build-world.ts';
import { createProject, install, REDIRECT, startTestPortal } from '../sandbox/hubspot/portal-fixture.ts';
import type { Client, TestPortal } from '../sandbox/hubspot/portal-fixture.ts';
import { publishScores } from '../sandbox/record-page/publish-scores.ts';
import { startFakeApp } from './fake-app.ts';
import type { FakeApp } from './fake-app.ts';
import { collectComplaints, describeInBrowser, openPage, shoot } from './in-browser.ts';
import { serveRecordPage } from './record-page-server.ts';

describeInBrowser('record page', () => {
  let app: FakeApp;
  let portal: TestPortal;
  let client: Client;
  let served: Listening;
  let page: Page;
  let companyId: string;
  const complaints: string[] = [];

  beforeAll(async () => {
    app = await startFakeApp();
    const data = buildWorld({ seed: 1, now: Date.now() });
    const project = createProject({ appUrl: app.url });
    project.app.auth.redirectUrls.push(REDIRECT);
    portal = await startTestPortal({ data, project, clock: Date.now });
    client = await install(portal.standIn);
    const [first, second] = data.objects.companies;
    companyId = first?.id ?? '';
    const scores = { roundtable_fit: '82', roundtable_engagement: '64', roundtable_coverage: '58' };
    await publishScores(client, {
      [companyId]: { roundtable_tier: 'tier_1', roundtable_stage: 'sales_ready', ...scores },
      [second?.id ?? '']: { roundtable_tier: 'tier_2', roundtable_stage: 'engaged', roundtable_fit: '55' },
    });
    served = await serveRecordPage(portal.standIn, app.url);
  });
  afterAll(async () => {
    await served?.close();
    await portal?.stop();
    await app?.close();
  });
  beforeEach(async () => {
    complaints.length = 0;
    page = await openPage({ viewport: { width: 1440, height: 1000 } });
    collectComplaints(page, complaints);
    page.on('request', (request) => {
      if (!request.url().startsWith(served.url) && !request.url().startsWith('data:')) complaints.push(request.url());
    });
  });
  afterEach(async () => {
    await page.close();
    // No error in any console, no card left undrawn, nothing asked for from anywhere but the sandbox.
    if (complaints.length > 0) throw new Error(complaints.join('\n'));
  });

  const shootBoth = async (name: string): Promise<void> => {
    await shoot(page, `${name}-wide`);
    await page.setViewportSize({ width: 400, height: 860 });
    await shoot(page, `${name}-narrow`);
    await page.setViewportSize({ width: 1440, height: 1000 });
  };

  test('the list shows tiers first, filters by tier and finds by name', async () => {
    await page.goto(served.url);
    const rows = page.locator('tbody tr');
    await rows.first().waitFor();
    await shootBoth('list');
    expect(await rows.nth(0).textContent()).toContain('Tier 1');
    expect(await rows.nth(1).textContent()).toContain('Tier 2');
    expect(await rows.count()).toBe(25);
    await page.getByRole('button', { name: /^Tier 2/ }).click();
    await expect.poll(() => rows.count()).toBe(1);
    const name = (await rows.first().locator('a').textContent()) ?? '';
    await page.getByRole('button', { name: /^All/ }).click();
    await page.getByRole('searchbox').fill(name.slice(0, 6).toUpperCase());
    await expect.poll(() => rows.first().textContent()).toContain(name);
    await page.getByRole('link', { name }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    await page.goBack();
    expect(await page.getByRole('searchbox').inputValue()).toBe(name.slice(0, 6).toUpperCase());
  });

  test('the committee card runs from its bundle and shows the coverage with who is missing', async () => {
    await page.goto(`${served.url}/companies/${companyId}`);
    await page.getByRole('heading', { name: 'Coverage 58 of 100' }).waitFor();
    await page.getByText('Ana Ruiz, COO').waitFor();
    await page.getByText('Legal & compliance', { exact: true }).waitFor();
    expect(await page.locator('[data-unknown-component]').count()).toBe(0);
    await shootBoth('committee');
    const card = page.locator('[data-extension=committee]');
    await card.getByRole('button', { name: 'Why this tier, stage and scores?' }).press('Enter');
    await card.getByText('+90 employees 1,000–5,000').waitFor();
    const tag = page.locator('.extension .hs-tag').first();
    await tag.focus();
    await expect.poll(() => page.getByRole('tooltip').first().isVisible()).toBe(true);
  });

  test('the plays card reaches the app signed, and the task its play makes appears on the record', async () => {
    app.onStart = () => void createTask(client, companyId);
    await page.goto(`${served.url}/companies/${companyId}#plays`);
    const card = page.getByRole('region', { name: 'Cards and activity' });
    const start = card.getByRole('button', { name: 'Start play' });
    await start.first().waitFor();
    await shootBoth('plays');
    app.received.length = 0;
    await start.first().click();
    await expect.poll(() => app.received.filter(({ method }) => method === 'POST')).toHaveLength(1);
    await page.getByText('Sponsor alignment').or(page.getByText('Running').first()).first().waitFor();
    // Besides, the cards of the record may read the account.
    const sent = app.received.find(({ method }) => method === 'POST');
    expect(sent).toMatchObject({
      path: '/api/cards/account/plays/start',
      isSigned: true,
      query: { portalId: String(portal.standIn.store.portal.portalId), appId: '4242' },
      body: { companyId, playId: 'no-budget-holder' },
    });
    expect(Object.keys(sent?.query ?? {}).sort()).toEqual(['appId', 'portalId', 'userEmail', 'userId']);
    await page.locator('[data-task]', { hasText: 'Ask Ana for an introduction' }).waitFor();
    await shootBoth('started');
  });

  test('the sidebar says where the account stands, and the brief is copied with one click', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${served.url}/companies/${companyId}#pre-call-brief`);
    const sidebar = page.getByRole('complementary', { name: 'Sidebar' });
    await sidebar.getByText('This week: +18 engagement from 3 people').waitFor();
    await sidebar.getByText('the account falls from Sales-ready to Engaged on').waitFor();
    await page.getByRole('button', { name: 'Copy the brief' }).click();
    await page.getByText('Copied').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^Acme: brief of .*\nTier 1 · one-to-one · Sales-ready/);
    await shootBoth('brief');
  });

  test('HubSpot’s own address of a company leads to its record', async () => {
    await page.goto(`${served.url}/contacts/${portal.standIn.store.portal.portalId}/record/0-2/${companyId}`);
    await page.getByRole('heading', { name: 'Coverage 58 of 100' }).waitFor();
  });

  test('the app’s page and its settings run from their bundles too', async () => {
    await page.goto(`${served.url}/accounts`);
    await page.getByRole('cell', { name: 'Bring in the budget holder' }).waitFor();
    await shootBoth('accounts');
    await page.getByRole('link', { name: 'App settings' }).click();
    await page.getByText('First sync in progress').waitFor();
    const contacts = page.getByRole('progressbar', { name: 'Contacts' });
    expect(await contacts.getAttribute('aria-valuenow')).toBe('1200');
    expect(await page.locator('[data-unknown-component]').count()).toBe(0);
    await shootBoth('settings');
  });

  test('a menu opens, moves and closes by keyboard', async () => {
    await page.goto(`${served.url}/companies/${companyId}#plays`);
    const snooze = page.getByRole('button', { name: 'Snooze' }).first();
    await snooze.focus();
    await page.keyboard.press('ArrowDown');
    const focused = (): Promise<string | null> => page.evaluate(() => document.activeElement?.textContent ?? null);
    await expect.poll(focused).toBe('7 days');
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('14 days');
    await page.keyboard.press('End');
    expect(await focused()).toBe('30 days');
    await page.keyboard.press('Escape');
    expect(await snooze.getAttribute('aria-expanded')).toBe('false');
    expect(await snooze.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

async function createTask(client: Client, companyId: string): Promise<void> {
  await client.call('POST', '/crm/objects/2026-09/tasks', {
    properties: {
      hs_timestamp: new Date(Date.now() + 3_600_000).toISOString(),
      hs_task_subject: 'Ask Ana for an introduction',
      hs_task_status: 'NOT_STARTED',
    },
    associations: [
      { to: { id: companyId }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 192 }] },
    ],
  });
}
