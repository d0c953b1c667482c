import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AVA, MIA, SAM, adoptList, giveKeys, withColleagues } from '../fixtures/kept-list.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** What reps do on the cards of a record, until HubSpot has it. */
describeInBrowser('the cards at work', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    const data = withColleagues(createSmallPortal());
    delete data.objects.companies.find(({ id }) => id === '103')?.properties['industry'];
    sandbox = await openSandbox({ data, work: true });
    ({ app, page } = sandbox);
    await giveKeys(app);
    await adoptList(app);
  });
  afterAll(() => sandbox?.close());

  const tierOf = (companyId: string): string | undefined =>
    app.standIn.store.records.companies.getActive(companyId)?.properties['roundtable_tier'] || undefined;
  const notesOn = (companyId: string): string[] => {
    const { associations, records } = app.standIn.store;
    const ids = [...associations.linked('companies', companyId, 'notes').keys()];
    return ids.map((id) => String(records.notes.get(id)?.properties['hs_note_body']));
  };
  const sidebar = () => page.getByRole('complementary', { name: 'Sidebar' });

  test('an admin has changes of tier noted on the records', async () => {
    await sandbox.comeAs(AVA, 'settings');
    await page.getByRole('tab', { name: 'Data', exact: true }).click();
    await page.getByRole('tab', { name: 'Notes on records' }).click();
    await page.getByRole('checkbox', { name: 'An account changes tier' }).click();
    await page.getByText('at most 200 in 24 hours').waitFor();
    await sandbox.shoot('notes');
    await sandbox.press('Save');
    await page.getByText('In the last seven days: 0 notes written').waitFor();
  });

  test('a rep proposes an account that is not on the list, both keys are turned, and HubSpot has its tier', async () => {
    await sandbox.comeAs(AVA, 'companies/104');
    await sidebar().getByText('Not on the target account list').waitFor();
    await sidebar().getByLabel('Why it should be on the list').fill('The owner of Tiny asked for us at the fair');
    await sandbox.shoot('propose');
    await sidebar().getByRole('button', { name: 'Propose it' }).click();
    await sidebar().getByText('Proposed for Tier 3').waitFor();
    await sidebar().getByText('Sales: not approved yet, up to Sam Sells').waitFor();
    await sandbox.shoot('proposed');
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
      await sandbox.comeAs(who, 'accounts');
      await page.getByText('Ava Stone: The owner of Tiny asked for us at the fair').waitFor();
      await sandbox.press(`Approve for ${side}`);
      await page.getByRole('button', { name: `Approve for ${side}` }).waitFor({ state: 'detached' });
    }
    await expect.poll(() => tierOf('104')).toBe('tier_2');
    await expect.poll(() => notesOn('104')).toHaveLength(1);
    expect(notesOn('104')[0]).toContain('on the target account list, in Tier 2: approved by Marketing and Sales');
    await sandbox.comeAs(AVA, 'companies/104');
    await sidebar().getByText('Tier 2 · one-to-few').waitFor();
    expect(sandbox.complaints).toEqual([]);
  });

  test('a role that nobody is known in is looked for in HubSpot’s panel, and what is unknown of fit is filled in there', async () => {
    await sandbox.comeAs(AVA, 'companies/103#committee');
    const card = page.locator('[data-extension=committee]');
    const find = card.locator('[data-crm-action=OPEN_RECORD_ASSOCIATION_FORM]').first();
    expect(JSON.parse((await find.getAttribute('data-crm-context')) ?? '')).toEqual({
      objectTypeId: '0-1',
      association: { objectTypeId: '0-2', objectId: 103 },
    });
    await find.getByRole('button', { name: 'Find in contacts' }).click();
    await find.getByRole('status').waitFor();
    await card.getByRole('button', { name: 'Why this tier, stage and scores?' }).click();
    const fillIn = card.locator('[data-crm-properties]');
    expect(await fillIn.getAttribute('data-crm-properties')).toContain('industry');
    await fillIn.getByText('Industry', { exact: true }).waitFor();
    expect(await fillIn.innerText()).not.toContain('industry');
    await sandbox.shoot('find-and-fill');
    expect(await page.locator('[data-unknown-component]').count()).toBe(0);
    expect(sandbox.complaints).toEqual([]);
  });
});
