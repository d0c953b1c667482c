import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../src/storage/portal/audit-log.ts';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import { AVA, MIA, SAM, adoptList, giveKeys, seatAnew, withColleagues } from '../fixtures/kept-list.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { createSellingPortal } from '../fixtures/selling-portal.ts';
import { describeInBrowser, enabled } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** Column of the table, its place there, what the server calls it, and which way it goes first. */
const COLUMNS = [
  ['Account', 0, 'name', 'ascending'],
  ['Tier and why', 1, 'rank', 'ascending'],
  ['Fit', 2, 'fit', 'descending'],
  ['Engagement', 3, 'engagement', 'descending'],
  ['Intent', 4, 'intent', 'descending'],
  ['Coverage', 5, 'coverage', 'ascending'],
] as const;
type Direction = (typeof COLUMNS)[number][3];

const turn = (direction: Direction): Direction => (direction === 'ascending' ? 'descending' : 'ascending');
const pick = (row: Json, names: readonly string[]): string[] => names.map((name) => String(row[name] ?? ''));
/** As HubSpot has it. */
const nameOf = (tier: number | null): string | null => (tier === null ? null : `tier_${tier}`);

/** A list of sixty accounts, more than a page: sorted, taken along as a file, and decided about by the page with two keys. */
describeInBrowser('the list at work', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({
      data: withColleagues(createSellingPortal(56)),
      before: async (started) => {
        await giveKeys(started);
        await adoptList(started);
      },
    });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  /** Together those that nothing speaks against, then one by one those to be looked at first. */
  const approveAll = async (proposals: Json[], side: string): Promise<void> => {
    const look = proposals.filter(({ cautions }) => cautions.length > 0);
    await sandbox.press(`Approve these ${proposals.length - look.length} for ${side}`);
    for (const { name } of look) {
      const tile = page.locator('.hs-tile', { hasText: name });
      await tile.getByText('Look before you approve').waitFor();
      await enabled(tile.getByRole('button', { name: `Approve for ${side}` })).click();
    }
  };
  /** A page of what the server lists. */
  const readPage = async (query: string, after = ''): Promise<{ accounts: Json[]; next: string | null }> =>
    (await app.call(`/api/pages/accounts?${query}&after=${after}`)).body;
  const rows = () => page.locator('.extension tbody tr');
  const shown = (): Promise<string[]> => rows().locator('td:first-child a').allInnerTexts();
  const waitForPage = (accounts: Json[]) => expect.poll(shown).toEqual(accounts.map(({ name }) => name));
  /** The column's numbers on the screen; what is no number is unknown. */
  const numbersOf = async (place: number): Promise<number[]> =>
    (
      await rows()
        .locator(`td:nth-child(${place + 1})`)
        .allInnerTexts()
    )
      .map(Number)
      .filter((value) => value >= 0);

  test.each(COLUMNS)('is sorted by %s, and turned round, on two pages as the server has it', async (...column) => {
    const [label, place, sort, first] = column;
    await sandbox.comeAs(AVA, 'accounts');
    await page.getByLabel('Tier', { exact: true }).selectOption('All accounts');
    await waitForPage((await readPage('')).accounts);
    const head = page.getByRole('columnheader', { name: new RegExp(`^${label}`) });
    for (const reversed of ['', 'yes']) {
      const direction = reversed === '' ? first : turn(first);
      if ((await head.getAttribute('aria-sort')) !== direction) await head.getByRole('button').click();
      await expect.poll(() => head.getAttribute('aria-sort')).toBe(direction);
      const query = `sort=${sort}&reversed=${reversed}`;
      const one = await readPage(query);
      await waitForPage(one.accounts);
      const numbers = await numbersOf(place);
      await sandbox.press('Next');
      await waitForPage((await readPage(query, one.next ?? '')).accounts);
      numbers.push(...(await numbersOf(place)));
      const upwards = numbers.toSorted((a, b) => a - b);
      if (place > 1) expect(numbers).toEqual(direction === 'ascending' ? upwards : upwards.toReversed());
    }
    await sandbox.shoot(`list-sorted-by-${sort}`);
  });

  test('leaves as a file whose rows are those of the list, in its order', async () => {
    await sandbox.press('Previous');
    const query = 'sort=coverage&reversed=yes';
    const listed: Json[] = [];
    for (let after: string | null = ''; after !== null;) {
      const { accounts, next } = await readPage(query, after);
      listed.push(...accounts);
      after = next;
    }
    await waitForPage((await readPage(query)).accounts);
    expect(listed.length).toBeGreaterThan(await rows().count());
    await sandbox.press('Export as CSV');
    const link = page.getByRole('link', { name: 'Download the file' });
    await link.waitFor();
    // The tab that a browser opens for a file is gone before one can wait for its download.
    await link.evaluate((element) => element.removeAttribute('target'));
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const file = parse<Record<string, string>>(await readFile(await download.path()), { bom: true, columns: true });
    const inFile = ['Company ID', 'Account', 'Tier', 'Stage', 'Fit', 'Engagement', 'Intent', 'Coverage', 'Next play'];
    const inList = ['id', 'name', 'tier', 'stage', 'fit', 'engagement', 'intent', 'coverage', 'nextPlay'];
    expect(file.map((row) => pick(row, inFile))).toEqual(listed.map((account) => pick(account, inList)));
  });

  test('a page of proposals is approved by two people, and HubSpot has the tiers', async () => {
    await seatAnew(app, [5, 10, 40]);
    const proposals: Json[] = (await app.call('/api/pages/target-list/proposals')).body.proposals;
    expect(proposals.length).toBeGreaterThan(9);
    const tiersOf = (): unknown[] =>
      proposals.map(
        ({ companyId }) =>
          app.standIn.store.records.companies.getActive(companyId)?.properties['roundtable_tier'] || null,
      );
    const before = proposals.map(({ fromTier }) => nameOf(fromTier));
    const after = proposals.map(({ toTier }) => nameOf(toTier));
    await sandbox.comeAs(MIA, 'accounts');
    await approveAll(proposals, 'Marketing');
    await expect.poll(() => page.getByText('Approved by Marketing, waiting for Sales').count()).toBe(proposals.length);
    await sandbox.shoot('list-bulk-first-key');
    expect(tiersOf()).toEqual(before);
    await sandbox.comeAs(SAM, 'accounts');
    await approveAll(proposals, 'Sales');
    await page.getByText('Approved by Marketing, waiting for Sales').first().waitFor({ state: 'detached' });
    await refreshPortal(app.context, app.portalId);
    expect(tiersOf()).toEqual(after);
    await sandbox.shoot('list-bulk-both-keys');
    const subjects = new Set(proposals.map(({ companyId }) => `company:${companyId}`));
    const audit = await listAudit(app.context.db.kysely, app.portalId, 500);
    for (const { userEmail } of [MIA, SAM]) {
      const lines = audit.filter(({ actor, action }) => actor === userEmail && action === 'proposal approved');
      expect(lines.filter(({ subject }) => subjects.has(subject))).toHaveLength(proposals.length);
    }
    expect(sandbox.complaints).toEqual([]);
  });
});
