import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Listening } from '../../src/sandbox/listen-on-loopback.ts';
import type { PortalData } from '../../src/sandbox/portal-data.ts';
import { createPortalUsers } from '../fixtures/portal-users.ts';
import { startTestApp, type Json, type TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal, daysAgo } from '../fixtures/small-portal.ts';
import { collectComplaints, describeInBrowser, openPage, shoot } from './in-browser.ts';
import { serveRecordPage } from './record-page-server.ts';

/** The app stores so many records at once, ten pages of them, and then says how far it is. */
const GATHERED = 1_000;
const CONTACTS = 1_100;
const PAGE = 100;

/** The small portal with so many contacts that the app gathers them twice. */
function createManyContacts(): PortalData {
  const data = createSmallPortal();
  for (let id = 10_000; data.objects.contacts.length < CONTACTS; id += 1) {
    const properties = { email: `p${id}@nowhere.example`, firstname: 'Pat', lastname: String(id) };
    data.objects.contacts.push({ id: String(id), properties, createdAt: daysAgo(300), updatedAt: daysAgo(30) });
  }
  return data;
}

describeInBrowser('a card from the first sync to the end of access', () => {
  let app: TestApp;
  let served: Listening;
  let page: Page;
  let complaints: string[];
  /** Lets HubSpot answer with the last page of contacts. */
  const gate = Promise.withResolvers<void>();

  beforeAll(async () => {
    app = await startTestApp({ data: createManyContacts(), work: true });
    let pages = 0;
    app.proxy.decideFault = async ({ path }) => {
      if (!path.includes('/objects/2026-09/contacts?')) return null;
      pages += 1;
      if (pages > GATHERED / PAGE) await gate.promise;
      return null;
    };
    served = await serveRecordPage(app.standIn, app.url);
    page = await openPage();
    complaints = collectComplaints(page);
  });
  afterAll(async () => {
    gate.resolve();
    await page?.close();
    await served?.close();
    await app?.stop();
  });

  const card = (): Locator => page.locator('[data-extension=standing]');
  const read = async (): Promise<Json> => (await app.call('/api/cards/account?companyId=101')).body;
  const sync = async (): Promise<Json> => (await app.call('/api/settings/sync')).body;
  const unfinished = async (): Promise<string[]> =>
    (await sync()).steps.flatMap(({ label, finishedAt }: Json) => (finishedAt === null ? [label] : []));
  const contacts = async (): Promise<Json> => (await sync()).steps.find(({ name }: Json) => name === 'contacts');

  test('it says what is read, how many records of how many, and shows the account by itself once that is through', async () => {
    await app.install();
    await expect.poll(async () => (await contacts())?.done).toBe(GATHERED);
    await expect.poll(unfinished).toEqual(['Contacts']);
    const asked = Promise.withResolvers<void>();
    await page.route('**/sandbox-api/hubspot-fetch', async (route) => {
      await asked.promise;
      await route.continue();
    });
    await page.goto(`${served.url}/companies/101`);
    await card().getByText('Reading the account').waitFor();
    await shoot(page, 'card-loading');
    asked.resolve();
    await card().getByText('Your records are being read for the first time').waitFor();
    const said = await card().innerText();
    expect(said).toMatch(new RegExp(`Contacts\\s+1,000 of ${CONTACTS.toLocaleString('en')} \\(90%\\)`));
    expect(said).toMatch(/^Contacts: (about \d+ (min|hours)|less than a minute) left$/m);
    const kinds = (await sync()).steps.length;
    expect(said).toContain(`${kinds - 1} of ${kinds} kinds of records are read; scoring comes last.`);
    expect(await contacts()).toMatchObject({ done: GATHERED, total: CONTACTS, finishedAt: null });
    await shoot(page, 'first-sync');
    gate.resolve();
    await card().getByText('Tier 1 · one-to-one').waitFor();
    await shoot(page, 'first-sync-over');
    expect((await sync()).status).toBe('active');
    expect(app.standIn.store.records.companies.getActive('101')?.properties['roundtable_tier']).toBe('tier_1');
    expect(complaints).toEqual([]);
  });

  test('once HubSpot withdrew the app’s access it says who ends that, and shows what was known, as of when', async () => {
    const { tokens } = app.standIn.store;
    tokens.access = {};
    tokens.refresh = {};
    createPortalUsers(app.standIn).set('companies', '101', { numberofemployees: '2600' });
    await expect.poll(async () => (await read()).paused).toEqual({ reason: 'access_withdrawn' });
    await page.goto('about:blank');
    await page.goto(`${served.url}/companies/101#plays`);
    const plays = page.locator('[data-extension=plays]');
    await plays.getByText('Roundtable may no longer read this HubSpot account').waitFor();
    await plays.getByText('Ask an admin to install the app again; nothing is lost.').waitFor();
    await shoot(page, 'access-withdrawn');
    const { asOf, plays: due } = await read();
    const format = { dateStyle: 'medium', timeStyle: 'short', timeZone: app.standIn.store.portal.timeZone } as const;
    expect(await plays.innerText()).toContain(
      `This is as of ${new Intl.DateTimeFormat('en-GB', format).format(new Date(asOf))}`,
    );
    await plays.getByRole('heading', { name: due[0].name }).waitFor();
    expect(await plays.getByRole('button', { name: 'Start play' }).count()).toBe(0);
    expect((await sync()).status).toBe('revoked');
    expect(complaints).toEqual([]);
  });
});
