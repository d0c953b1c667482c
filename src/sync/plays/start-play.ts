import { listDueTimes } from '../../domain/plays/due-days.ts';
import type { RecommendedPlay } from '../../domain/plays/play-types.ts';
import type { StageId } from '../../domain/stage/stage-ids.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { getAccountScore } from '../../storage/accounts/account-scores.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { blockErasures } from '../../storage/mirror/erase-contact.ts';
import { insertPlayRun, listPlayRuns, type PlayRun } from '../../storage/plays/play-runs.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { toSnapshot } from '../refresh/account-snapshot.ts';
import type { SyncContext } from '../sync-context.ts';
import { getPortalPlay } from './portal-plays.ts';

export interface StartPlay {
  portalId: number;
  companyId: string;
  playId: string;
  /** Made once per click: the same request again gives the run it started. */
  requestId: string;
  /** Signed e-mail address of the user. */
  startedBy: string;
}

const NOT_OFFERED = 'This play is no longer recommended for the account: reload the card.';

/**
 * Starts a recommended play: the run is stored and the job that makes its tasks is enqueued in one transaction.
 * @throws NotFoundError where the account is not scored; InvalidInputError where the play is not recommended for it now
 */
export async function startPlay(context: SyncContext, request: StartPlay): Promise<PlayRun> {
  const { portalId, companyId, playId, requestId, startedBy } = request;
  const { kysely } = context.db;
  const runs = await listPlayRuns(kysely, portalId, [companyId]);
  const repeated = runs.find((run) => run.requestId === requestId);
  if (repeated !== undefined) return repeated;
  const running = runs.find((run) => run.playId === playId && ['starting', 'running'].includes(run.status));
  if (running !== undefined) return running;
  const startedAt = context.now();
  return context.db.transaction(async (trx) => {
    const { play, stage } = await findOffered(trx, request);
    const dueTimes = listDueTimes(play, startedAt);
    const { run, created } = await insertPlayRun(trx, portalId, {
      requestId,
      companyId,
      playId,
      contactIds: play.who.map((person) => person.contactId),
      steps: play.steps.map((step, index) => ({
        title: step.title,
        channel: step.channel,
        who: step.who,
        dueAt: dueTimes[index] ?? startedAt,
        text: step.resolvedText,
        taskId: null,
        ...(step.sequence !== undefined && { sequence: step.sequence }),
      })),
      startedBy,
      startedAt,
      stageFrom: stage,
    });
    if (!created) return run;
    const details = { runId: run.runId, playId };
    const entry = { at: startedAt, actor: startedBy, action: 'play started', subject: `company:${companyId}`, details };
    await appendAudit(trx, portalId, entry);
    await markStale(trx, portalId, [companyId], 'play started');
    await context.queue.send('run-play', { portalId, runId: run.runId }, { priority: 10, trx });
    return run;
  });
}

/** The play as it is recommended now: in no text of it is anybody who was erased, nor who is before it is started. */
async function findOffered(
  trx: Db,
  { portalId, companyId, playId }: StartPlay,
): Promise<{ play: RecommendedPlay; stage: StageId }> {
  await blockErasures(trx, portalId);
  const score = await getAccountScore(trx, portalId, companyId);
  if (score === null) throw new NotFoundError('This company is not scored yet: wait for the first sync to finish.');
  const play = toSnapshot(score)?.plays.find((each) => each.playId === playId);
  if (play === undefined) {
    throw new InvalidInputError(NOT_OFFERED, [
      { field: 'playId', problem: `"${playId}" is not among the plays recommended now` },
    ]);
  }
  if (!(await getPortalPlay(trx, portalId, playId)).choice.enabled) throw new InvalidInputError(NOT_OFFERED);
  return { play, stage: score.stage };
}
