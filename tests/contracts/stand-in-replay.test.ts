import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Json } from '../sandbox/hubspot/portal-fixture.ts';
import { createCaller, createPortal, record, startTestPortal } from '../sandbox/hubspot/portal-fixture.ts';
import { SHARED_HUBSPOT } from './hubspot-schemas.ts';
import { KNOWN_DIFFERENCES } from './known-differences.ts';
import { impliedPortal, readExchanges, replay } from './replay-exchanges.ts';

const absent = !existsSync(SHARED_HUBSPOT);
const FAST = { limits: { tenSecondly: 100_000, searchSecondly: 100_000 } };
const SCOPES = ['contacts', 'companies', 'deals'].flatMap((type) =>
  ['read', 'write'].map((verb) => `crm.objects.${type}.${verb}`),
);

/** A stand-in with the app installed and its clock in the test's hand. */
async function startInstalled(data: ReturnType<typeof createPortal>, behaviour = FAST as object) {
  let nowMs = Date.parse('2026-03-01T12:00:00Z');
  const portal = await startTestPortal({ data, behaviour, clock: () => nowMs });
  const { store } = portal.standIn;
  const schemas = ['companies', 'contacts'].flatMap((type) =>
    ['read', 'write'].map((verb) => `crm.schemas.${type}.${verb}`),
  );
  store.grant = { scopes: [...SCOPES, ...schemas], userId: 1, userEmail: 'a@b.example', installedAtMs: 0 };
  store.tokens.access['token'] = Number.MAX_SAFE_INTEGER;
  return { ...portal, call: createCaller(portal.standIn.url, 'token'), setNow: (ms: number) => void (nowMs = ms) };
}

/** Every fault seen, to tell a known difference that is none any more. */
const seenFaults: string[] = [];

const unexplained = (faults: readonly string[]): string[] =>
  faults.filter((fault) => !KNOWN_DIFFERENCES.some(({ pattern }) => pattern.test(fault)));

describe.skipIf(absent)('recorded exchanges, sent again (needs ../shared)', () => {
  test.each([
    ['export-records-contact.json', 'contacts'],
    ['export-records-companies.json', 'companies'],
    ['export-contacts-export-record.json', 'companies'],
  ] as const)('%s: the same statuses, keys and values', async (file, type) => {
    const exchanges = readExchanges(file);
    const portal = await startInstalled(impliedPortal(exchanges, type));
    const outcome = await replay(exchanges, portal.call, portal.setNow);
    await portal.stop();
    seenFaults.push(...outcome.faults);
    expect(unexplained(outcome.faults)).toEqual([]);
    // Most searches follow a write closely; those that do not, and every write, were compared.
    expect(outcome.compared).toBeGreaterThan(exchanges.length / 8);
    expect(outcome.compared + outcome.uncertain).toBe(exchanges.filter((each) => each.status !== 429).length);
  });

  test('every known difference is still one', () => {
    const stale = KNOWN_DIFFERENCES.filter(({ pattern }) => !seenFaults.some((fault) => pattern.test(fault)));
    expect(stale).toEqual([]);
  });

  test('a refused search answers as the recorded 429s did', async () => {
    const recorded = readExchanges('export-records-contact.json').find((each) => each.status === 429);
    const portal = await startInstalled(createPortal(), {});
    const answers = [];
    for (let index = 0; index < 6; index += 1)
      answers.push(await portal.call('POST', '/crm/objects/2026-09/contacts/search', recorded?.reqBody));
    await portal.stop();
    const refused = answers.at(-1);
    expect([refused?.status, { ...refused?.body, correlationId: '' }]).toEqual([
      429,
      { ...recorded?.resBody, correlationId: '' },
    ]);
  });
});

const body = (path: string): Json => JSON.parse(readFileSync(join(SHARED_HUBSPOT, 'recorded/bodies', path), 'utf8'));
const keys = (value: Json): string[] => Object.keys(value).sort();
/** Times and ids differ; the rest of an error must not. */
const comparable = ({ correlationId: _1, startedAt: _2, completedAt: _3, ...rest }: Json): Json => rest;

/** One request to a portal with the records the recordings speak of. */
async function answerTo(method: string, path: string, request?: unknown): Promise<{ status: number; body: Json }> {
  const data = createPortal();
  data.objects.contacts.push(record('171591000198', { email: 'markus.blevins@hubspot.com' }));
  data.objects.contacts.push(record('211762804612', { email: 'self@hubspot.com' }));
  const portal = await startInstalled(data);
  const answer = await portal.call(method, path, request);
  await portal.stop();
  return answer;
}

describe.skipIf(absent)('recorded bodies of errors, provoked (needs ../shared)', () => {
  const OBJECTS = '/crm/objects/2026-09';

  test('an unknown object type', async () => {
    const { status, body: own } = await answerTo('POST', `${OBJECTS}/butterflies/search`, {});
    expect([status, comparable(own)]).toEqual([400, comparable(body('search/error-invalid-object.json'))]);
  });

  test('duplicate ids of a batch', async () => {
    const input = { id: '123456', properties: {} };
    const { status, body: own } = await answerTo('POST', `${OBJECTS}/contacts/batch/update`, {
      inputs: [input, input],
    });
    expect([status, comparable(own)]).toEqual([400, comparable(body('batch/update/contacts/err-duplicate-ids.json'))]);
  });

  test('unknown properties of a batch', async () => {
    const properties = { first000name: 'a', last000name: 'b' };
    const { status, body: own } = await answerTo('POST', `${OBJECTS}/contacts/batch/create`, {
      inputs: [{ properties }, { properties }],
    });
    const recorded = body('batch/create/contacts/err-many-invalid-properties.json');
    expect([status, own.message, own.category]).toEqual([400, recorded.message, recorded.category]);
    // The recording's list was cut short by those who published it.
    expect(own.errors).toEqual(expect.arrayContaining(recorded.errors));
  });

  test('an email that exists, without and with trace ids', async () => {
    const inputs = [{ properties: { email: 'markus.blevins@hubspot.com' } }];
    const refused = await answerTo('POST', `${OBJECTS}/contacts/batch/create`, { inputs });
    expect([refused.status, comparable(refused.body)]).toEqual([
      409,
      comparable(body('batch/create/contacts/err-conflict.json')),
    ]);
    const traced = inputs.map((input) => Object.assign({ objectWriteTraceId: '0' }, input));
    const partial = await answerTo('POST', `${OBJECTS}/contacts/batch/create`, { inputs: traced });
    expect([partial.status, partial.body.errors]).toEqual([
      207,
      body('batch/create/contacts/err-partial-success.json').errors,
    ]);
  });

  test('a created contact carries nothing HubSpot does not answer with', async () => {
    const properties = { email: 'lilyskinner@hubspot.com', firstname: 'Lily', lastname: 'Skinner' };
    const { body: own } = await answerTo('POST', `${OBJECTS}/contacts/batch/create`, { inputs: [{ properties }] });
    const recorded = body('batch/create/contacts/success.json').results[0];
    expect(keys(own.results[0])).toEqual(keys(recorded));
    expect(keys(recorded.properties)).toEqual(expect.arrayContaining(keys(own.results[0].properties)));
  });

  test('an id that does not exist', async () => {
    const inputs = [{ id: 'unknownIdentifier888', properties: {} }];
    const { status, body: own } = await answerTo('POST', `${OBJECTS}/contacts/batch/update`, { inputs });
    const recorded = body('batch/update/contacts/err-partial-success.json');
    expect([status, own.errors, own.numErrors, Object.keys(own).sort()]).toEqual([
      207,
      recorded.errors,
      recorded.numErrors,
      Object.keys(recorded).sort(),
    ]);
  });

  test('an association of a bad id and of a record with itself', async () => {
    const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 449 }];
    const self = '211762804612';
    const inputs = ['unknown_id_123456798', self].map((id) => ({ from: { id: self }, to: { id }, types }));
    const { status, body: own } = await answerTo('POST', '/crm/associations/2026-09/contacts/contacts/batch/create', {
      inputs,
    });
    expect([status, comparable(own)]).toEqual([207, comparable(body('associations/err-contact-to-contact.json'))]);
  });

  test('a contact without a company', async () => {
    const { status, body: own } = await answerTo('POST', '/crm/associations/2026-09/contacts/companies/batch/read', {
      inputs: [{ id: '103107104018' }],
    });
    expect([status, own.errors]).toEqual([207, body('search/contacts/contacts-to-companies.json').errors]);
  });

  test('property definitions made in a batch, then made again', async () => {
    const portal = await startInstalled(createPortal());
    const path = '/crm/properties/2026-09/contacts';
    const group = await portal.call(
      'POST',
      `${path}/groups`,
      body('custom/create/1-payload-create-property-group.json'),
    );
    expect(Object.keys(group.body).sort()).toEqual(
      Object.keys(body('custom/create/2-response-create-property-group.json')).sort(),
    );
    const created = await portal.call(
      'POST',
      `${path}/batch/create`,
      body('custom/create/3-payload-batch-create-properties.json'),
    );
    expect([created.status, created.body.results]).toEqual([
      201,
      body('custom/create/4-response-batch-create-properties.json').results,
    ]);
    const again = await portal.call(
      'POST',
      `${path}/batch/create`,
      body('custom/update/2-payload-batch-create-properties.json'),
    );
    const recorded = body('custom/update/3-response-batch-create-properties.json');
    expect([again.status, again.body.results, again.body.errors, again.body.numErrors]).toEqual([
      207,
      recorded.results,
      recorded.errors,
      recorded.numErrors,
    ]);
    const changed = await portal.call('PATCH', `${path}/age__c`, { label: 'Age', description: 'How old are you?' });
    const shape = Object.keys(body('custom/update/5-response-update-property-age.json')).sort();
    expect(Object.keys(changed.body).sort()).toEqual(shape);
    await portal.stop();
  });

  test('account details, a page of records and a batch of them have the recorded keys', async () => {
    const account = await answerTo('GET', '/account-info/2026-09/details');
    expect(keys(account.body)).toEqual(keys(body('post-auth/account-info.json')));
    const page = await answerTo('GET', `${OBJECTS}/contacts?limit=3&properties=email`);
    const recordedPage = body('read/objects-api/contacts-response.json');
    expect(keys(page.body)).toEqual(keys(recordedPage));
    expect(keys(page.body.paging.next)).toEqual(keys(recordedPage.paging.next));
    const batch = await answerTo('POST', `${OBJECTS}/contacts/batch/read`, {
      inputs: [{ id: '1' }],
      properties: ['email', 'firstname', 'lastname'],
    });
    const recordedBatch = body('read/objects-api/contacts-batch.json');
    expect([keys(batch.body), keys(batch.body.results[0])]).toEqual([
      keys(recordedBatch),
      keys(recordedBatch.results[0]),
    ]);
    expect(keys(batch.body.results[0].properties)).toEqual(keys(recordedBatch.results[0].properties));
  });

  test('the recorded searches are accepted as they were sent', async () => {
    for (const name of [
      'read-via-search/contacts-payload.json',
      'read/objects-api/contacts-req-payload-since-until.json',
    ]) {
      const { status, body: own } = await answerTo('POST', `${OBJECTS}/contacts/search`, body(name));
      expect([status, Object.keys(own)]).toEqual([200, ['total', 'results']]);
    }
  });
});
