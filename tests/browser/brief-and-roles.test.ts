import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PortalData } from '../../src/sandbox/portal-data.ts';
import { AVA } from '../fixtures/kept-list.ts';
import { createPortalUsers } from '../fixtures/portal-users.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal, daysAgo } from '../fixtures/small-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const TOPICS = [
  'What to do next',
  'What they are up to',
  'What they work with',
  'Signals',
  'Our history with them',
  'Open risks',
];

/** The small portal; that Bob (2) is the champion was said long ago. */
function createStalePortal(): PortalData {
  const data = createSmallPortal();
  const bob = data.objects.contacts.find(({ id }) => id === '2');
  if (bob === undefined) throw new Error('no Bob');
  bob.history = { ...bob.history, hs_buying_role: [{ value: 'CHAMPION', timestamp: daysAgo(420) }] };
  return data;
}

describeInBrowser('the brief, and what a rep says of the people', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: createStalePortal(), work: true });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const card = (name: string): Locator => page.locator(`[data-extension=${name}]`);
  const read = async (companyId: string): Promise<Json> =>
    (await app.call(`/api/cards/account?companyId=${companyId}`)).body;
  const roleOf = async (role: string): Promise<Json> =>
    (await read('101')).roles.find((each: Json) => each.role === role);
  const champion = async (): Promise<Json> => (await roleOf('CHAMPION')).people[0];
  const titles = async (): Promise<string[]> =>
    (await read('101')).roles.flatMap(({ people }: Json) => people.map(({ title }: Json) => title));
  const published = (property: string): string =>
    app.standIn.store.records.companies.getActive('101')?.properties[property] ?? '';
  /** The first button whose name begins so under a role's name, or under a sentence. */
  const below = (words: string, button: string): Locator =>
    card('committee')
      .getByText(words, { exact: true })
      .first()
      .locator(`xpath=following::button[starts-with(normalize-space(), "${button}")][1]`);

  test('the brief is copied with one click, as it is shown, with amounts in the portal’s currency', async () => {
    await sandbox.comeAs(AVA, 'companies/102#pre-call-brief');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await card('pre-call-brief').getByText('Open deal "Bolt platform" (€50,000) at Qualified To Buy').waitFor();
    await sandbox.press('Copy the brief');
    await card('pre-call-brief').getByText('Copied').waitFor();
    await sandbox.shoot('brief-copied');
    const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n\n');
    const { tier, stage } = await read('102');
    expect(copied[0]).toMatch(new RegExp(`^Bolt: brief of .+\\nTier ${tier.value} .+ · ${stage.label} · fit \\d+`));
    const shown = (await card('pre-call-brief').innerText()).split(/Account plan/)[0]?.split('\n') ?? [];
    const buttons = await card('pre-call-brief').getByRole('button').allInnerTexts();
    for (const [index, topic] of TOPICS.entries()) {
      const [heading, ...points] = (copied[index + 1] ?? '').split('\n');
      expect(heading).toBe(`${topic}:`);
      const from = shown.indexOf(topic) + 1;
      const next = TOPICS[index + 1];
      const said = shown
        .slice(from, next === undefined ? undefined : shown.indexOf(next))
        .filter((line) => line !== '' && !buttons.includes(line));
      expect(points).toEqual(points[0] === '- not known' ? ['- not known'] : said.map((line) => `- ${line}`));
    }
    expect(copied.join()).not.toMatch(/\{\{|⟦/);
  });

  test('no text of a play has a field that nobody filled in', async () => {
    for (const companyId of ['101', '102', '103', '104']) {
      expect(JSON.stringify(await read(companyId))).not.toContain('{{');
    }
    await sandbox.comeAs(AVA, 'companies/101#plays');
    const texts = card('plays').getByRole('button', { name: 'Texts to use' });
    await texts.first().waitFor();
    for (const each of await texts.all()) await each.click();
    const [{ text }] = (await read('101')).plays[0].steps;
    await card('plays').getByText(text.slice(0, 40)).first().waitFor();
    await sandbox.shoot('texts-to-use');
    expect(await page.locator('main').innerText()).not.toMatch(/\{\{|\}\}|⟦/);
  });

  test('a role that was set long ago asks whether it still holds, and a yes settles it', async () => {
    expect(await champion()).toMatchObject({ name: 'Bob Okafor', stale: true });
    await sandbox.comeAs(AVA, 'companies/101#committee');
    const question = card('committee').getByText(/^Set over a year ago .+ Still so\?$/);
    await question.waitFor();
    await sandbox.shoot('stale-role');
    await question.locator('xpath=following::button[starts-with(normalize-space(), "Yes,")][1]').click();
    await question.waitFor({ state: 'detached' });
    expect(await champion()).toMatchObject({ name: 'Bob Okafor', stale: false });
  });

  test('a no is for ever: another title of the same kind does not bring the suggestion back', async () => {
    await card('committee').getByRole('button', { name: 'No, not budget holder' }).click();
    await card('committee').getByText('Ann Ruiz is not suggested as budget holder any more').waitFor();
    await sandbox.shoot('role-rejected');
    createPortalUsers(app.standIn).set('contacts', '1', { jobtitle: 'CFO' });
    await expect.poll(titles).toContain('CFO');
    expect((await roleOf('BUDGET_HOLDER')).people).toEqual([]);
    await expect.poll(() => published('roundtable_missing_roles')).toContain('BUDGET_HOLDER');
  });

  test('somebody who is no contact yet is kept as a placeholder', async () => {
    await below('Legal & compliance', 'Add legal').click();
    await page.getByLabel('Who is the legal & compliance, as far as you know?').fill('Their counsel in Basel');
    await sandbox.press('Keep');
    await card('committee').getByText('Their counsel in Basel', { exact: true }).waitFor();
    await card('committee').getByText('Not a contact yet', { exact: true }).waitFor();
    await sandbox.shoot('placeholder');
    expect(await roleOf('LEGAL_AND_COMPLIANCE')).toMatchObject({
      state: 'placeholder',
      placeholder: 'Their counsel in Basel',
    });
    expect(sandbox.complaints).toEqual([]);
  });
});
