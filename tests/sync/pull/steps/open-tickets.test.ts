import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { PortalData } from '../../../../src/sandbox/portal-data.ts';
import { loadAccountFacts } from '../../../../src/storage/accounts/account-facts.ts';
import { takeStale } from '../../../../src/storage/accounts/stale-accounts.ts';
import { deepSweepPortal } from '../../../../src/sync/pull/sweeps/deep-sweep-portal.ts';
import { sweepPortal } from '../../../../src/sync/pull/sweeps/sweep-portal.ts';
import { ingestWebhooks } from '../../../../src/sync/webhooks/ingest-webhooks.ts';
import { createSmallPortal, daysAgo } from '../../../fixtures/small-portal.ts';
import { startSyncedApp, type SyncedApp } from '../../../fixtures/synced-app.ts';

const [OPEN, CLOSED] = ['2', '4'];
const TICKET_TO_COMPANY = [339];

/** Acme (101) has an open ticket and a closed one, Bolt (102) none; ticket 903 is open and about no company. */
function portalWithTickets(): PortalData {
  const data = createSmallPortal();
  const add = (id: string, stage: string, companyId: string | null): void => {
    const properties = { subject: `Ann cannot sign in (${id})`, hs_pipeline: '0', hs_pipeline_stage: stage };
    data.objects.tickets.push({ id, properties, createdAt: daysAgo(4), updatedAt: daysAgo(1) });
    if (companyId === null) return;
    const link = { fromType: 'tickets', fromId: id, toType: 'companies', toId: companyId } as const;
    data.associations.push({ ...link, primary: true, label: null });
  };
  add('901', OPEN, '101');
  add('902', CLOSED, '101');
  add('903', OPEN, null);
  return data;
}

let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp({ data: portalWithTickets() });
});
afterAll(() => app.stop());
beforeEach(() => {
  app.proxy.requests.length = 0;
});

async function ticketsOf(companyId: string): Promise<string[]> {
  const [facts] = await loadAccountFacts(app.context.db.kysely, app.portalId, [companyId], { since: 0 });
  return (facts?.openTickets ?? []).map(({ ticketId }) => ticketId);
}
const asked = (path: RegExp) => app.proxy.requests.filter((request) => path.test(request.path));
const sweep = async (): Promise<void> => {
  await app.indexed();
  await sweepPortal(app.context, app.portalId);
};

test('the first sync knows which tickets are open, whose, and since when', async () => {
  const [acme, bolt] = await loadAccountFacts(app.context.db.kysely, app.portalId, ['101', '102'], { since: 0 });
  const opened = app.standIn.store.records.tickets.get('901')?.createdAt ?? '';
  expect(acme?.openTickets).toEqual([{ ticketId: '901', openedAt: Date.parse(opened) }]);
  expect(bolt).not.toHaveProperty('openTickets');
});

test('nothing that a ticket says is asked for', async () => {
  app.users.set('tickets', '901', { hs_ticket_priority: 'HIGH' });
  await sweep();
  expect(asked(/tickets/).length).toBeGreaterThan(0);
  for (const { body } of asked(/tickets/)) expect(body).not.toMatch(/subject|content/);
});

test('a sweep of a portal whose tickets rest asks once', async () => {
  const { now, db } = app.context;
  app.context.now = () => now() + 3_600_000;
  await sweepPortal(app.context, app.portalId);
  app.proxy.requests.length = 0;
  await sweepPortal(app.context, app.portalId);
  expect(asked(/tickets/)).toHaveLength(1);
  app.context.now = now;
  await db.kysely.deleteFrom('sync_steps').where('step', '=', 'sweep:tickets').execute();
});

test('a sweep finds a ticket that was opened, closed and opened again, and marks its account', async () => {
  const id = app.users.create('tickets', { subject: 'x', hs_pipeline: '0', hs_pipeline_stage: OPEN });
  app.users.link(['tickets', id], ['companies', '102'], TICKET_TO_COMPANY);
  await sweep();
  expect(await ticketsOf('102')).toEqual([id]);
  const marked = await takeStale(app.context.db.kysely, app.portalId, 100);
  expect(marked.map(({ companyId }) => companyId)).toContain('102');
  app.users.set('tickets', id, { hs_pipeline_stage: CLOSED });
  await sweep();
  expect(await ticketsOf('102')).toEqual([]);
  app.users.set('tickets', id, { hs_pipeline_stage: OPEN });
  await sweep();
  expect(await ticketsOf('102')).toEqual([id]);
});

test('a night finds what changes no ticket: a link taken away, a deletion, a stage that means closed', async () => {
  const [linked] = await ticketsOf('102');
  app.users.unlink(['tickets', linked ?? ''], ['companies', '102']);
  await deepSweepPortal(app.context, app.portalId);
  expect(await ticketsOf('102')).toEqual([]);
  app.users.link(['tickets', linked ?? ''], ['companies', '102'], TICKET_TO_COMPANY);
  await deepSweepPortal(app.context, app.portalId);
  expect(await ticketsOf('102')).toEqual([linked]);
  app.users.archive('tickets', linked ?? '');
  await app.indexed();
  await deepSweepPortal(app.context, app.portalId);
  expect(await ticketsOf('102')).toEqual([]);
  const stage = app.standIn.store.ticketPipelines[0]?.stages.find(({ id }) => id === OPEN);
  if (stage === undefined) throw new Error('The portal has no such stage.');
  stage.isClosed = true;
  await deepSweepPortal(app.context, app.portalId);
  expect(await ticketsOf('101')).toEqual([]);
  stage.isClosed = false;
  await deepSweepPortal(app.context, app.portalId);
  expect(await ticketsOf('101')).toEqual(['901']);
});

test('a company that is merged takes its tickets along, one that is deleted has none', async () => {
  const survivor = app.users.merge('companies', '101', '103');
  await app.standIn.webhooksSettled();
  await ingestWebhooks(app.context, app.portalId);
  expect(await ticketsOf(survivor)).toEqual(['901']);
  expect(await ticketsOf('101')).toEqual([]);
  app.users.archive('companies', survivor);
  await app.standIn.webhooksSettled();
  await ingestWebhooks(app.context, app.portalId);
  const left = await app.context.db.kysely.selectFrom('open_tickets').select('company_id').execute();
  expect(left).toEqual([]);
});

test('a portal that no longer lets us read tickets is asked nothing of them, and none is kept', async () => {
  const id = app.users.create('tickets', { subject: 'x', hs_pipeline: '0', hs_pipeline_stage: OPEN });
  app.users.link(['tickets', id], ['companies', '102'], TICKET_TO_COMPANY);
  await sweep();
  expect(await ticketsOf('102')).toEqual([id]);
  const { grant } = app.standIn.store;
  if (grant === null) throw new Error('The app is not installed.');
  grant.scopes = grant.scopes.filter((scope) => scope !== 'tickets');
  // HubSpot refuses before we are told: the sweep goes on without them.
  app.users.set('tickets', id, { hs_ticket_priority: 'LOW' });
  await sweep();
  expect(asked(/tickets/).at(-1)?.answer?.status).toBe(403);
  await deepSweepPortal(app.context, app.portalId);
  expect(await ticketsOf('102')).toEqual([]);
  const scopes = JSON.stringify(grant.scopes);
  await app.context.db.kysely.updateTable('portals').set({ scopes }).execute();
  app.proxy.requests.length = 0;
  await sweep();
  await deepSweepPortal(app.context, app.portalId);
  expect(asked(/tickets/)).toEqual([]);
});
