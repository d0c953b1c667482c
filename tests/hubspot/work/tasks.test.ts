import nock from 'nock';
import { expect, test } from 'vitest';
import { AmbiguousWriteError } from '../../../src/errors.ts';
import { createTask, findTaskByMarker } from '../../../src/hubspot/work/tasks.ts';
import { API_URL, createTestClient, isolateNetwork } from '../test-client.ts';

isolateNetwork();

const client = createTestClient();
const times = { createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z', archived: false };
const task = {
  subject: 'Call the CFO',
  type: 'CALL' as const,
  body: 'Ask for <budget> & dates\nSecond line',
  dueAt: Date.parse('2026-11-24T09:00:00Z'),
  ownerId: '7',
  companyId: '10',
  contactIds: ['20', '21'],
  marker: 'rt-1-1',
};
const type = (associationTypeId: number) => [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }];

test('a task is created with its owner, its due time and all its associations in one request', async () => {
  nock(API_URL)
    .post('/crm/objects/2026-09/tasks', {
      properties: {
        hs_task_subject: 'Call the CFO',
        hs_task_body: 'Ask for &lt;budget&gt; &amp; dates<br>Second line<br><br>[rt-1-1]',
        hs_task_type: 'CALL',
        hs_task_status: 'NOT_STARTED',
        hs_timestamp: '2026-11-24T09:00:00.000Z',
        hubspot_owner_id: '7',
      },
      associations: [
        { to: { id: '10' }, types: type(192) },
        { to: { id: '20' }, types: type(204) },
        { to: { id: '21' }, types: type(204) },
      ],
    })
    .reply(201, { id: '500', properties: {}, ...times });
  expect(await createTask(client, task)).toBe('500');
});

test('a task without an owner names none', async () => {
  nock(API_URL)
    .post('/crm/objects/2026-09/tasks', (body) => !('hubspot_owner_id' in body.properties))
    .reply(201, { id: '500', properties: {}, ...times });
  await createTask(client, { ...task, ownerId: null });
});

test('after a 502 it is not sent again: the outcome is unknown', async () => {
  nock(API_URL).post('/crm/objects/2026-09/tasks').reply(502, '<html>');
  await expect(createTask(client, task)).rejects.toBeInstanceOf(AmbiguousWriteError);
});

test('a task is found by its whole marker, without a search', async () => {
  prepareTasks({ '9': 'x<br>[rt-1-12]', '10': 'Ask<br><br>[rt-1-1]', '11': null });
  expect(await findTaskByMarker(client, '10', 'rt-1-1')).toBe('10');
});

test('where no task carries the marker, none is found', async () => {
  prepareTasks({ '9': 'x<br>[rt-1-12]' });
  expect(await findTaskByMarker(client, '10', 'rt-1-1')).toBeNull();
});

test('a company without tasks costs one request', async () => {
  nock(API_URL).post('/crm/associations/2026-09/companies/tasks/batch/read').reply(200, { results: [] });
  expect(await findTaskByMarker(client, '10', 'rt-1-1')).toBeNull();
});

function prepareTasks(bodyById: Record<string, string | null>): void {
  const associationTypes = [{ category: 'HUBSPOT_DEFINED', typeId: 191, label: null }];
  const ids = Object.keys(bodyById);
  nock(API_URL)
    .post('/crm/associations/2026-09/companies/tasks/batch/read', { inputs: [{ id: '10' }] })
    .reply(200, {
      results: [{ from: { id: '10' }, to: ids.map((id) => ({ toObjectId: Number(id), associationTypes })) }],
    });
  nock(API_URL)
    .post('/crm/objects/2026-09/tasks/batch/read')
    .reply(200, { results: Object.entries(bodyById).map(toTask) });
}

function toTask([id, body]: [string, string | null]) {
  return { id, properties: { hs_task_body: body }, createdAt: times.createdAt, updatedAt: times.updatedAt };
}
