import { LoadingButton, ToggleGroup } from '@hubspot/ui-extensions';
import { expect, test } from 'vitest';
import { active, choices, showSettings } from './show-settings.tsx';

const CHOICES = 'GET /api/settings/choices';
const SAVE = 'POST /api/settings/choices/acting';

test('an admin leaves acting on cards to the owners of companies, after reading what that does', async () => {
  const settings = showSettings([active], { [CHOICES]: [choices], [SAVE]: [{ ...choices, onlyOwnersAct: true }] });
  await settings.open('acting');
  await settings.waitFor(() => expect(settings.find(ToggleGroup).props.value).toBe('off'));
  settings.find(ToggleGroup).trigger('onChange', 'on' as never);
  await settings.sees('on companies they do not own, users see the cards without buttons, and whom to ask');
  expect(settings.sent()).toEqual([]);
  settings.press('Save');
  await settings.waitFor(() => expect(settings.findAll(LoadingButton)).toEqual([]));
  expect(settings.sent().map(({ body }) => body)).toEqual([{ onlyOwnersAct: true }]);
  expect(settings.find(ToggleGroup).props.value).toBe('on');
});
