import { assessCommittee } from '../../domain/committee/assess-committee.ts';
import type { AccountFacts } from '../../domain/facts.ts';
import type { Model } from '../../domain/model/model.ts';
import type { RecommendedPlay } from '../../domain/plays/play-types.ts';
import { findRunEnds, type RunEnd } from '../../domain/plays/judge-run.ts';
import type { PlaySuccess } from '../../domain/plays/rank-play.ts';
import { recommendPlays } from '../../domain/plays/recommend-plays.ts';
import { completeAccount, scoreAccount } from '../../domain/score-account.ts';
import type { AccountResult, HeldPosition, PortalNorms } from '../../domain/scores.ts';
import { loadAccountFacts } from '../../storage/account-facts.ts';
import { loadHeldPositions, saveComputedAccounts, type ComputedAccount } from '../../storage/account-scores.ts';
import { savePersonScores } from '../../storage/person-scores.ts';
import { markStale } from '../../storage/stale-accounts.ts';
import { retentionStart, type SyncContext } from '../sync-context.ts';
import { reasonsOf } from './account-snapshot.ts';
import { endRuns } from './end-runs.ts';

/** What the scoring of any account of a portal needs besides its facts. */
export interface PortalScoring {
  model: Model;
  norms: PortalNorms;
  successByPlay: Readonly<Record<string, PlaySuccess>>;
}

const NEW_ACCOUNT: HeldPosition = { tier: null, tierSince: null, pinned: false, stage: null };

/**
 * Loads, scores and saves these accounts (hundreds at once), each with the tier it holds now, and ends their play runs
 * that came to an end. With `markAs` they are marked stale under that reason as they are saved: for a caller that
 * leaves the publishing to the next refresh, and whose facts may be older than those of one that runs meanwhile.
 */
export async function computeAccounts(
  context: SyncContext,
  portalId: number,
  companyIds: readonly string[],
  scoring: PortalScoring,
  options: { markAs?: string } = {},
): Promise<void> {
  const { db } = context;
  const now = context.scoringTime();
  const facts = await loadAccountFacts(db.kysely, portalId, companyIds, { since: retentionStart(context) });
  const held = await loadHeldPositions(db.kysely, portalId, companyIds);
  const computed = facts.map((account) => {
    const position = held.get(account.companyId) ?? NEW_ACCOUNT;
    return computeAccount(account, position, scoring, now);
  });
  await db.transaction(async (trx) => {
    const rows = computed.map(({ companyId, result, plays }) => toRow(companyId, result, plays, scoring.model, now));
    await saveComputedAccounts(trx, portalId, rows);
    await savePersonScores(
      trx,
      portalId,
      computed.flatMap(({ result }) => result.people),
    );
    const ends = computed.flatMap((account) => account.ends);
    await endRuns(trx, portalId, ends, context.now());
    if (options.markAs !== undefined) await markStale(trx, portalId, companyIds, options.markAs);
  });
}

interface ComputedResult {
  companyId: string;
  result: AccountResult;
  plays: RecommendedPlay[];
  ends: RunEnd[];
}

function computeAccount(
  facts: AccountFacts,
  held: HeldPosition,
  { model, norms, successByPlay }: PortalScoring,
  now: number,
): ComputedResult {
  const scores = scoreAccount(facts, model, norms, now);
  const titles = scores.people.map(({ contactId, titleClass }) => ({ contactId, titleClass }));
  const committee = assessCommittee({ facts, model: model.committee, tier: held.tier, titles, now });
  const position = { tier: held.tier, reason: '' };
  const result = completeAccount(facts, scores, committee, position, held, model, now);
  const ends = findRunEnds({ facts, result, now });
  const ended = new Map(ends.map(({ runId, outcome }) => [runId, outcome]));
  const playRuns = facts.playRuns.map((run) => ({ ...run, status: ended.get(run.runId) ?? run.status }));
  const plays = recommendPlays({ facts: { ...facts, playRuns }, result, now }, successByPlay);
  return { companyId: facts.companyId, result, plays, ends };
}

function toRow(
  companyId: string,
  result: AccountResult,
  plays: RecommendedPlay[],
  model: Model,
  now: number,
): ComputedAccount {
  return {
    companyId,
    stage: result.stage.id,
    stageSince: result.stage.since,
    failingSince: result.stage.failingSince,
    fit: result.fit.total,
    engagement: result.engagement.total,
    intent: result.intent.total,
    coverage: result.committee.coverage.total,
    dealPotential: result.dealPotential,
    disqualifiedBy: result.fit.disqualifiedBy,
    surging: result.engagement.surging,
    trend: result.engagement.trend,
    modelVersion: model.version,
    scoredAt: now,
    result: { account: result, plays },
    reasons: reasonsOf(result),
  };
}
