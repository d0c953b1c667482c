import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { daysAgo } from '../fixtures/small-portal.ts';
import { PRIMARY_COMPANY, startSyncedApp, type SyncedApp } from '../fixtures/synced-app.ts';

let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp();
});
afterAll(() => app.stop());

test('bring nobody back who was erased under another id', async () => {
  const email = 'rosa.vell@bolt.example';
  const first = app.users.create('contacts', { email, firstname: 'Rosa', lastname: 'Vell' });
  const second = app.users.create('contacts', { email: 'rv@bolt.example', firstname: 'Rosa', lastname: 'Vell' });
  for (const id of [first, second]) app.users.link(['contacts', id], ['companies', '102'], PRIMARY_COMPANY);
  await app.settle();
  app.users.erase(app.users.merge('contacts', first, second));
  await app.settleLast('merge');
  expect(await tablesWith(email)).toEqual([]);
  expect(await tablesWith('Rosa Vell')).toEqual([]);
});

/** A click on Acme's card. */
const click = (body: object) => ({ method: 'POST', body: { companyId: '101', requestId: randomUUID(), ...body } });

test('a person is gone from what was computed, started, said and published of their accounts, former ones too', async () => {
  const name = 'Quentin Farrow';
  const id = app.users.create('contacts', {
    email: 'quentin.farrow@acme.example',
    firstname: 'Quentin',
    lastname: 'Farrow',
    jobtitle: 'Chief Executive Officer',
    hs_email_open: '2',
  });
  app.users.link(['contacts', id], ['companies', '101'], PRIMARY_COMPANY);
  const meeting = {
    hs_timestamp: daysAgo(1),
    hs_meeting_start_time: daysAgo(1),
    hs_meeting_title: `Lunch with ${name}`,
  };
  const meetingId = app.users.create('meetings', meeting);
  for (const contactId of ['1', id]) app.users.link(['contacts', contactId], ['meetings', meetingId], [199]);
  await app.settle();
  const about = { contactId: id, role: 'DECISION_MAKER', decision: 'confirmed' };
  expect((await app.call('/api/cards/account/roles/decide', click(about))).status).toBe(200);
  const card = (await app.call('/api/cards/account?companyId=101')).body;
  for (const { playId } of card.plays) {
    expect((await app.call('/api/cards/account/plays/start', click({ playId }))).status).toBe(200);
  }
  expect(await tablesWith(name)).toEqual(expect.arrayContaining(['account_scores', 'activities', 'contacts']));
  app.users.unlink(['contacts', id], ['companies', '101']);
  app.users.link(['contacts', id], ['companies', '104'], PRIMARY_COMPANY);
  await app.settle();
  expect(await tablesWith(`contact:${id}`)).toEqual(['audit_log']);
  app.users.erase(id);
  await app.settle();
  for (const trace of ['Quentin', 'Farrow', 'quentin.farrow', `contact:${id}`]) {
    expect([trace, await tablesWith(trace)]).toEqual([trace, []]);
  }
  expect(await tablesWith(`"${id}"`)).toEqual([]);
  expect((await app.call('/api/cards/account?companyId=104')).body.state).not.toBe('computing');
});

test('a person whose data must go is in no table afterwards, and does not come back by a late event', async () => {
  const email = 'ivy.secret@bolt.example';
  const id = app.users.create('contacts', { email, firstname: 'Ivysecret', jobtitle: 'Head of Procurement' });
  app.users.link(['contacts', id], ['companies', '102'], PRIMARY_COMPANY);
  app.users.set('contacts', id, { email: 'ivy.secret2@bolt.example' });
  app.users.set('contacts', id, { email });
  await app.settle();
  expect(await tablesWith(email)).toContain('contacts');
  app.users.erase(id);
  await app.settle();
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
