import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Client, Json, TestPortal } from './portal-fixture.ts';
import { install, startTestPortal } from './portal-fixture.ts';

let portal: TestPortal;
let call: Client['call'];

beforeEach(async () => {
  portal = await startTestPortal();
  ({ call } = await install(portal.standIn));
});
afterEach(() => portal.stop());

const dynamicList = (filters: Json[], name = 'Targets') => ({
  name,
  objectTypeId: '0-2',
  processingType: 'DYNAMIC',
  filterBranch: {
    filterBranchType: 'OR',
    filterBranchOperator: 'OR',
    filters: [],
    filterBranches: [{ filterBranchType: 'AND', filterBranchOperator: 'AND', filterBranches: [], filters }],
  },
});
const filter = (property: string, operation: Json): Json => ({
  filterType: 'PROPERTY',
  property,
  operation: { includeObjectsWithNoValueSet: false, ...operation },
});

describe('lists', () => {
  test.each([
    [filter('numberofemployees', { operationType: 'NUMBER', operator: 'IS_GREATER_THAN', value: 100 }), ['101']],
    [
      filter('numberofemployees', {
        operationType: 'NUMBER_RANGED',
        operator: 'IS_BETWEEN',
        lowerBound: 1,
        upperBound: 100,
      }),
      ['102'],
    ],
    [filter('industry', { operationType: 'ENUMERATION', operator: 'IS_ANY_OF', values: ['BANKING'] }), ['101']],
    [
      filter('industry', {
        operationType: 'ENUMERATION',
        operator: 'IS_NONE_OF',
        values: ['BANKING'],
        includeObjectsWithNoValueSet: true,
      }),
      ['102'],
    ],
    [
      filter('hs_is_target_account', {
        operationType: 'BOOL',
        operator: 'IS_EQUAL_TO',
        value: false,
        includeObjectsWithNoValueSet: true,
      }),
      ['101', '102'],
    ],
    [filter('industry', { operationType: 'ALL_PROPERTY', operator: 'IS_UNKNOWN' }), ['102']],
  ])('the members of a dynamic list follow from its filters (%#)', async (each, members) => {
    const { body } = await call('POST', '/crm/lists/2026-09', dynamicList([each]));
    const seen = await call('GET', `/crm/lists/2026-09/${body.list.listId}/memberships`);
    expect(seen.body.results.map((member: Json) => member.recordId)).toEqual(members);
  });

  test('a dynamic list follows a changed record', async () => {
    const { body } = await call(
      'POST',
      '/crm/lists/2026-09',
      dynamicList([filter('hs_is_target_account', { operationType: 'BOOL', operator: 'IS_EQUAL_TO', value: true })]),
    );
    const members = async () => (await call('GET', `/crm/lists/2026-09/${body.list.listId}/memberships`)).body.results;
    expect(await members()).toEqual([]);
    await call('PATCH', '/crm/objects/2026-09/companies/102', { properties: { hs_is_target_account: 'true' } });
    expect((await members()).map((member: Json) => member.recordId)).toEqual(['102']);
  });

  test('a name in use is refused, as is a filter on an unknown property', async () => {
    await call('POST', '/crm/lists/2026-09', { name: 'Mine', objectTypeId: '0-2', processingType: 'MANUAL' });
    const again = await call('POST', '/crm/lists/2026-09', {
      name: 'Mine',
      objectTypeId: '0-2',
      processingType: 'MANUAL',
    });
    expect([again.status, again.body.subCategory]).toEqual([400, 'ILS.DUPLICATE_LIST_NAMES']);
    const unknown = await call(
      'POST',
      '/crm/lists/2026-09',
      dynamicList([filter('nmae', { operationType: 'ALL_PROPERTY', operator: 'IS_KNOWN' })]),
    );
    expect(unknown.status).toBe(400);
  });

  test('members of a manual list come and go; the search pages by offset', async () => {
    for (const name of ['A', 'B', 'C'])
      await call('POST', '/crm/lists/2026-09', { name, objectTypeId: '0-2', processingType: 'MANUAL' });
    const added = await call('PUT', '/crm/lists/2026-09/1/memberships/add', ['101', '999']);
    expect(added.body).toEqual({ recordsIdsAdded: ['101'], recordIdsRemoved: [], recordIdsMissing: ['999'] });
    const search = { count: 2, offset: 0, listIds: [], processingTypes: [], additionalProperties: [] };
    const { body } = await call('POST', '/crm/lists/2026-09/search', search);
    expect([body.offset, body.hasMore, body.total, body.lists[0].additionalProperties.hs_list_size]).toEqual([
      2,
      true,
      3,
      '1',
    ]);
    const rest = await call('POST', '/crm/lists/2026-09/search', { ...search, offset: 2 });
    expect([rest.body.offset, rest.body.hasMore, rest.body.lists.length]).toEqual([3, false, 1]);
  });
});

describe('events', () => {
  const EVENTS = '/events/event-occurrences/2026-09';

  test('occurrences come newest first and page by an opaque cursor', async () => {
    const first = await call('GET', `${EVENTS}?eventType=e_visited_page&objectType=contact&limit=1`);
    expect(first.body.results).toMatchObject([
      { id: 'e-3', objectType: 'CONTACT', objectId: '51', occurredAt: '2026-01-11T00:00:00.000Z' },
    ]);
    const second = await call('GET', first.body.paging.next.link.slice(portal.standIn.url.length));
    expect([second.body.results.map((each: Json) => each.id), second.body.paging]).toEqual([['e-1'], undefined]);
  });

  test('occurrences can be narrowed to a record and a time', async () => {
    const ofOne = await call('GET', `${EVENTS}?objectType=contact&objectId=1&sort=occurredAt`);
    expect(ofOne.body.results.map((each: Json) => each.id)).toEqual(['e-1', 'e-2']);
    const later = await call('GET', `${EVENTS}?occurredAfter=2026-01-11T00:00:00Z&occurredBefore=2026-01-11T23:59:59Z`);
    expect(later.body.results.map((each: Json) => each.id)).toEqual(['e-3']);
    expect((await call('GET', `${EVENTS}/event-types`)).body.eventTypes).toEqual([
      'e_submitted_form',
      'e_visited_page',
    ]);
  });

  test('a portal that is not Enterprise has the types listed and the occurrences refused', async () => {
    portal.standIn.store.isEnterprise = false;
    expect((await call('GET', `${EVENTS}/event-types`)).body.eventTypes).toContain('e_visited_page');
    const refused = await call('GET', EVENTS);
    expect([refused.status, refused.body.category]).toEqual([403, 'MISSING_SCOPES']);
  });

  test('a marketing event tells who took part', async () => {
    const events = await call('GET', '/marketing/marketing-events/2026-09');
    expect(events.body.results).toMatchObject([
      { objectId: '555', eventName: 'Webinar', registrants: 2, attendees: 1 },
    ]);
    const { body } = await call(
      'GET',
      '/marketing/marketing-events/2026-09/participations/555/breakdown?state=ATTENDED',
    );
    expect(body.total).toBe(1);
    expect(body.results[0]).toMatchObject({
      properties: { attendanceState: 'ATTENDED', occurredAt: Date.parse('2026-01-15T15:00:00.000Z') },
      associations: {
        contact: { contactId: '1', email: 'ann@acme.example' },
        marketingEvent: { marketingEventId: '555' },
      },
    });
  });
});

describe('the account', () => {
  test('tells its portal and its offset from UTC', async () => {
    const { body } = await call('GET', '/account-info/2026-09/details');
    expect(body).toMatchObject({
      portalId: 12_345_678,
      timeZone: 'US/Eastern',
      utcOffset: '-05:00',
      utcOffsetMilliseconds: -18_000_000,
    });
  });

  test('lists owners and the pipelines of deals and of tickets', async () => {
    expect((await call('GET', '/crm/owners/2026-09?limit=100')).body.results).toMatchObject([
      { id: '9000', userId: 77, type: 'PERSON' },
    ]);
    const { body } = await call('GET', '/crm/pipelines/2026-09/deals');
    expect(body.results[0].stages.find((each: Json) => each.id === 'closedwon').metadata).toEqual({
      isClosed: 'true',
      probability: expect.any(String),
    });
    const tickets = await call('GET', '/crm/pipelines/2026-09/tickets');
    const states = tickets.body.results[0].stages.map((each: Json) => each.metadata);
    expect(states).toEqual(['OPEN', 'OPEN', 'OPEN', 'CLOSED'].map((ticketState) => ({ ticketState })));
  });

  test('what 2026-09 does not have is not found and noted: paths, parameters', async () => {
    expect((await call('GET', '/crm/v3/objects/companies')).status).toBe(404);
    expect((await call('GET', '/crm/objects/2026-09/companies?page=2')).status).toBe(400);
    expect(portal.standIn.violations.map((each) => each.kind)).toEqual(['unknown_path', 'unknown_query']);
  });
});
