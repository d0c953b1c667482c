import { appendAudit, THE_APP } from '../../storage/portal/audit-log.ts';
import { lockPortal } from '../../storage/portal/portals.ts';
import { dropMessages, getSlackUrl, stopSlackHook } from '../../storage/portal/slack.ts';
import type { SyncContext } from '../sync-context.ts';

/**
 * Sends nothing more to a channel that takes nothing: the settings say so, and the audit log. What waits is dropped. One
 * that was connected in the place of `url` meanwhile is left alone.
 */
export async function stopSlack(
  context: SyncContext,
  portalId: number,
  { url, reason }: { url: string; reason: string },
): Promise<void> {
  const at = context.now();
  await context.db.transaction(async (trx) => {
    await lockPortal(trx, portalId);
    if ((await getSlackUrl(trx, context.cipher, portalId)) !== url) return;
    await dropMessages(trx, portalId);
    if (!(await stopSlackHook(trx, portalId, { at, reason }))) return;
    const subject = `portal:${portalId}`;
    await appendAudit(trx, portalId, { at, actor: THE_APP, action: 'Slack stopped', subject, details: { reason } });
  });
}
