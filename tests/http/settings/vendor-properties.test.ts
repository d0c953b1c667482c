import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rereadCompanies } from '../../../src/sync/pull/steps/reread-records.ts';
import { readSettings } from '../../../src/sync/settings/portal-settings.ts';
import { createPortalUsers } from '../../fixtures/portal-users.ts';
import { startTestApp, type TestApp } from '../../fixtures/running-app.ts';
import { createVendorPortal } from '../../fixtures/vendor-portal.ts';

const PATH = '/api/settings/vendor-properties';
const MAP = '/api/settings/choices/map-property';
const STAGE = 'n6sense_account_buying_stage';
const TOPICS = 'bombora_surging_topics';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ data: createVendorPortal() });
  await app.installAndSync();
});
afterAll(() => app.stop());

const offered = async (): Promise<string[]> =>
  (await app.call(PATH)).body.map(({ property }: { property: string }) => property);
const signals = async (): Promise<object[]> =>
  (
    await sql<object>`select company_id as id, source, topic, strength from signals order by 1, 2, 3`.execute(
      app.context.db.kysely,
    )
  ).rows;
const reread = (): Promise<void> => rereadCompanies(app.context, app.portalId, { since: Date.now() });

describe('properties of intent vendors', () => {
  test('are offered with what they mean, how sure that is, and what they hold', async () => {
    const { body } = await app.call(PATH);
    expect(body.map(({ vendor, use }: { vendor: string; use: string }) => `${vendor}: ${use}`)).toEqual([
      '6sense: intent',
      '6sense: fit',
      'Bombora: intent',
      'Bombora: topics',
      'Demandbase: intent',
      'G2: intent',
    ]);
    expect(body[0]).toEqual({
      property: STAGE,
      label: 'n6sense account buying stage',
      vendor: '6sense',
      use: 'intent',
      meaning: 'buying stage',
      scale: 'Target, Awareness, Consideration, Decision, Purchase',
      nameSource: null,
      scaleSource: null,
      sample: {
        filled: 2,
        values: [
          { value: 'Decision', strength: 75 },
          { value: 'Target', strength: 10 },
        ],
      },
    });
  });

  test('are read as nothing before somebody takes them over', async () => {
    await reread();
    expect((await readSettings(app.context.db.kysely, app.portalId)).mappedProperties).toEqual([]);
    expect(await signals()).toEqual([]);
  });

  test('that are taken over become signals and are offered no more; a list of topics is a signal each', async () => {
    const before = await offered();
    for (const body of [
      { property: STAGE, use: 'intent', source: '6sense' },
      { property: TOPICS, use: 'topics', source: 'Bombora' },
    ]) {
      expect((await app.call(MAP, { method: 'POST', body })).status).toBe(200);
    }
    expect(await offered()).toEqual(before.filter((name) => name !== STAGE && name !== TOPICS));
    await reread();
    expect(await signals()).toEqual([
      { id: '101', source: '6sense', topic: 'n6sense account buying stage', strength: 75 },
      { id: '101', source: 'Bombora', topic: 'Cloud security', strength: 75 },
      { id: '101', source: 'Bombora', topic: 'Zero trust', strength: 75 },
      { id: '102', source: '6sense', topic: 'n6sense account buying stage', strength: 10 },
    ]);
  });

  test('a topic that is named no more goes, one that comes is added, one that stands keeps its day', async () => {
    const at = async (topic: string): Promise<number> => {
      const found = await sql<{ at: number }>`select occurred_at as at from signals where topic = ${topic}`.execute(
        app.context.db.kysely,
      );
      return Number(found.rows[0]?.at);
    };
    const first = await at('Zero trust');
    createPortalUsers(app.standIn).set('companies', '101', { [TOPICS]: 'Zero trust;SASE' });
    await reread();
    const topics = (await signals()).map((signal) => (signal as { topic: string }).topic);
    expect(topics).toEqual(expect.arrayContaining(['SASE', 'Zero trust']));
    expect(topics).not.toContain('Cloud security');
    expect(await at('Zero trust')).toBe(first);
    expect(await at('SASE')).toBeGreaterThan(first);
  });

  test('are mapped otherwise without leaving what they were read as', async () => {
    const body = { property: TOPICS, use: 'technographic', source: 'Bombora' };
    await app.call(MAP, { method: 'POST', body });
    await reread();
    expect((await signals()).map((signal) => (signal as { source: string }).source)).not.toContain('Bombora');
  });

  test('are offered without values while HubSpot cannot be asked', async () => {
    app.proxy.decideFault = ({ path }) => (path.endsWith('/companies/search') ? 403 : null);
    const { status, body } = await app.call(PATH);
    app.proxy.decideFault = () => null;
    expect(status).toBe(200);
    expect(body[0]).toMatchObject({ sample: null });
  });

  test('are shown to nobody who may not take them over', async () => {
    expect((await app.call(PATH, { userEmail: 'rep@vendor.example' })).status).toBe(403);
  });
});
