import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AccountFacts } from '../../../../src/domain/facts.ts';
import { loadAccountFacts } from '../../../../src/storage/accounts/account-facts.ts';
import { eraseContact } from '../../../../src/storage/mirror/erase-contact.ts';
import { refreshPortal } from '../../../../src/sync/refresh/refresh-portal.ts';
import type { Json } from '../../../fixtures/running-app.ts';
import { PRIMARY_COMPANY, startSyncedApp, type SyncedApp } from '../../../fixtures/synced-app.ts';

const ACME = '101';
/** Bob Okafor, whose buying role is champion. */
const BOB = '2';

let app: SyncedApp;
beforeAll(async () => void (app = await startSyncedApp()));
afterAll(() => app.stop());

const moveTo = (companyId: string): void =>
  app.users.link(['contacts', BOB], ['companies', companyId], PRIMARY_COMPANY);

async function formerOf(companyId: string): Promise<AccountFacts['formerPeople']> {
  await app.settle();
  const [facts] = await loadAccountFacts(app.context.db.kysely, app.portalId, [companyId], { since: 0 });
  return facts?.formerPeople;
}

async function risksOf(companyId: string): Promise<string> {
  await refreshPortal(app.context, app.portalId);
  return app.standIn.store.records.companies.get(companyId)?.properties['roundtable_risks'] ?? '';
}

test('nobody has left an account who was never seen at another', async () => {
  expect(await formerOf(ACME)).toBeUndefined();
  expect(await risksOf(ACME)).not.toContain('champion_gone');
});

test('a champion whose primary company is another now has left the account, which says so', async () => {
  const before = app.context.now();
  moveTo('102');
  const [left, ...others] = (await formerOf(ACME)) ?? [];
  expect(others).toEqual([]);
  expect(left).toMatchObject({
    person: { contactId: BOB, name: 'Bob Okafor', buyingRoles: [{ role: 'CHAMPION' }] },
    movedTo: 'Bolt',
  });
  expect(left?.leftAt).toBeGreaterThanOrEqual(before);
  expect(await risksOf(ACME)).toContain('champion_gone');
  expect(await risksOf('102')).not.toContain('champion_gone');
});

test('who came back has not left, and the account they were at meanwhile knows of it', async () => {
  moveTo(ACME);
  expect(await formerOf(ACME)).toBeUndefined();
  expect((await formerOf('102'))?.map(({ person }) => person.contactId)).toEqual([BOB]);
  expect(await risksOf(ACME)).not.toContain('champion_gone');
});

test('who belongs to no company has not moved, until they belong to one', async () => {
  for (const companyId of [ACME, '102']) app.users.unlink(['contacts', BOB], ['companies', companyId]);
  expect(await formerOf(ACME)).toBeUndefined();
  moveTo('103');
  expect(await formerOf(ACME)).toMatchObject([{ movedTo: 'Cold' }]);
  expect(await risksOf(ACME)).toContain('champion_gone');
});

test('who was renamed since is told of at the account they left by the name they have now', async () => {
  const tell = async (): Promise<string | undefined> => {
    await app.settle();
    await refreshPortal(app.context, app.portalId);
    const { body } = await app.call(`/api/cards/account?companyId=${ACME}`);
    return body.risks.find(({ id }: Json) => id === 'champion_gone')?.sentence;
  };
  expect(await tell()).toContain('The champion, Bob Okafor, is at Cold now');
  app.users.set('contacts', BOB, { lastname: 'Stone' });
  expect(await tell()).toContain('The champion, Bob Stone, is at Cold now');
});

test('of a person who was erased nothing is left', async () => {
  const { db, now } = app.context;
  const companies = await db.transaction((trx) => eraseContact(trx, app.portalId, BOB, now()));
  // The account they left named them as its champion.
  expect(companies).toContain(ACME);
  const { kysely } = app.context.db;
  const rows = await kysely.selectFrom('former_members').selectAll().where('portal_id', '=', app.portalId).execute();
  expect(rows).toEqual([]);
});
