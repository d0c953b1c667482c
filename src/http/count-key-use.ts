import { TooManyRequestsError } from '../errors.ts';
import { cellOfKey, noteKeyUse, type KeyKind, type KeySecret } from '../storage/portal/portal-keys.ts';
import { takeSlot } from '../storage/portal/rate-limits.ts';
import type { HttpContext } from './http-context.ts';

/** Ten requests a second for a key in the long run, 50 at once. */
const CELL = { intervalMs: 100, burst: 50 };

/**
 * Counts a request made with a key against its rate limit, and records the use of the key; asked as the key's portal.
 * @throws TooManyRequestsError if the key asks too often
 */
export async function countKeyUse(
  { db, now }: HttpContext,
  kind: KeyKind,
  key: Omit<KeySecret, 'secret'>,
): Promise<void> {
  const waitMs = await takeSlot(db.kysely, cellOfKey(kind, key.keyId), CELL);
  if (waitMs > 0) throw new TooManyRequestsError('Too many requests: at most 10 a second.', waitMs);
  await noteKeyUse(db.kysely, kind, key, now());
}
