import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { AmbiguousWriteError, HubSpotUnavailableError } from '../../../src/errors.ts';
import type { HubSpotClient } from '../../../src/hubspot/client/client.ts';
import { createOAuthClient } from '../../../src/hubspot/access/oauth.ts';
import { createTestClient } from '../test-client.ts';

const okSchema = z.looseObject({ ok: z.boolean() });
const read = (client: HubSpotClient) =>
  client.request({ method: 'GET', path: '/thing', schema: okSchema, repeatable: true });
const create = (client: HubSpotClient) =>
  client.request({ method: 'POST', path: '/thing', body: { a: 1 }, schema: okSchema, repeatable: false });

test('a read whose connection breaks in the middle of the body is repeated', async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '11' });
    if (requests > 1) response.end('{"ok":true}');
    else response.write('{"ok"', () => response.socket?.destroy());
  });
  await onLoopback(server, async (apiUrl) => {
    expect(await read(createTestClient({ apiUrl }))).toEqual({ ok: true });
    expect(requests).toBe(2);
  });
});

test('a create that hangs is cut off after the time-out and not repeated', async () => {
  let requests = 0;
  const server = createServer(() => void (requests += 1));
  await onLoopback(server, async (apiUrl) => {
    await expect(create(createTestClient({ apiUrl, timeoutMs: 1_000 }))).rejects.toMatchObject({
      constructor: AmbiguousWriteError,
      cause: expect.any(HubSpotUnavailableError),
    });
    expect(requests).toBe(1);
  });
});

test('a read whose body never ends is cut off and repeated', async () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.writeHead(200, { 'Content-Type': 'application/json' });
    if (requests === 1) response.write('{"ok"');
    else response.end('{"ok":true}');
  });
  await onLoopback(server, async (apiUrl) => {
    expect(await read(createTestClient({ apiUrl, timeoutMs: 1_000 }))).toEqual({ ok: true });
  });
});

test.each([
  ['breaks', (response: ServerResponse) => void response.write('{"ok"', () => response.socket?.destroy())],
  ['stalls', (response: ServerResponse) => void response.write('{"ok"')],
])('a create whose answer %s in the middle may have happened, and is not repeated', async (_, fail) => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests += 1;
    response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': '11' });
    fail(response);
  });
  await onLoopback(server, async (apiUrl) => {
    const client = createTestClient({ apiUrl, timeoutMs: 1_000 });
    await expect(create(client)).rejects.toBeInstanceOf(AmbiguousWriteError);
    expect(requests).toBe(1);
  });
});

test.each([
  ['breaks', (response: ServerResponse) => void response.write('{"acc', () => response.socket?.destroy())],
  ['stalls', (response: ServerResponse) => void response.write('{"acc')],
])('a token endpoint whose answer %s in the middle is an outage, not a dead grant', async (_, fail) => {
  const server = createServer((_, response) => {
    response.writeHead(400, { 'Content-Type': 'application/json', 'Content-Length': '99' });
    fail(response);
  });
  await onLoopback(server, async (apiUrl) => {
    const oauth = createOAuthClient({ apiUrl, clientId: 'id', clientSecret: 's', timeoutMs: 500 });
    await expect(oauth.refresh('R')).rejects.toBeInstanceOf(HubSpotUnavailableError);
  });
});

async function onLoopback(server: ReturnType<typeof createServer>, use: (apiUrl: string) => Promise<void>) {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
