import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAccountScore } from '../../src/storage/account-scores.ts';
import { getCompany } from '../../src/storage/companies.ts';
import { listContacts } from '../../src/storage/contacts.ts';
import { listRefusals } from '../../src/storage/refusals.ts';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import { ingestWebhooks } from '../../src/sync/webhooks/ingest-webhooks.ts';
import { createPortalUsers, type PortalUsers } from '../fixtures/portal-users.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';

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

const idsOf = async (
  column: 'contact_id' | 'activity_id',
  from: string,
  where: string,
  id: string,
): Promise<string[]> =>
  (
    await sql<{ id: string }>`select ${sql.id(column)} as id from ${sql.table(from)}
      where ${sql.id(where)} = ${id} order by 1`.execute(app.context.db.kysely)
  ).rows.map((row) => row.id);
const peopleOf = (companyId: string) => idsOf('contact_id', 'contact_companies', 'company_id', companyId);
const activitiesOf = (contactId: string) => idsOf('activity_id', 'activities', 'contact_id', contactId);

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

describe('an event that cannot be worked off', () => {
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
});
