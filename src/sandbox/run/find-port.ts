import { randomInt } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';

/**
 * Systems give outgoing connections ports from 32,768 (Linux) or 49,152 on: a free port in that range can be
 * taken before the server listens on it.
 */
const LOWEST = 10_240;
const FIRST_OUTGOING = 32_768;
const TRIES = 20;

/** `preferred` if it is free on loopback, else any free port. */
export async function findPort(preferred: number): Promise<number> {
  const wanted = preferred === 0 ? null : await tryPort(preferred);
  if (wanted !== null) return wanted;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const port = await tryPort(randomInt(LOWEST, FIRST_OUTGOING));
    if (port !== null) return port;
  }
  return (await tryPort(0)) ?? preferred;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const { port: found } = server.address() as AddressInfo;
      server.close(() => resolve(found));
    });
  });
}
