import { LoadingButton, Select, ToggleGroup } from '@hubspot/ui-extensions';
import { expect, test } from 'vitest';
import { active, choices, showSettings } from './show-settings.tsx';

const CHOICES = 'GET /api/settings/choices';
const CHOOSE = 'POST /api/settings/choices/target-accounts';

test("HubSpot's own target accounts are kept in step once an admin says so, knowing what it overwrites", async () => {
  const saved = { ...choices, keepTargetAccounts: true };
  const settings = showSettings([active], { [CHOICES]: [choices], [CHOOSE]: [saved] });
  await settings.open('targets');
  await settings.waitFor(() => expect(settings.find(ToggleGroup).props.value).toBe('off'));
  settings.find(ToggleGroup).trigger('onChange', 'on' as never);
  await settings.sees('values your team set there are overwritten if they differ from the tier');
  settings.find(LoadingButton, ({ text }) => text === 'Save').trigger('onClick');
  await settings.waitFor(() => expect(settings.find(ToggleGroup).props.value).toBe('on'));
  expect(settings.sent().map(({ body }) => body)).toEqual([{ keepTargetAccounts: true }]);
});

test('an account that cannot take one of them says so', async () => {
  const named = { ...choices, unwritableTargets: ['hs_ideal_customer_profile'] };
  const settings = showSettings([active], { [CHOICES]: [named] });
  await settings.open('targets');
  await settings.sees('Your HubSpot account does not accept hs_ideal_customer_profile');
});

test('the clusters of Tier 2 are made of a property that an admin chooses', async () => {
  const saved = { ...choices, clusterBy: 'segment' };
  const segment = { name: 'segment', label: 'Segment', type: 'enumeration', ofHubSpot: false, uses: [] };
  const settings = showSettings([active], {
    [CHOICES]: [choices],
    'GET /api/settings/company-properties': [[segment]],
    'POST /api/settings/choices/clusters': [saved],
    'GET /api/settings/clusters': [
      { count: 12, shown: [{ name: 'Banking, 200–999 employees', accounts: 14, warm: 3 }], inNone: 1 },
      { count: 1, shown: [{ name: 'Segment: Retail', accounts: 117, warm: 8 }], inNone: 0 },
    ],
  });
  await settings.open('clusters');
  await settings.sees('Now: 12 clusters. 1 account is in none');
  await settings.sees('Banking, 200–999 employees 14 3 And 11 smaller ones.');
  await settings.waitFor(() => expect(settings.find(Select).props.value).toBe(''));
  settings.find(Select).trigger('onChange', 'segment' as never);
  await settings.sees('An account without a value is in no cluster.');
  settings.press('Save');
  await settings.waitFor(() => expect(settings.findAll(LoadingButton)).toEqual([]));
  expect(settings.sent().map(({ body }) => body)).toEqual([{ clusterBy: 'segment' }]);
  await settings.sees('Now: 1 cluster. Cluster Accounts Warm (engagement of 30 or more) Segment: Retail 117 8');
});

test('who reports to whom is read from a contact property that an admin chooses', async () => {
  const settings = showSettings([active], {
    [CHOICES]: [choices],
    'GET /api/settings/contact-properties': [[{ name: 'boss', label: 'Reports to' }]],
    'POST /api/settings/choices/managers': [{ ...choices, managerProperty: 'boss' }],
  });
  await settings.open('mapping');
  await settings.sees('No property is chosen.');
  settings.press('Choose a property');
  await settings.waitFor(() => expect(settings.find(Select).props.value).toBe(''));
  settings.find(Select).trigger('onChange', 'boss' as never);
  await settings.sees('all contacts are read again');
  settings.press('Save');
  await settings.sees('Read from the contact property boss.');
  expect(settings.sent().map(({ body }) => body)).toEqual([{ managerProperty: 'boss' }]);
});

test('who may not change the settings sees which property it is', async () => {
  const settings = showSettings([active], { [CHOICES]: [{ ...choices, managerProperty: 'boss', mayChange: false }] });
  await settings.open('mapping');
  await settings.sees('Read from the contact property boss.');
  expect(settings.screen()).not.toContain('Choose a property');
});
