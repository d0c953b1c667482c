import { expect, test } from 'vitest';
import { weekOf } from '../../../src/domain/review/calendar-week.ts';
import { listMembers } from '../../../src/sandbox/hubspot/routes/list-members.ts';
import { loadReviewNotes } from '../../../src/storage/program/review-notes.ts';
import { loadReviews } from '../../../src/storage/program/account-reviews.ts';
import { measurePortal } from '../../../src/sync/measurement/measure-portal.ts';
import { dayAgo } from '../../fixtures/day-ago.ts';
import type { Json } from '../../fixtures/running-app.ts';
import { numberIn, type Walk } from './walk.ts';

/** Lines 5 and 7 to 9 of the issue: what leaders and marketers see of all accounts, beside what HubSpot holds. */
export function walkPages(walk: () => Walk): void {
  test('5: each figure of the program opens the accounts that HubSpot has behind it', async () => {
    const { page, app, marketer, comeAs, tab, shoot, namesWhere, read, extension, press, companies } = walk();
    await measurePortal(app.context, app.portalId);
    await comeAs(marketer, 'accounts');
    await tab('Program');
    await page.getByText(/^Too early: day 0 of \d+$/).waitFor();
    await shoot('portal-program');
    const names = async (): Promise<string[]> =>
      (await extension('pages').locator('tbody tr td:first-child a').allInnerTexts()).toSorted();
    const tierOne = page.getByRole('row', { name: /^Tier 1/ });
    const accounts = tierOne.first().getByRole('cell').nth(1);
    expect(numberIn(await accounts.innerText())).toBe(namesWhere((published) => published('tier') === 'tier_1').length);
    await accounts.getByRole('button').click();
    await page.getByRole('heading', { name: 'Accounts · Tier 1' }).waitFor();
    await expect.poll(names).toEqual(namesWhere((published) => published('tier') === 'tier_1'));
    await press('Back to the program');

    const { active } = await read('/api/settings/model');
    for (const { id, label } of active.model.stage.stages as { id: string; label: string }[]) {
      const cell = page
        .getByRole('row', { name: new RegExp(`^${label}`) })
        .getByRole('cell')
        .nth(1);
      const behind = namesWhere((published) => published('tier') === 'tier_1' && published('stage') === id);
      expect([label, numberIn(await cell.innerText())]).toEqual([label, behind.length]);
      if (behind.length === 0) continue;
      await cell.getByRole('button').click();
      await page.getByRole('heading', { name: `Accounts · Tier 1 · ${label}` }).waitFor();
      await expect.poll(names).toEqual(behind);
      await press('Back to the program');
    }

    await page
      .getByRole('row', { name: /^Tier 2/ })
      .nth(1)
      .getByRole('cell')
      .last()
      .getByRole('button')
      .click();
    await page.getByRole('heading', { name: / · Tier 2$/ }).waitFor();
    const { associations, records } = app.standIn.store;
    const haveWon = companies().filter(({ id }) =>
      [...associations.linked('companies', id, 'deals').keys()].some(
        (deal) => records.deals.getActive(deal)?.properties['dealstage'] === 'closedwon',
      ),
    );
    const winners = new Set(haveWon.map(({ properties }) => properties['name']));
    await expect.poll(async () => (await names()).length).toBeGreaterThan(0);
    expect((await names()).filter((name) => !winners.has(name))).toEqual([]);
    await shoot('portal-program-won');
  });

  test('7: the weekly review goes through Tier 1; a note and a mark are kept, and the summary is copied', async () => {
    const { page, app, seller, comeAs, tab, shoot, press, namesWhere, published, extension } = walk();
    const tierOne = namesWhere((value) => value('tier') === 'tier_1');
    await comeAs(seller, 'accounts');
    await tab('Weekly review');
    await page.getByLabel('Week', { exact: true }).selectOption('0');
    await page.getByText(`0 of ${tierOne.length} reviewed`).waitFor();
    await press('Start the review');
    await page.getByText(`1 of ${tierOne.length}`, { exact: true }).waitFor();
    const link = extension('pages').getByRole('heading').getByRole('link');
    const id = /\d+$/.exec((await link.first().getAttribute('href')) ?? '')?.[0] ?? '';
    expect(published(id, 'tier')).toBe('tier_1');
    await page
      .getByText(`Play due: ${published(id, 'next_play')}`)
      .first()
      .waitFor();
    await page.getByLabel('Note for the team').fill('They plan the budget in March');
    await press('Keep the note');
    await page.getByRole('button', { name: 'Change' }).waitFor();
    await shoot('portal-review');
    const notes = (await loadReviewNotes(app.context.db.kysely, app.portalId, [id], 9)).get(id) ?? [];
    expect(notes.map(({ text }) => text)).toEqual(['They plan the budget in March']);
    await press('Reviewed, next account');
    await page.getByText(`2 of ${tierOne.length}`, { exact: true }).waitFor();
    await press('All accounts');
    await page.getByText(`1 of ${tierOne.length} reviewed`).waitFor();
    const week = weekOf(Date.now(), app.standIn.store.portal.timeZone);
    const reviews = await loadReviews(app.context.db.kysely, app.portalId, [id], week.id);
    expect(reviews.get(id)?.reviewedBy).toBe(seller.userEmail);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await press('Copy the summary');
    await page.getByText('Copied').waitFor();
    const summary = await page.evaluate(() => navigator.clipboard.readText());
    // Those of whom there is no news stand in one line.
    expect(tierOne.filter((name) => !summary.includes(name))).toEqual([]);
    expect(summary).toContain('Note: They plan the budget in March');
  });

  test('8: the library says at how many accounts a play is due; switched off, HubSpot shows others', async () => {
    const { page, admin, comeAs, tab, shoot, namesWhere, companies, published, card } = walk();
    const byPlay = Map.groupBy(companies(), ({ id }) => published(id, 'next_play'));
    byPlay.delete('');
    const [rarest] = [...byPlay].toSorted(([, a], [, b]) => a.length - b.length)[0] ?? [''];
    const cards = await Promise.all(
      companies().flatMap(({ id }) => (published(id, 'tier') === 'tier_1' ? [card(id)] : [])),
    );
    const sponsors = cards.filter(({ plays }) => plays.slice(0, 3).some(({ name }) => name === SPONSOR));
    await comeAs(admin, 'accounts');
    await tab('Plays');
    await page
      .getByRole('row', { name: new RegExp(SPONSOR) })
      .getByText(
        sponsors.length === 0
          ? 'none due'
          : `due for ${sponsors.length} ${sponsors.length === 1 ? 'account' : 'accounts'}`,
      )
      .waitFor();
    await shoot('portal-plays-page');
    const led = (): string[] => namesWhere((value) => value('next_play') === rarest);
    const before = led();
    const toggle = page.getByRole('switch', { name: rarest });
    await toggle.click();
    await expect.poll(led).toEqual([]);
    await toggle.click();
    await expect.poll(led).toEqual(before);
  });

  test('8: a play that does worse than leaving it is proposed for retirement, and retired with a click', async () => {
    const { page, admin, comeAs, tab, shoot, press, companies, read } = walk();
    const rows = companies()
      .slice(0, 48)
      .map(({ id }, index) => `${id},${SPONSOR},${dayAgo(100 + index)},${index < 24 ? 'yes,no' : 'no,yes'}`);
    await comeAs(admin, 'accounts');
    await tab('Plays');
    await press('Import past plays');
    await page.getByLabel('Table').fill(['company,play,started,run,worked', ...rows].join('\n'));
    await press('Import');
    await page.getByText('Imported: 24 that were run and 24 that nobody ran.').waitFor();
    await press('All plays');
    await page.getByText(`Retire "${SPONSOR}"?`).waitFor();
    await page
      .getByRole('row', { name: new RegExp(SPONSOR) })
      .getByText('0 of 24')
      .waitFor();
    await shoot('portal-retire');
    await press('Switch it off');
    const isOn = async (): Promise<boolean> =>
      (await read('/api/plays')).plays.find(({ edit }: Json) => edit.name === SPONSOR).enabled;
    await expect.poll(isOn).toBe(false);
  });

  test('9: every segment is made in HubSpot, and holds who the page says', async () => {
    const { page, app, marketer, comeAs, tab, shoot, settled, namesWhere } = walk();
    // The play that was switched off is due nowhere from now on.
    await settled();
    await comeAs(marketer, 'accounts');
    await tab('Segments');
    await page.getByRole('button', { name: /^Create all/ }).click();
    await page
      .getByRole('button', { name: /^Create/ })
      .first()
      .waitFor({ state: 'detached' });
    await shoot('portal-segments');
    const { store } = app.standIn;
    const lists = store.lists.filter(({ deletedAt }) => deletedAt === null);
    expect(lists).toHaveLength(await page.getByRole('link', { name: 'Open in HubSpot' }).count());
    for (const list of lists) {
      const cells = page.getByRole('row', { name: new RegExp(`^${list.name}`) }).getByRole('cell');
      const shown = numberIn(await cells.nth(1).innerText());
      expect([list.name, shown]).toEqual([list.name, listMembers(store, list).length]);
    }
    const sizeOf = (name: string): number => {
      const list = lists.find((each) => each.name === `Roundtable: ${name}`);
      return list === undefined ? Number.NaN : listMembers(store, list).length;
    };
    expect(sizeOf('Tier 1 accounts')).toBe(namesWhere((value) => value('tier') === 'tier_1').length);
    expect(sizeOf('surging accounts')).toBe(namesWhere((value) => value('surging') === 'true').length);
    expect(sizeOf('accounts with a play due')).toBe(namesWhere((value) => value('next_play') !== '').length);
  });
}

const SPONSOR = 'Align an executive sponsor';
