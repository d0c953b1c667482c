import { DAY_MS } from '../../domain/day-ms.ts';
import type { PlayDefinition } from '../../domain/plays/play-types.ts';
import type { PortalPlay } from '../../domain/plays/portal-plays.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { getAccountScore } from '../../storage/accounts/account-scores.ts';
import { loadOpenTickets } from '../../storage/mirror/open-tickets.ts';
import { loadPlayFeedback } from '../../storage/accounts/account-work.ts';
import { listPlayRuns, type PlayRun } from '../../storage/plays/play-runs.ts';
import { refreshAccount } from '../refresh/refresh-portal.ts';
import type { SyncContext } from '../sync-context.ts';
import { loadPortalPlays } from './portal-plays.ts';
import { startPlay, type StartPlay } from './start-play.ts';

/** What a workflow is told; `suppressed`: snoozed, dismissed, in its cool-down, or resting for an open ticket. */
export type StartResult = 'started' | 'already_running' | 'not_on_list' | 'suppressed' | 'not_due' | 'no_such_play';

export interface StartReport {
  result: StartResult;
  /** Of the run that was started, or that runs already. */
  runId: string | null;
  /** Why it was not started; empty where it was. */
  reason: string;
}

/**
 * Starts a play for a workflow where it is recommended for the account as it stands now, as a rep could on its card; else says why
 * not. The same request again is answered with the run it started.
 * @throws NotFoundError where the account is not scored
 */
export async function startFromWorkflow(context: SyncContext, request: StartPlay): Promise<StartReport> {
  const { portalId, companyId, playId, requestId } = request;
  const { kysely } = context.db;
  const runs = await listPlayRuns(kysely, portalId, [companyId]);
  const former = runs.find((run) => run.requestId === requestId);
  if (former !== undefined) return { result: 'started', runId: former.runId, reason: '' };
  const found = (await loadPortalPlays(kysely, portalId)).find(({ play }) => play.id === playId);
  if (found === undefined || !found.choice.enabled) return refuseSwitchedOff(found);
  // A workflow runs because something changed a moment ago.
  await refreshAccount(context, portalId, companyId);
  const score = await getAccountScore(kysely, portalId, companyId);
  if (score === null) throw new NotFoundError('Roundtable does not know this company (yet).');
  const { play } = found;
  if (!play.tiers.includes(score.tier ?? 'none')) return refuseTier(play, score.tier);
  try {
    const run = await startPlay(context, request);
    if (run.requestId === requestId) return { result: 'started', runId: run.runId, reason: '' };
    return { result: 'already_running', runId: run.runId, reason: `"${play.name}" runs at this account already.` };
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return explain(context, request, play, runs);
  }
}

function refuseSwitchedOff(found: PortalPlay | undefined): StartReport {
  const reason =
    found === undefined ? 'There is no such play any more.' : `"${found.play.name}" is switched off in the plays.`;
  return { result: 'no_such_play', runId: null, reason };
}

function refuseTier({ name, tiers }: PlayDefinition, tier: number | null): StartReport {
  if (tier === null) {
    const reason = `The account is not on the target account list, and "${name}" is for accounts that are.`;
    return { result: 'not_on_list', runId: null, reason };
  }
  const meant = tiers.map((each) => (each === 'none' ? 'without a tier' : `of Tier ${each}`));
  const reason = `"${name}" is for accounts ${new Intl.ListFormat('en').format(meant)}; this one is of Tier ${tier}.`;
  return { result: 'not_due', runId: null, reason };
}

function suppress(reason: string): StartReport {
  return { result: 'suppressed', runId: null, reason };
}

/** Why a play of the account's tier is not recommended now. */
async function explain(
  context: SyncContext,
  { portalId, companyId }: StartPlay,
  { id, name, cooldownDays, evenWithTicket = false }: PlayDefinition,
  runs: readonly PlayRun[],
): Promise<StartReport> {
  const now = context.now();
  const isCooling = (since: number): boolean => now < since + cooldownDays * DAY_MS;
  const feedback = await loadPlayFeedback(context.db.kysely, portalId, [companyId]);
  const said = feedback.get(companyId)?.find(({ playId }) => playId === id);
  if (said?.kind === 'snoozed' && now < said.until) return suppress(`"${name}" is snoozed at this account.`);
  if (said?.kind === 'dismissed' && (now < said.until || isCooling(said.givenAt))) {
    return suppress(`"${name}" was dismissed at this account and rests for ${cooldownDays} days.`);
  }
  if (runs.some(({ playId, status, startedAt }) => playId === id && status !== 'failed' && isCooling(startedAt))) {
    return suppress(`"${name}" was run at this account less than ${cooldownDays} days ago.`);
  }
  if (!evenWithTicket && (await loadOpenTickets(context.db.kysely, portalId, [companyId])).has(companyId)) {
    return suppress(`"${name}" is on hold while the account has an open support ticket.`);
  }
  const reason = `"${name}" is not recommended for this account now: its trigger does not hold, or its people are in another play.`;
  return { result: 'not_due', runId: null, reason };
}
