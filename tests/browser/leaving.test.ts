import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { PORTAL_TABLES } from '../../src/storage/portal/erase.ts';
import { getPortal } from '../../src/storage/portal/portals.ts';
import { requestLeave } from '../../src/sync/leave/leave-portal.ts';
import { AVA } from '../fixtures/kept-list.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** An admin disconnects the app: what the app holds goes, and what it made in HubSpot goes where that was chosen. */
describeInBrowser('leaving', () => {
  let sandbox: OpenSandbox | undefined;
  afterEach(async () => {
    await sandbox?.close();
    sandbox = undefined;
  });

  test.each([
    ['goes', true],
    ['stays', false],
  ])('what the app made in HubSpot %s as the admin chose, and nothing is held of the account', async (_, remove) => {
    sandbox = await openSandbox({ work: true });
    const { app, page, press, shoot } = sandbox;
    await sandbox.comeAs(AVA, 'accounts');
    await page.getByRole('tab', { name: 'Segments' }).click();
    await page.getByRole('button', { name: /^Create all/ }).click();
    await page
      .getByRole('button', { name: /^Create/ })
      .first()
      .waitFor({ state: 'detached' });
    const made = inHubSpot(app);
    expect(made.properties.length).toBeGreaterThan(10);
    expect(made.segments.length).toBeGreaterThan(5);
    const values = valuesIn(app);
    expect(values.some(([, value]) => value === 'tier_1')).toBe(true);

    await sandbox.comeAs(AVA, 'settings');
    await page.getByRole('tab', { name: 'Data', exact: true }).click();
    await page.getByRole('tab', { name: 'Leaving' }).click();
    const choice = page.getByRole('checkbox', {
      name: `Remove the ${made.properties.length} company properties and ${made.segments.length} segments`,
    });
    await choice.waitFor();
    await page.getByRole('button', { name: 'Which properties and segments' }).click();
    for (const name of made.segments) await page.getByRole('listitem').filter({ hasText: name }).waitFor();
    if (remove) {
      await choice.click();
      await page.getByText('Their values are removed too.').waitFor();
    } else {
      await page.getByText('They stay in HubSpot with their last values').waitFor();
    }
    const button = page.getByRole('button', { name: 'Disconnect and erase all' });
    await page.getByLabel("Type the account's ID").fill('1');
    await page.getByText('This is not the ID of your HubSpot account.').waitFor();
    expect(await button.isDisabled()).toBe(true);
    await page.getByLabel("Type the account's ID").fill(String(app.portalId));
    await shoot(`leaving-${remove}`);
    await press('Disconnect and erase all');
    await page.getByText('what it stored is being erased').first().waitFor();

    await expect.poll(() => getPortal(app.context.db.kysely, app.portalId)).toBeNull();
    expect(inHubSpot(app)).toEqual(remove ? { properties: [], segments: [] } : made);
    if (!remove) expect(valuesIn(app)).toEqual(values);
    const { grant, tokens } = app.standIn.store;
    expect([grant, tokens.access, tokens.refresh]).toEqual([null, {}, {}]);
    expect(await countHeld(app)).toEqual({});
    await sandbox.comeAs(AVA, 'companies/101#committee');
    const way = page.locator('[data-extension=committee]').getByRole('link', { name: /\/oauth\/install/ });
    await way.waitFor();
    expect(await way.getAttribute('href')).toBe(`${app.context.appBaseUrl}/oauth/install`);
    await shoot(`left-${remove}`);
  });

  test('who comes back is told that nothing can be published, and what they restored in HubSpot is written', async () => {
    sandbox = await openSandbox({ work: true });
    const { app, page, press, shoot } = sandbox;
    await requestLeave(app.context, app.portalId, { removeProperties: true, by: AVA.userEmail });
    await expect.poll(() => getPortal(app.context.db.kysely, app.portalId)).toBeNull();
    const { definitions } = app.standIn.store.properties.companies;
    await app.install();
    await sandbox.comeAs(AVA, 'settings');
    await page.getByText('Nothing can be published to HubSpot').waitFor();
    await page.getByText('Not published', { exact: true }).waitFor();
    expect(await page.getByText('Up to date').count()).toBe(0);
    await shoot('left-and-returned');
    await press('Show the problems');
    await page.getByText('Properties in conflict: 14').waitFor();
    for (const definition of definitions.values()) delete definition.archived;
    for (const { properties } of app.standIn.store.records.companies.active()) delete properties['roundtable_tier'];
    await press('Check HubSpot again now');
    await page.getByText(/^(Up to date|Catching up)$/).waitFor();
    await expect.poll(() => valuesIn(app).some(([, value]) => value === 'tier_1')).toBe(true);
  });
});

/** What the app made in HubSpot and is still there: names of its company properties and of its segments. */
function inHubSpot({ context, standIn }: TestApp): { properties: string[]; segments: string[] } {
  const { definitions } = standIn.store.properties.companies;
  const ours: string[] = context.manifest.companyProperties.properties.map(({ name }) => name);
  const properties = ours.filter((name) => definitions.has(name) && definitions.get(name)?.archived !== true);
  const lists = standIn.store.lists.filter(({ deletedAt }) => deletedAt === null);
  return { properties, segments: lists.map(({ name }) => name).toSorted() };
}

function valuesIn({ standIn }: TestApp): [id: string, tier: string | undefined][] {
  return [...standIn.store.records.companies.active()].map(({ id, properties }) => [id, properties['roundtable_tier']]);
}

/** Tables that hold rows of the portal. */
async function countHeld({ context, portalId }: TestApp): Promise<Record<string, number>> {
  const held: Record<string, number> = {};
  for (const table of PORTAL_TABLES) {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}
      where portal_id = ${portalId}`.execute(context.db.kysely);
    if ((rows[0]?.n ?? 0) > 0) held[table] = rows[0]?.n ?? 0;
  }
  return held;
}
