import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase, type Database } from '../../../src/storage/connection/database.ts';
import { savePortalSettings } from '../../../src/storage/portal/portal-settings.ts';
import { recallChoices, recallClusters } from '../../../src/sync/settings/portal-memory.ts';
import { memoryDatabase } from '../../fixtures/empty-cluster.ts';

let db: Database;
beforeAll(async () => {
  db = await openDatabase(memoryDatabase());
});
afterAll(() => db.close());

const admins = async (portalId: number, revision: string) =>
  (await recallChoices(db, portalId, revision)).settings.admins;
const save = (portalId: number, settings: object) =>
  savePortalSettings(db.kysely, portalId, settings, { at: 0, by: 'ada' });

const clustersAt = (now: number, revision = 'a') => recallClusters(db, 5, { revision, now });

test('what a portal chose is held at its revision, and is of no other portal', async () => {
  await save(1, { admins: ['ava@one.example'] });
  await save(2, { admins: ['eva@two.example'] });
  expect([await admins(1, 'a'), await admins(2, 'a')]).toEqual([['ava@one.example'], ['eva@two.example']]);
  await save(1, { admins: [] });
  expect(await admins(1, 'a')).toEqual(['ava@one.example']);
  expect(await admins(1, 'b')).toEqual([]);
});

test('a read that failed is not held', async () => {
  await save(3, { outsideEdits: 'no such choice' });
  await expect(recallChoices(db, 3, 'a')).rejects.toThrow('outsideEdits');
  await save(3, {});
  expect(await admins(3, 'a')).toEqual([]);
});

test('of 201 portals the one that was asked for longest ago is forgotten', async () => {
  const first = recallChoices(db, 1_000, 'a');
  const second = recallChoices(db, 1_001, 'a');
  expect(recallChoices(db, 1_000, 'a')).toBe(first);
  const others = Array.from({ length: 199 }, (_, index) => recallChoices(db, 1_002 + index, 'a'));
  await Promise.all([first, second, ...others]);
  expect(recallChoices(db, 1_000, 'a')).toBe(first);
  expect(recallChoices(db, 1_001, 'a')).not.toBe(second);
});

test('clusters are read anew after a minute, and at another revision', async () => {
  const first = await clustersAt(0);
  expect(await clustersAt(59_999)).toBe(first);
  const second = await clustersAt(60_000);
  expect(second).not.toBe(first);
  expect(await clustersAt(60_001, 'b')).not.toBe(second);
});

test('where the database fails every part of the read fails heard: a promise nobody waits for would end the process', async () => {
  await sql`drop table play_choices, property_definitions`.execute(db.kysely);
  await expect(recallChoices(db, 9, 'a')).rejects.toThrow('does not exist');
});
