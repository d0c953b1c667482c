import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPortalUsers } from '../fixtures/portal-users.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { describeInBrowser, enabled } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const OWN = 'Invite them to the round table';
const COLD = 'Open the door at a cold account that fits';
const CONTACT_TO_MEETING = [199];

/** What an admin and a rep do with a play of the portal's own, and with one that starts by itself, until HubSpot has it. */
describeInBrowser('plays of one’s own', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ work: true });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const openPlays = async (): Promise<void> => {
    await page.goto(`${sandbox.url}/accounts`);
    await page.getByRole('tab', { name: 'Plays' }).click();
    await page.getByRole('button', { name: COLD }).waitFor();
  };
  const press = (name: string): Promise<void> =>
    enabled(page.getByRole('button', { name, exact: true }).first()).press('Enter');
  const find = async (name: string): Promise<Json> =>
    (await app.call('/api/plays')).body.plays.find(({ edit }: Json) => edit.name === name);
  const card = async (companyId: string): Promise<Json> =>
    (await app.call(`/api/cards/account?companyId=${companyId}`)).body;
  const offered = async (companyId: string): Promise<string[]> =>
    (await card(companyId)).plays.map(({ name }: Json) => name);
  /** The tasks HubSpot has of a company, by id. */
  const tasksOf = (companyId: string): { id: string; properties: Record<string, string> }[] => {
    const { associations, records } = app.standIn.store;
    const ids = [...associations.linked('companies', companyId, 'tasks').keys()];
    return ids.map((id) => ({ id, properties: records.tasks.getActive(id)?.properties ?? {} }));
  };

  test('a play is made from the form, run by a rep, and the card and the page say what came of it', async () => {
    await openPlays();
    await press('Add a play');
    await page.getByLabel('Name').fill(OWN);
    await page.getByLabel('Problem it solves').fill('Nobody of them has met us');
    await page.getByLabel('At least', { exact: true }).fill('10');
    await page.getByLabel('1. What to do').fill('Invite them in person');
    await page.getByLabel('Text', { exact: true }).fill('Would you join us, {{contact.firstName|there}}?');
    await sandbox.shoot('own-play-form');
    await press('Save');
    await page.getByRole('button', { name: OWN }).waitFor();
    for (const { playId, edit } of (await app.call('/api/plays')).body.plays as Json[]) {
      if (edit.name === OWN) continue;
      const body = { requestId: `only-own-${playId}`, playId, enabled: false };
      await app.call('/api/plays/switch', { method: 'POST', body });
    }
    await expect.poll(() => offered('101')).toEqual([OWN]);

    await page.goto(`${sandbox.url}/companies/101#plays`);
    const tab = page.locator('[data-extension=plays]');
    await tab.getByText(OWN).first().waitFor();
    await tab
      .getByRole('button', { name: /^Start play/ })
      .first()
      .click();
    await expect.poll(async () => (await card('101')).running[0]?.status).toBe('running');
    expect(tasksOf('101').map(({ properties }) => properties['hs_task_subject'])).toEqual([
      expect.stringContaining('Invite them in person'),
    ]);

    // The rep does the task; that is nothing of the account's own, so nothing came of it yet.
    const users = createPortalUsers(app.standIn);
    for (const { id } of tasksOf('101')) users.set('tasks', id, { hs_task_status: 'COMPLETED' });
    expect((await find(OWN)).observed.run).toMatchObject({ n: 0 });
    // She whom it is run with comes.
    const at = new Date().toISOString();
    const meeting = users.create('meetings', { hs_timestamp: at, hs_meeting_start_time: at });
    users.link(['contacts', '1'], ['meetings', meeting], CONTACT_TO_MEETING);
    await expect.poll(async () => (await find(OWN)).observed.run).toMatchObject({ successes: 1, n: 1 });

    await page.reload();
    await tab.getByText('Reached its aim').first().waitFor();
    await sandbox.shoot('own-play-ended');
    await openPlays();
    await page
      .getByRole('row', { name: new RegExp(OWN) })
      .getByText('1 of 1 (100')
      .waitFor();
    await sandbox.shoot('own-play-outcome');
    expect(sandbox.complaints).toEqual([]);
  });

  test('a play that is set to start by itself does so where it is due, once, and its tasks are in HubSpot', async () => {
    const { playId } = await find(COLD);
    await app.call('/api/plays/switch', { method: 'POST', body: { requestId: 'cold-is-on', playId, enabled: true } });
    await expect.poll(() => offered('103')).toEqual([COLD]);
    expect(tasksOf('103')).toEqual([]);
    await openPlays();
    await press(COLD);
    await enabled(page.getByLabel(`Tier ${(await card('103')).tier.value}`)).press('Space');
    await expect.poll(async () => (await card('103')).running[0]?.status).toBe('running');
    const [run] = (await card('103')).running;
    const made = tasksOf('103').map(({ properties }) => properties['hs_task_subject'] ?? '');
    expect(made).toHaveLength(run.steps.length);
    expect(new Set(made).size).toBe(made.length);
    await openPlays();
    await page.getByText('starts automatically: Tier').waitFor();
    await sandbox.shoot('own-play-automatic');
    await page.goto(`${sandbox.url}/companies/103#plays`);
    await page.locator('[data-extension=plays]').getByText(COLD).first().waitFor();
    await sandbox.shoot('own-play-started-by-itself');
    expect(sandbox.complaints).toEqual([]);
  });
});
