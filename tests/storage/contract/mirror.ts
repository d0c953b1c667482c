import { describe, expect, test } from 'vitest';
import {
  countActivities,
  deleteActivities,
  pruneActivities,
  replaceActivities,
  summariseSent,
  upsertActivities,
} from '../../../src/storage/mirror/activities.ts';
import type { Activity } from '../../../src/storage/mirror/activities.ts';
import {
  countCompanies,
  deleteCompanies,
  getCompany,
  listCompanyIds,
  upsertCompanies,
} from '../../../src/storage/mirror/companies.ts';
import type { Company } from '../../../src/storage/mirror/companies.ts';
import { listContactIds, listContacts, upsertContacts } from '../../../src/storage/mirror/contacts.ts';
import type { Contact } from '../../../src/storage/mirror/contacts.ts';
import { raiseCounters } from '../../../src/storage/mirror/counters.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { deleteDeals, upsertDeals } from '../../../src/storage/mirror/deals.ts';
import type { Deal } from '../../../src/storage/mirror/deals.ts';
import type { ContactCompanyLink } from '../../../src/storage/mirror/links.ts';
import {
  companiesOfContacts,
  companiesOfDeals,
  replaceContactCompanies,
  replaceDealCompanies,
  replaceDealContacts,
} from '../../../src/storage/mirror/links.ts';
import { findOwnerByEmail, listOwners, upsertOwners } from '../../../src/storage/mirror/owners.ts';
import { listPipelineStages, replacePipelineStages } from '../../../src/storage/mirror/pipeline-stages.ts';
import { listSignals, pruneSignals, upsertSignals } from '../../../src/storage/mirror/signals.ts';
import { NOW } from './portals.ts';

export function company(companyId: string, changes: Partial<Company> = {}): Company {
  const known = { industry: 'SOFTWARE', numberofemployees: '340', annualrevenue: null };
  return {
    companyId,
    name: `Company ${companyId}`,
    ownerId: '7',
    properties: known,
    createdAt: NOW,
    updatedAt: NOW,
    ...changes,
  };
}

export function contact(contactId: string, changes: Partial<Contact> = {}): Contact {
  return {
    contactId,
    name: `Person ${contactId}`,
    email: `${contactId}@acme.test`,
    jobTitle: 'VP Finance',
    buyingRoles: [],
    optedOut: false,
    bounced: false,
    ownerId: null,
    properties: { lifecyclestage: 'lead' },
    createdAt: NOW,
    updatedAt: NOW,
    ...changes,
  };
}

export function deal(dealId: string, changes: Partial<Deal> = {}): Deal {
  return {
    dealId,
    name: `Deal ${dealId}`,
    amount: 40_000.5,
    pipelineId: 'default',
    stageId: 'proposal',
    state: 'open',
    ownerId: null,
    properties: {},
    closedAt: null,
    createdAt: NOW,
    updatedAt: NOW,
    ...changes,
  };
}

export function activity(activityId: string, contactId: string, changes: Partial<Activity> = {}): Activity {
  return { activityId, contactId, type: 'page_view', occurredAt: NOW, detail: null, source: 'page_views', ...changes };
}

function link(contactId: string, companyId: string, primary: boolean): ContactCompanyLink {
  return { contactId, companyId, primary };
}

export function describeMirror(get: () => Database): void {
  describe('mirrored records', () => {
    const portalId = 200;

    test('give the ids that are new or changed, and nothing when read again', async () => {
      const db = get().kysely;
      const companies = [company('2'), company('1'), company('3')];
      expect(await upsertCompanies(db, portalId, companies)).toEqual(['1', '2', '3']);
      expect(await upsertCompanies(db, portalId, companies)).toEqual([]);
      const changed = company('2', { properties: { industry: 'BANKING' }, updatedAt: NOW + 1 });
      expect(await upsertCompanies(db, portalId, [company('1'), changed])).toEqual(['2']);
      expect(await getCompany(db, portalId, '2')).toEqual(changed);
      expect(await upsertCompanies(db, portalId, [])).toEqual([]);
    });

    test('are not overwritten by an older reading', async () => {
      const db = get().kysely;
      await upsertCompanies(db, portalId, [company('10', { name: 'New', updatedAt: NOW + 10 })]);
      expect(await upsertCompanies(db, portalId, [company('10', { name: 'Old', updatedAt: NOW + 5 })])).toEqual([]);
      expect((await getCompany(db, portalId, '10'))?.name).toBe('New');
    });

    test('of the same content with a later time of change are written but not given', async () => {
      const db = get().kysely;
      await upsertCompanies(db, portalId, [company('11')]);
      expect(await upsertCompanies(db, portalId, [company('11', { updatedAt: NOW + 9 })])).toEqual([]);
      expect((await getCompany(db, portalId, '11'))?.updatedAt).toBe(NOW + 9);
    });

    test('twice in one page count once, the latest', async () => {
      const db = get().kysely;
      const page = [
        company('12', { name: 'Later', updatedAt: NOW + 2 }),
        company('12', { name: 'Earlier', updatedAt: NOW + 1 }),
      ];
      expect(await upsertCompanies(db, portalId, page)).toEqual(['12']);
      expect((await getCompany(db, portalId, '12'))?.name).toBe('Later');
    });

    test('of one portal are unseen and untouched by another', async () => {
      const db = get().kysely;
      await upsertCompanies(db, 201, [company('1', { name: 'Elsewhere' })]);
      expect(await getCompany(db, 201, '2')).toBeNull();
      await deleteCompanies(db, 201, ['1', '2']);
      expect(await countCompanies(db, 201)).toBe(0);
      expect((await getCompany(db, portalId, '1'))?.name).toBe('Company 1');
    });

    test('beyond the limit of parameters of one statement go in one call', async () => {
      const db = get().kysely;
      const many = Array.from({ length: 15_000 }, (_, index) => company(`m${index}`));
      expect(await upsertCompanies(db, 202, many)).toHaveLength(15_000);
      expect(await countCompanies(db, 202)).toBe(15_000);
      const first = await listCompanyIds(db, 202, null, 2);
      expect(await listCompanyIds(db, 202, first[0] ?? '', 1)).toEqual([first[1]]);
    });

    test('keep quotes, backslashes, braces, commas, line ends and emoji of their text', async () => {
      const db = get().kysely;
      const odd = contact('odd', {
        name: 'O\'Neil "The\\Boss" {x,y} NULL\n😀',
        jobTitle: null,
        buyingRoles: [{ role: 'CHAMPION', setAt: null }],
        properties: { note: '{"a": "\\"b\\""}', empty: null },
      });
      await upsertContacts(db, portalId, [odd, contact('null', { name: 'NULL', email: null })]);
      expect(await listContacts(db, portalId, ['odd', 'null'])).toEqual([
        contact('null', { name: 'NULL', email: null }),
        odd,
      ]);
      expect(await listContactIds(db, portalId, null, 10)).toEqual(['null', 'odd']);
    });

    test('owners and pipeline stages are replaced by what HubSpot says now', async () => {
      const db = get().kysely;
      const owner = { ownerId: '7', userId: '70', email: 'Ada@acme.test', name: 'Ada', active: true };
      expect(await upsertOwners(db, portalId, [owner])).toEqual(['7']);
      expect(await upsertOwners(db, portalId, [{ ...owner, active: false }])).toEqual(['7']);
      expect(await listOwners(db, portalId)).toEqual([{ ...owner, active: false }]);
      expect((await findOwnerByEmail(db, portalId, 'ada@ACME.test'))?.ownerId).toBe('7');
      expect(await findOwnerByEmail(db, portalId, 'eve@acme.test')).toBeNull();
      await upsertOwners(db, portalId, [{ ...owner, ownerId: '8', email: 'Ada@acme.test' }]);
      expect((await findOwnerByEmail(db, portalId, 'ada@acme.test'))?.ownerId).toBe('8');
      const stage = { pipelineId: 'default', pipelineLabel: 'Sales', label: 'Won', probability: 1, closed: true };
      await replacePipelineStages(db, portalId, [{ ...stage, stageId: 'old', position: 1 }]);
      await replacePipelineStages(db, portalId, [{ ...stage, stageId: 'won', position: 0 }]);
      expect(await listPipelineStages(db, portalId)).toEqual([{ ...stage, stageId: 'won', position: 0 }]);
    });
  });

  describe('links', () => {
    const portalId = 210;

    test('of contacts give every account that gained, lost or keeps the contact', async () => {
      const db = get().kysely;
      expect(
        await replaceContactCompanies(db, portalId, ['a', 'b'], [link('a', '1', false), link('a', '2', false)]),
      ).toEqual(['1', '2']);
      expect(
        await replaceContactCompanies(db, portalId, ['a', 'b'], [link('a', '1', false), link('a', '2', false)]),
      ).toEqual([]);
      expect(await replaceContactCompanies(db, portalId, ['a'], [link('a', '1', true), link('a', '2', false)])).toEqual(
        ['1', '2'],
      );
      expect(await replaceContactCompanies(db, portalId, ['a'], [link('a', '3', true)])).toEqual(['1', '2', '3']);
      expect(await companiesOfContacts(db, portalId, ['a', 'b'])).toEqual(['3']);
      expect(await replaceContactCompanies(db, portalId, ['a'], [])).toEqual(['3']);
    });

    test('of deals give the deals and accounts that changed', async () => {
      const db = get().kysely;
      await upsertDeals(db, portalId, [deal('d')]);
      expect(await replaceDealCompanies(db, portalId, ['d'], [{ dealId: 'd', companyId: '1', primary: true }])).toEqual(
        ['1'],
      );
      const links = [
        { dealId: 'd', contactId: 'a', label: '' },
        { dealId: 'd', contactId: 'a', label: 'Champion' },
      ];
      expect(await replaceDealContacts(db, portalId, ['d'], links)).toEqual(['d']);
      expect(await replaceDealContacts(db, portalId, ['d'], links)).toEqual([]);
      expect(await replaceDealContacts(db, portalId, ['d'], links.slice(0, 1))).toEqual(['d']);
      expect(await companiesOfDeals(db, portalId, ['d'])).toEqual(['1']);
      await deleteDeals(db, portalId, ['d']);
      expect(await companiesOfDeals(db, portalId, ['d'])).toEqual([]);
    });
  });

  describe('what happened', () => {
    const portalId = 220;

    test('counts once however often it is read, and gives the people it is new for', async () => {
      const db = get().kysely;
      const meeting = [activity('m', 'a', { type: 'meeting_held' }), activity('m', 'b', { type: 'meeting_held' })];
      expect(await upsertActivities(db, portalId, [...meeting, ...meeting])).toEqual(['a', 'b']);
      expect(await upsertActivities(db, portalId, meeting)).toEqual([]);
      expect(
        await upsertActivities(db, portalId, [activity('m', 'b', { type: 'meeting_held', detail: 'Demo' })]),
      ).toEqual(['b']);
      expect(await replaceActivities(db, portalId, ['m'], [activity('m', 'c')])).toEqual(['a', 'b', 'c']);
      expect(await deleteActivities(db, portalId, ['m'])).toEqual(['c']);
      expect(await countActivities(db, portalId)).toBe(0);
    });

    test('before the retention is dropped', async () => {
      const db = get().kysely;
      await upsertActivities(db, portalId, [activity('old', 'a', { occurredAt: NOW - 1 }), activity('new', 'a')]);
      expect(await pruneActivities(db, portalId, NOW)).toBe(1);
      expect(await countActivities(db, portalId)).toBe(1);
    });

    test('of what vendors sent of people the kinds are told, and nothing else', async () => {
      const db = get().kysely;
      const sent = (id: string, changes: Partial<Activity>) =>
        activity(`signal:${id}`, 'a', { source: 'signals', ...changes });
      await upsertActivities(db, portalId, [
        sent('1', { type: 'ad_click', occurredAt: NOW - 2 }),
        sent('Zz', { type: 'ad_click', contactId: 'b' }),
        sent('~', { type: 'ad_click', occurredAt: NOW - 5 }),
        sent('', { type: 'form_high_intent' }),
        activity('event:1', 'a', { type: 'ad_click' }),
        activity('page_views:1', 'a'),
      ]);
      expect(await summariseSent(db, portalId, NOW - 2)).toEqual([
        { type: 'ad_click', activities: 3, contacts: 2, recent: 2, lastAt: NOW },
        { type: 'form_high_intent', activities: 1, contacts: 1, recent: 1, lastAt: NOW },
      ]);
    });

    test('counters tell a rise with the value before, and a fall not at all', async () => {
      const db = get().kysely;
      const reading = { contactId: 'a', property: 'hs_email_open' };
      const read = (value: number) => raiseCounters(db, portalId, [{ ...reading, value }], NOW);
      expect(await read(3)).toEqual([{ ...reading, value: 3, previous: null }]);
      expect(await read(3)).toEqual([]);
      expect(await read(5)).toEqual([{ ...reading, value: 5, previous: 3 }]);
      expect(await read(4)).toEqual([]);
    });

    test('signals give the accounts they are new for', async () => {
      const db = get().kysely;
      const signal = { signalId: 's', companyId: '1', source: 'bombora', topic: 'abm', strength: 70, occurredAt: NOW };
      expect(await upsertSignals(db, portalId, [signal, signal])).toEqual(['1']);
      expect(await upsertSignals(db, portalId, [signal])).toEqual([]);
      expect(await upsertSignals(db, portalId, [{ ...signal, strength: 80 }])).toEqual(['1']);
      await pruneSignals(db, portalId, NOW);
      expect((await listSignals(db, portalId, ['s'])).size).toBe(1);
      await pruneSignals(db, portalId, NOW + 1);
      expect((await listSignals(db, portalId, ['s'])).size).toBe(0);
    });
  });
}
