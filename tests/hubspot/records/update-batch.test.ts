import * as fc from 'fast-check';
import nock from 'nock';
import { afterEach, describe, expect, test } from 'vitest';
import { HubSpotRejectedError } from '../../../src/errors.ts';
import { updateBatch } from '../../../src/hubspot/records/update-batch.ts';
import { API_URL, createTestClient, isolateNetwork } from '../test-client.ts';

isolateNetwork();

const PATH = '/crm/objects/2026-09/companies/batch/update';
const client = createTestClient();

interface Body {
  inputs: { id: string; properties: Record<string, string> }[];
}

const record = (id: string) => ({
  id,
  properties: {},
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  archived: false,
});
const written = (ids: readonly string[]) => ids.map((id) => ({ id, updatedAt: Date.parse('2026-01-01T00:00:00Z') }));
const complete = (ids: readonly string[]) => ({ status: 'COMPLETE', results: ids.map(record) });
const idsOf = (body: unknown) => (body as Body).inputs.map(({ id }) => id);
const inputs = (ids: readonly string[]) => ids.map((id) => ({ id, properties: { roundtable_tier: '1' } }));
const numbered = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));

/** A portal whose validation rules refuse some records, by refusing the batch they are in without naming them. */
function refuseBatchesWith(bad: ReadonlySet<string>): { batches: string[][] } {
  const seen = { batches: [] as string[][] };
  nock(API_URL)
    .persist()
    .post(PATH)
    .reply(async (request: Request) => {
      const ids = idsOf(await request.json());
      seen.batches.push(ids);
      if (!ids.some((id) => bad.has(id))) return [200, complete(ids)];
      return [400, { status: 'error', message: 'Rule of the customer', category: 'VALIDATION_ERROR' }];
    });
  return seen;
}

/** Prepared answers that never wear out are no sign of a request that was not made. */
afterEach(() => nock.cleanAll());

test('250 records are written in three requests', async () => {
  const seen = refuseBatchesWith(new Set());
  const result = await updateBatch(client, 'companies', inputs(numbered(250)));
  expect(result).toEqual({ updated: written(numbered(250)), refused: [] });
  expect(seen.batches.map((ids) => ids.length)).toEqual([100, 100, 50]);
});

test('nothing to write is no request', async () => {
  expect(await updateBatch(client, 'companies', [])).toEqual({ updated: [], refused: [] });
});

test('inputs for one id go as one, the later value winning', async () => {
  nock(API_URL)
    .post(PATH, { inputs: [{ id: '1', properties: { a: '1', b: '3' } }] })
    .reply(200, complete(['1']));
  const twice = [
    { id: '1', properties: { a: '1', b: '2' } },
    { id: '1', properties: { b: '3' } },
  ];
  expect(await updateBatch(client, 'companies', twice)).toEqual({ updated: written(['1']), refused: [] });
});

test('an unknown id (207) is refused alone', async () => {
  const message = 'Could not get some COMPANY objects, they may be deleted or not exist. Check that ids are valid.';
  nock(API_URL)
    .post(PATH)
    .reply(207, {
      ...complete(['1', '3']),
      errors: [{ status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { ids: ['2'] } }],
      numErrors: 1,
    });
  expect(await updateBatch(client, 'companies', inputs(['1', '2', '3']))).toEqual({
    updated: written(['1', '3']),
    refused: [{ id: '2', message, gone: true }],
  });
});

test('a 400 that names ids refuses those and sends the others again', async () => {
  nock(API_URL)
    .post(PATH, (body) => idsOf(body).length === 3)
    .reply(400, { message: 'not valid', category: 'VALIDATION_ERROR', context: { ids: ['2'] } })
    .post(PATH, (body) => idsOf(body).join() === '1,3')
    .reply(200, complete(['1', '3']));
  expect(await updateBatch(client, 'companies', inputs(['1', '2', '3']))).toEqual({
    updated: written(['1', '3']),
    refused: [{ id: '2', message: 'not valid', gone: false }],
  });
});

test('a 207 that neither wrote nor named a record sends it again', async () => {
  nock(API_URL)
    .post(PATH)
    .reply(207, { ...complete(['1']), errors: [{ category: 'VALIDATION_ERROR', message: 'some rule' }] })
    .post(PATH, (body) => idsOf(body).join() === '2')
    .reply(400, { message: 'Rule 7', category: 'VALIDATION_ERROR' });
  expect(await updateBatch(client, 'companies', inputs(['1', '2']))).toEqual({
    updated: written(['1']),
    refused: [{ id: '2', message: 'Rule 7', gone: false }],
  });
});

test('a record that was merged into another counts as written', async () => {
  nock(API_URL)
    .post(PATH)
    .reply(200, complete(['900']));
  const updated = [{ id: '1', updatedAt: null }];
  expect(await updateBatch(client, 'companies', inputs(['1']))).toEqual({ updated, refused: [] });
});

describe('a 400 that names nobody', () => {
  test('is narrowed down to the record by halves', async () => {
    const seen = refuseBatchesWith(new Set(['42']));
    const { updated, refused } = await updateBatch(client, 'companies', inputs(numbered(100)));
    expect(refused).toEqual([{ id: '42', message: 'Rule of the customer', gone: false }]);
    expect(updated).toHaveLength(99);
    expect(seen.batches.length).toBeLessThanOrEqual(15);
  });

  test('every record is either written or refused, exactly once, whichever are bad', async () => {
    const everyone = numbered(24);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.constantFrom(...everyone)), async (bad) => {
        nock.cleanAll();
        refuseBatchesWith(new Set(bad));
        const { updated, refused } = await updateBatch(client, 'companies', inputs(everyone));
        expect(refused.map(({ id }) => id).sort()).toEqual([...bad].sort());
        expect([...updated.map(({ id }) => id), ...bad].sort()).toEqual([...everyone].sort());
      }),
      { numRuns: 25 },
    );
  });
});

test('a property that does not exist is an error of the whole, sent once', async () => {
  nock(API_URL)
    .post(PATH)
    .reply(400, {
      status: 'error',
      message: 'Property values were not valid',
      category: 'VALIDATION_ERROR',
      errors: [{ message: 'no such', code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['roundtable_tier'] } }],
    });
  await expect(updateBatch(client, 'companies', inputs(numbered(50)))).rejects.toBeInstanceOf(HubSpotRejectedError);
});
