import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listAudit } from '../../src/storage/portal/audit-log.ts';
import { saveComparison } from '../../src/storage/mirror/comparisons.ts';
import { getPortal } from '../../src/storage/portal/portals.ts';
import { recordRefusals } from '../../src/storage/portal/refusals.ts';
import { leavePortal } from '../../src/sync/leave/leave-portal.ts';
import { readSettings } from '../../src/sync/settings/portal-settings.ts';
import type { TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { describeInBrowser } from './in-browser.ts';
import { openSandbox, type OpenSandbox } from './open-sandbox.ts';

const STAGE = 'n6sense_account_buying_stage';

/** What an admin does in the app's settings, from the bundle in a browser to what is stored. */
describeInBrowser('the settings', () => {
  let sandbox: OpenSandbox;
  let app: TestApp;
  let page: Page;

  beforeAll(async () => {
    const data = createSmallPortal();
    data.customProperties['companies'] = [
      { name: 'intent_6sense', label: '6sense intent', type: 'string', fieldType: 'text' },
      { name: STAGE, label: '6sense Account Buying Stage', type: 'string', fieldType: 'text' },
      { name: 'bombora_composite_score', label: 'Bombora composite score', type: 'number', fieldType: 'number' },
    ];
    for (const [index, company] of data.objects.companies.entries()) {
      company.properties['intent_6sense'] = ['High', 'Medium', '20', 'Blue'][index] ?? '';
      company.properties[STAGE] = ['Decision', 'Awareness', 'Target', ''][index] ?? '';
      company.properties['bombora_composite_score'] = ['71', '50', '', ''][index] ?? '';
    }
    sandbox = await openSandbox({ data });
    ({ app, page } = sandbox);
    await page.goto(sandbox.url);
    await page.getByRole('link', { name: 'App settings' }).click();
    await page.getByText(/^(Up to date|Catching up)$/).waitFor();
    await page.getByRole('tab', { name: 'Sync', exact: true }).click();
  });
  afterAll(() => sandbox?.close());

  const settings = () => readSettings(app.context.db.kysely, app.portalId);

  test('show how the sync stands', async () => {
    await page.getByText('Requests to HubSpot').waitFor();
    await sandbox.shoot('settings-sync');
  });

  test('an admin has outside edits left as they are', async () => {
    await page.getByRole('tab', { name: 'Outside edits' }).click();
    await page.getByRole('radio', { name: /^Restore it/ }).waitFor();
    await sandbox.shoot('settings-edits');
    await page.getByRole('radio', { name: /^Leave it as it is/ }).click();
    await page.getByText('If you save').waitFor();
    await sandbox.shoot('settings-edits-draft');
    expect((await settings()).outsideEdits).toBe('restore');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Save' }).waitFor({ state: 'detached' });
    expect((await settings()).outsideEdits).toBe('keep');
  });

  test('an admin maps a property after seeing its values, and takes it off again', async () => {
    await page.getByRole('tab', { name: 'Data', exact: true }).click();
    await page.getByRole('tab', { name: 'Mapped properties' }).click();
    await page.getByText('Nothing is mapped yet').waitFor();
    await sandbox.shoot('settings-mapping-empty');
    await page.getByRole('button', { name: 'Map a property' }).click();
    await page.getByLabel('Company property').selectOption({ label: '6sense intent' });
    await page.getByText('Filled in for 4 companies').waitFor();
    await page.getByText('Blue (not understood)').waitFor();
    await page.getByLabel('Written by').fill('6sense');
    await page.getByLabel('Read as').selectOption('Intent');
    await sandbox.shoot('settings-mapping-form');
    // Below the offers, each with a button of these words.
    await page.getByRole('button', { name: 'Map it' }).last().click();
    await page.getByText('All companies are being read again.').waitFor();
    await sandbox.shoot('settings-mapped');
    const mapped = { property: 'intent_6sense', use: 'intent', source: '6sense' };
    expect(await settings()).toMatchObject({ outsideEdits: 'keep', mappedProperties: [mapped] });

    await page.getByRole('button', { name: 'Stop reading', exact: true }).click();
    await page.getByText('Stop reading intent_6sense?').waitFor();
    await sandbox.shoot('settings-mapping-remove');
    await page.getByRole('button', { name: 'Stop reading it' }).click();
    await page.getByText('Nothing is mapped yet').waitFor();
    expect((await settings()).mappedProperties).toEqual([]);
    const audit = await listAudit(app.context.db.kysely, app.portalId, 3);
    expect(audit.map(({ actor, action }) => `${actor}: ${action}`)).toEqual(
      Array.from({ length: 3 }, () => 'ava@vendor.example: settings changed'),
    );
  });

  test('an admin takes over what another tool writes, seeing its values', async () => {
    await page.getByText('Your other tools already write into HubSpot').waitFor();
    await page.getByText('Decision → 75').waitFor();
    await sandbox.shoot('settings-vendors');
    await page
      .getByRole('row', { name: /6sense: buying stage/ })
      .getByRole('button', { name: 'Map it' })
      .click();
    await page.getByText('6sense Account Buying Stage is mapped').waitFor();
    await page.getByRole('row', { name: /Bombora: intent score/ }).waitFor();
    await sandbox.shoot('settings-vendors-taken');
    const taken = { property: STAGE, use: 'intent', source: '6sense' };
    expect((await settings()).mappedProperties).toEqual([taken]);
    await page.getByRole('button', { name: 'Stop reading', exact: true }).click();
    await page.getByRole('button', { name: 'Stop reading it' }).click();
    await page.getByText('Nothing is mapped yet').waitFor();
  });

  test('an admin connects a channel of Slack and chooses what it is told', async () => {
    await page.getByRole('tab', { name: 'People', exact: true }).click();
    await page.getByRole('tab', { name: 'Slack' }).click();
    await page.getByLabel('URL of an incoming webhook').fill('https://evil.example/services/T1/B1/abcdefgh');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('must be the URL of an incoming webhook').first().waitFor();
    await sandbox.shoot('settings-slack-refused');
    await page
      .getByLabel('URL of an incoming webhook')
      .fill('https://hooks.slack.com/services/T00000000/B00000000/abcdefghWXYZ');
    await page.getByRole('button', { name: 'Connect' }).click();
    await page.getByText('Connected to the webhook that ends with WXYZ').waitFor();
    await page.getByRole('checkbox', { name: /engagement surges/ }).click();
    await page.getByText('several in one message').waitFor();
    await sandbox.shoot('settings-slack');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText(/^If you save/).waitFor({ state: 'detached' });
    await page.getByRole('checkbox', { name: /engagement surges/, checked: true }).waitFor();
    await page.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByRole('button', { name: 'Disconnect it' }).click();
    await page.getByLabel('URL of an incoming webhook').waitFor();
  });

  test('the weekly comparison names what differed', async () => {
    await page.getByRole('tab', { name: 'Sync', exact: true }).click();
    await page.getByRole('tab', { name: 'Weekly comparison' }).click();
    await page.getByText('Not compared yet').waitFor();
    const type = { inHubSpot: 4, mirrored: 4, sampled: 4, differing: [] };
    const differing = [{ id: '2', fields: ['jobtitle'] }];
    await saveComparison(app.context.db.kysely, app.portalId, Date.now() - 7_200_000, {
      types: [
        { ...type, type: 'companies', label: 'Companies' },
        { ...type, type: 'contacts', label: 'Contacts', inHubSpot: 5, differing },
      ],
      repaired: true,
    });
    await page.getByRole('tab', { name: 'Progress' }).click();
    await page.getByRole('tab', { name: 'Weekly comparison' }).click();
    await page.getByText('Nothing to do: differences corrected').waitFor();
    await page.getByRole('button', { name: 'Which ones were different' }).click();
    await page.getByText('jobtitle').waitFor();
    await sandbox.shoot('settings-comparison');
  });

  test('a record that HubSpot refused is found from its problem', async () => {
    const at = Date.now() - 3_600_000;
    const words = 'Property "roundtable_tier": a company without an owner may not have a tier (rule "Owner first").';
    await recordRefusals(app.context.db.kysely, app.portalId, [
      { objectType: 'companies', recordId: '103', property: 'roundtable_tier', message: words, at },
      { objectType: 'companies', recordId: '104', property: '', message: 'Property values were not valid.', at },
      { objectType: 'property', recordId: 'roundtable_fit', property: 'roundtable_fit', message: 'exists as text', at },
    ]);
    await page.getByRole('button', { name: 'Check again' }).click();
    await page.getByRole('tab', { name: 'Problems (3)' }).click();
    await page.getByText(words).waitFor();
    await sandbox.shoot('settings-problems');
    await page.getByRole('link', { name: 'Cold' }).click();
    await page.getByRole('heading', { level: 1, name: 'Cold' }).waitFor();
    expect(sandbox.complaints).toEqual([]);
  });

  test('an admin disconnects the app, and nothing of it is left', async () => {
    await page.getByRole('link', { name: 'App settings' }).click();
    await page.getByRole('tab', { name: 'Data', exact: true }).click();
    await page.getByRole('tab', { name: 'Leaving' }).click();
    await page.getByText('Roundtable holds copies of 4 companies').waitFor();
    await page.getByRole('checkbox').click();
    await page.getByLabel("Type the account's ID").fill(String(app.portalId));
    await sandbox.shoot('settings-leaving');
    await page.getByRole('button', { name: 'Disconnect and erase all' }).click();
    await page.getByText('what it stored is being erased').first().waitFor();
    await sandbox.shoot('settings-left');
    await leavePortal(app.context, app.portalId);
    expect(await getPortal(app.context.db.kysely, app.portalId)).toBeNull();
    expect(app.standIn.store.grant).toBeNull();
  });
});
