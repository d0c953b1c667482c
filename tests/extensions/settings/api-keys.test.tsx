import { Button, Form, Input, LoadingButton, TextArea } from '@hubspot/ui-extensions';
import { expect, test } from 'vitest';
import type { ApiKeysData, MadeApiKey } from '../../../extensions/app/settings/access/api-keys-data.ts';
import { inDays } from '../cards/account.ts';
import { active, showSettings } from './show-settings.tsx';

const READ = 'GET /api/settings/api-keys';
const MAKE = 'POST /api/settings/api-keys';
const REVOKE = 'POST /api/settings/api-keys/revoke';
const none: ApiKeysData = {
  mayChange: true,
  askWhom: 'ava@vendor.example',
  documentUrl: 'https://app.example/v1/openapi.json',
  keys: [],
};
const warehouse = {
  keyId: 'rt_1',
  label: 'Data warehouse',
  createdAt: inDays(-3),
  createdBy: 'ava@vendor.example',
  lastUsedAt: null,
};
const made: MadeApiKey = { ...none, keys: [warehouse], made: 'rt_1.the-secret' };

const opened = async (data: ApiKeysData, answers: Record<string, unknown[]> = {}) => {
  const settings = showSettings([active], { [READ]: [data], ...answers });
  await settings.open('api');
  return settings;
};

test('a key is made under a name, shown once, and hidden when it was copied', async () => {
  const settings = await opened(none, { [MAKE]: [made] });
  await settings.sees('No program can read your accounts');
  const submit = () => settings.find(LoadingButton).props;
  expect(submit().disabled).toBe(true);
  settings.find(Input).trigger('onInput', 'Data warehouse' as never);
  await settings.waitFor(() => expect(submit().disabled).toBe(false));
  settings.find(Form).trigger('onSubmit');
  const shown = () => settings.find(TextArea).props.value;
  await settings.waitFor(() => expect(shown()).toBe('rt_1.the-secret'));
  settings.press('Copy');
  await settings.sees('Copied');
  expect(settings.copied).toEqual(['rt_1.the-secret']);
  await settings.sees('it is not shown again');
  expect(settings.sent().map(({ body }) => body)).toEqual([
    { requestId: expect.any(String) as string, label: 'Data warehouse' },
  ]);
  settings.press('I have copied it');
  await settings.waitFor(() => expect(settings.findAll(TextArea)).toEqual([]));
  await settings.sees('Data warehouse');
});

test('a key is revoked by a second click only', async () => {
  const settings = await opened({ ...none, keys: [warehouse] }, { [REVOKE]: [none] });
  await settings.sees('Never');
  settings.press('Revoke');
  await settings.sees('Revoke for good');
  expect(settings.sent()).toEqual([]);
  settings.press('Revoke for good');
  await settings.sees('No program can read your accounts');
  expect(settings.sent().map(({ body }) => body)).toEqual([{ keyId: 'rt_1' }]);
});

test('who may not change it sees the keys and whom to ask', async () => {
  const settings = await opened({ ...none, keys: [warehouse], mayChange: false });
  await settings.sees('Ask ava@vendor.example');
  await settings.sees('Data warehouse');
  expect(settings.findAll(LoadingButton)).toEqual([]);
  expect(settings.findAll(Button).map(({ text }) => text)).not.toContain('Revoke');
});
