import type { Page } from 'playwright-core';

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
  { name: 'companies', path: '/', width: WIDE, shows: 'tbody tr' },
  { name: 'target-accounts', path: '/accounts', width: WIDE, shows: '[data-extension=pages] table' },
  { name: 'settings', ...SETTINGS, before: toTab('Sync', 'Progress', [], 'Requests to HubSpot') },
  { name: 'guided-start', ...SETTINGS, before: toTab('Start', 'Guided start', [], 'What tells it') },
  { name: 'guided-start-seats', ...SETTINGS, before: toTab('Start', 'Guided start', ['Capacity'], 'Seats of Tier 1') },
  { name: 'guided-start-roles', ...SETTINGS, before: toTab('Start', 'Guided start', ['Roles'], 'Must be known') },
  { name: 'data-trust', ...SETTINGS, before: toTab('Data', 'Data trust', [], 'Suffers') },
  { name: 'signal-sources', ...SETTINGS, before: toTab('Data', 'Signal sources', [], 'Keys of tools') },
];
