import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createCrowdedPortal } from '../fixtures/crowded-portal.ts';
import { adoptList, giveKeys, withColleagues } from '../fixtures/kept-list.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { findBarriers, findOverflowing, unfold } from './judge-page.ts';
import { describeInBrowser, enabled } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** The cards with 40 people of the longest names, in a window and in a sidebar. */
describeInBrowser('the record page for everybody', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ data: withColleagues(createCrowdedPortal()) });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const open = async (card: string, shows: string, { width = 1280, companyId = '101' } = {}): Promise<void> => {
    await page.setViewportSize({ width, height: 900 });
    // The same address again would not load the page anew.
    await page.goto('about:blank');
    await page.goto(`${sandbox.url}/companies/${companyId}#${card}`);
    await page.locator(`[data-extension=${card}]`).getByText(shows).first().waitFor();
    await page.locator('[data-extension=standing]').getByText('Why these scores?').waitFor();
  };
  /** An account off the list, in a window and at the width of a sidebar. */
  const lookOffList = async (shows: string): Promise<void> => {
    for (const width of [1280, 320]) {
      await open('committee', 'Coverage', { width, companyId: '104' });
      await page.locator('[data-extension=standing]').getByText(shows).first().waitFor();
      await unfold(page);
      expect(await findOverflowing(page)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
    }
  };

  test.each([
    ['committee', 'Coverage'],
    ['plays', 'Why now'],
    ['pre-call-brief', 'Before a call'],
  ])('axe finds nothing on %s, everything unfolded, and nothing overflows at 320 px', async (card, shows) => {
    for (const width of [1280, 320]) {
      await open(card, shows, { width });
      await unfold(page);
      expect(await page.locator('[data-unknown-component]').count()).toBe(0);
      expect(await findOverflowing(page)).toEqual([]);
      expect(await findBarriers(page)).toEqual([]);
    }
  });

  test('axe finds nothing on an account that is not on the list, with the form and with a proposal of long words', async () => {
    await giveKeys(app);
    await adoptList(app);
    await lookOffList('Why it should be on the list');
    const reason = `Rechtsschutzversicherungsgesellschaftsangelegenheiten ${'lange Worte '.repeat(30)}`.trim();
    const body = { companyId: '104', tier: 3, reason, requestId: 'long-words' };
    expect((await app.call('/api/cards/account/list/propose', { method: 'POST', body })).status).toBe(200);
    await lookOffList('Proposed for Tier 3');
  });

  test('the data of a card of 40 people stays under 100 kB', async () => {
    const { body } = await app.call('/api/cards/account?companyId=101');
    const people = new Set(
      (body.roles as { people: { contactId: string }[] }[]).flatMap((role) =>
        role.people.map(({ contactId }) => contactId),
      ),
    );
    expect(people.size).toBeGreaterThan(20);
    expect(JSON.stringify(body).length).toBeLessThan(100_000);
  });

  test('of forty people a few are shown at a time, more of them by keyboard', async () => {
    await open('committee', 'Coverage');
    const questions = page.getByText('Is that right?');
    const before = await questions.count();
    await enabled(page.getByRole('button', { name: '21 more' })).press('Enter');
    await enabled(page.getByRole('button', { name: 'Show 5 more' })).press('Enter');
    await expect.poll(() => questions.count()).toBe(before + 5);
  });

  test('a rep rejects a role, takes it back and keeps a placeholder, all by keyboard', async () => {
    await open('committee', 'Coverage');
    const before = (await app.call('/api/cards/account?companyId=101')).body.roles;
    const no = page.getByRole('button', { name: /^No, not/ }).first();
    await enabled(no).press('Enter');
    await enabled(page.getByRole('button', { name: 'Undo' })).press('Enter');
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });
    // The card says so before the app has answered.
    await expect.poll(async () => (await app.call('/api/cards/account?companyId=101')).body.roles).toEqual(before);

    await open('committee', 'nobody known', { companyId: '102' });
    await enabled(page.getByRole('button', { name: /^Add .+ by name$/ }).first()).press('Enter');
    await page.getByLabel(/^Who is the/).fill('Somebody in Basel');
    // A form whose button is disabled is not sent.
    await enabled(page.getByRole('button', { name: 'Keep' })).waitFor();
    await page.getByLabel(/^Who is the/).press('Enter');
    await page.getByText('Somebody in Basel', { exact: true }).waitFor();
  });

  test('the team’s plan is added to and told in the brief, all by keyboard', async () => {
    await open('pre-call-brief', 'Account plan');
    await page.getByLabel(/^What they are up to/).fill('Moves its plants to the cloud');
    await enabled(page.getByRole('button', { name: 'Add', exact: true })).waitFor();
    await page.getByLabel(/^What they are up to/).press('Enter');
    await page.getByText(/^Moves its plants to the cloud \(noted/).waitFor();
    const { body } = await app.call('/api/cards/account?companyId=101');
    expect(body.plan.initiatives).toMatchObject([{ text: 'Moves its plants to the cloud' }]);
    await enabled(page.getByRole('button', { name: 'Remove' })).press('Enter');
    await page.getByRole('button', { name: 'Remove' }).waitFor({ state: 'detached' });
    expect((await app.call('/api/cards/account?companyId=101')).body.plan.initiatives).toEqual([]);
  });
});
