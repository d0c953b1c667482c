import * as fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { atOneMoment } from '../../../src/sandbox/hubspot/store/at-one-moment.ts';
import { indexedProperties } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import { archiveRecord, createRecord, writeRecord } from '../../../src/sandbox/hubspot/store/write-record.ts';
import type { Client, Json, TestPortal } from './portal-fixture.ts';
import { install, startTestPortal } from './portal-fixture.ts';

const ORIGIN = { sourceType: 'CRM_UI', sourceId: '' } as const;
let portal: TestPortal;
let call: Client['call'];

beforeEach(async () => {
  portal = await startTestPortal({ folder: null, behaviour: { limits: null } });
  ({ call } = await install(portal.standIn));
});
afterEach(() => portal.stop());

interface Search {
  type?: 'companies' | 'contacts';
  filters: Json[];
  sort?: string;
  after?: string;
}

async function search({ type = 'companies', filters, sort, after }: Search): Promise<Json> {
  const sorts = sort === undefined ? [] : [{ propertyName: sort, direction: 'ASCENDING' }];
  const { body } = await call('POST', `/crm/objects/2026-09/${type}/search`, {
    filterGroups: [{ filters }],
    sorts,
    limit: 200,
    ...(after === undefined ? {} : { after }),
  });
  return body;
}

const ids = (body: Json): string[] => body.results.map((each: Json) => each.id);

const millis = (iso: string): string => String(Date.parse(iso));

async function contactsBetween(value: string, highValue: string): Promise<string[]> {
  const filter = { propertyName: 'lastmodifieddate', operator: 'BETWEEN', value, highValue };
  return ids(await search({ type: 'contacts', filters: [filter] }));
}

async function companiesSince(value: string): Promise<string[]> {
  return ids(await search({ filters: [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value }] }));
}

test('11,000 companies that a bulk edit put into one millisecond are walked by id, which is a number', async () => {
  const { store } = portal.standIn;
  const made = Array.from({ length: 11_000 }, (_, index) =>
    createRecord(store, 'companies', { name: `Company ${index}` }, ORIGIN),
  );
  portal.advance(60_000);
  const realClock = portal.now();
  let ticks = 0;
  store.now = () => realClock + ticks++;
  atOneMoment(store, () => {
    for (const record of made) writeRecord(store, 'companies', record, { city: 'Bonn' }, ORIGIN);
  });
  const { updatedAt } = made[0]!;
  expect(made.every((record) => record.updatedAt === updatedAt)).toBe(true);
  portal.advance(60_000);
  store.now = portal.now;

  const moment = { propertyName: 'hs_lastmodifieddate', operator: 'EQ', value: String(Date.parse(updatedAt)) };
  const pageAfter = async (id: string): Promise<Json> => {
    const beyond = { propertyName: 'hs_object_id', operator: 'GT', value: id };
    return search({ filters: [moment, beyond], sort: 'hs_object_id' });
  };
  const expected = made.map((record) => record.id);
  const first = await pageAfter('0');
  expect([first.total, ids(first)]).toEqual([11_000, expected.slice(0, 200)]);
  expect(ids(await pageAfter(expected[199]!))).toEqual(expected.slice(200, 400));
  const last = await pageAfter(expected[10_899]!);
  expect([last.total, ids(last), last.paging]).toEqual([100, expected.slice(10_900), undefined]);
});

test('times are found by ISO 8601 and by milliseconds, both ends of BETWEEN included', async () => {
  const exact = '2026-02-02T03:04:05.678Z';
  const later = '2026-02-02T03:04:05.679Z';
  expect(await contactsBetween(millis(exact), millis(exact))).toEqual(['1', '51', '101']);
  expect(await contactsBetween(exact, later)).toEqual(['1', '51', '101']);
  expect(await contactsBetween(millis(later), millis('2026-03-01T00:00:00Z'))).toEqual([]);
  expect(await companiesSince(millis(exact))).toEqual(['101', '102']);
  expect(await companiesSince(millis(later))).toEqual([]);
});

test('ids are compared and sorted as numbers', async () => {
  const above = { propertyName: 'hs_object_id', operator: 'GT', value: '9' };
  const found = await search({ type: 'contacts', filters: [above], sort: 'hs_object_id' });
  expect(ids(found)).toEqual(['51', '101']);
  const below = { propertyName: 'hs_object_id', operator: 'LT', value: '101' };
  expect(ids(await search({ type: 'contacts', filters: [below], sort: 'hs_object_id' }))).toEqual(['1', '51']);
});

const operation = fc.record({
  kind: fc.constantFrom('write', 'write', 'create', 'archive', 'wait'),
  which: fc.nat(20),
  ms: fc.nat(1200),
});

test('a search by last-modified finds what a look at every record finds, whatever was written, archived or is not yet indexed', async () => {
  const { store } = portal.standIn;
  const table = store.records.companies;
  const expected = (lowMs: number, highMs: number): string[] => {
    const matches = (record: StoredRecord): boolean => {
      const at = Date.parse(indexedProperties(record, store.now())?.['hs_lastmodifieddate'] ?? '');
      return at >= lowMs && at <= highMs;
    };
    const found = [...table.all()].filter((record) => matches(record));
    return found.map((record) => record.id).sort((left, right) => Number(left) - Number(right));
  };
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { maxLength: 25 }), async (operations) => {
      const startMs = portal.now();
      for (const { kind, which, ms } of operations) {
        const records = [...table.active()];
        const record = records[which % records.length];
        if (kind === 'wait') portal.advance(ms);
        else if (kind === 'create' || !record) createRecord(store, 'companies', { name: `New ${ms}` }, ORIGIN);
        else if (kind === 'write') writeRecord(store, 'companies', record, { city: `City ${ms}` }, ORIGIN);
        else if (records.length > 2) archiveRecord(store, 'companies', record, ORIGIN);
      }
      for (const [low, high] of [
        [startMs, portal.now()],
        [startMs + 500, portal.now() - 700],
        [0, startMs - 1],
      ] as const) {
        const filters = [
          { propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: String(low) },
          { propertyName: 'hs_lastmodifieddate', operator: 'LTE', value: String(high) },
        ];
        const body = await search({ filters });
        expect(body.total).toBe(expected(low, high).length);
        const shown = expected(low, high).filter((id) => table.get(id)?.archivedAt === undefined);
        expect(ids(body)).toEqual(shown.slice(0, 200));
      }
    }),
    { numRuns: 40 },
  );
});
