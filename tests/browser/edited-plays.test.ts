import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { MIA, SAM, giveKeys, withColleagues } from '../fixtures/kept-list.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const PLAY = 'Answer the account that is already looking';
const MAP = 'Map the buying committee';
const CHANGED = 'Answer who looks';

/** Edits of plays: left in every way there is, gone on with, saved, and counted. */
describeInBrowser('an edited play', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ work: true, data: withColleagues(createSmallPortal()), before: giveKeys });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const tab = (name: string): Locator => page.getByRole('tab', { name });
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).first().click();
  const openPlays = async (): Promise<void> => {
    await page.goto(`${sandbox.url}/accounts`);
    await tab('Plays').click();
    await page.getByRole('button', { name: PLAY, exact: true }).waitFor();
  };
  const drafted = async (): Promise<string[]> =>
    (await app.call('/api/plays')).body.drafts.map(({ edit }: Json) => edit.name);
  const unsaved = `You have an unsaved edit of "${PLAY}"`;

  test('whose edit is not saved is there after another tab and after a reload, is gone on with, and saved', async () => {
    await openPlays();
    await press(PLAY);
    await press('Edit');
    await page.getByLabel('Name').fill(CHANGED);
    // At once: nothing waits for the pause in which it would be kept.
    await tab('Program').click();
    await expect.poll(drafted).toEqual([CHANGED]);
    await tab('Plays').click();
    await page.getByText(unsaved).waitFor();
    await sandbox.shoot('play-draft-listed');
    await press('Go on');
    await expect.poll(() => page.getByLabel('Name').inputValue()).toBe(CHANGED);
    await page.getByLabel('Problem it solves').fill('Nobody answered');
    await expect.poll(async () => (await app.call('/api/plays')).body.drafts[0].edit.closes).toBe('Nobody answered');
    await page.reload();
    await tab('Plays').click();
    await page.getByText(unsaved).waitFor();
    await press('Go on');
    await expect.poll(() => page.getByLabel('Problem it solves').inputValue()).toBe('Nobody answered');
    await sandbox.shoot('play-draft-gone-on-with');
    await press('Save');
    await page.getByRole('heading', { name: CHANGED, exact: true }).waitFor();
    expect(await drafted()).toEqual([]);
    await press('All plays');
    await page.getByRole('button', { name: CHANGED, exact: true }).waitFor();
    expect(await page.getByText('You have an unsaved edit').count()).toBe(0);
  });

  test('whose edit is kept for later or discarded after a question, and then the play is as it was', async () => {
    await press(CHANGED);
    await press('Edit');
    await page.getByLabel('Name').fill('Something else');
    await press('Close, keep it for later');
    await press('Go on with your edit');
    await expect.poll(() => page.getByLabel('Name').inputValue()).toBe('Something else');
    await press('Discard my edit');
    await sandbox.shoot('play-draft-asked');
    await press('Discard it for good');
    await page.getByRole('heading', { name: CHANGED, exact: true }).waitFor();
    expect(await drafted()).toEqual([]);
    await press('Edit');
    await expect.poll(() => page.getByLabel('Name').inputValue()).toBe(CHANGED);
    await press('Cancel');
    await page.getByRole('heading', { name: CHANGED, exact: true }).waitFor();
    expect(sandbox.complaints).toEqual([]);
  });

  test('says that it is being counted, and by itself at how many accounts it is due by then', async () => {
    await page.goto(`${sandbox.url}/accounts`);
    await tab('Plays').click();
    const listed = page.getByRole('row', { name: new RegExp(MAP) });
    await listed.getByText(/^due for \d/).waitFor();
    await press(MAP);
    await press('Edit');
    await page.getByLabel('Under', { exact: true }).fill('1');
    await press('Save');
    await page.getByText('coverage is under 1', { exact: true }).waitFor();
    await sandbox.shoot('play-being-counted');
    await page.getByText('none due', { exact: true }).waitFor();
    await press('All plays');
    await listed.getByText('none due').waitFor();
    expect(sandbox.complaints).toEqual([]);
  });

  test('is the work of who holds marketing’s key; who holds sales’ key looks, and is told who changes it', async () => {
    const who =
      'Plays and texts are changed by admins (Ava Stone) and by whoever holds the key of Marketing (Mia Marks).';
    await sandbox.comeAs(SAM, 'accounts');
    await tab('Plays').click();
    await page.getByText('You can look but not change this').waitFor();
    await page.getByText(who).waitFor();
    expect(await page.getByRole('button', { name: 'Add a play' }).count()).toBe(0);
    await sandbox.shoot('plays-looked-at');
    await sandbox.comeAs(MIA, 'accounts');
    await tab('Plays').click();
    await page.getByText(who).waitFor();
    await press(MAP);
    await press('Edit');
    await page.getByLabel('Name').fill('Map everybody');
    await page.getByLabel('Condition 1', { exact: true }).selectOption('A company property');
    await page.getByLabel('Property').selectOption('Industry');
    await sandbox.shoot('plays-edited-by-marketing');
    await page.getByLabel('Condition 1', { exact: true }).selectOption('A score');
    await press('Save');
    await page.getByRole('heading', { name: 'Map everybody' }).waitFor();
    expect(sandbox.complaints).toEqual([]);
  });
});
