import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../src/storage/portal/audit-log.ts';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import { ingestWebhooks } from '../../src/sync/webhooks/ingest-webhooks.ts';
import { MIA, SAM, adoptList, giveKeys, seatAnew, withColleagues } from '../fixtures/kept-list.ts';
import { createPortalUsers } from '../fixtures/portal-users.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const GROWN = { industry: 'COMPUTER_SOFTWARE', numberofemployees: '2500', annualrevenue: '400000000' };
const SHRUNK = { industry: 'RESTAURANTS', numberofemployees: '4', annualrevenue: '90000' };

/** A quarter in which Tiny grew, Cold shrank and Tier 1 lost its seats but one. */
async function passAQuarter(app: TestApp): Promise<void> {
  const users = createPortalUsers(app.standIn);
  users.set('companies', '104', GROWN);
  users.set('companies', '103', SHRUNK);
  await app.standIn.webhooksSettled();
  await ingestWebhooks(app.context, app.portalId);
  await refreshPortal(app.context, app.portalId);
  await seatAnew(app, [1, 5, 0]);
}

/** The quarterly refresh from its first step to its effect, and to what HubSpot has once both keys are turned. */
describeInBrowser('the quarterly refresh', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({
      data: withColleagues(createSmallPortal()),
      before: async (started) => {
        await giveKeys(started);
        await adoptList(started);
        await passAQuarter(started);
      },
    });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  /** Name and tier of every company, as HubSpot has them. */
  const inHubSpot = (): Record<string, string | null> =>
    Object.fromEntries(
      [...app.standIn.store.records.companies.active()].map(({ properties }) => [
        properties['name'] ?? '',
        properties['roundtable_tier'] || null,
      ]),
    );
  const row = (name: string): Locator => page.getByRole('row', { name: new RegExp(`^${name}`) });
  const next = (): Promise<void> => page.getByRole('button', { name: 'Next', exact: true }).first().click();

  const decided = async (): Promise<number> =>
    (await app.call('/api/pages/target-list', { userEmail: MIA.userEmail })).body.refresh.decided;

  test('says who comes in, who leaves and who moves, each with its reason, and what all of it does', async () => {
    expect(inHubSpot()).toEqual({ Acme: 'tier_1', Bolt: 'tier_1', Cold: 'tier_1', Tiny: null });
    await sandbox.comeAs(MIA, 'accounts');
    await sandbox.press('Start the quarterly refresh');
    await page.getByRole('button', { name: 'Who joins (1)' }).waitFor();
    await row('Tiny')
      .getByText(/^off the list → Tier\s2$/)
      .waitFor();
    await row('Tiny')
      .getByText(/rank(ed)? \d/)
      .waitFor();
    await sandbox.shoot('refresh-in');
    await row('Tiny').getByRole('button', { name: 'Approve' }).click();
    await row('Tiny').getByText('You approve').waitFor();

    // Another day: the page is opened anew.
    await expect.poll(decided).toBe(1);
    await page.reload();
    await page.getByText('You have decided on 1 account but not finished.').waitFor();
    await sandbox.shoot('refresh-begun');
    await sandbox.press('Continue the quarterly refresh');
    await row('Cold').waitFor();
    await page.getByRole('button', { name: 'Who joins (1)' }).click();
    await row('Tiny').getByText('You approve').waitFor();
    await sandbox.shoot('refresh-gone-on-with');

    await next();
    await page.getByRole('button', { name: 'Who leaves (1)' }).waitFor();
    await row('Cold')
      .getByText(/^Tier\s1 → off the list$/)
      .waitFor();
    await row('Cold')
      .getByText(/fit \d+/)
      .waitFor();
    await sandbox.shoot('refresh-out');
    await sandbox.press('Approve');
    await row('Cold').getByText('You approve').waitFor();

    await next();
    await page.getByRole('button', { name: 'Who moves (1)' }).waitFor();
    await row('Acme')
      .getByText(/^Tier\s1 → Tier\s2$/)
      .waitFor();
    await sandbox.shoot('refresh-moves');
    await row('Acme').getByRole('button', { name: 'Reject' }).click();

    await next();
    await page.getByText('You approve 2, reject 1 and skip 0.').waitFor();
    const seats = async (): Promise<string[]> =>
      (await page.locator('.extension tbody tr').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '));
    expect(await seats()).toEqual(['Tier 1 1 3 2 1 more than its seats', 'Tier 2 5 0 1 4 free', 'Tier 3 0 0 0 full']);
    await sandbox.shoot('refresh-effect-of-all');
    const finish = page.getByRole('button', { name: 'Approve 2 and finish' });
    expect(await finish.isDisabled()).toBe(true);
    await page.getByLabel('Why you reject').fill('Acme has just asked for a demo');
    await finish.click();
    await page.getByText('2 are waiting for approval. 1 will not be suggested for 90 days.').waitFor();
    await sandbox.shoot('refresh-finished');
    expect(inHubSpot()).toEqual({ Acme: 'tier_1', Bolt: 'tier_1', Cold: 'tier_1', Tiny: null });
  });

  test('takes effect with the second key, in HubSpot and in the audit log, and is not due again', async () => {
    await sandbox.comeAs(SAM, 'accounts');
    await sandbox.press('Approve these 2 for Sales');
    await page.getByText('Approved by Marketing, waiting for Sales').first().waitFor({ state: 'detached' });
    await refreshPortal(app.context, app.portalId);
    expect(inHubSpot()).toEqual({ Acme: 'tier_1', Bolt: 'tier_1', Cold: null, Tiny: 'tier_2' });
    const audit = await listAudit(app.context.db.kysely, app.portalId, 50);
    const done = audit.map(({ actor, action, subject }) => `${actor.split('@')[0]}: ${action}: ${subject}`);
    expect(done).toEqual(
      expect.arrayContaining([
        'sam: proposal approved: company:104',
        'sam: proposal approved: company:103',
        'mia: proposal approved: company:104',
        'mia: proposal approved: company:103',
        'mia: proposal rejected: company:101',
      ]),
    );
    await page.reload();
    await page.getByText(/^Last done on .*\. Next due on /).waitFor();
    await sandbox.press('Start the quarterly refresh');
    await page.getByText('1 change was rejected or expired in the last 90 days and is not suggested again.').waitFor();
    expect(await row('Acme').count()).toBe(0);
    await sandbox.shoot('refresh-again');
    expect(sandbox.complaints).toEqual([]);
  });
});
