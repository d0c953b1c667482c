import { afterAll, beforeAll, expect, test } from 'vitest';
import { acrossPortals } from '../../src/storage/connection/tenant-scope.ts';
import { createMarkedPortal } from '../fixtures/marked-portal.ts';
import { findLeaks, findLeaksInAnswers, otherOf } from '../fixtures/tenant-leaks.ts';
import { startTenants, type Tenants } from '../fixtures/tenants.ts';
import { startPostgres } from '../storage/start-postgres.ts';

const { server, reason } = await startPostgres();

if (server === null) {
  // oxlint-disable-next-line vitest/no-disabled-tests -- a machine on which PostgreSQL cannot start
  test.skip(`two portals under row-level security, skipped: ${reason}`, () => undefined);
} else {
  let app: Tenants;

  beforeAll(async () => {
    const database = { databaseUrl: await server.createDatabaseUrl() };
    app = await startTenants(
      [
        { data: createMarkedPortal(710_000_001, 'alpha', '901'), mark: 'alpha' },
        { data: createMarkedPortal(820_000_002, 'bravo', '902'), mark: 'bravo' },
      ],
      database,
    );
    for (const { install } of app.tenants) await install();
    await app.settle();
  });
  afterAll(async () => {
    await app.stop();
    await server.stop();
  });

  test('install, first sync, webhooks, scoring, publishing and a play work where each statement names its portal', async () => {
    for (const { users, standIn, call } of app.tenants) {
      users.set('companies', '103', { industry: 'RESTAURANTS', numberofemployees: '3', annualrevenue: '1000' });
      const { status, body: card } = await call('/api/cards/account?companyId=101');
      expect(status).toBe(200);
      const request = { companyId: '101', playId: card.plays[0].playId, requestId: 'request-1' };
      expect((await call('/api/cards/account/plays/start', { method: 'POST', body: request })).status).toBe(200);
      await app.settle();
      expect(standIn.store.records.companies.get('103')?.properties['roundtable_fit']).toBeDefined();
      expect([...standIn.store.records.tasks.all()].length).toBeGreaterThan(0);
    }
  });

  test('no row and no answer of one portal shows the other', async () => {
    expect(await acrossPortals(() => findLeaks(app.context, app.tenants))).toEqual([]);
    for (const tenant of app.tenants) {
      expect(await findLeaksInAnswers(tenant, otherOf(app.tenants, tenant))).toEqual([]);
    }
  });
}
