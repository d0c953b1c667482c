import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestApp } from '../fixtures/running-app.ts';
import { AVA, MIA, SAM, seatAnew, withColleagues } from '../fixtures/kept-list.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { describeInBrowser, enabled } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** An admin gives the keys, a marketer and a seller turn them, and HubSpot has the new tier. */
describeInBrowser('the target account list', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: withColleagues(createSmallPortal()), work: true });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const tierOf = (companyId: string): string | undefined =>
    app.standIn.store.records.companies.getActive(companyId)?.properties['roundtable_tier'] || undefined;

  test('an admin gives marketing’s key to one colleague and sales’ to another', async () => {
    await sandbox.comeAs(AVA, 'settings');
    await page.getByRole('tab', { name: 'People', exact: true }).click();
    await page.getByRole('tab', { name: 'Approval keys' }).click();
    await page.getByText('Do this first: choose who approves').waitFor();
    await sandbox.shoot('keys-none');
    await page.getByRole('checkbox', { name: 'Mia Marks approves for marketing' }).click();
    await page.getByRole('checkbox', { name: 'Mia Marks approves for marketing', checked: true }).waitFor();
    await page.getByRole('checkbox', { name: 'Sam Sells approves for sales' }).click();
    await page.getByText('Do this first: choose who approves').waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: 'Ava Stone approves for sales' }).waitFor({ state: 'detached' });
    await sandbox.shoot('keys');
  });

  test('both approve the list as it stands, and it is kept with two keys', async () => {
    await sandbox.comeAs(MIA, 'accounts');
    await page.getByText('The list is provisional').waitFor();
    await page.getByRole('cell', { name: 'Acme' }).waitFor();
    await sandbox.shoot('list-provisional');
    await sandbox.press('Propose to keep this list');
    await sandbox.press('Approve for Marketing');
    await page.getByText('Approved by Marketing, waiting for Sales').waitFor();
    await sandbox.shoot('list-adopting');
    await sandbox.comeAs(SAM, 'accounts');
    await sandbox.press('Approve for Sales');
    await page.getByText('Nothing is waiting for you').waitFor();
    await sandbox.shoot('list-kept');
  });

  test('a seller proposes an account, both turn their key, and HubSpot has its tier', async () => {
    expect(tierOf('104')).toBeUndefined();
    await page.getByLabel('Tier', { exact: true }).selectOption('Without a tier');
    await page.getByRole('cell', { name: 'Select Tiny' }).waitFor();
    await page.getByRole('checkbox', { name: 'Select Tiny' }).press('Space');
    await sandbox.press('Propose a change (1 selected)');
    await page.getByLabel('Move to').selectOption('Tier 2');
    await page.getByLabel('Why').fill('The owner of Tiny asked for us at the fair');
    await sandbox.shoot('list-propose');
    await sandbox.press('Propose it');
    await page.getByText('Bring Tiny into Tier 2').waitFor();
    await sandbox.press('Approve for Sales');
    await page.getByText('Approved by Sales, waiting for Marketing').waitFor();
    await sandbox.comeAs(MIA, 'accounts');
    await page.getByText('Sam Sells: The owner of Tiny asked for us at the fair').waitFor();
    await sandbox.shoot('list-proposed');
    expect(tierOf('104')).toBeUndefined();
    await sandbox.press('Approve for Marketing');
    await page.getByText('Nothing is waiting for you').waitFor();
    await expect.poll(() => tierOf('104')).toBe('tier_2');
  });

  test('a marketer goes through the quarterly refresh by keyboard, sales turns the second key, and HubSpot has the tiers', async () => {
    await seatAnew(app, [2, 3, 0]);
    await sandbox.comeAs(MIA, 'accounts');
    await enabled(page.getByRole('button', { name: 'Start the quarterly refresh' })).press('Enter');
    await page.getByRole('button', { name: /left to decide$/ }).waitFor();
    await sandbox.shoot('refresh-opened');
    await enabled(page.getByRole('button', { name: /^Who moves/ })).press('Enter');
    const row = page.getByRole('row', { name: /Tier\s1 → Tier\s2/ }).first();
    const name = await row.getByRole('link').innerText();
    await enabled(row.getByRole('button', { name: 'Approve' })).press('Enter');
    await row.getByText('You approve').waitFor();
    await sandbox.shoot('refresh-moves');
    await enabled(page.getByRole('button', { name: /^Next/ }).first()).press('Enter');
    await page.getByText(/^You approve 1, reject 0/).waitFor();
    await page.getByText('You approve for Marketing. It takes effect once Sales approves too: Sam Sells.').waitFor();
    await sandbox.shoot('refresh-effect');
    await enabled(page.getByRole('button', { name: 'Approve 1 and finish' })).press('Enter');
    await page.getByText('The refresh is done').waitFor();
    await page.getByText('Approved by Marketing, waiting for Sales').first().waitFor();
    await sandbox.shoot('refresh-done');
    const companyId = [...app.standIn.store.records.companies.active()].find(
      ({ properties }) => properties['name'] === name,
    )?.id;
    expect(companyId === undefined ? undefined : tierOf(companyId)).toBe('tier_1');
    await sandbox.comeAs(SAM, 'accounts');
    await page.getByText('Approved by Marketing, waiting for Sales').first().waitFor();
    const proposal = page.locator('.hs-tile', { hasText: name });
    await enabled(proposal.getByRole('button', { name: 'Approve for Sales' })).press('Enter');
    await proposal.waitFor({ state: 'detached' });
    await expect.poll(() => tierOf(companyId ?? '')).toBe('tier_2');
  });

  test('a marketer turns down many proposals at once, with one reason', async () => {
    await seatAnew(app, [0, 1, 0]);
    await sandbox.comeAs(MIA, 'accounts');
    const rejectAll = page.getByRole('button', { name: /^Reject all \d+$/ });
    await enabled(rejectAll).press('Enter');
    await page.getByLabel('Why not?').fill('We decide about these together at the refresh');
    await sandbox.shoot('list-reject-all');
    await enabled(page.getByRole('button', { name: /^Reject all \d+ with this reason$/ })).press('Enter');
    await page.getByText('Nothing is waiting for you').waitFor();
    expect((await app.call('/api/pages/target-list')).body.open).toEqual({ in: 0, up: 0, down: 0, out: 0 });
  });

  test('the audit log says who did what', async () => {
    await sandbox.comeAs(AVA, 'settings');
    await page.getByRole('tab', { name: 'People', exact: true }).click();
    await page.getByRole('tab', { name: 'Audit log' }).click();
    await page
      .getByText(/^Approved with the sales key: /)
      .first()
      .waitFor();
    await page
      .getByText(/: the list as it stands$/)
      .first()
      .waitFor();
    await sandbox.shoot('audit');
    await page.getByLabel('Person, account or play').fill('sam sells');
    await page.getByLabel('What was done').selectOption('Approval keys, admins and erased people');
    await sandbox.press('Find');
    await page.getByText('Gave Sam Sells the sales key').waitFor();
    await expect.poll(() => page.getByText(/^Approved with/).count()).toBe(0);
    await sandbox.shoot('audit-found');
    expect(await page.locator('[data-unknown-component]').count()).toBe(0);
    expect(sandbox.complaints).toEqual([]);
  });
});
