import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { findPort } from '../../../src/sandbox/run/find-port.ts';

test('any port is one that the system gives to no outgoing connection', async () => {
  const port = await findPort(0);
  expect(port).toBeGreaterThanOrEqual(10_240);
  expect(port).toBeLessThan(32_768);
});

test('the port preferred is taken where it is free, and another where it is not', async () => {
  const free = await findPort(0);
  expect(await findPort(free)).toBe(free);
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await findPort(port)).not.toBe(port);
  await new Promise((resolve) => {
    server.close(resolve);
  });
});
