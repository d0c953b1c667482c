import { expect, onTestFinished, test } from 'vitest';
import { savePortalSettings } from '../../../src/storage/portal/portal-settings.ts';
import { startTestApp } from '../../fixtures/running-app.ts';

test('the settings say whether nobody approves for a side, and whether who looks may change that', async () => {
  const app = await startTestApp();
  onTestFinished(() => app.stop());
  await app.installAndSync();
  const told = async (userEmail: string): Promise<unknown> => {
    const { lacksApprovers, mayChange } = (await app.call('/api/settings/sync', { userEmail })).body;
    return { lacksApprovers, mayChange };
  };
  const hold = (marketing: string[], sales: string[]): Promise<void> =>
    savePortalSettings(
      app.context.db.kysely,
      app.portalId,
      { keys: { marketing, sales } },
      { at: Date.now(), by: 'test' },
    );
  await hold(['mia@vendor.example'], []);
  expect(await told('ava@vendor.example')).toEqual({ lacksApprovers: true, mayChange: true });
  await hold(['mia@vendor.example'], ['sam@vendor.example']);
  expect(await told('sam@vendor.example')).toEqual({ lacksApprovers: false, mayChange: false });
});
