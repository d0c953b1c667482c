import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import { ingestWebhooks } from '../../src/sync/webhooks/ingest-webhooks.ts';
import { createPortalUsers, type PortalUsers } from '../fixtures/portal-users.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { daysAgo } from '../fixtures/small-portal.ts';

const PRIMARY_COMPANY = [1, 279];

let app: TestApp;
let users: PortalUsers;
beforeAll(async () => {
  app = await startTestApp();
  await app.installAndSync();
  users = createPortalUsers(app.standIn);
});
afterAll(() => app.stop());

/** Lets the webhooks arrive and works them off as the jobs would. */
async function settle(): Promise<void> {
  await app.standIn.webhooksSettled();
  await ingestWebhooks(app.context, app.portalId);
  await refreshPortal(app.context, app.portalId);
}

/** As `settle`; the events of this kind last. */
async function settleLast(kind: string): Promise<void> {
  await app.standIn.webhooksSettled();
  const { kysely } = app.context.db;
  const matches = sql<boolean>`body ->> 'subscriptionType' like ${`%.${kind}`}`;
  const later = new Date('2999-01-01');
  await kysely.updateTable('webhook_events').set({ leased_until: later }).where(matches).execute();
  await ingestWebhooks(app.context, app.portalId);
  await kysely.updateTable('webhook_events').set({ leased_until: null }).execute();
  await settle();
}

test('bring nobody back who was erased under another id', async () => {
  const email = 'rosa.vell@bolt.example';
  const first = users.create('contacts', { email, firstname: 'Rosa', lastname: 'Vell' });
  const second = users.create('contacts', { email: 'rv@bolt.example', firstname: 'Rosa', lastname: 'Vell' });
  for (const id of [first, second]) users.link(['contacts', id], ['companies', '102'], PRIMARY_COMPANY);
  await settle();
  users.erase(users.merge('contacts', first, second));
  await settleLast('merge');
  expect(await tablesWith(email)).toEqual([]);
  expect(await tablesWith('Rosa Vell')).toEqual([]);
});

/** A click on Acme's card. */
const click = (body: object) => ({ method: 'POST', body: { companyId: '101', requestId: randomUUID(), ...body } });

test('a person is gone from what was computed, started, said and published of their accounts, former ones too', async () => {
  const name = 'Quentin Farrow';
  const id = users.create('contacts', {
    email: 'quentin.farrow@acme.example',
    firstname: 'Quentin',
    lastname: 'Farrow',
    jobtitle: 'Chief Executive Officer',
    hs_email_open: '2',
  });
  users.link(['contacts', id], ['companies', '101'], PRIMARY_COMPANY);
  const meeting = {
    hs_timestamp: daysAgo(1),
    hs_meeting_start_time: daysAgo(1),
    hs_meeting_title: `Lunch with ${name}`,
  };
  const meetingId = users.create('meetings', meeting);
  for (const contactId of ['1', id]) users.link(['contacts', contactId], ['meetings', meetingId], [199]);
  await settle();
  const about = { contactId: id, role: 'DECISION_MAKER', decision: 'confirmed' };
  expect((await app.call('/api/cards/account/roles/decide', click(about))).status).toBe(200);
  const card = (await app.call('/api/cards/account?companyId=101')).body;
  for (const { playId } of card.plays) {
    expect((await app.call('/api/cards/account/plays/start', click({ playId }))).status).toBe(200);
  }
  expect(await tablesWith(name)).toEqual(expect.arrayContaining(['account_scores', 'activities', 'contacts']));
  users.unlink(['contacts', id], ['companies', '101']);
  users.link(['contacts', id], ['companies', '104'], PRIMARY_COMPANY);
  await settle();
  expect(await tablesWith(`contact:${id}`)).toEqual(['audit_log']);
  users.erase(id);
  await settle();
  for (const trace of ['Quentin', 'Farrow', 'quentin.farrow', `contact:${id}`]) {
    expect([trace, await tablesWith(trace)]).toEqual([trace, []]);
  }
  expect(await tablesWith(`"${id}"`)).toEqual([]);
  expect((await app.call('/api/cards/account?companyId=104')).body.state).not.toBe('computing');
});

test('a person whose data must go is in no table afterwards, and does not come back by a late event', async () => {
  const email = 'ivy.secret@bolt.example';
  const id = users.create('contacts', { email, firstname: 'Ivysecret', jobtitle: 'Head of Procurement' });
  users.link(['contacts', id], ['companies', '102'], PRIMARY_COMPANY);
  users.set('contacts', id, { email: 'ivy.secret2@bolt.example' });
  users.set('contacts', id, { email });
  await settle();
  expect(await tablesWith(email)).toContain('contacts');
  users.erase(id);
  await settle();
  expect(await tablesWith(email)).toEqual([]);
  expect(await tablesWith('ivy.secret2')).toEqual([]);
  expect(await tablesWith('Ivysecret')).toEqual([]);
});

/** Tables of ours in which some row holds the text. */
async function tablesWith(text: string): Promise<string[]> {
  const { kysely } = app.context.db;
  const tables = await sql<{ name: string }>`select table_schema || '.' || table_name as name
    from information_schema.tables where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`.execute(
    kysely,
  );
  const found: string[] = [];
  for (const { name } of tables.rows) {
    const rows = await sql`select 1 from ${sql.table(name)} t where t::text ilike ${`%${text}%`} limit 1`.execute(
      kysely,
    );
    if (rows.rows.length > 0) found.push(name.replace('public.', ''));
  }
  return found;
}
