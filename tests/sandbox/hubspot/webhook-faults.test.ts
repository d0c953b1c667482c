import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFaultPlan } from '../../../src/sandbox/hubspot/faults/fault-plan.ts';
import type { FaultPlanOptions } from '../../../src/sandbox/hubspot/faults/fault-plan.ts';
import { startStandIn } from '../../../src/sandbox/hubspot/stand-in.ts';
import type { StandIn } from '../../../src/sandbox/hubspot/stand-in.ts';
import { writeRecord } from '../../../src/sandbox/hubspot/store/write-record.ts';
import { APP, createPortal, createProject } from './portal-fixture.ts';

interface Event {
  eventId: number;
  attemptNumber: number;
  propertyValue: string;
}

let app: Server;
let received: Event[];
let standIn: StandIn;

beforeEach(async () => {
  received = [];
  app = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push(...(JSON.parse(Buffer.concat(chunks).toString()) as Event[]));
      response.end();
    });
  });
  await new Promise<void>((resolve) => void app.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await standIn.close();
  await new Promise((resolve) => void app.close(resolve));
});

/** Names a company `n` times and gives what came of it; the numbers of the events are then in `received`. */
async function rename(times: number, options: Omit<FaultPlanOptions, 'seed'>): Promise<void> {
  const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
  const subscription = { subscriptionType: 'object.propertyChange', objectType: 'company', propertyName: 'name' };
  standIn = await startStandIn({
    port: 0,
    folder: null,
    data: createPortal(),
    app: APP,
    project: createProject({ appUrl, crmObjects: [{ ...subscription, active: true }] }),
    behaviour: { webhookBatchDelayMs: 2, faults: createFaultPlan({ seed: 7, eventDelayMs: 20, ...options }) },
  });
  const { store } = standIn;
  store.grant = { scopes: [], userId: 77, userEmail: 'ava@vendor.example', installedAtMs: 0 };
  const company = store.records.companies.get('101');
  if (!company) throw new Error('no company');
  const origin = { sourceType: 'CRM_UI', sourceId: '' } as const;
  for (let index = 0; index < times; index += 1) {
    writeRecord(store, 'companies', company, { name: `Name ${index}` }, origin);
  }
  await standIn.webhooksSettled();
}

const sent = (times: number): string[] => Array.from({ length: times }, (_, index) => `Name ${index}`);
const values = (): string[] => received.map((event) => event.propertyValue);

test('a share of the events is lost for good', async () => {
  await rename(100, { rates: { webhook_lost: 0.3 } });
  const lost = standIn.faults.counts.webhook_lost;
  expect(lost).toBeGreaterThan(10);
  expect(lost).toBeLessThan(60);
  expect(new Set(values()).size).toBe(100 - lost);
  expect(received).toHaveLength(100 - lost);
});

test('a share comes again with the same id, some as a second attempt', async () => {
  await rename(100, { rates: { webhook_duplicated: 0.4 } });
  const doubles = standIn.faults.counts.webhook_duplicated;
  expect(doubles).toBeGreaterThan(20);
  expect(received).toHaveLength(100 + doubles);
  expect(new Set(received.map((event) => event.eventId)).size).toBe(100);
  expect(new Set(received.map((event) => event.attemptNumber))).toEqual(new Set([0, 1]));
});

test('a share comes late and in another order, none is lost', async () => {
  await rename(100, { rates: { webhook_reordered: 0.5 } });
  expect(standIn.faults.counts.webhook_reordered).toBeGreaterThan(20);
  expect(values()).not.toEqual(sent(100));
  expect(values().toSorted()).toEqual(sent(100).toSorted());
});
