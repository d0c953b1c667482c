import { LoadingButton, ToggleGroup } from '@hubspot/ui-extensions';
import { expect, test } from 'vitest';
import { active, choices, showSettings } from './show-settings.tsx';

const CHOICES = 'GET /api/settings/choices';
const SAVE = 'POST /api/settings/choices/confirmed-roles';

test('an admin has confirmed roles written to HubSpot, after reading what that does', async () => {
  const saved = { ...choices, writeConfirmedRoles: true };
  const settings = showSettings([active], { [CHOICES]: [choices], [SAVE]: [saved] });
  await settings.open('roles');
  await settings.waitFor(() => expect(settings.find(ToggleGroup).props.value).toBe('off'));
  settings.find(ToggleGroup).trigger('onChange', 'on' as never);
  await settings.sees('If you save: roles confirmed from now on are added to the contact’s buying role.');
  expect(settings.sent()).toEqual([]);
  settings.press('Save');
  await settings.waitFor(() => expect(settings.findAll(LoadingButton)).toEqual([]));
  expect(settings.sent().map(({ body }) => body)).toEqual([{ writeConfirmedRoles: true }]);
  expect(settings.find(ToggleGroup).props.value).toBe('on');
});

test('somebody who may only look sees the choice and cannot change it', async () => {
  const settings = showSettings([active], { [CHOICES]: [{ ...choices, mayChange: false }] });
  await settings.open('roles');
  await settings.waitFor(() => settings.find(ToggleGroup));
  expect(settings.find(ToggleGroup).props.options.every(({ readonly }) => readonly)).toBe(true);
});
