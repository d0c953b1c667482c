import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AVA, MIA, SAM, adoptList, giveKeys, withColleagues } from '../fixtures/kept-list.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { openBrowser } from './open-browser.ts';
import { serveRecordPage, type Served } from './record-page-server.ts';
import { PATIENCE_MS } from '../fixtures/patience.ts';

const browser = await openBrowser();
const skipped = 'the cards at work (skipped: no Chrome and no bundled Chromium starts here)';
/** Where screenshots go, for looking at them; nowhere by default. */
const shots = process.env['SCREENSHOTS'];
if (shots !== undefined) mkdirSync(shots, { recursive: true });

/** What reps do on the cards of a record, until HubSpot has it. */
describe.skipIf(browser === null)(browser === null ? skipped : 'the cards at work', () => {
  let app: TestApp;
  let served: Served;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    const data = withColleagues(createSmallPortal());
    delete data.objects.companies.find(({ id }) => id === '103')?.properties['industry'];
    app = await startTestApp({ data, work: true });
    await app.install();
    served = await serveRecordPage(app.standIn, app.url);
    page = await (browser as Browser).newPage({ viewport: { width: 1280, height: 1000 } });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await vi.waitUntil(() => tierOf('101') !== undefined, { timeout: PATIENCE_MS, interval: 300 });
    await giveKeys(app);
    await adoptList(app);
  });

  afterAll(async () => {
    await browser?.close();
    await served?.close();
    await app?.stop();
  });

  const tierOf = (companyId: string): string | undefined =>
    app.standIn.store.records.companies.getActive(companyId)?.properties['roundtable_tier'] || undefined;
  const shoot = async (name: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: path.join(shots, `${name}.png`), fullPage: true });
  };
  const comeAs = async (who: typeof AVA, where: string): Promise<void> => {
    await page.goto(`${served.url}/${where}`);
    await page.getByLabel('You are').selectOption(who.userEmail);
    await expect.poll(() => page.getByLabel('You are').inputValue()).toBe(who.userEmail);
  };
  const notesOn = (companyId: string): string[] => {
    const { associations, records } = app.standIn.store;
    const ids = [...associations.linked('companies', companyId, 'notes').keys()];
    return ids.map((id) => String(records.notes.get(id)?.properties['hs_note_body']));
  };
  const sidebar = () => page.getByRole('complementary', { name: 'Sidebar' });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click();

  test('an admin has changes of tier noted on the records', async () => {
    await comeAs(AVA, 'settings');
    await page.getByRole('tab', { name: 'Data', exact: true }).click();
    await page.getByRole('tab', { name: 'Notes on records' }).click();
    await page.getByRole('checkbox', { name: 'the account changes its tier' }).click();
    await page.getByText('at most 200 notes in 24 hours').waitFor();
    await shoot('notes');
    await press('Save');
    await page.getByText('In the last seven days: 0 notes written').waitFor();
  });

  test('a rep proposes an account that is not on the list, both keys are turned, and HubSpot has its tier', async () => {
    await comeAs(AVA, 'companies/104');
    await sidebar().getByText('Not on the target account list').waitFor();
    await sidebar().getByLabel('Why it should be on the list').fill('The owner of Tiny asked for us at the fair');
    await shoot('propose');
    await sidebar().getByRole('button', { name: 'Propose it' }).click();
    await sidebar().getByText('Proposed for Tier 3').waitFor();
    await sidebar().getByText('Sales: not approved yet, up to Sam Sells').waitFor();
    await shoot('proposed');
    await sidebar().getByRole('button', { name: 'Withdraw' }).click();
    await sidebar().getByLabel('Propose it for').selectOption('Tier 2 · one-to-few');
    await sidebar().getByLabel('Why it should be on the list').fill('The owner of Tiny asked for us at the fair');
    await sidebar().getByRole('button', { name: 'Propose it' }).click();
    await sidebar().getByText('Proposed for Tier 2').waitFor();
    expect(tierOf('104')).toBeUndefined();
    for (const [who, side] of [
      [MIA, 'Marketing'],
      [SAM, 'Sales'],
    ] as const) {
      await comeAs(who, 'accounts');
      await page.getByText('ava@vendor.example: The owner of Tiny asked for us at the fair').waitFor();
      await press(`Approve for ${side}`);
      await page.getByText(`${side} ✓`).or(page.getByText('Nothing waits for you')).first().waitFor();
    }
    await expect.poll(() => tierOf('104')).toBe('tier_2');
    await expect.poll(() => notesOn('104')).toHaveLength(1);
    expect(notesOn('104')[0]).toContain('on the target account list, in Tier 2: approved by Marketing and Sales');
    await comeAs(AVA, 'companies/104');
    await sidebar().getByText('Tier 2 · one-to-few').waitFor();
    expect(complaints).toEqual([]);
  });

  test('a role that nobody is known in is looked for in HubSpot’s panel, and what is unknown of fit is filled in there', async () => {
    await comeAs(AVA, 'companies/103#committee');
    const card = page.locator('[data-extension=committee]');
    const find = card.locator('[data-crm-action=OPEN_RECORD_ASSOCIATION_FORM]').first();
    expect(JSON.parse((await find.getAttribute('data-crm-context')) ?? '')).toEqual({
      objectTypeId: '0-1',
      association: { objectTypeId: '0-2', objectId: 103 },
    });
    await find.getByRole('link', { name: 'Find in contacts' }).click();
    await find.getByRole('status').waitFor();
    await card.getByRole('button', { name: 'Why this tier, stage and scores?' }).click();
    expect(await card.locator('[data-crm-properties]').getAttribute('data-crm-properties')).toContain('industry');
    await shoot('find-and-fill');
    expect(await page.locator('[data-unknown-component]').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
