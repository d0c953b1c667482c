import { randomBytes } from 'node:crypto';
import { NotFoundError } from '../../errors.ts';
import { deleteApiKey, findApiKey, saveApiKey } from '../../storage/portal/api-keys.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { hashId } from '../hash-id.ts';
import type { SyncContext } from '../sync-context.ts';

interface ApiKeyRequest {
  portalId: number;
  /** Made by who asks, once per key: a repeat is given the key that was made the first time. */
  requestId: string;
  label: string;
  madeBy: string;
}

/**
 * Makes a key that a program reads the portal's accounts with; the audit log says who did.
 * @returns what the program sends: `id.secret`
 * @throws NotFoundError where that key was revoked meanwhile
 */
export async function makeApiKey(
  context: SyncContext,
  { portalId, requestId, label, madeBy }: ApiKeyRequest,
): Promise<{ key: string }> {
  const name = hashId(24, 'api', portalId, requestId);
  const keyId = `rt_${name}`;
  const secret = randomBytes(32).toString('base64url');
  const at = context.now();
  return context.db.transaction(async (trx) => {
    const made = { keyId, portalId, secret, label, createdAt: at, createdBy: madeBy };
    if (!(await saveApiKey(trx, context.cipher, made))) {
      const held = await findApiKey(trx, context.cipher, keyId);
      if (held === null) throw new NotFoundError('This key was revoked: make another.');
      return { key: `${keyId}.${held.secret}` };
    }
    const entry = { at, actor: madeBy, action: 'API key made', subject: `api-key:${keyId}`, details: { label } };
    await appendAudit(trx, portalId, entry);
    return { key: `${keyId}.${secret}` };
  });
}

/** Ends a key at once; a repeat changes nothing. */
export async function revokeApiKey(
  context: SyncContext,
  { portalId, keyId, revokedBy }: { portalId: number; keyId: string; revokedBy: string },
): Promise<void> {
  const at = context.now();
  await context.db.transaction(async (trx) => {
    const label = await deleteApiKey(trx, portalId, keyId);
    if (label === null) return;
    const entry = { at, actor: revokedBy, action: 'API key revoked', subject: `api-key:${keyId}`, details: { label } };
    await appendAudit(trx, portalId, entry);
  });
}
