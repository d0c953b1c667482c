import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFaultPlan } from '../../src/sandbox/hubspot/faults/fault-plan.ts';
import { getPortal } from '../../src/storage/portal/portals.ts';
import { createMarkedPortal } from '../fixtures/marked-portal.ts';
import { startTenants, type Tenant, type Tenants } from '../fixtures/tenants.ts';

const refusals = createFaultPlan({
  seed: 1,
  rates: { rate_limit_ten_secondly: 0.99, rate_limit_search: 0.01 },
  maxRepeats: Infinity,
});
let app: Tenants;
let refused: Tenant;
let spared: Tenant;

beforeAll(async () => {
  refusals.enabled = false;
  app = await startTenants([
    { data: createMarkedPortal(710_000_001, 'alpha', '901'), mark: 'alpha', faults: refusals },
    { data: createMarkedPortal(820_000_002, 'bravo', '902'), mark: 'bravo' },
  ]);
  [refused, spared] = app.tenants;
  await spared.install();
  await app.settle();
  await refused.install();
  refusals.enabled = true;
});
afterAll(() => app.stop());

const refusedSoFar = (): number => refusals.counts.rate_limit_ten_secondly;

/** Waits for what must come, however long the machine takes; the test's own time-out ends it. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 50));
}

test('while a first sync is refused all the time, the other portal is read, scored, published, shown and acted on', async () => {
  await until(() => refusedSoFar() >= 3);
  const { standIn, users } = spared;
  const published = (): string | undefined => standIn.store.records.companies.get('103')?.properties['roundtable_fit'];
  const before = published();
  expect(before).toBeDefined();
  users.set('companies', '103', { industry: 'RESTAURANTS', numberofemployees: '3', annualrevenue: '1000' });
  await until(() => published() !== before);

  const { body: card } = await spared.call('/api/cards/account?companyId=101');
  expect(card.company.name).toBe('Acme bravo');
  const request = { companyId: '101', playId: card.plays[0].playId, requestId: 'request-1' };
  await spared.call('/api/cards/account/plays/start', { method: 'POST', body: request });
  await until(() => spared.received.some(({ path, method }) => method === 'POST' && path.includes('/tasks')));

  const { kysely } = app.context.db;
  expect((await getPortal(kysely, refused.portalId))?.status).not.toBe('active');
  expect(standIn.requestLog.every(({ status }) => status !== 429)).toBe(true);
});

test('no cell of the limiter is shared by two portals', async () => {
  const { rows } = await app.context.db.executeSql('select key from rate_limits');
  const portalsOf = (key: string) => app.tenants.filter(({ portalId }) => key.includes(String(portalId))).length;
  const counts = (rows as { key: string }[]).map(({ key }) => portalsOf(key));
  expect(counts.length).toBeGreaterThan(1);
  expect(new Set(counts)).toEqual(new Set([1]));
});

test('once it is refused no more, the first sync goes on to its end', async () => {
  refusals.enabled = false;
  await until(async () => (await getPortal(app.context.db.kysely, refused.portalId))?.status === 'active');
  const { body: card } = await refused.call('/api/cards/account?companyId=101');
  expect(card.company.name).toBe('Acme alpha');
});
