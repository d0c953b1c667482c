import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AVA } from '../fixtures/kept-list.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { describeInBrowser, enabled } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

/** An admin puts a sequence of HubSpot into a play, a rep enrols with a click, and HubSpot has the contact enrolled. */
describeInBrowser('a sequence', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;
  let play: string;

  beforeAll(async () => {
    sandbox = await openSandbox({ work: true });
    ({ app, page } = sandbox);
    play = (await card()).plays[0].name;
  });
  afterAll(() => sandbox?.close());

  const card = async (): Promise<Json> => (await app.call('/api/cards/account?companyId=101')).body;
  const valuesOf = (contactId: string) => app.standIn.store.records.contacts.get(contactId)?.properties ?? {};

  test('is chosen for a step of a play by an admin', async () => {
    await sandbox.comeAs(AVA, 'accounts');
    await page.getByRole('tab', { name: 'Plays' }).click();
    await page.getByRole('button', { name: play }).click();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Channel', { exact: true }).first().selectOption('Sequence');
    await page.getByLabel('Sequence in HubSpot').selectOption('After the demo');
    await sandbox.shoot('sequence-editor');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect.poll(async () => (await card()).plays[0].steps[0].channel).toBe('sequence');
  });

  test('is begun by a click of the rep, once, with the rep as sender, and HubSpot has the contact enrolled', async () => {
    await page.goto(`${sandbox.url}/companies/101#plays`);
    const plays = page.locator('[data-extension=plays]');
    await plays.getByRole('button', { name: 'Start play' }).first().click();
    const enrol = plays.getByRole('button', { name: /^Enrol .* in "After the demo"$/ });
    await enrol.waitFor();
    await sandbox.shoot('sequence-offered');
    expect(valuesOf('1')['hs_sequences_is_enrolled']).toBeUndefined();
    await enabled(enrol).press('Enter');
    await plays.getByText('is enrolled in "After the demo"').waitFor();
    await sandbox.shoot('sequence-enrolled');
    await enrol.waitFor({ state: 'detached' });
    expect(valuesOf('1')).toMatchObject({
      hs_sequences_is_enrolled: 'true',
      hs_sequences_enrolled_count: '1',
      hs_latest_sequence_enrolled: '4200',
    });
    const asked = app.proxy.requests.filter((each) => each.path.startsWith('/automation/sequences/2026-09/enroll'));
    expect(asked.map(({ path: asks, body }) => [asks, JSON.parse(body).senderEmail])).toEqual([
      ['/automation/sequences/2026-09/enrollments?userId=77', AVA.userEmail],
    ]);
    await page.reload();
    await plays.getByText('is enrolled in "After the demo"').waitFor();
    expect(sandbox.complaints).toEqual([]);
  });
});
