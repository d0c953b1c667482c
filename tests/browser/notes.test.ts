import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readSettings } from '../../src/sync/settings/portal-settings.ts';
import { AVA } from '../fixtures/kept-list.ts';
import { createPortalUsers } from '../fixtures/portal-users.ts';
import type { Json, TestApp } from '../fixtures/running-app.ts';
import { PRIMARY_COMPANY } from '../fixtures/synced-app.ts';
import { describeInBrowser, enabled } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const CONTACT_TO_MEETING = [199];
const [COLD, TINY] = ['103', '104'];
const COLD_PLAY = 'Open the door at a cold account that fits';

/** What an admin has noted on records: of what happens from then on, and of nothing else, HubSpot has a note. */
describeInBrowser('notes on records', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    sandbox = await openSandbox({ work: true });
    ({ app, page } = sandbox);
  });
  afterAll(() => sandbox?.close());

  const openNotes = async (): Promise<void> => {
    await sandbox.comeAs(AVA, 'settings');
    await page.getByRole('tab', { name: 'Data', exact: true }).click();
    await page.getByRole('tab', { name: 'Notes on records' }).click();
    await page.getByRole('checkbox', { name: /^A play ends/ }).waitFor();
  };
  const noteOn = async (kinds: readonly RegExp[]): Promise<void> => {
    await openNotes();
    for (const name of kinds) await page.getByRole('checkbox', { name }).click();
    await page.getByText(/^If you save: Roundtable writes notes from now on/).waitFor();
    await enabled(page.getByRole('button', { name: 'Save' })).press('Enter');
    await page.getByText(/^If you save/).waitFor({ state: 'detached' });
  };
  /** What the notes on a company say in HubSpot, without their markers. */
  const notesOn = (companyId: string): string[] => {
    const { associations, records } = app.standIn.store;
    return [...associations.linked('companies', companyId, 'notes').keys()].map((id) =>
      String(records.notes.get(id)?.properties['hs_note_body']).replace(/<br><br>\[rt-.*$/, ''),
    );
  };
  const card = async (companyId: string): Promise<Json> =>
    (await app.call(`/api/cards/account?companyId=${companyId}`)).body;
  /** How many the app knows HubSpot has: it hears so later than they are there. */
  const written = async (): Promise<number> => (await app.call('/api/settings/choices')).body.notes.written;
  const meet = (contactId: string): void => {
    const users = createPortalUsers(app.standIn);
    const at = new Date().toISOString();
    const meeting = users.create('meetings', { hs_timestamp: at, hs_meeting_start_time: at });
    users.link(['contacts', contactId], ['meetings', meeting], CONTACT_TO_MEETING);
  };

  test('are written of a change of tier and of a finished play, and not of a surge that nobody chose', async () => {
    await noteOn([/^An account changes tier/, /^A play ends/]);
    await sandbox.shoot('notes-chosen');
    const { recordNotes } = await readSettings(app.context.db.kysely, app.portalId);
    expect(recordNotes).toEqual({ tiers: true, surges: false, plays: true });
    expect([...app.standIn.store.records.notes.active()]).toEqual([]);

    await page.goto(`${sandbox.url}/companies/${COLD}#plays`);
    await page.getByRole('heading', { name: COLD_PLAY }).waitFor();
    await page.getByRole('button', { name: 'Start play' }).first().click();
    await expect.poll(async () => (await card(COLD)).running[0]?.status).toBe('running');
    meet('4');
    await expect
      .poll(() => notesOn(COLD))
      .toEqual([expect.stringContaining(`the play "${COLD_PLAY}" reached its aim`)]);
    expect((await card(COLD)).engagement.surging).toBe(true);

    const grown = { industry: 'COMPUTER_SOFTWARE', numberofemployees: '2500', annualrevenue: '400000000' };
    createPortalUsers(app.standIn).set('companies', TINY, grown);
    await expect
      .poll(() => notesOn(TINY))
      .toEqual([expect.stringMatching(/^Roundtable: on the target account list, in Tier 1: /)]);
    await page.goto(`${sandbox.url}/companies/${TINY}#activity`);
    await page.getByText('Roundtable: on the target account list, in Tier 1').waitFor();
    await sandbox.shoot('notes-on-the-record');
    await expect.poll(written).toBe(2);
    await openNotes();
    await page.getByText('In the last seven days: 2 notes written.').waitFor();
  });

  test('are written of a surge once that is chosen too, but not of the one from before', async () => {
    await noteOn([/^Engagement surges/]);
    const users = createPortalUsers(app.standIn);
    const contactId = users.create('contacts', { email: 'tim@tiny.example', firstname: 'Tim', jobtitle: 'CEO' });
    users.link(['contacts', contactId], ['companies', TINY], PRIMARY_COMPANY);
    meet(contactId);
    await expect
      .poll(() => notesOn(TINY))
      .toContainEqual(expect.stringContaining("far above this account's usual week"));
    expect(notesOn(COLD)).toHaveLength(1);
    await expect.poll(written).toBe(3);
    await openNotes();
    await page.getByText('In the last seven days: 3 notes written.').waitFor();
    await sandbox.shoot('notes-written');
    expect([...app.standIn.store.records.notes.active()]).toHaveLength(3);
    expect(sandbox.complaints).toEqual([]);
  });
});
