import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY_MS } from '../../../src/domain/day-ms.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { saveComparison } from '../../../src/storage/mirror/comparisons.ts';
import { markRestored, saveOutsideEdits } from '../../../src/storage/accounts/outside-edits.ts';
import { savePortalSettings } from '../../../src/storage/portal/portal-settings.ts';
import { holdPortal } from '../../../src/storage/portal/portals.ts';
import { recordRefusals } from '../../../src/storage/portal/refusals.ts';
import { deleteSyncSteps, saveSyncStep } from '../../../src/storage/mirror/sync-steps.ts';
import { saveWebhookEvents, takeUnprocessed } from '../../../src/storage/mirror/webhook-events.ts';
import { readSettings } from '../../../src/sync/settings/portal-settings.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';

const CHOICES = '/api/settings/choices';
const SCORE = { property: 'intent_score', use: 'intent', source: '6sense' };
let app: TestApp;

beforeAll(async () => {
  const data = createSmallPortal();
  data.customProperties['companies'] = [
    { name: 'intent_score', label: 'Intent score', type: 'string', fieldType: 'text' },
    { name: 'renewal_day', label: 'Renewal day', type: 'date', fieldType: 'date' },
  ];
  for (const [index, company] of data.objects.companies.entries()) {
    if (index < 3) company.properties['intent_score'] = ['20', '21', 'High'][index] ?? '';
  }
  app = await startTestApp({ data });
  await app.installAndSync();
});
afterAll(() => app.stop());

const post = (path: string, body: unknown, userEmail?: string) =>
  app.call(path, { method: 'POST', body, ...(userEmail === undefined ? {} : { userEmail }) });
const auditOf = async (): Promise<number> =>
  (await listAudit(app.context.db.kysely, app.portalId, 100)).filter(({ action }) => action === 'settings changed')
    .length;

describe('choices', () => {
  beforeEach(() => savePortalSettings(app.context.db.kysely, app.portalId, {}, { at: Date.now(), by: 'test' }));

  test('begin with ours, and say that who installed the app may change them', async () => {
    expect((await app.call(CHOICES)).body).toMatchObject({
      outsideEdits: 'restore',
      mappedProperties: [],
      mayChange: true,
      askWhom: 'Ava Stone',
    });
  });

  test('come with what others overwrote, under the labels of the properties', async () => {
    const { kysely } = app.context.db;
    const at = Date.now() - 60_000;
    const edit = { companyId: '101', property: 'roundtable_tier' };
    const others = { companyId: '102', property: 'roundtable_fit' };
    await saveOutsideEdits(kysely, app.portalId, [edit, others], at);
    await markRestored(kysely, app.portalId, [others], at + 1_000);
    const { overwritten } = (await app.call(CHOICES)).body;
    expect(overwritten).toMatchObject({ standing: 1, restored: 1 });
    expect(overwritten.latest[0]).toEqual({
      companyId: '101',
      companyName: 'Acme',
      property: 'Account tier',
      times: 1,
      noticedAt: new Date(at).toISOString(),
      restoredAt: null,
    });
    expect(overwritten.latest[1].restoredAt).toBe(new Date(at + 1_000).toISOString());
  });

  test('are kept with who made them, once however often the request is repeated', async () => {
    const before = await auditOf();
    for (let repeat = 0; repeat < 3; repeat += 1) {
      const answer = await post(`${CHOICES}/outside-edits`, { outsideEdits: 'keep' });
      expect(answer).toMatchObject({ status: 200, body: { outsideEdits: 'keep' } });
    }
    expect(await readSettings(app.context.db.kysely, app.portalId)).toMatchObject({ outsideEdits: 'keep' });
    const [entry] = await listAudit(app.context.db.kysely, app.portalId, 1);
    expect(entry).toMatchObject({ actor: 'ava@vendor.example', details: { outsideEdits: 'keep' } });
    expect(await auditOf()).toBe(before + 1);
  });

  test('map a property, change its use and source in place, and take it off; a repeat changes nothing', async () => {
    for (const mapped of [SCORE, SCORE, { ...SCORE, source: 'Bombora' }]) {
      const { body } = await post(`${CHOICES}/map-property`, mapped);
      expect(body.mappedProperties).toEqual([mapped]);
    }
    for (let repeat = 0; repeat < 2; repeat += 1) {
      const { body } = await post(`${CHOICES}/unmap-property`, { property: 'intent_score' });
      expect(body.mappedProperties).toEqual([]);
    }
  });

  test('made at the same time are all kept', async () => {
    const names = ['intent_score', 'web_technologies', 'industry', 'country'];
    const use = { use: 'technographic', source: 'BuiltWith' };
    const answers = await Promise.all(names.map((property) => post(`${CHOICES}/map-property`, { ...use, property })));
    const known = names.filter((_name, index) => answers[index]?.status === 200);
    expect(known.length).toBeGreaterThan(1);
    const { mappedProperties } = await readSettings(app.context.db.kysely, app.portalId);
    expect(mappedProperties.map(({ property }) => property).toSorted()).toEqual(known.toSorted());
  });

  test.each([
    ['a property HubSpot does not have', { ...SCORE, property: 'no_such_score' }, 'property', 'HubSpot has no'],
    ['a property of ours', { ...SCORE, property: 'roundtable_fit' }, 'property', 'written by Roundtable'],
    ['a type that is not read so', { ...SCORE, property: 'renewal_day' }, 'use', '"Renewal day" is of type date'],
    ['no source', { ...SCORE, source: ' ' }, 'source', 'must be the name of the tool'],
    ['another use', { ...SCORE, use: 'size' }, 'use', 'must be one of tier, intent, topics, fit, technographic'],
    ['whoever claims to do it', { ...SCORE, changedBy: 'boss@vendor.example' }, '(body)', 'changedBy'],
  ])('refuse %s, naming the field', async (_fault, body, field, problem) => {
    const answer = await post(`${CHOICES}/map-property`, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.faults).toEqual([{ field, problem: expect.stringContaining(problem) }]);
    expect((await readSettings(app.context.db.kysely, app.portalId)).mappedProperties).toEqual([]);
  });

  test('are read by everybody and changed by nobody but who installed the app, who is named', async () => {
    const userEmail = 'rep@vendor.example';
    const seen = await app.call(CHOICES, { userEmail });
    expect(seen).toMatchObject({ status: 200, body: { mayChange: false, askWhom: 'Ava Stone' } });
    const changes: [string, unknown][] = [
      [`${CHOICES}/outside-edits`, { outsideEdits: 'keep' }],
      [`${CHOICES}/map-property`, SCORE],
      [`${CHOICES}/unmap-property`, { property: 'intent_score' }],
      ['/api/settings/signals-key', undefined],
    ];
    for (const [path, body] of changes) {
      const { status, body: answer } = await post(path, body, userEmail);
      expect({ path, status }).toEqual({ path, status: 403 });
      expect(answer.error.message).toContain('Only Ava Stone may change this');
    }
    expect(await readSettings(app.context.db.kysely, app.portalId)).toMatchObject({
      outsideEdits: 'restore',
      mappedProperties: [],
    });
    expect((await post(`${CHOICES}/outside-edits`, { outsideEdits: 'keep' }, 'AVA@Vendor.Example')).status).toBe(200);
  });
});

describe('company properties', () => {
  test('are offered with what each can be read as: those of this account first, none of ours', async () => {
    const { body } = await app.call('/api/settings/company-properties');
    expect(body[0]).toEqual({
      name: 'intent_score',
      label: 'Intent score',
      type: 'string',
      ofHubSpot: false,
      uses: ['tier', 'intent', 'topics', 'fit', 'technographic', 'objective', 'initiative', 'competitor'],
    });
    const names = body.map(({ name }: Json) => name);
    // A date is nothing to map, and something for a condition to name.
    expect(body.find(({ name }: Json) => name === 'renewal_day')).toMatchObject({ type: 'date', uses: [] });
    expect(names.filter((name: string) => name.startsWith('roundtable_'))).toEqual([]);
  });

  test('show at how many companies they are filled, and some of the values', async () => {
    const path = '/api/settings/company-properties/sample?property=intent_score';
    const { body } = await app.call(path);
    expect(body.filled).toBe(3);
    expect(body.values.map(({ value, strength }: Json) => [value, strength]).toSorted()).toEqual([
      ['20', 20],
      ['21', 21],
      ['High', 75],
    ]);
  });
});

describe('problems', () => {
  test('come in kinds, each with its count, the newest 50 and HubSpot’s own words', async () => {
    const { kysely } = app.context.db;
    expect((await app.call('/api/settings/problems')).body).toEqual([]);
    const at = Date.parse('2026-11-20T10:00:00Z');
    const one = { objectType: 'companies', recordId: '101', property: '', message: 'Owner is missing', at: at + 1 };
    const many = Array.from({ length: 60 }, (_, index) => ({ ...one, recordId: String(9_000 + index), at }));
    const told = {
      eventId: '1',
      portalId: app.portalId,
      occurredAt: at,
      subscriptionType: 'contact.deletion',
      objectId: 5,
    };
    await saveWebhookEvents(kysely, app.portalId, [{ dedupeKey: 'told', body: told }], at);
    const [event] = await takeUnprocessed(kysely, app.portalId, 1);
    await recordRefusals(kysely, app.portalId, [
      one,
      ...many,
      { ...one, objectType: 'property', recordId: 'roundtable_fit', property: 'roundtable_fit', message: 'is text' },
      { ...one, objectType: 'webhook', recordId: String(event?.seq) },
      { ...one, objectType: 'webhook', recordId: '9999999' },
      { ...one, objectType: 'unknown_property', recordId: 'old_score', property: 'old_score' },
      { ...one, objectType: 'sync', recordId: 'backfill' },
    ]);
    const { body } = await app.call('/api/settings/problems');
    expect(body.map(({ kind, count, shown }: Json) => [kind, count, shown.length])).toEqual([
      ['properties', 1, 1],
      ['records', 61, 50],
      ['events', 2, 2],
      ['unknown', 1, 1],
    ]);
    expect(new Set(body[2].shown.map(({ name }: Json) => name))).toEqual(new Set(['contact.deletion 5', null]));
    expect(body[1].shown[0]).toEqual({
      id: '101',
      recordTypeId: '0-2',
      name: 'Acme',
      property: null,
      message: 'Owner is missing',
      at: '2026-11-20T10:00:00.001Z',
    });
  });
});

describe('the comparison', () => {
  test('is null before the first, then tells each type with what differed and was put right', async () => {
    const read = async (): Promise<Json> => (await app.call('/api/settings/comparison')).body;
    expect(await read()).toBeNull();
    const type = { type: 'contacts', label: 'Contacts', inHubSpot: 9, mirrored: 8, sampled: 8 };
    const differing = Array.from({ length: 25 }, (_, index) => ({ id: String(index), fields: ['jobtitle'] }));
    const at = Date.parse('2026-11-20T10:00:00Z');
    const calls = { ...type, type: 'calls', label: 'Calls', differing: [] };
    const report = { types: [{ ...type, differing }, calls], repaired: true };
    await saveComparison(app.context.db.kysely, app.portalId, at, report);
    expect(await read()).toEqual({
      at: '2026-11-20T10:00:00.000Z',
      repaired: true,
      types: [
        { ...type, recordTypeId: '0-1', differing: 25, named: differing.slice(0, 20) },
        { ...calls, recordTypeId: null, differing: 0, named: [] },
      ],
    });
  });
});

describe('the state of the sync', () => {
  test("says until when HubSpot's daily limit is used up, and only until then", async () => {
    const { kysely } = app.context.db;
    const heldUntil = async (): Promise<unknown> => (await app.call('/api/settings/sync')).body.heldUntil;
    expect(await heldUntil()).toBeNull();
    const until = Date.now() + 3_600_000;
    await holdPortal(kysely, app.portalId, until);
    expect(await heldUntil()).toBe(new Date(until).toISOString());
    const { now } = app.context;
    app.context.now = () => until;
    const later = await app.call('/api/settings/sync', { timestamp: until });
    app.context.now = now;
    expect(later.body.heldUntil).toBeNull();
  });

  test('is as old as the last reading of HubSpot, by the first sync or a sweep', async () => {
    const { kysely } = app.context.db;
    const at = Date.now() + 60_000;
    const sweep = { step: 'sweep:companies', cursor: null, done: 3, total: null, startedAt: at, finishedAt: at };
    await saveSyncStep(kysely, app.portalId, sweep);
    expect((await app.call('/api/settings/sync')).body.asOf).toBe(new Date(at).toISOString());
  });

  test('counts the requests by what they were for, against what HubSpot lets through', async () => {
    const { budget, requestsMade } = (await app.call('/api/settings/sync')).body;
    const used = new Map<string, Json>(budget.purposes.map((each: Json) => [each.purpose, each]));
    expect(used.get('records').today).toBeGreaterThan(5);
    expect(used.get('publishing').lastHour).toBeGreaterThan(0);
    expect(used.get('definitions').lastHour).toBeGreaterThan(0);
    expect(used.get('plays')).toBeUndefined();
    expect(budget.today).toBe([...used.values()].reduce((sum, { today }) => sum + today, 0));
    expect(budget).toMatchObject({ waitMs: expect.any(Number), isLearned: expect.any(Boolean) });
    expect(budget.allowed).toBeGreaterThan(50);
    expect(requestsMade).toBeNull();
    const { now } = app.context;
    const timestamp = Date.now() + DAY_MS;
    app.context.now = () => timestamp;
    const { body } = await app.call('/api/settings/sync', { timestamp });
    app.context.now = now;
    expect(body.requestsMade).toBeGreaterThanOrEqual(budget.today);
  });

  test('does not make a background request wait where there is nothing to wait for', async () => {
    const { kysely } = app.context.db;
    await sql`update rate_limits set tat = clock_timestamp() - interval '1 s'`.execute(kysely);
    expect((await app.call('/api/settings/sync')).body.budget.waitMs).toBe(0);
    await sql`update rate_limits set tat = clock_timestamp() + interval '60 s'`.execute(kysely);
    expect((await app.call('/api/settings/sync')).body.budget.waitMs).toBeGreaterThan(30_000);
    await sql`update rate_limits set tat = clock_timestamp() - interval '1 s'`.execute(kysely);
  });

  test('tells how long a step will take only where its total is known', async () => {
    const { kysely } = app.context.db;
    const now = Date.now();
    app.context.now = () => now;
    await deleteSyncSteps(kysely, app.portalId);
    const step = { cursor: null, startedAt: now - 60_000, finishedAt: null, done: 250 };
    await saveSyncStep(kysely, app.portalId, { ...step, step: 'contacts', total: 1_000 });
    await saveSyncStep(kysely, app.portalId, { ...step, step: 'deals', total: null });
    await saveSyncStep(kysely, app.portalId, { ...step, step: 'companies', total: 250, finishedAt: now });
    const { steps } = (await app.call('/api/settings/sync')).body;
    const left = new Map(steps.map(({ name, msLeft }: Json) => [name, msLeft]));
    expect(left.get('contacts')).toBe(180_000);
    expect([left.get('deals'), left.get('companies'), left.get('calls')]).toEqual([null, null, null]);
  });
});
