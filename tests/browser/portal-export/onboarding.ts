import { expect, test } from 'vitest';
import { DAY_MS } from '../../../src/domain/day-ms.ts';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import { numberIn, sendAds, type Walk } from './walk.ts';

/** Seats under what the team has to give: some accounts stay off the list, so that there is something to propose. */
export const SEATS = { 1: 20, 2: 100, 3: 500 } as const;
const THREE_YEARS_MS = 3 * 365.25 * DAY_MS;

/** Line 10 of the issue: from the first sync through the question and the four steps to the first accounts. */
export function walkOnboarding(walk: () => Walk): void {
  test('10: while the first sync runs, cards and settings say how far it is; then, that it read all there is', async () => {
    const { page, app, admin, comeAs, tab, extension, shoot, settled, companies } = walk();
    await comeAs(admin, `companies/${companies()[0]?.id}#committee`);
    await extension('committee').getByText('Your records are being read for the first time').waitFor();
    await comeAs(admin, 'settings');
    await tab('Sync');
    const settings = extension('settings');
    await settings.getByText('Tiers and scores appear when the first sync is complete.').waitFor();
    await settings
      .getByText(/^[\d,]+ (of [\d,]+ \(\d+%\)|so far), [\d,]+ pages?/)
      .first()
      .waitFor();
    await shoot('portal-first-sync');
    await settled();
    await sendAds(walk());
    await settled();

    await comeAs(admin, 'settings');
    await settings.getByText('Up to date').waitFor();
    await tab('Sync');
    await page.getByRole('button', { name: 'What the first sync read' }).click();
    const { records } = app.standIn.store;
    for (const [label, table] of [
      ['Companies', records.companies],
      ['Contacts', records.contacts],
      ['Deals', records.deals],
    ] as const) {
      const read = settings.locator('dl > div', { has: page.locator('dt', { hasText: new RegExp(`^${label}$`) }) });
      expect(numberIn(await read.locator('dd').innerText())).toBe(table.activeCount);
    }
    await shoot('portal-sync');
  });

  test('10: whether ABM is right here is told from the deals that the portal won', async () => {
    const { page, app, admin, comeAs, tab } = walk();
    const won = wonDeals(walk());
    await comeAs(admin, 'settings');
    await tab('Start', 'Is ABM right here?');
    const cells = page.getByRole('row', { name: /^Median value of a won deal/ }).getByRole('cell');
    await cells.first().waitFor();
    expect(numberIn(await cells.nth(2).innerText())).toBe(won.length);
    const amounts = won.map(({ properties }) => Number(properties['amount'])).toSorted((a, b) => a - b);
    expect(numberIn(await cells.nth(1).innerText())).toBe(Math.round(median(amounts)));
    const named = won.map(({ id }) => app.standIn.store.associations.linked('deals', id, 'contacts').size);
    const people = page.getByRole('row', { name: /^People on a won deal/ }).getByRole('cell');
    expect(numberIn(await people.nth(2).innerText())).toBe(named.filter((count) => count > 0).length);
  });

  test('10: each of the four steps shows its effect at once, and in the end HubSpot has the tiers', async () => {
    const { page, admin, comeAs, tab, press, shoot, settled, namesWhere, extension } = walk();
    const before = namesWhere((published) => published('tier') === 'tier_1');
    await comeAs(admin, 'settings');
    await tab('Start', 'Guided start');
    await press('Is ABM right here?');
    await press('Next: the model');
    await page.getByRole('radio', { name: /^General/, checked: true }).waitFor();
    await press('Next');
    for (const [tier, seats] of Object.entries(SEATS)) {
      await page.getByLabel(`Seats of Tier ${tier}`).fill(String(seats));
    }
    await press('See the effect');
    await page.getByText(`${before.length - SEATS[1]} leave Tier 1.`).waitFor();
    await shoot('portal-guide-seats');
    await page.getByRole('button', { name: /^Yes, / }).click();
    await page.getByRole('button', { name: /^Next/ }).click();
    await seeRoles(walk());
    await press('Next');
    await page.getByText('Who approves for marketing, and who for sales').waitFor();
    await press('Activate and finish');
    await page.getByRole('heading', { name: 'Your first accounts' }).waitFor();
    await settled();
    const seated = namesWhere((published) => published('tier') === 'tier_1');
    expect(seated).toHaveLength(SEATS[1]);
    expect(before).toEqual(expect.arrayContaining(seated));
    await comeAs(admin, 'settings');
    await tab('Start', 'Guided start');
    const shown = extension('settings').locator('tbody tr td:first-child a');
    await shown.first().waitFor();
    expect((await shown.allInnerTexts()).toSorted()).toEqual(seated);
    await shoot('portal-guide-end');
  });
}

/** How many people hold each role, as it stands in HubSpot. */
async function seeRoles({ page, app }: Walk): Promise<void> {
  const set = new Map<string, number>();
  for (const { properties } of app.standIn.store.records.contacts.active()) {
    for (const role of (properties['hs_buying_role'] ?? '').split(';')) set.set(role, (set.get(role) ?? 0) + 1);
  }
  for (const [role, label] of [
    ['DECISION_MAKER', 'Decision maker'],
    ['BUDGET_HOLDER', 'Budget holder'],
    ['CHAMPION', 'Champion'],
  ] as const) {
    const cells = page.getByRole('row', { name: new RegExp(`^${label}`) }).getByRole('cell');
    await cells.first().waitFor();
    expect(numberIn(await cells.nth(2).innerText())).toBe(set.get(role) ?? 0);
  }
}

/** Those of the last three years. */
function wonDeals({ app }: Walk): StoredRecord[] {
  const { pipelines, records } = app.standIn.store;
  const won = new Set(
    pipelines.flatMap(({ stages }) =>
      stages.filter(({ isClosed, probability }) => isClosed && Number(probability) === 1).map(({ id }) => id),
    ),
  );
  const since = Date.now() - THREE_YEARS_MS;
  return [...records.deals.active()].filter(
    ({ properties }) => won.has(properties['dealstage'] ?? '') && Date.parse(properties['closedate'] ?? '') >= since,
  );
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}
