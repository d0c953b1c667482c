/**
 * SQLSTATE classes in which the database failed, or has no time, whatever it was asked: connection, transaction rolled
 * back (deadlock), resources, object in use, operator intervention, system. A missing table (42) is a deployment's fault.
 */
const FAILURES = new Set(['08', '25', '40', '42', '53', '55', '57', '58', 'XX']);
const SQLSTATE = /^[0-9A-Z]{5}$/;

/**
 * Whether an error says that the database could not be asked, as against that it did not take the data. An error of the
 * driver that carries no code leaves it open: `false`.
 */
export function isDatabaseFailure(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return false;
  // The driver's own: ECONNREFUSED, ECONNRESET, ETIMEDOUT.
  if ('syscall' in error) return true;
  return SQLSTATE.test(error.code) && FAILURES.has(error.code.slice(0, 2));
}
