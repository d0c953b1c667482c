import type { Page } from 'playwright-core';
import { MIA } from '../fixtures/kept-list.ts';

/** A place that people see, as it is photographed. */
export interface Surface {
  /** Of the file in `docs/screens/`. */
  name: string;
  /** Of the sandbox; `:company` is a company of Tier 1. */
  path: string;
  /** In the window's pixels; the height grows with the content. */
  width: number;
  /** What has to be there, as a CSS selector or `text=…`. */
  shows: string;
  /** What is photographed; the whole page where it is not given. */
  part?: string;
  /** Before the picture: what is unfolded, say. */
  before?: (page: Page) => Promise<void>;
}

const WIDE = 1_440;
const NARROW = 320;
const STANDING = '[data-extension=standing]';

/**
 * Goes to a page of the app, presses these buttons and waits for what is to be there; as who holds marketing's key, or as the admin
 * who installed the app.
 */
function toPage(
  tab: string,
  press: readonly (string | RegExp)[],
  shows: string,
  isAdmin = false,
): (page: Page) => Promise<void> {
  return async (page) => {
    // The page is loaded anew: a click before that would be lost.
    if (!isAdmin)
      await Promise.all([page.waitForEvent('load'), page.getByLabel('You are').selectOption(MIA.userEmail)]);
    await page.getByRole('tab', { name: tab, exact: true }).click();
    for (const name of press) await page.getByRole('button', { name }).first().click();
    await page.locator('[data-extension=pages]').getByText(shows).first().waitFor();
  };
}

const PAGES = { path: '/accounts', width: WIDE, shows: '[data-extension=pages] table' } as const;
const PLAY = 'Answer the account that is already looking';

/** Opens a tab of the settings, presses these buttons and waits for what is to be there. */
function toTab(group: string, tab: string, press: readonly string[], shows: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.getByRole('tab', { name: group, exact: true }).click();
    await page.getByRole('tab', { name: tab, exact: true }).click();
    for (const name of press) await page.getByRole('button', { name }).first().click();
    await page.locator('[data-extension=settings]').getByText(shows).first().waitFor();
  };
}

const SETTINGS = { path: '/settings', width: WIDE, shows: '[data-extension=settings] [role=tab]' } as const;

/** Every surface in the order of the issue; a new one is a new line. */
export const SURFACES: readonly Surface[] = [
  { name: 'record', path: '/companies/:company', width: WIDE, shows: '[data-extension=committee] >> text=Coverage' },
  {
    name: 'standing-sidebar',
    path: '/companies/:company',
    width: NARROW,
    shows: `${STANDING} >> text=This week`,
    part: '.sidebar-card',
    before: (page) => page.locator(STANDING).getByRole('button', { name: 'Why these scores?' }).click(),
  },
  {
    name: 'next-plays',
    path: '/companies/:company#plays',
    width: WIDE,
    shows: '[data-extension=plays] >> text=Why now',
  },
  {
    name: 'committee-narrow',
    path: '/companies/:company#committee',
    width: NARROW,
    shows: '[data-extension=committee] >> text=Coverage',
    part: '.record-middle',
  },
  {
    name: 'account-brief',
    path: '/companies/:company#pre-call-brief',
    width: WIDE,
    shows: '[data-extension=pre-call-brief] >> text=Before a call',
    part: '.record-middle',
  },
  {
    name: 'record-dark',
    path: '/companies/:company',
    width: WIDE,
    shows: '[data-extension=committee] >> text=Coverage',
    before: async (page) => void (await page.getByLabel('Theme').selectOption('Dark')),
  },
  { name: 'companies', path: '/', width: WIDE, shows: 'tbody tr' },
  { name: 'program', ...PAGES, before: toPage('Program', [], 'Movers of the week') },
  { name: 'program-accounts', ...PAGES, before: toPage('Program', ['See the accounts'], 'Back to the program') },
  { name: 'target-accounts', ...PAGES, before: toPage('Target accounts', [], 'Accounts') },
  {
    name: 'quarterly-refresh',
    ...PAGES,
    before: toPage('Target accounts', ['Start the quarterly refresh'], 'Your decision'),
  },
  {
    name: 'quarterly-refresh-effect',
    ...PAGES,
    before: toPage('Target accounts', ['Start the quarterly refresh', /^Approve th/, 'The result'], 'What this means'),
  },
  { name: 'weekly-review', ...PAGES, before: toPage('Weekly review', [], 'Copy the summary') },
  {
    name: 'weekly-review-account',
    ...PAGES,
    before: toPage('Weekly review', ['Start the review'], 'What blocks it'),
  },
  { name: 'segments', ...PAGES, before: toPage('Segments', ['Create in HubSpot'], 'Open in HubSpot') },
  { name: 'plays', ...PAGES, before: toPage('Plays', [], 'What that says', true) },
  { name: 'play', ...PAGES, before: toPage('Plays', [PLAY], 'Aims at', true) },
  { name: 'play-editor', ...PAGES, before: toPage('Plays', [PLAY, 'Edit'], 'Add a step', true) },
  { name: 'content-library', ...PAGES, before: toPage('Plays', ['Content library'], 'All texts', true) },
  {
    name: 'content-library-place',
    ...PAGES,
    before: toPage('Plays', ['Content library', 'add one'], 'No text yet for', true),
  },
  {
    name: 'text-taken-out',
    ...PAGES,
    before: toPage('Plays', ['Content library', 'Stop using'], 'Undo', true),
  },
  { name: 'settings', ...SETTINGS, before: toTab('Sync', 'Progress', [], 'Requests to HubSpot') },
  {
    name: 'guided-start',
    ...SETTINGS,
    before: toTab('Start', 'Guided start', ['Is ABM right here?'], 'Criterion'),
  },
  { name: 'guided-start-seats', ...SETTINGS, before: toTab('Start', 'Guided start', ['Capacity'], 'Seats of Tier 1') },
  { name: 'guided-start-roles', ...SETTINGS, before: toTab('Start', 'Guided start', ['Roles'], 'Must be known') },
  { name: 'scoring-model', ...SETTINGS, before: toTab('Model', 'Scoring model', [], 'scores your accounts') },
  {
    name: 'ideal-customers',
    ...SETTINGS,
    before: async (page) => {
      await toTab('Model', 'Ideal customers', [], 'What counts as success')(page);
      await page.getByText('Learning from your closed deals').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'keys-and-people',
    ...SETTINGS,
    before: toTab('People', 'Approval keys', [], 'Who approves for marketing, and who for sales'),
  },
  { name: 'audit-log', ...SETTINGS, before: toTab('People', 'Audit log', [], 'Person, account or play') },
  { name: 'slack', ...SETTINGS, before: toTab('People', 'Slack', [], 'Send updates to a Slack channel') },
  { name: 'record-notes', ...SETTINGS, before: toTab('Data', 'Notes on records', [], 'A play ends') },
  { name: 'mapped-properties', ...SETTINGS, before: toTab('Data', 'Mapped properties', [], 'Map a property') },
  { name: 'export', ...SETTINGS, before: toTab('Data', 'Export', ['Prepare the file'], 'Download the file') },
  { name: 'data-trust', ...SETTINGS, before: toTab('Data', 'Data trust', ['Show them'], 'Check the data again') },
  { name: 'signal-sources', ...SETTINGS, before: toTab('Data', 'Signal sources', [], 'Three ways') },
  {
    name: 'pasted-report',
    ...SETTINGS,
    before: toTab('Data', 'Signal sources', ['Paste a report'], 'Five columns'),
  },
];
