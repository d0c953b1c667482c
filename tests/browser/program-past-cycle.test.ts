import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PortalData } from '../../src/sandbox/portal-data.ts';
import { measurePortal } from '../../src/sync/measurement/measure-portal.ts';
import { AVA, seatAnew } from '../fixtures/kept-list.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal, daysAgo } from '../fixtures/small-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** Between the cycle of Tier 1, which the deals below make 40 days, and the 90 days of Tier 2. */
const PAST_TIER_1 = 50;

/** The small portal with ten deals that took 40 days: Bolt won six, Acme lost one, Tiny won one and lost two. */
function createDealtPortal(): PortalData {
  const data = createSmallPortal();
  const owners = [...Array<string>(6).fill('102'), '101', '104', '104', '104'];
  for (const [index, companyId] of owners.entries()) {
    const id = String(700 + index);
    const dates = { createdate: daysAgo(41 + index), closedate: daysAgo(1 + index) };
    const dealstage = index < 6 || index === 7 ? 'closedwon' : 'closedlost';
    const properties = { dealname: `Deal ${index}`, pipeline: 'default', dealstage, amount: '10000', ...dates };
    data.objects.deals.push({ id, properties, createdAt: daysAgo(41 + index), updatedAt: daysAgo(1) });
    const link = { fromType: 'deals', fromId: id, toType: 'companies', toId: companyId } as const;
    data.associations.push({ ...link, primary: true, label: null });
  }
  return data;
}

/** Lets days pass since the accounts came onto the list, as the log of scores tells it, and measures the program anew. */
async function letPass({ context, portalId }: TestApp, days: number): Promise<void> {
  await context.db.executeSql(`update score_log set at = at - make_interval(days => ${days}) where portal_id = $1`, [
    portalId,
  ]);
  await measurePortal(context, portalId);
}

/** A leader after a cycle: what may be judged is, and every figure opens as many accounts as it says. */
describeInBrowser('the program past a cycle', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({
      data: createDealtPortal(),
      before: async (started) => {
        await seatAnew(started, [1, 3, 0]);
        await letPass(started, PAST_TIER_1);
      },
    });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const open = async (): Promise<void> => {
    await sandbox.comeAs(AVA, 'accounts');
    await page.getByRole('tab', { name: 'Program' }).click();
    await page.getByRole('heading', { name: 'Stages' }).waitFor();
  };
  const extension = (): Locator => page.locator('[data-extension=pages]');
  /** The rows of a group: whom we know and reach, then what came of it. */
  const rowsOf = (group: string): Locator => extension().getByRole('row', { name: new RegExp(`^${group}`) });
  const outcomesOf = async (group: string): Promise<string[]> =>
    (await rowsOf(group).nth(1).getByRole('cell').allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
  /** Presses a figure and gives how many accounts are behind it. */
  const countBehind = async (figure: Locator): Promise<number> => {
    await figure.click();
    await page.getByRole('button', { name: 'Back to the program' }).waitFor();
    await extension().locator('tbody tr').first().waitFor();
    const accounts = await extension().locator('tbody tr').count();
    await sandbox.press('Back to the program');
    await page.getByRole('heading', { name: 'Stages' }).waitFor();
    return accounts;
  };

  test('past its cycle a tier is judged, while it is too early for the next and for the list', async () => {
    await open();
    await page.getByText(`Too early: day ${PAST_TIER_1} of 90`).waitFor();
    await sandbox.shoot('program-one-tier-judged');
    const [first, second] = [await outcomesOf('Tier 1'), await outcomesOf('Tier 2')];
    expect(first[0]).toBe('Tier 1');
    expect(first[3]).toMatch(/^100% \(/);
    expect(first[4]).toMatch(/^40/);
    expect(second[0]).toBe(`Tier 2 day ${PAST_TIER_1} of 90`);
    expect(second[3]).toBe('too early');
    expect(await page.getByText(/^So far /).count()).toBe(2);
  });

  test('past every cycle nothing is held back, and the win rate is that of HubSpot’s deals', async () => {
    await letPass(app, 90 - PAST_TIER_1);
    await open();
    await sandbox.shoot('program-judged');
    expect(
      await extension()
        .getByText(/too early/i)
        .count(),
    ).toBe(0);
    const tile = extension().locator('.hs-tile', { hasText: 'Win rate' });
    await tile.getByText('86%').waitFor();
    await tile.getByText(/^6 of 7 closed deals/).waitFor();
    await page
      .getByText(
        /^\d+% of the accounts on the list have an engagement of 25 or more, .* They win 86% of their deals, the others 33%/,
      )
      .waitFor();
  });

  /** Companies of the group whose deals in HubSpot are so. */
  const withDeals = (isListed: boolean, holds: (stage: string) => boolean): number => {
    const { associations, records } = app.standIn.store;
    return [...records.companies.active()].filter(
      ({ id, properties }) =>
        ((properties['roundtable_tier'] ?? '') !== '') === isListed &&
        [...associations.linked('companies', id, 'deals').keys()].some((dealId) =>
          holds(records.deals.getActive(dealId)?.properties['dealstage'] ?? ''),
        ),
    ).length;
  };

  test.each([
    ['On the list', 'on_list'],
    ['Off the list', 'off_list'],
  ])('each figure of "%s" opens as many accounts as it counts', async (title, group) => {
    await open();
    const measured: Json = (await app.call('/api/program')).body.groups.find((each: Json) => each.group === group);
    const isListed = group === 'on_list';
    const listed = [...app.standIn.store.records.companies.active()].filter(
      ({ properties }) => ((properties['roundtable_tier'] ?? '') !== '') === isListed,
    ).length;
    const won = withDeals(isListed, (stage) => stage === 'closedwon');
    const closed = withDeals(isListed, (stage) => stage.startsWith('closed'));
    const expected = [
      [listed, measured.contactCoverage.successes, listed, measured.reach.successes, measured.engagementRate.successes],
      [withDeals(isListed, () => true), measured.conversion.successes, closed, won, won, won],
    ];
    for (const [part, counts] of expected.entries()) {
      for (const [column, count] of counts.entries()) {
        const figure = rowsOf(title)
          .nth(part)
          .getByRole('cell')
          .nth(column + 1)
          .getByRole('button');
        const words = await figure.allInnerTexts();
        // What counts nothing opens nothing, or says that nobody is behind it.
        if (words.length === 0 || count === 0) continue;
        expect({ part, column, words, count: await countBehind(figure) }).toEqual({ part, column, words, count });
      }
    }
    expect(sandbox.complaints).toEqual([]);
  });

  test('each stage and each tile opens as many accounts as it counts', async () => {
    await open();
    const { stages } = (await app.call('/api/program')).body.groups.find((each: Json) => each.group === 'on_list');
    for (const { id, label } of (await app.call('/api/program')).body.stages) {
      const figure = rowsOf(label).getByRole('cell').nth(4).getByRole('button');
      if ((await figure.count()) === 0) {
        expect(stages[id] ?? 0).toBe(0);
        continue;
      }
      expect([label, await countBehind(figure)]).toEqual([label, stages[id]]);
    }
    const tiles = extension().getByRole('button', { name: 'See the accounts' });
    const counts: number[] = [];
    for (let index = 0; index < (await tiles.count()); index += 1) counts.push(await countBehind(tiles.nth(index)));
    const closed = withDeals(true, (stage) => stage.startsWith('closed'));
    const won = withDeals(true, (stage) => stage === 'closedwon');
    const { engagementRate } = (await app.call('/api/program')).body.groups.find(
      (each: Json) => each.group === 'on_list',
    );
    expect(counts).toEqual([3, engagementRate.successes, withDeals(true, () => true), closed, won]);
  });
});
