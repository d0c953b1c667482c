import { randomBytes } from 'node:crypto';
import { NotFoundError } from '../../errors.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { deleteSignalKey, findSignalKey, saveSignalKey } from '../../storage/portal/signal-keys.ts';
import { hashId } from '../hash-id.ts';
import type { SyncContext } from '../sync-context.ts';

interface SignalKeyRequest {
  portalId: number;
  /** Made by who asks, once per key. Only who knows it is shown the secret again, so it is kept nowhere. */
  requestId: string;
  /** What it is for, as an admin calls it. */
  label: string;
  madeBy: string;
}

/**
 * Makes a key that signals are signed with; the audit log says who did. A repeat is given the key made the first time.
 * @throws NotFoundError where that key is deleted meanwhile
 */
export async function makeSignalKey(
  context: SyncContext,
  { portalId, requestId, label, madeBy }: SignalKeyRequest,
): Promise<{ keyId: string; secret: string }> {
  const name = hashId(24, portalId, requestId);
  const key = { keyId: `rk_${name}`, secret: randomBytes(32).toString('base64url') };
  const at = context.now();
  return context.db.transaction(async (trx) => {
    const made = { ...key, portalId, label, createdAt: at, createdBy: madeBy };
    if (!(await saveSignalKey(trx, context.cipher, made))) {
      const held = await findSignalKey(trx, context.cipher, key.keyId);
      if (held === null) throw new NotFoundError('This signal key was deleted: make another.');
      return { keyId: held.keyId, secret: held.secret };
    }
    const subject = `signal-key:${key.keyId}`;
    await appendAudit(trx, portalId, { at, actor: madeBy, action: 'signal key made', subject, details: { label } });
    return key;
  });
}

/** Takes a key out of use at once; the audit log says who did. One that is gone stays so. */
export async function revokeSignalKey(
  context: SyncContext,
  { portalId, keyId, revokedBy }: { portalId: number; keyId: string; revokedBy: string },
): Promise<void> {
  await context.db.transaction(async (trx) => {
    const label = await deleteSignalKey(trx, portalId, keyId);
    if (label === null) return;
    const details = label === '' ? {} : { label };
    const entry = { at: context.now(), actor: revokedBy, subject: `signal-key:${keyId}`, details };
    await appendAudit(trx, portalId, { ...entry, action: 'signal key revoked' });
  });
}
