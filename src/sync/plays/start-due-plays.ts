import { AppError } from '../../errors.ts';
import { THE_APP } from '../../storage/portal/audit-log.ts';
import { DAY_MS } from '../../domain/day-ms.ts';
import type { PortalPlay } from '../../domain/plays/portal-plays.ts';
import { countRunsStartedBy, listOfferedDues } from '../../storage/plays/play-auto-starts.ts';
import type { SyncContext } from '../sync-context.ts';
import { loadPortalPlays } from './portal-plays.ts';
import { startPlay } from './start-play.ts';

/** Of one play in a day: somebody has to do the tasks. */
export const MOST_A_DAY = 25;

/**
 * Starts the plays that are set to start by themselves, at the accounts of their tiers where they are due and offered:
 * once for each period in which one is due, however often this runs or is cut off. @returns how many were started
 */
export async function startDuePlays(context: SyncContext, portalId: number): Promise<number> {
  const plays = await loadPortalPlays(context.db.kysely, portalId);
  let started = 0;
  for (const each of plays.filter(({ choice }) => choice.enabled && choice.autoStart.length > 0)) {
    started += await startOfPlay(context, portalId, each);
  }
  if (started > 0) await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId) });
  return started;
}

async function startOfPlay(context: SyncContext, portalId: number, { play, choice }: PortalPlay): Promise<number> {
  const { kysely } = context.db;
  const { id: playId } = play;
  const since = context.now() - DAY_MS;
  const left = MOST_A_DAY - (await countRunsStartedBy(kysely, portalId, { playId, startedBy: THE_APP, since }));
  if (left <= 0) return 0;
  const dues = await listOfferedDues(kysely, portalId, { playId, tiers: choice.autoStart, limit: left });
  let started = 0;
  for (const { companyId, dueSince } of dues) {
    const requestId = `auto-${playId}-${companyId}-${dueSince}`;
    try {
      await startPlay(context, { portalId, companyId, playId, requestId, startedBy: THE_APP });
      started += 1;
    } catch (error) {
      // The account moved on since it was computed: it is looked at again with the next refresh.
      if (!(error instanceof AppError) || error.retry !== 'never') throw error;
      context.log.info({ portalId, companyId, playId, code: error.code }, 'play not started by itself');
    }
  }
  return started;
}
