import { randomInt } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';

/**
 * Systems give outgoing connections ports from 32,768 (Linux) or 49,152 on: of those a port that was found free can be
 * taken before anybody listens on it.
 */
const LOWEST = 10_240;
const FIRST_OUTGOING = 32_768;
const TRIES = 20;

/** `preferred` where it is free on loopback, else any free port. */
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
