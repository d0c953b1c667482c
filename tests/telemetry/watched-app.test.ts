import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findPort } from '../../src/sandbox/run/find-port.ts';
import type { Json } from '../fixtures/running-app.ts';

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

interface Span {
  name: string;
  parentSpanId?: string;
  spanId: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
}

let folder: string;
let collector: Server;
let app: ChildProcess;
let log: Promise<string>;
let url: string;
let operatorUrl: string;
const received: Json[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'roundtable-watched-'));
  collector = createServer((request, response) => {
    const answer = async (): Promise<void> => {
      received.push(JSON.parse(await text(request)));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    };
    void answer();
  });
  const collectorPort = await findPort(0);
  collector.listen(collectorPort, '127.0.0.1');
  const [port, operatorPort] = [await findPort(0), await findPort(0)];
  url = `http://127.0.0.1:${port}`;
  operatorUrl = `http://127.0.0.1:${operatorPort}`;
  app = spawn(process.execPath, [MAIN], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      OPERATOR_PORT: String(operatorPort),
      APP_BASE_URL: url,
      HUBSPOT_CLIENT_ID: 'client-1',
      HUBSPOT_CLIENT_SECRET: 'secret-1',
      HUBSPOT_APP_ID: '4242',
      ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
      DATA_DIR: folder,
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${collectorPort}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
    },
  });
  if (app.stdout === null) throw new Error('The app has no output');
  log = text(app.stdout);
  while (!(await isReady())) await delay(200);
});

afterAll(async () => {
  app.kill('SIGKILL');
  collector.close();
  await rm(folder, { recursive: true, force: true });
});

async function isReady(): Promise<boolean> {
  if (app.exitCode !== null) throw new Error(`The app ended with ${app.exitCode}: ${await log}`);
  return fetch(`${operatorUrl}/readyz`).then(
    (answer) => answer.ok,
    () => false,
  );
}

test('a request has an id, a line in the metrics, and a span whose address names nobody', async () => {
  const answer = await fetch(`${url}/api/cards/account?userEmail=ada@vendor.example`);
  expect(answer.status).toBe(401);
  expect(answer.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  for (const path of ['/v1/openapi.json', '/V1/OpenAPI.json']) expect((await fetch(url + path)).status).toBe(200);

  const metrics = await (await fetch(`${operatorUrl}/metrics`)).text();
  expect(metrics).toContain('roundtable_http_request_seconds_count{method="GET",route="/readyz",status="200"} 1');
  expect(metrics).toContain('roundtable_http_request_seconds_count{method="GET",route="none",status="401"} 1');
  expect(metrics).toContain('{method="GET",route="/v1/openapi.json",status="200"} 2');
  expect(metrics).toContain('roundtable_backlog_up 1');
  expect(metrics).toMatch(/roundtable_jobs\{name="refresh",state="waiting"\} 0/);
  expect(metrics).not.toContain('vendor.example');
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
});

test('on SIGTERM it ends by itself, with its last traces sent and every line of its log JSON', async () => {
  app.kill('SIGTERM');
  expect(await once(app, 'exit')).toEqual([0, null]);
  const lines = (await log)
    .trim()
    .split('\n')
    .map((line): Json => JSON.parse(line));
  expect(lines.map(({ msg }) => msg as string)).toEqual(expect.arrayContaining(['started', 'stopped']));

  const spans = received.flatMap((body) =>
    (body.resourceSpans as Json[]).flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope: Json) => scope.spans)),
  ) as Span[];
  const ready = spans.find(({ attributes }) =>
    attributes.some(({ key, value }) => key === 'http.route' && value.stringValue === '/readyz'),
  );
  expect(ready?.name).toBe('http GET');
  const below = spans.filter(({ parentSpanId }) => parentSpanId === ready?.spanId);
  expect(below.map(({ name }) => name)).toContain('sql');
  expect(JSON.stringify(received)).not.toContain('vendor.example');
});
