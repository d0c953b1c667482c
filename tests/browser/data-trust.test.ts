import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PortalData } from '../../src/sandbox/portal-data.ts';
import type { StoredRecord } from '../../src/sandbox/hubspot/store/stored-record.ts';
import { AVA } from '../fixtures/kept-list.ts';
import { createPortalUsers } from '../fixtures/portal-users.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal, daysAgo } from '../fixtures/small-portal.ts';
import { PRIMARY_COMPANY } from '../fixtures/synced-app.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** The small portal with what records lack: a domain twice, a free-mail domain, none, no industry, no size, an old role. */
function createPortalOfGaps(): PortalData {
  const data = createSmallPortal();
  const add = (id: string, properties: Record<string, string>): void =>
    void data.objects.companies.push({ id, properties, createdAt: daysAgo(9), updatedAt: daysAgo(9) });
  add('201', { name: 'Acme twin', domain: 'ACME.example', industry: 'BANKING', numberofemployees: '5' });
  add('202', { name: 'Freelancer', domain: 'gmail.com', industry: 'BANKING', numberofemployees: '1' });
  add('203', { name: 'Freelancer two', domain: 'gmail.com', industry: 'BANKING' });
  add('204', { name: 'Nameless', numberofemployees: '80' });
  const champion = data.objects.contacts.find(({ id }) => id === '2');
  if (champion?.history !== undefined) {
    champion.history['hs_buying_role'] = [{ value: 'CHAMPION', timestamp: daysAgo(500) }];
  }
  return data;
}

const isFree = (properties: Record<string, string>): boolean => properties['domain'] === 'gmail.com';

/** What an admin learns of the records, as HubSpot holds them, and again after somebody put them right. */
describeInBrowser('the data trust panel', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: createPortalOfGaps(), work: true });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const lacking = (lacks: (properties: Record<string, string>) => boolean): number =>
    [...app.standIn.store.records.companies.active()].filter(({ properties }: StoredRecord) => lacks(properties))
      .length;

  /** What HubSpot's own records lack: the lines that the panel should show, without those of nothing. */
  const countInHubSpot = (): Record<string, number> => {
    const { associations, records } = app.standIn.store;
    const domains = [...records.companies.active()]
      .filter(({ properties }) => !isFree(properties))
      .map(({ properties }) => (properties['domain'] ?? '').toLowerCase());
    const lone = [...records.contacts.active()].filter(
      ({ id }) => associations.linked('contacts', id, 'companies').size === 0,
    );
    const counts = {
      'Contacts without a company': lone.length,
      'Companies with a free-mail domain': lacking(isFree),
      'Companies that share a domain': domains.filter(
        (domain, _index, all) => domain !== '' && all.filter((each) => each === domain).length > 1,
      ).length,
      'Companies without a domain': lacking(({ domain = '' }) => domain === ''),
      'Companies without an industry': lacking(({ industry = '' }) => industry === ''),
      'Companies without a number of employees': lacking(({ numberofemployees = '' }) => numberofemployees === ''),
      'Companies without an Ideal Customer Profile Tier': lacking((company) => !company['hs_ideal_customer_profile']),
      'Accounts with a tier but no owner': lacking(
        (company) => !!company['roundtable_tier'] && !company['hubspot_owner_id'],
      ),
      'Roles that were set long ago': 1,
    };
    return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  };
  /** A company's value as the app holds it. */
  const mirrored = async (companyId: string, property: string): Promise<string> => {
    const { properties } = await app.context.db.kysely
      .selectFrom('companies')
      .select('properties')
      .where('portal_id', '=', app.portalId)
      .where('company_id', '=', companyId)
      .executeTakeFirstOrThrow();
    return properties[property] ?? '';
  };
  /** The lines of the panel: what lacks, and how many. */
  const readPanel = async (): Promise<Record<string, number>> => {
    const lines = await page.locator('[data-extension=settings] .hs-tile').allInnerTexts();
    const counts = lines.map((line) => /^(?<title>.+): (?<count>\d+)$/m.exec(line)?.groups ?? {});
    return Object.fromEntries(counts.map(({ title = '', count }) => [title, Number(count)]));
  };

  test('counts what HubSpot’s records lack, and names the worst', async () => {
    await sandbox.comeAs(AVA, 'settings');
    await page.getByRole('tab', { name: 'Data', exact: true }).click();
    await page.getByText('Companies that share a domain: 2').waitFor();
    await page.locator('.hs-tile').first().getByText('Start here').waitFor();
    await sandbox.shoot('data-trust');
    expect(await readPanel()).toEqual(countInHubSpot());
    const shared = page.locator('.hs-tile', { hasText: 'Companies that share a domain' });
    await shared.getByRole('button').click();
    await shared.getByText('acme.example × 2').waitFor();
    await shared.getByRole('link', { name: 'Acme' }).waitFor();
  });

  test('looks again after people put records right in HubSpot, and other things went wrong', async () => {
    const before = countInHubSpot();
    const users = createPortalUsers(app.standIn);
    users.set('companies', '201', { domain: 'twin.example' });
    users.set('companies', '202', { domain: 'freelancer.example' });
    users.set('companies', '103', { industry: '', numberofemployees: '' });
    users.link(['contacts', '5'], ['companies', '104'], PRIMARY_COMPANY);
    await app.standIn.webhooksSettled();
    expect(countInHubSpot()).not.toEqual(before);
    // People and companies arrive in the mirror side by side.
    await expect
      .poll(async () => JSON.stringify((await app.call('/api/cards/account?companyId=104')).body.roles))
      .toContain('Eve Lone');
    await expect.poll(() => mirrored('201', 'domain')).toBe('twin.example');
    await expect.poll(() => mirrored('202', 'domain')).toBe('freelancer.example');
    await expect.poll(() => mirrored('103', 'industry')).toBe('');
    expect(await readPanel()).toEqual(before);
    await sandbox.press('Check the data again');
    await page.getByText('Companies that share a domain').first().waitFor();
    await expect.poll(readPanel).toEqual(countInHubSpot());
    await page.getByText(/^None found: .*companies that share a domain/).waitFor();
    await sandbox.shoot('data-trust-again');
    expect(sandbox.complaints).toEqual([]);
  });
});
