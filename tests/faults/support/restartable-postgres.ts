import { rm } from 'node:fs/promises';
import { launchPostgres } from '../../storage/start-postgres.ts';

export interface RestartablePostgres {
  databaseUrl: string;
  /** Ends every connection at once (a fast stop) and comes back with what was committed. */
  restart: () => Promise<void>;
  stop: () => Promise<void>;
}

/** A PostgreSQL of this run's own, with an empty database. */
export async function startRestartablePostgres(): Promise<RestartablePostgres> {
  // A restart loses nothing without fsync; a power failure is not part of the run.
  const { postgres, databaseDir, urlOf } = await launchPostgres({
    persistent: true,
    postgresFlags: ['-c', 'fsync=off'],
  });
  await postgres.createDatabase('roundtable');
  // Two restarts at once would be one too many.
  let restarted = Promise.resolve();
  const restart = async (): Promise<void> => {
    await postgres.stop();
    await postgres.start();
  };
  return {
    databaseUrl: urlOf('roundtable'),
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
