import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eraseContact } from '../../../src/storage/mirror/erase-contact.ts';
import { rereadContacts } from '../../../src/sync/pull/steps/reread-records.ts';
import type { Json } from '../../fixtures/running-app.ts';
import { startSyncedApp, type SyncedApp } from '../../fixtures/synced-app.ts';

let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp();
  const { definitions } = app.standIn.store.properties.contacts;
  const jobTitle = definitions.get('jobtitle')!;
  definitions.set('boss', { ...jobTitle, name: 'boss', label: 'Reports to', hubspotDefined: false });
  app.users.set('contacts', '2', { boss: 'ann@acme.example' });
  app.users.set('contacts', '1', { boss: 'Lopez, Maria' });
});
afterAll(() => app.stop());

const choose = async (managerProperty: string | null) => {
  const since = Date.now();
  const answer = await app.call('/api/settings/choices/managers', { method: 'POST', body: { managerProperty } });
  if (answer.status === 200) await rereadContacts(app.context, app.portalId, { since });
  return answer;
};
const readCard = async (): Promise<Json> => (await app.call('/api/cards/account?companyId=101')).body;
const reportsTo = ({ roles }: Json): Json =>
  Object.fromEntries(
    roles.flatMap(({ people }: Json) => people.map(({ contactId, reportsTo: line }: Json) => [contactId, line])),
  );
const held = async (): Promise<string[]> => {
  const { rows } = await sql<{ boss: string }>`
    select properties ->> 'boss' as boss from contacts where properties ? 'boss' and properties ->> 'boss' <> ''
    order by contact_id`.execute(app.context.db.kysely);
  return rows.map(({ boss }) => boss);
};

describe('reporting lines', () => {
  test('are not read, nor shown, until an admin says which property holds them', async () => {
    const card = await readCard();
    expect(card.above).toEqual([]);
    expect(Object.values(reportsTo(card))).not.toContainEqual(expect.anything());
    expect(await held()).toEqual([]);
    const { body } = await app.call('/api/settings/contact-properties');
    expect(body[0]).toEqual({ name: 'boss', label: 'Reports to' });
  });

  test('are shown on the people, with who above them shows no engagement, and move no score', async () => {
    const before = await readCard();
    const { body } = await choose('boss');
    expect(body.managerProperty).toBe('boss');
    const card = await readCard();
    const lines = reportsTo(card);
    expect(lines['1']).toEqual({ name: 'Maria Lopez', isContact: false });
    if ('2' in lines) expect(lines['2']).toEqual({ name: 'Ann Ruiz', isContact: true });
    expect(card.above).toEqual([{ name: 'Maria Lopez', isContact: false, over: ['Ann Ruiz'] }]);
    expect([card.engagement, card.coverage]).toEqual([before.engagement, before.coverage]);
  });

  test('a property that the portal does not have is refused by its field, and the same choice again changes nothing', async () => {
    const { status, body } = await choose('no_such');
    expect(status).toBe(400);
    expect(body.error.faults).toMatchObject([{ field: 'managerProperty' }]);
    expect((await choose('boss')).body.managerProperty).toBe('boss');
  });

  test('of somebody erased nothing is held on the records of others either', async () => {
    expect(await held()).toEqual(['Lopez, Maria', 'ann@acme.example']);
    await app.context.db.transaction((trx) => eraseContact(trx, app.portalId, '1', Date.now()));
    expect(await held()).toEqual([]);
  });

  test('are forgotten when no property is read for them any more', async () => {
    app.users.set('contacts', '3', { boss: 'Li Wei' });
    await rereadContacts(app.context, app.portalId, { since: Date.now() });
    expect(await held()).toContain('Li Wei');
    await choose(null);
    expect(await held()).toEqual([]);
    expect((await readCard()).above).toEqual([]);
  });
});
