import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listMembers } from '../../src/sandbox/hubspot/routes/list-members.ts';
import type { StoredList } from '../../src/sandbox/hubspot/store/lists.ts';
import { MIA, giveKeys, withColleagues } from '../fixtures/kept-list.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { findBarriers, findOverflowing } from './judge-page.ts';
import { describeInBrowser, enabled } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** A marketer makes segments, from the bundle in a browser to the members that HubSpot keeps. */
describeInBrowser('segments', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: withColleagues(createSmallPortal()), before: giveKeys });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const open = async (): Promise<void> => {
    await sandbox.comeAs(MIA, 'accounts');
    await page.getByRole('tab', { name: 'Segments' }).click();
    await page.getByRole('heading', { name: 'Segments' }).waitFor();
  };
  const rowOf = (name: string) => page.getByRole('row', { name: `Roundtable: ${name}` });
  const inHubSpot = (): StoredList[] => app.standIn.store.lists.filter(({ deletedAt }) => deletedAt === null);
  const membersOf = (list: StoredList | undefined): string[] =>
    list === undefined ? [] : listMembers(app.standIn.store, list).map(({ recordId }) => recordId);

  test('a marketer makes two, and HubSpot keeps who is in them', async () => {
    await open();
    await sandbox.shoot('segments-none');
    await rowOf('Tier 1 accounts').getByRole('button', { name: 'Create in HubSpot' }).click();
    await rowOf('Tier 1 accounts').getByRole('link', { name: 'Open in HubSpot' }).waitFor();
    await enabled(rowOf('accounts with a play due').getByRole('button', { name: 'Create in HubSpot' })).press('Enter');
    await rowOf('accounts with a play due').getByRole('link', { name: 'Open in HubSpot' }).waitFor();
    const lists = inHubSpot();
    expect(lists.map(({ name }) => name)).toEqual([
      'Roundtable: Tier 1 accounts',
      'Roundtable: accounts with a play due',
    ]);
    const tierOne = [...app.standIn.store.records.companies.active()].filter(
      ({ properties }) => properties['roundtable_tier'] === 'tier_1',
    );
    expect(membersOf(lists[0])).toEqual(tierOne.map(({ id }) => id));
    expect(tierOne.length).toBeGreaterThan(0);
    await rowOf('Tier 1 accounts')
      .getByRole('cell', { name: String(tierOne.length), exact: true })
      .waitFor();
    await sandbox.shoot('segments');
  });

  test('axe finds nothing, and nothing overflows at 320 px', async () => {
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      if (width === 320) await sandbox.shoot('segments-narrow');
      expect(await findOverflowing(page)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
      expect(await page.locator('[data-unknown-component]').count()).toBe(0);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  test('one that was deleted in HubSpot is offered again; one is removed at the second click', async () => {
    const [first] = inHubSpot();
    if (first !== undefined) first.deletedAt = new Date().toISOString();
    await open();
    await rowOf('Tier 1 accounts').getByRole('button', { name: 'Create in HubSpot' }).waitFor();
    await rowOf('accounts with a play due').getByRole('button', { name: 'Delete from HubSpot' }).click();
    await page.getByText(/lose it\. No company is deleted or changed/).waitFor();
    await rowOf('accounts with a play due').getByRole('button', { name: 'Yes, delete it' }).click();
    await rowOf('accounts with a play due').getByRole('button', { name: 'Create in HubSpot' }).waitFor();
    expect(inHubSpot()).toEqual([]);
  });

  test('a marketer makes all that are missing with one click', async () => {
    await open();
    await page.getByRole('button', { name: /^Create all/ }).click();
    await page
      .getByRole('button', { name: /^Create/ })
      .first()
      .waitFor({ state: 'detached' });
    const made = page.getByRole('link', { name: 'Open in HubSpot' });
    expect(await made.count()).toBeGreaterThan(1);
    expect(inHubSpot()).toHaveLength(await made.count());
    expect(sandbox.complaints).toEqual([]);
  });
});
