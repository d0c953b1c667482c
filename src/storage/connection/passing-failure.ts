import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseError } from 'pg';
import { AppError } from '../../errors.ts';

/**
 * PostgreSQL does not answer at this moment and will by itself: it restarts, has no connection left, ended ours, or broke
 * a deadlock. Whether what was asked was done is open: a commit may have been under way.
 */
export class DatabaseUnavailableError extends AppError {
  constructor(cause: unknown) {
    super('Roundtable could not answer at this moment. Try again in a few seconds.', {
      code: 'DATABASE_UNAVAILABLE',
      retry: 'backoff',
      cause,
    });
  }
}

/**
 * SQLSTATE classes of what passes: connection, transaction rolled back (deadlock, serialization), resources (connections,
 * memory, disk), operator intervention (shutdown, statement time-out).
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const PASSING = new Set(['08', '40', '53', '57']);
/** PostgreSQL is up again a second or two after a restart, and who waits for a card waits for 15 s. */
const PATIENCE_MS = 3_000;
const FIRST_DELAY_MS = 100;

/**
 * The error as a DatabaseUnavailableError where it passes by itself, else as it is. What the server did not say itself is
 * the driver's (`isConnectionGone`: there is or was no connection) or the code's that asked.
 */
export function toPassingFailure(error: unknown, { isConnectionGone }: { isConnectionGone: boolean }): unknown {
  const passes = error instanceof DatabaseError ? PASSING.has(error.code?.slice(0, 2) ?? '') : isConnectionGone;
  return passes ? new DatabaseUnavailableError(error) : error;
}

/**
 * Connects, and tries again for three seconds where that fails for a reason that passes: what the connection is wanted for
 * was not asked yet, so that nothing is done twice. Who waited longer than that already (for a pool of which all are in
 * use) is told at once.
 * @throws DatabaseUnavailableError, or what `connect` throws
 */
export async function connectPatiently<T>(connect: () => Promise<T>): Promise<T> {
  const until = performance.now() + PATIENCE_MS;
  for (let delayMs = FIRST_DELAY_MS; ; delayMs *= 2) {
    try {
      return await connect();
    } catch (error) {
      if (!(error instanceof DatabaseUnavailableError) || performance.now() + delayMs > until) throw error;
    }
    await delay(delayMs);
  }
}
