import { z } from 'zod';
import type { HeldKey } from '../../../extensions/app/settings/held-key.ts';
import { listNames } from '../../storage/mirror/owners.ts';
import { listKeys, type KeyKind } from '../../storage/portal/portal-keys.ts';
import type { HttpContext } from '../http-context.ts';
import { iso } from '../iso.ts';
import { requestIdSchema } from '../parse-input.ts';

const MOST_CHARACTERS = 60;

/** What an admin calls a key, so that everybody knows which one to revoke. */
const keyNameSchema = z
  .string('must be a name')
  .trim()
  .min(1, 'must be a name')
  .max(MOST_CHARACTERS, `must have at most ${MOST_CHARACTERS} characters`);

/** The body of a request that makes a key, and of one that revokes it. */
export const makeKeyBody = z.strictObject({ requestId: requestIdSchema, label: keyNameSchema });
export const revokeKeyBody = z.strictObject({ keyId: z.string().min(1).max(60) });

/** A portal's keys as the settings list them, the oldest first; who made one by name. */
export async function readHeldKeys({ db }: HttpContext, kind: KeyKind, portalId: number): Promise<HeldKey[]> {
  const keys = await listKeys(db.kysely, kind, portalId);
  const names = await listNames(db.kysely, portalId);
  return keys.map(({ createdAt, createdBy, lastUsedAt, ...key }) => ({
    ...key,
    createdBy: createdBy && (names.get(createdBy.toLowerCase()) ?? createdBy),
    createdAt: iso(createdAt),
    lastUsedAt: iso(lastUsedAt),
  }));
}
