import { Checkbox, Input, LoadingButton } from '@hubspot/ui-extensions';
import { expect, test } from 'vitest';
import type { LeaveData } from '../../../extensions/app/settings/access/leave-data.ts';
import { active, choices, showSettings } from './show-settings.tsx';

const READ = 'GET /api/settings/leave';
const LEAVE = 'POST /api/settings/leave';
const data: LeaveData = {
  isLeaving: false,
  isCutOff: false,
  held: { companies: 1_000, contacts: 4_285, deals: 315, activities: 20_759 },
  properties: ['Roundtable tier', 'Roundtable stage'],
  segments: [],
  forgetAfterDays: 30,
  mayChange: true,
  askWhom: 'ava@vendor.example',
};
const opened = async (answer: LeaveData) => {
  const settings = showSettings([active], { [READ]: [answer], [LEAVE]: [{ ...answer, isLeaving: true }] });
  await settings.open('leaving');
  return settings;
};

test('says what goes, and does nothing before the id of the account is typed', async () => {
  const settings = await opened(data);
  await settings.sees('1,000 companies, 4,285 contacts, 315 deals and 20,759 activities');
  await settings.sees('erases everything after 30 days');
  const button = () => settings.find(LoadingButton).props;
  expect(button().disabled).toBe(true);
  settings.find(Input).trigger('onInput', '41' as never);
  await settings.waitFor(() => expect(settings.find(Input).props.validationMessage).toContain('not the ID'));
  settings.find(Checkbox).trigger('onChange', true as never);
  settings.find(Input).trigger('onInput', '42' as never);
  await settings.waitFor(() => expect(button().disabled).toBe(false));
  settings.press('Disconnect and erase all');
  await settings.sees('Roundtable is leaving your HubSpot account');
  expect(settings.sent().map(({ body }) => body)).toEqual([{ removeProperties: true, confirm: 42 }]);
});

test('before everything is erased it can be exported', async () => {
  const settings = showSettings([active], { [READ]: [data], 'GET /api/settings/choices': [choices] });
  await settings.open('leaving');
  await settings.sees('Disconnect Roundtable');
  settings.press('Export everything first');
  await settings.sees('The file names your contacts.');
});

test('who may not change it sees what is held and whom to ask', async () => {
  const settings = await opened({ ...data, mayChange: false });
  await settings.sees('Ask ava@vendor.example');
  expect(settings.findAll(LoadingButton)).toEqual([]);
});

test('where access was withdrawn, says that the properties can no longer be removed from here', async () => {
  const settings = await opened({ ...data, isCutOff: true });
  await settings.sees('it cannot remove its company properties');
  expect(settings.findAll(Checkbox)).toEqual([]);
});

test('says which segments go with the properties', async () => {
  const settings = await opened({ ...data, segments: ['Roundtable: Tier 1 accounts'] });
  await settings.sees('Remove the 2 company properties and 1 segment of Roundtable from HubSpot as well');
  await settings.sees('Roundtable: Tier 1 accounts');
});
