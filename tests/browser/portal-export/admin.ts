import { expect, test } from 'vitest';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import type { Json } from '../../fixtures/running-app.ts';
import { SEATS } from './onboarding.ts';
import { numberIn, type Walk } from './walk.ts';

const FEWER = 5;

/** Of line 11 of the issue: the model, and what closed deals suggest. */
export function walkModel(walk: () => Walk): void {
  test('11: a draft says who would move before anybody does; activated they have moved, and one click returns', async () => {
    const { page, admin, comeAs, tab, press, shoot, settled, companies, published, namesWhere } = walk();
    const tiers = (): string[] => companies().map(({ id }) => published(id, 'tier'));
    const before = tiers();
    const listed = namesWhere((value) => value('tier') === 'tier_1');
    await comeAs(admin, 'settings');
    await tab('Model');
    const version = (await walk().read('/api/settings/model')).active.version;
    await press('Change the model');
    await page.getByText('No account changes tier.').waitFor();
    await page.getByLabel('Seats of Tier 1').fill(String(SEATS[1] - FEWER));
    await page.getByLabel('Minimum stay (days)').fill('0');
    await press('Save to the draft');
    await page.getByText(new RegExp(`accounts change tier, ${FEWER} leave Tier 1\\.`)).waitFor();
    await press('See them');
    const leaving = page.getByRole('row', { name: /Tier 1\s+Tier 2/ });
    await leaving.first().waitFor();
    const named = (await leaving.getByRole('link').allInnerTexts()).toSorted();
    await shoot('portal-preview');
    expect(tiers()).toEqual(before);
    await press('Activate');
    await page.getByText(/^Version \d+ is active\./).waitFor();
    await settled();
    const stayed = new Set(namesWhere((value) => value('tier') === 'tier_1'));
    expect(named).toEqual(listed.filter((name) => !stayed.has(name)));
    await press('Restore this version');
    await press(`Restore version ${version}`);
    await page.getByText(`Version ${version} is active.`).waitFor();
    await expect.poll(tiers).toEqual(before);
  });

  test('11: what closed deals suggest stands on the closed deals that HubSpot has', async () => {
    const { page, admin, comeAs, tab, shoot } = walk();
    const [succeeded, failed] = countOutcomes(walk());
    await comeAs(admin, 'settings');
    await tab('Model', 'Ideal customers');
    await page.getByText(new RegExp(`: ${succeeded} succeeded \\(\\d+%\\), ${failed} did not\\.`)).waitFor();
    await shoot('portal-icp');
  });
}

/** The rest of line 11 but for leaving: where data comes from, how good it is, what was done, and all of it as a file. */
export function walkSettings(walk: () => Walk): void {
  test('11: a property is mapped after a look at what it holds', async () => {
    const { page, admin, comeAs, tab, press, companies, app } = walk();
    const filledAt = (name: string): number => companies().filter(({ properties }) => properties[name]).length;
    const custom = app.standIn.store.properties.companies.definitions.get('sub_industry');
    if (custom === undefined) throw new Error('The portal has no property of its own.');
    await comeAs(admin, 'settings');
    await tab('Data', 'Mapped properties');
    await press('Map a property');
    await page.getByLabel('Company property').selectOption({ label: custom.label });
    const sample = page.getByText(/^Filled in for [\d,]+ compan/);
    await sample.waitFor();
    expect(numberIn(/[\d,]+/.exec(await sample.innerText())?.[0] ?? '')).toBe(filledAt(custom.name));
    await press('Cancel');
  });

  test('11: a pasted report raises the intent that HubSpot shows', async () => {
    const { page, admin, comeAs, tab, press, companies, published, shoot } = walk();
    const company = companies().find(({ id }) => published(id, 'tier') === 'tier_1' && published(id, 'intent') === '0');
    const domain = company?.properties['domain'];
    await comeAs(admin, 'settings');
    await tab('Data', 'Signal sources');
    await press('Paste a report');
    const today = new Date().toISOString().slice(0, 10);
    await page
      .getByLabel('Rows of the report')
      .fill(`company,source,topic,strength,date\n${domain},G2,planning,95,${today}`);
    await press('Import');
    await page.getByText('Imported 1 signal for 1 account.').waitFor();
    await expect.poll(() => Number(published(company?.id ?? '', 'intent'))).toBeGreaterThan(0);
    await shoot('portal-signals');
  });

  test('11: the meter counts the requests that HubSpot was sent', async () => {
    const { page, admin, comeAs, tab, app, settled } = walk();
    await settled();
    await comeAs(admin, 'settings');
    await tab('Sync');
    const used = page.getByText(/^[\d,]+ of [\d,]+ \(.*%\)$/);
    await used.waitFor();
    const counted = numberIn(/^[\d,]+/.exec(await used.innerText())?.[0] ?? '');
    const asked = app.proxy.requests.filter(({ path }) => !path.startsWith('/oauth')).length;
    expect(Math.abs(counted - asked) / asked).toBeLessThan(0.05);
  });

  test('11: data trust counts what the records of HubSpot lack', async () => {
    const { page, admin, comeAs, tab, press, shoot, companies, app } = walk();
    const domains = Map.groupBy(companies(), ({ properties }) => properties['domain']?.toLowerCase() ?? '');
    domains.delete('');
    const shared = [...domains.values()]
      .filter(({ length }) => length > 1)
      .reduce((sum, { length }) => sum + length, 0);
    const { associations, records } = app.standIn.store;
    const lone = [...records.contacts.active()].filter(
      ({ id }) => associations.linked('contacts', id, 'companies').size === 0,
    );
    const without = (name: string): StoredRecord[] => companies().filter(({ properties }) => !properties[name]);
    await comeAs(admin, 'settings');
    await tab('Data', 'Data trust');
    await press('Check the data again');
    await page.getByRole('button', { name: 'Check the data again' }).waitFor();
    for (const [title, count] of [
      ['Companies without a number of employees', without('numberofemployees').length],
      ['Companies without an industry', without('industry').length],
      ['Companies without a domain', without('domain').length],
      ['Companies that share a domain', shared],
      ['Contacts without a company', lone.length],
    ] as const) {
      if (count > 0) await page.getByText(`${title}: ${count}`).waitFor();
      else await page.getByText(new RegExp(`^None found: .*${title}`, 'i')).waitFor();
    }
    await shoot('portal-trust');
  });

  test('11: the audit log names who did what, and everything leaves as one file', async () => {
    const { page, admin, seller, comeAs, tab, press, shoot, app, download } = walk();
    await comeAs(admin, 'settings');
    await tab('People', 'Audit log');
    await page.getByLabel('Person, account or play').fill(seller.name);
    await press('Find');
    await page
      .getByText(/^Approved with the sales key: /)
      .first()
      .waitFor();
    await expect.poll(() => page.getByText(/^Approved with the marketing key: /).count()).toBe(0);
    await shoot('portal-audit');
    await tab('Data', 'Export');
    await press('Prepare the file');
    const lines = (await download()).map((line): Json => JSON.parse(line));
    const rowsOf = (table: string): number => lines.filter((line) => line.table === table).length;
    const { records } = app.standIn.store;
    expect(lines.at(-1)).toEqual({ end: true, rows: lines.length - 2 });
    expect([rowsOf('companies'), rowsOf('contacts'), rowsOf('deals')]).toEqual(
      [records.companies, records.contacts, records.deals].map(({ activeCount }) => activeCount),
    );
  });
}

/** The last thing: line 11’s way out. */
export function walkLeaving(walk: () => Walk): void {
  test('11: disconnected with its properties, nothing of the app is left in HubSpot', async () => {
    const { page, app, admin, comeAs, tab, press, shoot, companies } = walk();
    const { store } = app.standIn;
    const { activeCount } = store.records.contacts;
    await comeAs(admin, 'settings');
    await tab('Data', 'Leaving');
    const held = page.getByText(/^Roundtable holds copies of/);
    await held.waitFor();
    const [ofCompanies, ofContacts] = [...(await held.innerText()).matchAll(/[\d,]*\d/g)].map(([each]) =>
      numberIn(each),
    );
    expect([ofCompanies, ofContacts]).toEqual([companies().length, activeCount]);
    await page.getByRole('checkbox', { name: /^Remove the \d+ company properties and \d+ segments/ }).click();
    await page.getByLabel("Type the account's ID").fill(String(app.portalId));
    await shoot('portal-leaving');
    await press('Disconnect and erase all');
    await page.getByText('what it stored is being erased').first().waitFor();
    await expect.poll(() => store.grant).toBeNull();
    const left = [...store.properties.companies.definitions.values()].filter(({ archived }) => archived !== true);
    expect(left.filter(({ name }) => name.startsWith('roundtable_'))).toEqual([]);
    expect(store.lists.filter(({ deletedAt }) => deletedAt === null)).toEqual([]);
  });
}

/** Accounts that won a deal and accounts that lost one; what shares a domain is one account. */
function countOutcomes({ app }: Walk): [number, number] {
  const { associations, pipelines, records } = app.standIn.store;
  const stages = new Map(pipelines.flatMap((each) => each.stages.map((stage) => [stage.id, stage] as const)));
  const [won, lost] = [new Set<string>(), new Set<string>()];
  for (const { id, properties } of records.deals.active()) {
    const stage = stages.get(properties['dealstage'] ?? '');
    if (stage?.isClosed !== true) continue;
    for (const company of associations.linked('deals', id, 'companies').keys()) {
      const domain = records.companies.getActive(company)?.properties['domain'] ?? company;
      (Number(stage.probability) === 1 ? won : lost).add(domain.toLowerCase());
    }
  }
  return [won.size, lost.size];
}
