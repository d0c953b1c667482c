import { expect, onTestFinished, test } from 'vitest';
import { savePortalSettings } from '../../../src/storage/portal/portal-settings.ts';
import { upsertOwners } from '../../../src/storage/mirror/owners.ts';
import { startTestApp, type Json } from '../../fixtures/running-app.ts';

test('the settings say whether no two active users approve, one for each side, and whether who looks may change that', async () => {
  const app = await startTestApp();
  onTestFinished(() => app.stop());
  await app.installAndSync();
  const told = async (userEmail: string): Promise<unknown> => {
    const { lacksApprovers, mayChange, settled } = (await app.call('/api/settings/sync', { userEmail })).body;
    expect(settled).toEqual(lacksApprovers ? [] : ['keys']);
    return { lacksApprovers, mayChange };
  };
  const hold = (marketing: string[], sales: string[]): Promise<void> =>
    savePortalSettings(
      app.context.db.kysely,
      app.portalId,
      { keys: { marketing, sales } },
      { at: Date.now(), by: 'test' },
    );
  const known = (email: string, active: boolean): Promise<unknown> =>
    upsertOwners(app.context.db.kysely, app.portalId, [{ ownerId: email, userId: null, email, name: email, active }]);
  await known('Mia@Vendor.example', true);
  await known('sam@vendor.example', true);
  await hold(['mia@vendor.example'], []);
  expect(await told('ava@vendor.example')).toEqual({ lacksApprovers: true, mayChange: true });
  await hold(['mia@vendor.example'], ['sam@vendor.example']);
  expect(await told('sam@vendor.example')).toEqual({ lacksApprovers: false, mayChange: false });
  await hold(['sam@vendor.example'], ['sam@vendor.example']);
  expect(await told('ava@vendor.example')).toMatchObject({ lacksApprovers: true });
  await hold(['sam@vendor.example', 'mia@vendor.example'], ['sam@vendor.example', 'mia@vendor.example']);
  expect(await told('ava@vendor.example')).toMatchObject({ lacksApprovers: false });
  await known('Mia@Vendor.example', false);
  expect(await told('ava@vendor.example')).toMatchObject({ lacksApprovers: true });
  const { body } = await app.call('/api/settings/keys');
  expect(body.lacksApprovers).toBe(true);
  expect(body.people.filter((each: Json) => !each.isActive)).toMatchObject([{ email: 'mia@vendor.example' }]);
});
