import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAccountScore } from '../../src/storage/account-scores.ts';
import { getCompany } from '../../src/storage/companies.ts';
import { listContacts } from '../../src/storage/contacts.ts';
import { listRefusals } from '../../src/storage/refusals.ts';
import { listRoleDecisions, saveRoleDecision } from '../../src/storage/role-decisions.ts';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import { ingestWebhooks } from '../../src/sync/webhooks/ingest-webhooks.ts';
import { createPortalUsers, type PortalUsers } from '../fixtures/portal-users.ts';
import { startTestApp, type Json, type TestApp } from '../fixtures/running-app.ts';
import { daysAgo } from '../fixtures/small-portal.ts';

const PRIMARY_COMPANY = [1, 279];
const CONTACT_TO_DEAL = [4];
const CONTACT_TO_MEETING = [199];

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
const card = async (companyId: string): Promise<Json> =>
  (await app.call(`/api/cards/account?companyId=${companyId}`)).body;
const peopleOf = async (companyId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select contact_id as id from contact_companies
    where company_id = ${companyId} order by 1`.execute(app.context.db.kysely);
  return rows.map(({ id }) => id);
};
const activitiesOf = async (contactId: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select activity_id as id from activities
    where contact_id = ${contactId} order by 1`.execute(app.context.db.kysely);
  return rows.map(({ id }) => id);
};

test('a changed property reaches the card and is published', async () => {
  const before = (await card('104')).fit.total;
  users.set('companies', '104', { numberofemployees: '3000', annualrevenue: '300000000' });
  await settle();
  const after = (await card('104')).fit.total;
  expect(after).toBeGreaterThan(before);
  expect(app.standIn.store.records.companies.get('104')?.properties['roundtable_fit']).toBe(String(after));
});

test('a new contact of a company is in its committee', async () => {
  const id = users.create('contacts', { email: 'lee@cold.example', firstname: 'Lee', jobtitle: 'General Counsel' });
  users.link(['contacts', id], ['companies', '103'], PRIMARY_COMPANY);
  await settle();
  const legal = (await card('103')).roles.find((role: Json) => role.role === 'LEGAL_AND_COMPLIANCE');
  expect(legal).toMatchObject({ state: 'suggested', people: [{ contactId: id, name: 'Lee' }] });
});

test('an association that is taken away takes the contact from the account', async () => {
  const id = users.create('contacts', { email: 'gone@cold.example', firstname: 'Gone' });
  users.link(['contacts', id], ['companies', '103'], PRIMARY_COMPANY);
  await settle();
  expect(await peopleOf('103')).toContain(id);
  users.unlink(['contacts', id], ['companies', '103']);
  await settle();
  expect(await peopleOf('103')).not.toContain(id);
});

describe('a meeting', () => {
  test('of which somebody is taken counts for those who are left', async () => {
    const id = users.create('meetings', { hs_timestamp: daysAgo(1), hs_meeting_start_time: daysAgo(1) });
    for (const contactId of ['3', '4']) users.link(['contacts', contactId], ['meetings', id], CONTACT_TO_MEETING);
    await settle();
    expect(await activitiesOf('4')).toContain(`meetings:${id}`);
    users.unlink(['contacts', '4'], ['meetings', id]);
    await settle();
    expect(await activitiesOf('4')).not.toContain(`meetings:${id}`);
    expect(await activitiesOf('3')).toContain(`meetings:${id}`);
  });

  test('that nobody came to no longer counts', async () => {
    expect(await activitiesOf('3')).toContain('meetings:301');
    users.set('meetings', '301', { hs_meeting_outcome: 'NO_SHOW' });
    await settle();
    expect(await activitiesOf('3')).not.toContain('meetings:301');
  });
});

describe('a deleted record', () => {
  test('that is a contact leaves its account and comes back whole when it is restored', async () => {
    const before = await card('102');
    users.archive('contacts', '3');
    await settle();
    expect((await card('102')).engagement.total).toBe(0);
    expect(await listContacts(app.context.db.kysely, app.portalId, ['3'])).toEqual([]);
    users.restore('contacts', '3', [
      { to: ['companies', '102'], typeIds: PRIMARY_COMPANY },
      { to: ['deals', '201'], typeIds: CONTACT_TO_DEAL },
    ]);
    await settle();
    const { engagement, intent, coverage } = await card('102');
    expect({ engagement, intent, coverage }).toEqual({
      engagement: before.engagement,
      intent: before.intent,
      coverage: before.coverage,
    });
  });

  test('that is a company is gone from the list and comes back with its people when it is restored', async () => {
    users.archive('companies', '103');
    await settle();
    expect((await app.call('/api/cards/account?companyId=103')).status).toBe(404);
    expect(await getCompany(app.context.db.kysely, app.portalId, '103')).toBeNull();
    users.restore('companies', '103', [{ to: ['contacts', '4'], typeIds: [2, 280] }]);
    await settle();
    expect((await card('103')).state).toBe('on_list');
    expect(await peopleOf('103')).toEqual(['4']);
  });
});

describe('a merge', () => {
  test('of contacts lets what they did and what was decided go on under the new id, counted once', async () => {
    const { kysely } = app.context.db;
    const decision = { contactId: '2', role: 'DECISION_MAKER', decision: 'confirmed' } as const;
    const said = { ...decision, requestId: 'merge-01', decidedAt: Date.now(), decidedBy: 'ava@vendor.example' };
    await saveRoleDecision(kysely, app.portalId, said);
    const [ann, bob] = [await activitiesOf('1'), await activitiesOf('2')];
    expect(ann.length).toBeGreaterThan(0);
    expect(bob.length).toBeGreaterThan(0);
    const newId = users.merge('contacts', '1', '2');
    await settle();
    expect(await peopleOf('101')).toEqual([newId]);
    expect(await activitiesOf(newId)).toEqual([...ann, ...bob].toSorted());
    expect(await activitiesOf('1')).toEqual([]);
    expect(await listRoleDecisions(kysely, app.portalId, newId)).toMatchObject([{ role: 'DECISION_MAKER' }]);
    expect(await listContacts(kysely, app.portalId, ['1', '2'])).toEqual([]);
  });

  test('of companies gathers their people under the new id', async () => {
    const newId = users.merge('companies', '101', '104');
    const [contactId] = await peopleOf('101');
    await settle();
    expect(await peopleOf(newId)).toEqual([contactId]);
    expect(await card(newId)).toMatchObject({ state: 'on_list', company: { name: 'Acme' } });
    for (const oldId of ['101', '104']) {
      expect((await app.call(`/api/cards/account?companyId=${oldId}`)).status).toBe(404);
    }
  });
});

describe('an event that cannot be worked off', () => {
  const email = 'poison@cold.example';
  /** The database says this to every row of that contact. */
  async function raise(sqlstate: string): Promise<void> {
    const { kysely } = app.context.db;
    await sql`create or replace function raise_poison() returns trigger language plpgsql as $$ begin
      raise exception 'poison' using errcode = ${sql.lit(sqlstate)}; end $$`.execute(kysely);
    await sql`create or replace trigger poison before insert or update on contacts for each row
      when (new.email = ${sql.lit(email)}) execute function raise_poison()`.execute(kysely);
  }
  const waiting = () =>
    app.context.db.kysely
      .selectFrom('webhook_events')
      .select(['seq', 'failures'])
      .where('processed_at', 'is', null)
      .execute();
  const heal = () => sql`drop trigger poison on contacts`.execute(app.context.db.kysely);

  test('for a reason nobody foresaw is tried three times apart from the others, then noted for the admin', async () => {
    await raise('P0001');
    const bad = users.create('contacts', { email });
    const good = users.create('contacts', { email: 'good@cold.example' });
    await settle();
    expect(await listContacts(app.context.db.kysely, app.portalId, [bad, good])).toMatchObject([{ contactId: good }]);
    for (const failures of [1, 2]) {
      expect(await waiting()).toMatchObject([{ failures }]);
      await app.context.db.kysely.updateTable('webhook_events').set({ leased_until: null }).execute();
      await ingestWebhooks(app.context, app.portalId);
    }
    expect(await waiting()).toEqual([]);
    const [refusal] = await listRefusals(app.context.db.kysely, app.portalId, 1, ['webhook']);
    expect(refusal?.message).toContain('The next sweep reads the record again');
    await heal();
  });

  test('because the database is away is condemned by nobody', async () => {
    await app.context.db.kysely.deleteFrom('refusals').execute();
    await raise('57P01');
    users.create('contacts', { email });
    await app.standIn.webhooksSettled();
    await expect(ingestWebhooks(app.context, app.portalId)).rejects.toMatchObject({ code: '57P01' });
    expect((await waiting()).map(({ failures }) => failures)).not.toContain(1);
    await heal();
    await settle();
    expect(await waiting()).toEqual([]);
    expect(await listRefusals(app.context.db.kysely, app.portalId, 9, ['webhook'])).toEqual([]);
  });
});

describe('events in another order than they came about', () => {
  /** Lets events wait, then works them off: those of this kind last. */
  async function settleLast(kind: string): Promise<void> {
    await app.standIn.webhooksSettled();
    const { kysely } = app.context.db;
    const matches = sql<boolean>`body ->> 'subscriptionType' like ${`%.${kind}`}`;
    const later = sql<number>`'2999-01-01'::timestamptz`;
    await kysely
      .updateTable('webhook_events')
      .set({ leased_until: later as never })
      .where(matches)
      .execute();
    await ingestWebhooks(app.context, app.portalId);
    await kysely.updateTable('webhook_events').set({ leased_until: null }).execute();
    await settle();
  }

  test.each(['merge', 'deletion', 'propertyChange'])(
    'lose nothing of merged contacts where those of a %s come last, and revive nobody',
    async (kind) => {
      const people = ['one', 'two'].map((name) => {
        const id = users.create('contacts', { email: `${name}@cold.example`, firstname: name, hs_email_open: '1' });
        users.link(['contacts', id], ['companies', '103'], PRIMARY_COMPANY);
        return id;
      });
      await settle();
      for (const id of people) users.set('contacts', id, { hs_email_open: '3' });
      await settle();
      const did = (await Promise.all(people.map(activitiesOf))).flat().toSorted();
      expect(did).not.toEqual([]);
      const [first = '', second = ''] = people;
      users.set('contacts', second, { jobtitle: 'Counsel' });
      const newId = users.merge('contacts', first, second);
      await settleLast(kind);
      expect(await activitiesOf(newId)).toEqual(did);
      expect(
        (await listContacts(app.context.db.kysely, app.portalId, [first, second, newId])).map((c) => c.contactId),
      ).toEqual([newId]);
      expect((await peopleOf('103')).filter((id) => [first, second, newId].includes(id))).toEqual([newId]);
      users.erase(newId);
      await settle();
    },
  );

  test.each(['merge', 'deletion'])(
    'keep the tier and the plays of merged companies where those of a %s come last',
    async (kind) => {
      const make = (name: string): string =>
        users.create('companies', { name, industry: 'COMPUTER_SOFTWARE', numberofemployees: '2500' });
      const [first, second] = [make('First'), make('Second')];
      await settle();
      const before = await getAccountScore(app.context.db.kysely, app.portalId, first);
      expect(before?.tier).not.toBeNull();
      const newId = users.merge('companies', first, second);
      await settleLast(kind);
      expect(await getAccountScore(app.context.db.kysely, app.portalId, newId)).toMatchObject({
        tier: before?.tier,
        tierSince: before?.tierSince,
      });
      expect(await getAccountScore(app.context.db.kysely, app.portalId, first)).toBeNull();
      expect(await getCompany(app.context.db.kysely, app.portalId, second)).toBeNull();
      users.archive('companies', newId);
      await settle();
    },
  );

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
