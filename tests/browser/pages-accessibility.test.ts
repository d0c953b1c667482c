import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measurePortal } from '../../src/sync/measurement/measure-portal.ts';
import { AVA, MIA, adoptList, giveKeys, seatAnew, withColleagues } from '../fixtures/kept-list.ts';
import { createLongNamesPortal } from '../fixtures/long-names-portal.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { findBarriers, findOverflowing, findSqueezed, unfold } from './judge-page.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

interface State {
  page: string;
  who?: typeof AVA;
  /** The first checkbox of that name is ticked before. */
  tick?: RegExp;
  /** What is pressed to get there, by the names of buttons; or more. */
  press?: readonly (string | RegExp)[];
  /** What has to be there. */
  shows: string;
}

const PROVISIONAL: readonly (readonly [string, State])[] = [
  ['the provisional list', { page: 'Target accounts', shows: 'The list is provisional' }],
  ['a program that was never measured', { page: 'Program', shows: 'Nothing is measured yet' }],
];
const STATES: readonly (readonly [string, State])[] = [
  ['rejecting a page of proposals', { page: 'Target accounts', who: MIA, press: [/^Reject all/], shows: 'Why not?' }],
  ['rejecting a proposal', { page: 'Target accounts', who: MIA, press: ['Reject'], shows: 'Why not?' }],
  [
    'proposing a change',
    { page: 'Target accounts', tick: /^Select (?!all)/, press: ['Propose a change (1 selected)'], shows: 'Move to' },
  ],
  [
    'a step of the quarterly refresh',
    { page: 'Target accounts', who: MIA, press: ['Start the quarterly refresh'], shows: 'Your decision' },
  ],
  [
    'the effect of the quarterly refresh',
    {
      page: 'Target accounts',
      who: MIA,
      press: ['Start the quarterly refresh', 'The result'],
      shows: 'What this means',
    },
  ],
  [
    'why a change of the refresh is rejected',
    {
      page: 'Target accounts',
      who: MIA,
      press: ['Start the quarterly refresh', /^Reject$/, 'The result'],
      shows: 'Why you reject',
    },
  ],
  ['an account of the weekly review', { page: 'Weekly review', press: ['Start the review'], shows: 'What blocks it' }],
  [
    'removing a segment',
    { page: 'Segments', press: ['Create in HubSpot', 'Delete from HubSpot'], shows: 'No company is deleted' },
  ],
  ['the export', { page: 'Target accounts', press: ['Export as CSV'], shows: 'Download the file' }],
  ['the accounts behind a figure', { page: 'Program', press: ['See the accounts'], shows: 'Back to the program' }],
  ['a play', { page: 'Plays', press: ['Answer the account that is already looking'], shows: 'Aims at' }],
  ['the editor', { page: 'Plays', press: ['Answer the account that is already looking', 'Edit'], shows: 'Steps' }],
  ['a new play', { page: 'Plays', press: ['Add a play'], shows: 'A play of your own' }],
  ['the import', { page: 'Plays', press: ['Import past plays'], shows: 'Paste the table' }],
  ['the content library', { page: 'Plays', press: ['Content library'], shows: 'Add a text' }],
  ['a new text', { page: 'Plays', press: ['Content library', 'Add a text'], shows: 'A new text' }],
];

/** What opens on the pages, with the longest names, in a window and at the width of a telephone; the tabs as they open are walked elsewhere. */
describeInBrowser('the pages for everybody', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: withColleagues(createLongNamesPortal()), before: giveKeys });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const open = async ({ page: title, who = AVA, tick, press = [], shows }: State): Promise<void> => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await sandbox.comeAs(who, 'accounts');
    await page.getByRole('tab', { name: title, exact: true }).click();
    if (tick !== undefined) await page.getByRole('checkbox', { name: tick }).first().press('Space');
    for (const name of press) await page.getByRole('button', { name, exact: true }).first().click();
    await page.locator('.extension').getByText(shows).first().waitFor();
    await unfold(page);
  };
  const judge = async (name: string, state: State): Promise<void> => {
    await open(state);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      await sandbox.shoot(`${name.replaceAll(' ', '-')}-${width}`);
      expect(await page.locator('[data-unknown-component]').count()).toBe(0);
      expect(await findOverflowing(page)).toEqual([]);
      expect(await findSqueezed(page)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
    }
  };

  test.each(PROVISIONAL)('axe finds nothing on %s, and nothing overflows', judge);

  describe('once the list is kept with two keys and the program is measured', () => {
    beforeAll(async () => {
      await adoptList(app);
      await seatAnew(app, [3, 5, 2]);
      await measurePortal(app.context, app.portalId);
    });

    test.each(STATES)('axe finds nothing on %s, and nothing overflows', judge);
  });
});
