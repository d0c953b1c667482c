import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getAccountScore } from '../../../src/storage/accounts/account-scores.ts';
import { getCompany } from '../../../src/storage/mirror/companies.ts';
import { listContacts } from '../../../src/storage/mirror/contacts.ts';
import { listRefusals } from '../../../src/storage/portal/refusals.ts';
import { ingestWebhooks } from '../../../src/sync/webhooks/ingest-webhooks.ts';
import { PRIMARY_COMPANY, startSyncedApp, type SyncedApp } from '../../fixtures/synced-app.ts';

let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp();
});
afterAll(() => app.stop());

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
    const bad = app.users.create('contacts', { email });
    const good = app.users.create('contacts', { email: 'good@cold.example' });
    await app.settle();
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
    app.users.create('contacts', { email });
    await app.standIn.webhooksSettled();
    await expect(ingestWebhooks(app.context, app.portalId)).rejects.toMatchObject({ code: '57P01' });
    expect((await waiting()).map(({ failures }) => failures)).not.toContain(1);
    await heal();
    await app.settle();
    expect(await waiting()).toEqual([]);
    expect(await listRefusals(app.context.db.kysely, app.portalId, 9, ['webhook'])).toEqual([]);
  });
});

describe('events in another order than they came about', () => {
  test.each(['merge', 'deletion', 'propertyChange'])(
    'lose nothing of merged contacts where those of a %s come last, and revive nobody',
    async (kind) => {
      const people = ['one', 'two'].map((name) => {
        const id = app.users.create('contacts', { email: `${name}@cold.example`, firstname: name, hs_email_open: '1' });
        app.users.link(['contacts', id], ['companies', '103'], PRIMARY_COMPANY);
        return id;
      });
      await app.settle();
      for (const id of people) app.users.set('contacts', id, { hs_email_open: '3' });
      await app.settle();
      const did = (await Promise.all(people.map(app.activitiesOf))).flat().toSorted();
      expect(did).not.toEqual([]);
      const [first = '', second = ''] = people;
      app.users.set('contacts', second, { jobtitle: 'Counsel' });
      const newId = app.users.merge('contacts', first, second);
      await app.settleLast(kind);
      expect(await app.activitiesOf(newId)).toEqual(did);
      expect(
        (await listContacts(app.context.db.kysely, app.portalId, [first, second, newId])).map((c) => c.contactId),
      ).toEqual([newId]);
      expect((await app.peopleOf('103')).filter((id) => [first, second, newId].includes(id))).toEqual([newId]);
      app.users.erase(newId);
      await app.settle();
    },
  );

  test.each(['merge', 'deletion'])(
    'keep the tier and the plays of merged companies where those of a %s come last',
    async (kind) => {
      const make = (name: string): string =>
        app.users.create('companies', { name, industry: 'COMPUTER_SOFTWARE', numberofemployees: '2500' });
      const [first, second] = [make('First'), make('Second')];
      await app.settle();
      const before = await getAccountScore(app.context.db.kysely, app.portalId, first);
      expect(before?.tier).not.toBeNull();
      const newId = app.users.merge('companies', first, second);
      await app.settleLast(kind);
      expect(await getAccountScore(app.context.db.kysely, app.portalId, newId)).toMatchObject({
        tier: before?.tier,
        tierSince: before?.tierSince,
      });
      expect(await getAccountScore(app.context.db.kysely, app.portalId, first)).toBeNull();
      expect(await getCompany(app.context.db.kysely, app.portalId, second)).toBeNull();
      app.users.archive('companies', newId);
      await app.settle();
    },
  );
});
