import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../src/storage/portal/audit-log.ts';
import { listOpenProposals } from '../../src/storage/target-list/proposals.ts';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import { MIA, SAM, adoptList, giveKeys, seatAnew, withColleagues } from '../fixtures/kept-list.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { createSellingPortal } from '../fixtures/selling-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { findBarriers, findOverflowing } from './judge-page.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const SEATS = 5;
const NARROW = { width: 320, height: 800 };

/** Accounts are ticked by keyboard in a narrow window and proposed together; both keys decide, and HubSpot has the tiers. */
describeInBrowser('many accounts at once', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({
      data: withColleagues(createSellingPortal(36)),
      before: async (started) => {
        await giveKeys(started);
        await seatAnew(started, [SEATS, 10, 40]);
        await adoptList(started);
      },
    });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const listed = async (tier: string): Promise<Json[]> =>
    (await app.call(`/api/pages/accounts?tier=${tier}`)).body.accounts;
  const open = () => listOpenProposals(app.context.db.kysely, app.portalId);
  const tierOf = (companyId: string): string | undefined =>
    app.standIn.store.records.companies.getActive(companyId)?.properties['roundtable_tier'] || undefined;
  const tick = (name: string) => page.getByRole('checkbox', { name: `Select ${name}`, exact: true }).press('Space');
  test('are ticked over two tiers and proposed with one reason; who is there already is named', async () => {
    await sandbox.comeAs(MIA, 'accounts');
    await page.setViewportSize(NARROW);
    const [first] = await listed('1');
    const [one, two, three] = await listed('2');
    await tick(first?.name);
    await page.getByLabel('Tier', { exact: true }).selectOption('Tier 2');
    const all = page.getByRole('checkbox', { name: 'Select all 10 shown' });
    await all.press('Space');
    await page.getByRole('button', { name: 'Propose a change (11 selected)' }).waitFor();
    await all.press('Space');
    await page.getByRole('button', { name: 'Propose a change (1 selected)' }).waitFor();
    for (const account of [one, two, three]) await tick(account?.name);
    expect(await findOverflowing(page)).toEqual([]);
    await sandbox.shoot('list-ticked-narrow');
    await page.getByRole('button', { name: 'Propose a change (4 selected)' }).press('Enter');
    await page.getByText(`Tier 1 holds ${SEATS} of ${SEATS} seats: these 3 would make it ${SEATS + 3}`).waitFor();
    await page.getByLabel('Why').fill('Met at the fair');
    expect(await findOverflowing(page)).toEqual([]);
    expect(await findBarriers(page)).toEqual([]);
    await sandbox.shoot('list-propose-many-narrow');
    const send = page.getByRole('button', { name: 'Propose these 4' });
    await send.dblclick();
    await page.getByText('3 proposed for Tier 1').waitFor();
    await page.getByText(`${first?.name}: Already in Tier 1.`).waitFor();
    await sandbox.shoot('list-proposed-many-narrow');
    expect(await findOverflowing(page)).toEqual([]);
    const wished = [one, two, three].map((account) => String(account?.id)).toSorted();
    const mine = (await open()).filter(({ proposedBy }) => proposedBy === MIA.userEmail);
    expect(mine.map(({ companyId }) => companyId).toSorted()).toEqual(wished);
    expect(new Set(mine.map(({ reason }) => reason))).toEqual(new Set(['Met at the fair']));
    const audit = await listAudit(app.context.db.kysely, app.portalId, 500);
    const told = audit.filter(({ actor, action }) => actor === MIA.userEmail && action === 'change proposed');
    expect(told.map(({ subject }) => subject).toSorted()).toEqual(
      ['list', ...wished.map((id) => `company:${id}`)].toSorted(),
    );
  });

  test('say at each that its tier is full, and are in HubSpot once both keys are turned', async () => {
    const mine = (await open()).filter(({ proposedBy }) => proposedBy === MIA.userEmail);
    const wished = (await listed('2'))
      .filter(({ id }) => mine.some(({ companyId }) => companyId === String(id)))
      .map(({ name }) => name);
    expect(wished).toHaveLength(3);
    await page.setViewportSize({ width: 1_280, height: 900 });
    for (const [who, side] of [
      [MIA, 'Marketing'],
      [SAM, 'Sales'],
    ] as const) {
      await sandbox.comeAs(who, 'accounts');
      await page
        .getByText(`this account would be the ${SEATS + 1}th`)
        .first()
        .waitFor();
      await sandbox.shoot(`list-full-${side}`);
      const look = page.getByText('No seat is free in Tier 1');
      await expect.poll(() => look.count()).toBe(mine.length);
      for (const name of wished) {
        const tile = page.locator('.hs-tile', { hasText: `Move ${name} from Tier 2 to Tier 1` });
        await tile.getByRole('button', { name: `Approve for ${side}` }).click();
        if (side === 'Sales') await tile.waitFor({ state: 'detached' });
        else await tile.getByText('Approved by Marketing, waiting for Sales').waitFor();
      }
      if (side === 'Marketing')
        await expect.poll(() => page.getByText('Approved by Marketing, waiting for Sales').count()).toBe(mine.length);
    }
    await page.getByText(`Tier 1: ${SEATS + 3} of ${SEATS} seats (3 too many)`).waitFor();
    await refreshPortal(app.context, app.portalId);
    expect(mine.map(({ companyId }) => tierOf(companyId))).toEqual(['tier_1', 'tier_1', 'tier_1']);
    await sandbox.comeAs(SAM, 'accounts');
    await page.getByText('pinned by marketing and sales for 90 days').first().waitFor();
    await sandbox.shoot('list-pinned');
    expect(sandbox.complaints).toEqual([]);
  });
});
