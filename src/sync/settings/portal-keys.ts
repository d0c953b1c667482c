import { randomBytes } from 'node:crypto';
import { NotFoundError } from '../../errors.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { deleteKey, findKey, saveKey, type KeyKind } from '../../storage/portal/portal-keys.ts';
import { hashId } from '../hash-id.ts';
import type { SyncContext } from '../sync-context.ts';

interface KeyRequest {
  portalId: number;
  /** Made by the caller, once per key. Whoever knows it is shown the secret again, so it is stored nowhere. */
  requestId: string;
  /** What an admin calls the key. */
  label: string;
  madeBy: string;
}

/** How an id of each kind is made, and what the audit log calls such a key. */
const KINDS = {
  signals: { prefix: 'rk_', salt: [], name: 'signal key', subject: 'signal-key' },
  api: { prefix: 'rt_', salt: ['api'], name: 'API key', subject: 'api-key' },
} as const satisfies Record<KeyKind, { prefix: string; salt: readonly string[]; name: string; subject: string }>;

/**
 * Makes a key, and records who did in the audit log. A repeated request returns the key made the first time.
 * @throws NotFoundError if that key was revoked meanwhile
 */
export async function makeKey(
  context: SyncContext,
  kind: KeyKind,
  { portalId, requestId, label, madeBy }: KeyRequest,
): Promise<{ keyId: string; secret: string }> {
  const { prefix, salt, name, subject } = KINDS[kind];
  const keyId = `${prefix}${hashId(24, ...salt, portalId, requestId)}`;
  const secret = randomBytes(32).toString('base64url');
  const at = context.now();
  return context.db.transaction(async (trx) => {
    const made = { keyId, portalId, secret, label, createdAt: at, createdBy: madeBy };
    if (!(await saveKey(trx, context.cipher, kind, made))) {
      const held = await findKey(trx, context.cipher, kind, keyId);
      if (held === null) throw new NotFoundError('This key was revoked: make another.');
      return { keyId, secret: held.secret };
    }
    const entry = { at, actor: madeBy, action: `${name} made`, subject: `${subject}:${keyId}`, details: { label } };
    await appendAudit(trx, portalId, entry);
    return { keyId, secret };
  });
}

/** Revokes a key at once, and records who did in the audit log; a repeat changes nothing. */
export async function revokeKey(
  context: SyncContext,
  kind: KeyKind,
  { portalId, keyId, revokedBy }: { portalId: number; keyId: string; revokedBy: string },
): Promise<void> {
  const { name, subject } = KINDS[kind];
  const at = context.now();
  await context.db.transaction(async (trx) => {
    const label = await deleteKey(trx, kind, portalId, keyId);
    if (label === null) return;
    const details = label === '' ? {} : { label };
    const entry = { at, actor: revokedBy, action: `${name} revoked`, subject: `${subject}:${keyId}`, details };
    await appendAudit(trx, portalId, entry);
  });
}
