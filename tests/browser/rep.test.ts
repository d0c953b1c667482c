import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AVA } from '../fixtures/kept-list.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** What a rep answers the cards with, until HubSpot has what follows from it. */
describeInBrowser('a rep’s answers', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ work: true });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const published = (property: string): string =>
    app.standIn.store.records.companies.getActive('101')?.properties[property] ?? '';
  const readCard = async (): Promise<Json> => (await app.call('/api/cards/account?companyId=101')).body;
  const readTasks = (): string[] => [...app.standIn.store.records.tasks.active()].map(({ id }) => id);
  const due = async (): Promise<string[]> => (await readCard()).plays.map(({ name }: Json) => name);

  test('a suggested role is confirmed with one click, and coverage in HubSpot rises', async () => {
    const before = Number(published('roundtable_coverage'));
    await sandbox.comeAs(AVA, 'companies/101#committee');
    await page.getByText(`Coverage ${before} of 100`).waitFor();
    await page
      .getByRole('button', { name: /^Yes, / })
      .first()
      .click();
    await expect.poll(() => Number(published('roundtable_coverage'))).toBeGreaterThan(before);
    await page.getByText(`Coverage ${published('roundtable_coverage')} of 100`).waitFor();
    await sandbox.shoot('rep-confirmed');
    const { entries } = (await app.call('/api/settings/audit')).body;
    expect(entries[0]).toMatchObject({ actorName: 'Ava Stone', action: 'role confirmed' });
  });

  test('a play is taken off with a reason, brought back, and put off: HubSpot shows the next one', async () => {
    const first = published('roundtable_next_play');
    await sandbox.comeAs(AVA, 'companies/101#plays');
    const card = page.locator('[data-extension=plays]');
    await card.getByRole('heading', { name: first }).waitFor();
    await card
      .getByRole('button', { name: /^Not useful/ })
      .first()
      .click();
    await card.getByRole('menuitem', { name: 'We do this already' }).click();
    await card.getByText(`"${first}" is taken off: we do this already`).waitFor();
    expect(await due()).not.toContain(first);
    await sandbox.press('Undo');
    await card.getByRole('heading', { name: first }).waitFor();
    expect(await due()).toContain(first);
    await card
      .getByRole('button', { name: /^Snooze/ })
      .first()
      .click();
    await card.getByRole('menuitem', { name: '14 days' }).click();
    await card.getByText(`"${first}" is put off for 14 days`).waitFor();
    await sandbox.shoot('rep-snoozed');
    await expect.poll(() => published('roundtable_next_play')).not.toBe(first);
    expect(await due()).not.toContain(first);
  });

  test('what was put off is brought back after the page was reloaded, and a play that was started is stopped with a reason', async () => {
    const card = page.locator('[data-extension=plays]');
    const first = published('roundtable_next_play');
    const [putOff] = (await readCard()).putOff;
    await sandbox.comeAs(AVA, 'companies/101#plays');
    await page.reload();
    await sandbox.press('Put off (1)');
    await card.getByText(/^Snoozed until .* by Ava Stone/).waitFor();
    await sandbox.shoot('rep-put-off');
    await sandbox.press(`Bring back "${putOff.name}"`);
    await card.getByRole('heading', { name: putOff.name }).waitFor();
    expect((await readCard()).putOff).toEqual([]);
    await expect.poll(() => published('roundtable_next_play')).not.toBe(first);

    const before = readTasks();
    await card
      .getByRole('button', { name: /^Start play/ })
      .first()
      .click();
    await card.getByText(`Running: ${putOff.name}`).waitFor();
    await expect.poll(readTasks).not.toEqual(before);
    const made = readTasks();
    await sandbox.shoot('rep-started');
    await sandbox.press(`Stop "${putOff.name}"`);
    await card.getByLabel(`Why is "${putOff.name}" stopped?`).fill('Started at the wrong company');
    await sandbox.shoot('rep-stopping');
    await sandbox.press(`Stop "${putOff.name}"`);
    await card.getByText('Stopped: Started at the wrong company').waitFor();
    await sandbox.shoot('rep-stopped');
    const [run] = (await readCard()).running;
    expect(run).toMatchObject({
      name: putOff.name,
      status: 'abandoned',
      problem: 'Stopped: Started at the wrong company',
    });
    expect(readTasks()).toEqual(made);
    const { entries } = (await app.call('/api/settings/audit')).body;
    const told = entries.map(({ actorName, action }: Json) => [actorName, action]);
    expect(told).toContainEqual(['Ava Stone', 'play brought back']);
    expect(told[0]).toEqual(['Ava Stone', 'play stopped']);
  });
});
