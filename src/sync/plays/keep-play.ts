import { DAY_MS } from '../../domain/day-ms.ts';
import { appendAudit, hasAudit } from '../../storage/portal/audit-log.ts';
import { listKeptPlays, PLAY_KEPT } from '../../storage/plays/kept-plays.ts';
import { listNames } from '../../storage/mirror/owners.ts';
import { lockPortal } from '../../storage/portal/portals.ts';
import type { SyncContext } from '../sync-context.ts';
import { getPortalPlay } from './portal-plays.ts';

/** For so long a play that is kept is not proposed for retirement again. */
const KEPT_MS = 90 * DAY_MS;

/** That a play stays though it does worse than leaving it. */
export interface KeptPlay {
  /** Who said so, by name, or by address where HubSpot knows no name. */
  by: string;
  /** When it is asked again; epoch ms. */
  until: number;
}

/**
 * Notes in the audit log that a play is kept: it is not proposed for retirement for 90 days. A repeat notes nothing.
 * @throws NotFoundError for a play the portal has not
 */
export async function keepPlay(
  context: SyncContext,
  { portalId, playId, keptBy, requestId }: { portalId: number; playId: string; keptBy: string; requestId: string },
): Promise<void> {
  await getPortalPlay(context.db.kysely, portalId, playId);
  await context.db.transaction(async (trx) => {
    await lockPortal(trx, portalId);
    if (await hasAudit(trx, portalId, PLAY_KEPT, requestId)) return;
    const entry = { at: context.now(), actor: keptBy, action: PLAY_KEPT, subject: `play:${playId}` };
    await appendAudit(trx, portalId, { ...entry, details: { requestId } });
  });
}

/** The plays that are kept now, by play id. */
export async function readKeptPlays(context: SyncContext, portalId: number): Promise<Map<string, KeptPlay>> {
  const { kysely } = context.db;
  const kept = await listKeptPlays(kysely, portalId, context.now() - KEPT_MS);
  const names = await listNames(kysely, portalId);
  return new Map(
    [...kept].map(([playId, { by, at }]) => [playId, { by: names.get(by.toLowerCase()) ?? by, until: at + KEPT_MS }]),
  );
}
