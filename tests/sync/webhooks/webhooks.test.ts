import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getCompany } from '../../../src/storage/mirror/companies.ts';
import { listContacts } from '../../../src/storage/mirror/contacts.ts';
import { listRoleDecisions, saveRoleDecision } from '../../../src/storage/accounts/role-decisions.ts';
import type { Json } from '../../fixtures/running-app.ts';
import { daysAgo } from '../../fixtures/small-portal.ts';
import { PRIMARY_COMPANY, startSyncedApp, type SyncedApp } from '../../fixtures/synced-app.ts';

const CONTACT_TO_DEAL = [4];
const CONTACT_TO_MEETING = [199];

let app: SyncedApp;
beforeAll(async () => {
  app = await startSyncedApp();
});
afterAll(() => app.stop());

const card = async (companyId: string): Promise<Json> =>
  (await app.call(`/api/cards/account?companyId=${companyId}`)).body;

test('a changed property reaches the card and is published', async () => {
  const before = (await card('104')).fit.total;
  app.users.set('companies', '104', { numberofemployees: '3000', annualrevenue: '300000000' });
  await app.settle();
  const after = (await card('104')).fit.total;
  expect(after).toBeGreaterThan(before);
  expect(app.standIn.store.records.companies.get('104')?.properties['roundtable_fit']).toBe(String(after));
});

test('a new contact of a company is in its committee', async () => {
  const id = app.users.create('contacts', { email: 'lee@cold.example', firstname: 'Lee', jobtitle: 'General Counsel' });
  app.users.link(['contacts', id], ['companies', '103'], PRIMARY_COMPANY);
  await app.settle();
  const legal = (await card('103')).roles.find((role: Json) => role.role === 'LEGAL_AND_COMPLIANCE');
  expect(legal).toMatchObject({ state: 'suggested', people: [{ contactId: id, name: 'Lee' }] });
});

test('an association that is taken away takes the contact from the account', async () => {
  const id = app.users.create('contacts', { email: 'gone@cold.example', firstname: 'Gone' });
  app.users.link(['contacts', id], ['companies', '103'], PRIMARY_COMPANY);
  await app.settle();
  expect(await app.peopleOf('103')).toContain(id);
  app.users.unlink(['contacts', id], ['companies', '103']);
  await app.settle();
  expect(await app.peopleOf('103')).not.toContain(id);
});

describe('a meeting', () => {
  test('of which somebody is taken counts for those who are left', async () => {
    const id = app.users.create('meetings', { hs_timestamp: daysAgo(1), hs_meeting_start_time: daysAgo(1) });
    for (const contactId of ['3', '4']) app.users.link(['contacts', contactId], ['meetings', id], CONTACT_TO_MEETING);
    await app.settle();
    expect(await app.activitiesOf('4')).toContain(`meetings:${id}`);
    app.users.unlink(['contacts', '4'], ['meetings', id]);
    await app.settle();
    expect(await app.activitiesOf('4')).not.toContain(`meetings:${id}`);
    expect(await app.activitiesOf('3')).toContain(`meetings:${id}`);
  });

  test('that nobody came to no longer counts', async () => {
    expect(await app.activitiesOf('3')).toContain('meetings:301');
    app.users.set('meetings', '301', { hs_meeting_outcome: 'NO_SHOW' });
    await app.settle();
    expect(await app.activitiesOf('3')).not.toContain('meetings:301');
  });
});

describe('a deleted record', () => {
  test('that is a contact leaves its account and comes back whole when it is restored', async () => {
    const before = await card('102');
    app.users.archive('contacts', '3');
    await app.settle();
    expect((await card('102')).engagement.total).toBe(0);
    expect(await listContacts(app.context.db.kysely, app.portalId, ['3'])).toEqual([]);
    app.users.restore('contacts', '3', [
      { to: ['companies', '102'], typeIds: PRIMARY_COMPANY },
      { to: ['deals', '201'], typeIds: CONTACT_TO_DEAL },
    ]);
    await app.settle();
    const { engagement, intent, coverage } = await card('102');
    expect({ engagement, intent, coverage }).toEqual({
      engagement: before.engagement,
      intent: before.intent,
      coverage: before.coverage,
    });
  });

  test('that is a company is gone from the list and comes back with its people when it is restored', async () => {
    app.users.archive('companies', '103');
    await app.settle();
    expect((await app.call('/api/cards/account?companyId=103')).status).toBe(404);
    expect(await getCompany(app.context.db.kysely, app.portalId, '103')).toBeNull();
    app.users.restore('companies', '103', [{ to: ['contacts', '4'], typeIds: [2, 280] }]);
    await app.settle();
    expect((await card('103')).state).toBe('on_list');
    expect(await app.peopleOf('103')).toEqual(['4']);
  });
});

describe('a merge', () => {
  test('of contacts lets what they did and what was decided go on under the new id, counted once', async () => {
    const { kysely } = app.context.db;
    const decision = { contactId: '2', role: 'DECISION_MAKER', decision: 'confirmed' } as const;
    const said = { ...decision, requestId: 'merge-01', decidedAt: Date.now(), decidedBy: 'ava@vendor.example' };
    await saveRoleDecision(kysely, app.portalId, said);
    const [ann, bob] = [await app.activitiesOf('1'), await app.activitiesOf('2')];
    expect(ann.length).toBeGreaterThan(0);
    expect(bob.length).toBeGreaterThan(0);
    const newId = app.users.merge('contacts', '1', '2');
    await app.settle();
    expect(await app.peopleOf('101')).toEqual([newId]);
    expect(await app.activitiesOf(newId)).toEqual([...ann, ...bob].toSorted());
    expect(await app.activitiesOf('1')).toEqual([]);
    expect(await listRoleDecisions(kysely, app.portalId, newId)).toMatchObject([{ role: 'DECISION_MAKER' }]);
    expect(await listContacts(kysely, app.portalId, ['1', '2'])).toEqual([]);
  });

  test('of companies gathers their people under the new id', async () => {
    const newId = app.users.merge('companies', '101', '104');
    const [contactId] = await app.peopleOf('101');
    await app.settle();
    expect(await app.peopleOf(newId)).toEqual([contactId]);
    expect(await card(newId)).toMatchObject({ state: 'on_list', company: { name: 'Acme' } });
    for (const oldId of ['101', '104']) {
      expect((await app.call(`/api/cards/account?companyId=${oldId}`)).status).toBe(404);
    }
  });
});
