import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getCompany } from '../../../../src/storage/mirror/companies.ts';
import { comparePortal, readComparison } from '../../../../src/sync/pull/sweeps/compare-portal.ts';
import { startSyncedApp, type SyncedApp } from '../../../fixtures/synced-app.ts';

let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp();
});
afterAll(() => app.stop());

describe('the weekly comparison', () => {
  test('says that nothing differs', async () => {
    await app.indexed();
    const report = await comparePortal(app.context, app.portalId);
    expect(report).toMatchObject({ repaired: false });
    for (const { inHubSpot, mirrored, differing } of report?.types ?? []) {
      expect({ mirrored, differing }).toEqual({ mirrored: inHubSpot, differing: [] });
    }
    expect(report?.types.map(({ type }) => type)).toContain('emails');
    expect(await readComparison(app.context, app.portalId)).toEqual(report);
  });

  test('names what differs, field by field, and puts it right', async () => {
    const { kysely } = app.context.db;
    const name = 'Changed behind our back';
    await sql`update companies set properties = jsonb_set(properties, '{industry}', '"X"'), name = ${name}
      where company_id = '101'`.execute(kysely);
    await sql`delete from contact_companies where contact_id = '2'`.execute(kysely);
    const report = await comparePortal(app.context, app.portalId);
    const differing = Object.fromEntries((report?.types ?? []).map((each) => [each.type, each.differing]));
    expect(differing).toMatchObject({
      companies: [{ id: '101', fields: ['industry', 'name'] }],
      contacts: [{ id: '2', fields: ['companies'] }],
    });
    expect(report?.repaired).toBe(true);
    expect((await getCompany(kysely, app.portalId, '101'))?.name).toBe('Acme');
    expect(await app.peopleOf('101')).toEqual(['1', '2']);
    expect((await comparePortal(app.context, app.portalId))?.repaired).toBe(false);
  });

  test('is absent before the first', async () => {
    expect(await readComparison(app.context, 1)).toBeNull();
  });
});
