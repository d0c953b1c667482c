import { DAY_MS } from '../../domain/day-ms.ts';
import { appendAudit, THE_APP } from '../../storage/portal/audit-log.ts';
import { lockPortal } from '../../storage/portal/portals.ts';
import { addDueNotes, countNotes, type Channel } from '../../storage/portal/record-notes.ts';
import type { SyncContext } from '../sync-context.ts';

interface ChannelLimit {
  channel: Channel;
  /** The most notes of one portal in 24 hours; more are held back. */
  most: number;
  /** What the audit log calls it if notes are held back. */
  heldBack: string;
}

/** Queues what is due for a channel; the audit log records how many were held back, and the settings show it. */
export async function queueDueNotes(
  context: SyncContext,
  portalId: number,
  { channel, most, heldBack }: ChannelLimit,
): Promise<void> {
  const now = context.now();
  await context.db.transaction(async (trx) => {
    await lockPortal(trx, portalId);
    const { written = 0, waiting = 0, sending = 0 } = await countNotes(trx, portalId, now - DAY_MS, channel);
    const left = Math.max(0, most - written - waiting - sending);
    const held = await addDueNotes(trx, portalId, { now, left, channel });
    if (held === 0) return;
    const entry = { at: now, actor: THE_APP, action: heldBack, subject: `portal:${portalId}`, details: { held, most } };
    await appendAudit(trx, portalId, entry);
  });
}
