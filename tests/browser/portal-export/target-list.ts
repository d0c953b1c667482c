import { expect, test } from 'vitest';
import { seatAnew } from '../../fixtures/kept-list.ts';
import { createWorkflows } from '../../fixtures/run-workflow-action.ts';
import { SEATS } from './onboarding.ts';
import { numberIn, type Walk } from './walk.ts';

/** Lines 6 and 12 of the issue: the list is kept with two keys, by people and by workflows, and HubSpot has what they decide. */
export function walkTargetList(walk: () => Walk): void {
  test('6: an admin gives the keys, both approve the list as it stands, and it is kept', async () => {
    const { page, admin, marketer, seller, comeAs, tab, press, shoot, namesWhere } = walk();
    await comeAs(admin, 'settings');
    await tab('People', 'Approval keys');
    await page.getByRole('checkbox', { name: `${marketer.name} approves for marketing` }).click();
    await page.getByRole('checkbox', { name: `${marketer.name} approves for marketing`, checked: true }).waitFor();
    await page.getByRole('checkbox', { name: `${seller.name} approves for sales` }).click();
    await page.getByText('Do this first: choose who approves').waitFor({ state: 'detached' });
    await tab('Data', 'Notes on records');
    await page.getByRole('checkbox', { name: /account changes/ }).click();
    await press('Save');
    await page.getByText(/^If you save/).waitFor({ state: 'detached' });
    await comeAs(marketer, 'accounts');
    await press('Propose to keep this list');
    const held = ([1, 2, 3] as const).map((tier) => namesWhere((published) => published('tier') === `tier_${tier}`));
    await press('Approve for Marketing');
    await page.getByText('Approved by Marketing, waiting for Sales').waitFor();
    await comeAs(seller, 'accounts');
    await press('Approve for Sales');
    await page.getByText('The list is provisional').waitFor({ state: 'detached' });
    const seats = held.map(
      ({ length }, index) => `Tier ${index + 1}: ${length} of ${Object.values(SEATS)[index]} seats`,
    );
    await page.getByText(seats.join(' · ')).waitFor();
    await shoot('portal-list');
  });

  test('6: a seller proposes an account, both turn their key, and HubSpot has its tier and a note', async () => {
    const { page, app, marketer, seller, comeAs, press, shoot, published } = walk();
    await comeAs(seller, 'accounts');
    await page.getByLabel('Tier', { exact: true }).selectOption('Without a tier');
    const row = page.locator('[data-extension=pages] tbody tr').first();
    await row.getByText('No tier', { exact: true }).waitFor();
    const name = await row.getByRole('link').first().innerText();
    const id = /\d+$/.exec((await row.getByRole('link').first().getAttribute('href')) ?? '')?.[0] ?? '';
    expect(published(id, 'tier')).toBe('');
    await row.getByRole('checkbox').press('Space');
    await press('Propose a change (1 selected)');
    await page.getByLabel('Move to').selectOption('Tier 2');
    await page.getByLabel('Why').fill('Their board asked for us');
    await press('Propose it');
    const proposal = page.locator('.hs-tile', { hasText: `Bring ${name} into Tier 2` });
    await proposal.getByRole('button', { name: 'Approve for Sales' }).click();
    await proposal.getByText('Approved by Sales, waiting for Marketing').waitFor();
    await comeAs(marketer, 'accounts');
    await proposal.getByText('Their board asked for us').waitFor();
    await shoot('portal-proposed');
    expect(published(id, 'tier')).toBe('');
    await proposal.getByRole('button', { name: 'Approve for Marketing' }).click();
    await proposal.waitFor({ state: 'detached' });
    await expect.poll(() => published(id, 'tier')).toBe('tier_2');
    const { associations, records } = app.standIn.store;
    const notes = (): string[] =>
      [...associations.linked('companies', id, 'notes').keys()].map(
        (note) => records.notes.getActive(note)?.properties['hs_note_body'] ?? '',
      );
    await expect.poll(notes).toEqual([expect.stringContaining('on the target account list, in Tier 2')]);
  });

  test('6: the table is narrowed to what HubSpot holds, and leaves as a file of as many lines', async () => {
    const { page, app, marketer, comeAs, press, shoot, namesWhere, download, extension } = walk();
    const owner = app.standIn.store.owners.find(({ id }) => namesOf(id).length > 1);
    function namesOf(ownerId: string): string[] {
      return namesWhere(
        (published, { properties }) => published('tier') === 'tier_2' && properties['hubspot_owner_id'] === ownerId,
      );
    }
    await comeAs(marketer, 'accounts');
    await page.getByLabel('Tier', { exact: true }).selectOption('Tier 2');
    await page.getByLabel('Owner').selectOption(`${owner?.firstName} ${owner?.lastName}`);
    const names = (): Promise<string[]> => extension('pages').locator('tbody tr td:first-child a').allInnerTexts();
    await expect.poll(async () => (await names()).toSorted()).toEqual(namesOf(owner?.id ?? ''));
    await page.getByRole('button', { name: 'Engagement' }).click();
    const scores = async (): Promise<number[]> =>
      (await extension('pages').locator('tbody tr td:nth-child(4)').allInnerTexts()).map(numberIn);
    await expect.poll(async () => isFalling(await scores())).toBe(true);
    await shoot('portal-list-narrowed');
    await press('Export as CSV');
    expect(await download()).toHaveLength(1 + namesOf(owner?.id ?? '').length);
    await page.getByLabel('Owner').selectOption('Any');
    // Until that is drawn, the file of before can still be downloaded.
    await page.getByRole('link', { name: 'Download the file' }).waitFor({ state: 'detached' });
    await press('Export as CSV');
    expect(await download()).toHaveLength(1 + namesWhere((published) => published('tier') === 'tier_2').length);
  });

  test('6: the quarterly refresh says who should move and why; approved by both, HubSpot has it', async () => {
    const { page, app, marketer, seller, comeAs, press, shoot, settled, published } = walk();
    await seatAnew(app, [SEATS[1] - 1, SEATS[2], SEATS[3]], [70, 50, 30]);
    await settled();
    await comeAs(marketer, 'accounts');
    await press('Start the quarterly refresh');
    await page.getByRole('button', { name: /^Who moves/ }).click();
    const row = page.getByRole('row', { name: /Tier\s1 → Tier\s2/ }).first();
    const link = row.getByRole('link').first();
    const name = await link.innerText();
    const id = /\d+$/.exec((await link.getAttribute('href')) ?? '')?.[0] ?? '';
    expect(published(id, 'tier')).toBe('tier_1');
    await row.getByRole('button', { name: 'Approve' }).click();
    await row.getByText('You approve', { exact: true }).waitFor();
    await shoot('portal-refresh');
    await page.getByRole('button', { name: /The result/ }).click();
    await page.getByText(/^You approve 1, reject 0/).waitFor();
    await page
      .getByText(`You approve for Marketing. It takes effect once Sales approves too: ${seller.name}.`)
      .waitFor();
    await press('Approve 1 and finish');
    await page.getByText('The refresh is done').waitFor();
    expect(published(id, 'tier')).toBe('tier_1');
    await comeAs(seller, 'accounts');
    const proposal = page.locator('.hs-tile', { hasText: `Move ${name} from Tier 1 to Tier 2` });
    await proposal.getByRole('button', { name: 'Approve for Sales' }).click();
    await proposal.waitFor({ state: 'detached' });
    await expect.poll(() => published(id, 'tier')).toBe('tier_2');
  });

  test('12: workflows refresh, propose and start, signed and once each; unsigned they do nothing', async () => {
    const { app, companies, published, card, read } = walk();
    const workflows = createWorkflows(app);
    const withTier = (tier: string): string => {
      const found = companies().findLast(
        ({ id }) => published(id, 'tier') === tier && published(id, 'next_play') !== '',
      );
      if (found === undefined) throw new Error(`No account of "${tier}" has a play due.`);
      return found.id;
    };
    const listed = withTier('tier_2');
    const step = { callbackId: 'portal-refresh', companyId: Number(listed), inputs: {} };
    expect((await workflows.run('refresh-account', { ...step, signed: false })).status).toBe(401);
    expect((await workflows.run('refresh-account', step)).outputs).toMatchObject({ roundtable_tier: 'tier_2' });

    const outside = companies().findLast(({ id }) => published(id, 'tier') === '')?.id ?? '';
    const wish = { place: 'tier_3', reason: 'Their intent doubled' };
    const propose = { callbackId: 'portal-propose', companyId: Number(outside), inputs: wish };
    const proposed = await workflows.run('propose-for-list', propose);
    expect(proposed.outputs).toMatchObject({ proposal_outcome: 'proposed' });
    expect((await workflows.run('propose-for-list', propose)).outputs).toEqual(proposed.outputs);
    expect((await card(outside)).list?.proposal).toMatchObject({ toTier: 3, reason: wish.reason });

    const play = (await card(listed)).plays[0];
    const start = { callbackId: 'portal-start', companyId: Number(listed), inputs: { play: play?.playId ?? '' } };
    const tasks = (): number => app.standIn.store.associations.linked('companies', listed, 'tasks').size;
    const started = await workflows.run('start-play', start);
    expect(started.outputs).toMatchObject({ hs_execution_state: 'SUCCESS', play_result: 'started' });
    expect((await workflows.run('start-play', start)).outputs).toEqual(started.outputs);
    await expect.poll(tasks).toBe(play?.steps.length);
    const { entries } = await read('/api/settings/audit');
    expect(entries.map(({ action }: { action: string }) => action)).toContain('play started');
  });
}

function isFalling(scores: readonly number[]): boolean {
  return scores.every((score, index) => index === 0 || score <= (scores[index - 1] ?? 0));
}
