import { AsyncLocalStorage } from 'node:async_hooks';

const limits = new AsyncLocalStorage<number>();

/**
 * No statement that `work` makes lasts longer: PostgreSQL cancels it, and where that does not answer the connection is
 * given up, with a DatabaseUnavailableError. The embedded database holds nobody to it.
 */
export function limitStatements<T>(limitMs: number, work: () => T): T {
  return limits.run(limitMs, work);
}

/** How long a statement of the code that runs now may last (ms); `null` where that is left to the server's own settings. */
export function statementLimit(): number | null {
  return limits.getStore() ?? null;
}
