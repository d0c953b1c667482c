import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { listMembers } from '../../../src/sandbox/hubspot/routes/list-members.ts';
import type { StoredRecord } from '../../../src/sandbox/hubspot/store/stored-record.ts';
import { PATIENCE_MS } from '../../fixtures/patience.ts';
import { startTestApp, type Json, type TestApp } from '../../fixtures/running-app.ts';
import { createSmallPortal } from '../../fixtures/small-portal.ts';

const COLD = '103';
const OWNER = '9002';
/** Dee Park, who is at Cold. */
const DEE = '4';

let app: TestApp;
let key: { keyId: string; secret: string };
beforeAll(async () => {
  const data = createSmallPortal();
  data.owners.push({ id: OWNER, email: 'sam@vendor.example', firstName: 'Sam', lastName: 'Sell', userId: 79 });
  const cold = data.objects.companies.find(({ id }) => id === COLD);
  if (cold !== undefined) cold.properties['hubspot_owner_id'] = OWNER;
  app = await startTestApp({ data, work: true });
  await app.install();
});
afterAll(() => app.stop());

const eventually = (check: () => Promise<void>): Promise<void> =>
  vi.waitFor(check, { timeout: PATIENCE_MS, interval: 100 });

/** What an admin does. */
async function post(path: string, body: object): Promise<Json> {
  const answer = await app.call(path, { method: 'POST', body });
  expect([path, Math.floor(answer.status / 100)]).toEqual([path, 2]);
  return answer.body;
}
const readCard = async (): Promise<Json> => (await app.call(`/api/cards/account?companyId=${COLD}`)).body;

const spike = (id: string) => ({
  kind: 'intent',
  id,
  companyId: COLD,
  source: 'G2',
  topic: 'planning software',
  strength: 95,
});

/** What a vendor's machine sends; it is taken. */
async function send(signal: object): Promise<void> {
  const text = JSON.stringify({ signals: [{ ...signal, occurredAt: new Date().toISOString() }] });
  const timestamp = Date.now();
  const { status } = await fetch(`${app.url}/signals`, {
    method: 'POST',
    headers: {
      'X-Roundtable-Key-Id': key.keyId,
      'X-Roundtable-Timestamp': String(timestamp),
      'X-Roundtable-Signature': createHmac('sha256', key.secret).update(`${timestamp}.${text}`).digest('base64'),
    },
    body: text,
  });
  expect(status).toBe(202);
}

/** Tasks on the account in HubSpot, in the order of their steps. */
function tasksOf(companyId: string): StoredRecord[] {
  const { associations, records } = app.standIn.store;
  return [...associations.linked('companies', companyId, 'tasks').keys()]
    .toSorted((a, b) => Number(a) - Number(b))
    .flatMap((id) => records.tasks.get(id) ?? []);
}

function adsSegment(): string[] {
  const list = app.standIn.store.lists.find(({ name }) => name === 'Roundtable: accounts for ads');
  return list === undefined ? [] : listMembers(app.standIn.store, list).map(({ recordId }) => recordId);
}

test('a spike that a vendor sends alerts the owner, makes the tasks and puts the account in the ads segment, once', async () => {
  // The first sync is complete: before, nothing is started.
  await eventually(async () => expect(await readCard()).toMatchObject({ state: 'on_list', progress: null }));
  const { tier } = await readCard();
  await post('/api/plays/auto-start', { playId: 'intent-spike', tiers: [tier.value], requestId: 'auto-start-1' });
  await post('/api/segments/make', { kind: 'ads', requestId: 'make-ads-1' });
  key = await post('/api/settings/signals-key', { requestId: 'make-key-1', label: 'Radar' });
  expect([tasksOf(COLD), adsSegment()]).toEqual([[], []]);

  await send(spike('g2-spike-1'));
  await eventually(async () => {
    const { running } = await readCard();
    expect(running).toMatchObject([{ playId: 'intent-spike', status: 'running' }]);
    expect(adsSegment()).toEqual([COLD]);
  });
  const tasks = tasksOf(COLD).map(({ properties }) => properties);
  expect(tasks.map(({ hs_task_subject: subject }) => subject)).toEqual([
    'Look at the account today',
    'Show ads on the topic',
    'Write about the topic, not about the signal',
  ]);
  // HubSpot tells an owner of a task that is theirs.
  expect(new Set(tasks.map(({ hubspot_owner_id: ownerId }) => ownerId))).toEqual(new Set([OWNER]));
  expect(tasks[0]?.['hs_task_body']).toContain('planning software');

  await send(spike('g2-spike-1'));
  await send(spike('g2-spike-2'));
  await app.context.queue.send('refresh', { portalId: app.portalId }, { singletonKey: String(app.portalId) });
  await eventually(async () => expect((await readCard()).intent.lines).toHaveLength(1));
  const { running } = await readCard();
  expect([running.length, tasksOf(COLD).length, adsSegment()]).toEqual([1, 3, [COLD]]);

  // Somebody there does something: the play has come to its end.
  await send({ kind: 'activity', id: 'ad-1', contactId: DEE, type: 'ad_click' });
  await eventually(() => Promise.resolve(expect(adsSegment()).toEqual([])));
});
