import { Checkbox, LoadingButton } from '@hubspot/ui-extensions';
import { expect, test } from 'vitest';
import { active, choices, showSettings } from './show-settings.tsx';

const CHOICES = 'GET /api/settings/choices';
const SAVE = 'POST /api/settings/choices/record-notes';

test('an admin has changes of tier noted on records, after reading what that does', async () => {
  const recordNotes = { tiers: true, surges: false, plays: false };
  const saved = { ...choices, recordNotes, notes: { ...choices.notes, written: 1, waiting: 3 } };
  const settings = showSettings([active], { [CHOICES]: [choices], [SAVE]: [saved] });
  await settings.open('notes');
  await settings.sees('Write a note on the company record when');
  expect(settings.screen()).toContain('Nothing to do: notes are optional.');
  expect(settings.screen()).toContain('Nothing changes until you save.');
  const save = () => settings.find(LoadingButton, ({ text }) => text === 'Save').props.disabled;
  expect(save()).toBe(true);
  expect(settings.findAll(Checkbox).map(({ props }) => props.checked)).toEqual([false, false, false]);
  expect(settings.screen()).not.toContain('In the last seven days');
  settings.findAll(Checkbox)[0]?.trigger('onChange', true as never);
  await settings.sees('at most 200 in 24 hours');
  expect(settings.screen()).toContain('name no person, do not count as engagement, and stay in HubSpot');
  expect(settings.sent()).toEqual([]);
  expect(save()).toBe(false);
  settings.press('Save');
  await settings.sees('In the last seven days: 1 note written, 3 waiting.');
  expect(settings.sent().map(({ body }) => body)).toEqual([{ recordNotes }]);
  expect(save()).toBe(true);
});

test('what was held back and what HubSpot refused is said', async () => {
  const notes = { written: 200, waiting: 0, held: 4_800, failed: 1, mostADay: 200 };
  const settings = showSettings([active], { [CHOICES]: [{ ...choices, notes }] });
  await settings.open('notes');
  await settings.sees('4,800 notes were not written in the last seven days');
  expect(settings.screen()).toContain('HubSpot did not accept 1 note');
});

test('somebody who may only look sees the choice and cannot change it', async () => {
  const settings = showSettings([active], { [CHOICES]: [{ ...choices, mayChange: false }] });
  await settings.open('notes');
  await settings.waitFor(() => settings.find(Checkbox));
  expect(settings.findAll(Checkbox).every(({ props }) => props.readOnly)).toBe(true);
  expect(settings.findAll(LoadingButton)).toEqual([]);
});
