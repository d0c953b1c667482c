import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Client, Json, TestPortal } from './portal-fixture.ts';
import { install, startTestPortal } from './portal-fixture.ts';

const PATH = '/crm/associations/2026-09';
let portal: TestPortal;
let call: Client['call'];

beforeEach(async () => {
  portal = await startTestPortal();
  ({ call } = await install(portal.standIn));
});
afterEach(() => portal.stop());

const readTypes = async (from: string, id: string, to: string): Promise<Json> =>
  (await call('POST', `${PATH}/${from}/${to}/batch/read`, { inputs: [{ id }] })).body.results[0]?.to;

test('a read gives numbers on the far side, the primary and the unlabelled type; records without any are errors', async () => {
  const { status, body } = await call('POST', `${PATH}/contacts/companies/batch/read`, {
    inputs: [{ id: '1' }, { id: '777' }],
  });
  expect(status).toBe(207);
  expect(body.results).toEqual([
    {
      from: { id: '1' },
      to: [
        {
          toObjectId: 101,
          associationTypes: [
            { category: 'HUBSPOT_DEFINED', typeId: 1, label: 'Primary' },
            { category: 'HUBSPOT_DEFINED', typeId: 279, label: null },
          ],
        },
      ],
    },
  ]);
  expect(body.errors[0]).toEqual({
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND',
    message: 'No company is associated with contact 777.',
    context: { fromObjectId: ['777'], fromObjectType: ['contact'], toObjectType: ['company'] },
  });
});

test('an association is there from both sides, and a new primary company takes the place of the old', async () => {
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }];
  const { status, body } = await call('POST', `${PATH}/contacts/companies/batch/create`, {
    inputs: [{ from: { id: '1' }, to: { id: '102' }, types }],
  });
  expect(status).toBe(201);
  expect(body.results).toEqual([
    { fromObjectTypeId: '0-1', fromObjectId: 1, toObjectTypeId: '0-2', toObjectId: 102, labels: [] },
  ]);
  const seen = await readTypes('contacts', '1', 'companies');
  const typeIds = seen.map((each: Json) => [each.toObjectId, each.associationTypes.map((type: Json) => type.typeId)]);
  expect(typeIds).toEqual([
    [101, [279]],
    [102, [1, 279]],
  ]);
  const back = await readTypes('companies', '102', 'contacts');
  expect(back.find((each: Json) => each.toObjectId === 1).associationTypes.map((type: Json) => type.typeId)).toEqual([
    2, 280,
  ]);
});

test('bad ids and a record with itself fail alone', async () => {
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 449 }];
  const { status, body } = await call('POST', `${PATH}/contacts/contacts/batch/create`, {
    inputs: [
      { from: { id: '1' }, to: { id: 'unknown_id_123456798' }, types },
      { from: { id: '1' }, to: { id: '1' }, types },
    ],
  });
  expect([status, body.numErrors, body.results]).toEqual([207, 2, []]);
  expect(body.errors.map((each: Json) => each.message)).toEqual([
    'unknown_id_123456798 is not a valid ID',
    'Object 1 cannot be associated to itself (1)',
  ]);
});

test('a default association answers both directions; archiving takes it away from both', async () => {
  const { status, body } = await call('PUT', '/crm/objects/2026-09/tasks/1/associations/default/companies/101');
  expect(status).toBe(400);
  expect(body.category).toBe('VALIDATION_ERROR');
  const made = await call('PUT', '/crm/objects/2026-09/contacts/101/associations/default/companies/101');
  expect(made.body.results.map((each: Json) => each.associationSpec.associationTypeId)).toEqual([279, 280]);
  const gone = await call('POST', `${PATH}/contacts/companies/batch/archive`, {
    inputs: [{ from: { id: '101' }, to: [{ id: '101' }] }],
  });
  expect(gone.status).toBe(204);
  expect((await readTypes('contacts', '101', 'companies')).map((each: Json) => each.toObjectId)).toEqual([102]);
});

test('a label of the portal can be defined and used', async () => {
  const defined = await call('POST', `${PATH}/contacts/companies/labels`, {
    name: 'board',
    label: 'Board member',
    inverseLabel: 'Board',
  });
  const typeId = defined.body.results[0].typeId;
  await call('POST', `${PATH}/contacts/companies/batch/create`, {
    inputs: [
      {
        from: { id: '51' },
        to: { id: '101' },
        types: [{ associationCategory: 'USER_DEFINED', associationTypeId: typeId }],
      },
    ],
  });
  const [seen] = await readTypes('companies', '101', 'contacts').then((all: Json[]) =>
    all.filter((each) => each.toObjectId === 51),
  );
  expect(seen.associationTypes).toContainEqual({ category: 'USER_DEFINED', typeId: typeId + 1, label: 'Board' });
});

test('more than a thousand reads or two thousand writes are refused', async () => {
  const inputs = Array.from({ length: 1001 }, (_, index) => ({ id: String(index) }));
  expect((await call('POST', `${PATH}/contacts/companies/batch/read`, { inputs })).status).toBe(400);
  const pairs = Array.from({ length: 2001 }, () => ({ from: { id: '1' }, to: { id: '101' } }));
  expect((await call('POST', `${PATH}/contacts/companies/batch/associate/default`, { inputs: pairs })).status).toBe(
    400,
  );
});

test('an id that was merged away stands for the survivor where something is associated with it, and where it is taken off', async () => {
  const merge = { primaryObjectId: '102', objectIdToMerge: '101' };
  const survivor = Number((await call('POST', '/crm/objects/2026-09/companies/merge', merge)).body.id);
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 192 }];
  const associations = [{ to: { id: '101' }, types }];
  const properties = { hs_task_subject: 'Call', hs_timestamp: '2026-03-01T00:00:00Z' };
  const { status, body } = await call('POST', '/crm/objects/2026-09/tasks', { properties, associations });
  expect(status).toBe(201);
  const idsOf = async (): Promise<number[]> =>
    ((await readTypes('tasks', body.id, 'companies')) ?? []).map((each: Json) => each.toObjectId);
  expect(await idsOf()).toEqual([survivor]);
  const inputs = [{ from: { id: body.id }, to: [{ id: '102' }] }];
  await call('POST', `${PATH}/tasks/companies/batch/archive`, { inputs });
  expect(await idsOf()).toEqual([]);
});
