import { isDeepStrictEqual } from 'node:util';
import { assessCommittee } from '../../domain/committee/assess-committee.ts';
import type { AccountFacts } from '../../domain/facts.ts';
import type { Model } from '../../domain/model/model.ts';
import { outlookOf, type AccountOutlook } from '../../domain/outlook/account-outlook.ts';
import type { DueFact } from '../../domain/plays/follow-dues.ts';
import type { PortalPlay } from '../../domain/plays/portal-plays.ts';
import { workPlays, type WorkedPlays } from '../../domain/plays/work-plays.ts';
import { completeAccount, scoreAccount } from '../../domain/score-account.ts';
import type { AccountResult, HeldPosition, PortalNorms } from '../../domain/scores.ts';
import type { Trials } from '../../domain/statistics/proportion.ts';
import { loadAccountFacts } from '../../storage/account-facts.ts';
import { loadHeldPositions, saveComputedAccounts, type ComputedAccount } from '../../storage/account-scores.ts';
import { loadLatestDues, savePlayDues } from '../../storage/play-dues.ts';
import { savePersonScores } from '../../storage/person-scores.ts';
import { lockScores } from '../../storage/score-log.ts';
import { markStale } from '../../storage/stale-accounts.ts';
import type { Db } from '../../storage/tables.ts';
import type { StageFacts } from '../../storage/tables/score-tables.ts';
import { retentionStart, type SyncContext } from '../sync-context.ts';
import { reasonsOf } from './account-snapshot.ts';
import { endRuns } from './end-runs.ts';

/** What the scoring of any account of a portal needs besides its facts. */
export interface PortalScoring {
  model: Model;
  norms: PortalNorms;
  successByPlay: Readonly<Record<string, Trials>>;
  plays: readonly PortalPlay[];
}

/** What an account held when its computation began. */
interface HeldBefore {
  position: HeldPosition | undefined;
  due: readonly DueFact[] | undefined;
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
  const dues = await loadLatestDues(db.kysely, portalId, companyIds);
  const compute = (account: AccountFacts, { position, due }: HeldBefore): ComputedResult =>
    computeAccount(account, position ?? NEW_ACCOUNT, due ?? [], scoring, now);
  const before = ({ companyId }: { companyId: string }): HeldBefore => {
    return { position: held.get(companyId), due: dues.get(companyId) };
  };
  const computed = facts.map((account) => compute(account, before(account)));
  await db.transaction(async (trx) => {
    await lockScores(trx, portalId);
    // What somebody else computed or assigned since is what this follows upon.
    const latest = await loadHeldPositions(trx, portalId, companyIds);
    const latestDues = await loadLatestDues(trx, portalId, companyIds);
    const settled = computed.map((account, index) => {
      const since = { position: latest.get(account.companyId), due: latestDues.get(account.companyId) };
      const own = facts[index];
      return own === undefined || isDeepStrictEqual(since, before(account)) ? account : compute(own, since);
    });
    await save(context, trx, portalId, settled, scoring.model, now);
    if (options.markAs !== undefined) await markStale(trx, portalId, companyIds, options.markAs);
  });
}

async function save(
  context: SyncContext,
  trx: Db,
  portalId: number,
  computed: readonly ComputedResult[],
  model: Model,
  now: number,
): Promise<void> {
  await saveComputedAccounts(
    trx,
    portalId,
    computed.map((account) => toRow(account, model, now)),
  );
  await savePersonScores(
    trx,
    portalId,
    computed.flatMap(({ result }) => result.people),
  );
  await endRuns(
    trx,
    portalId,
    computed.flatMap((account) => account.ends),
    context.now(),
  );
  await savePlayDues(
    trx,
    portalId,
    computed.flatMap(({ companyId, dues }) => dues.map((due) => ({ ...due, companyId, imported: false }))),
  );
}

interface ComputedResult extends WorkedPlays {
  companyId: string;
  stageFacts: StageFacts;
  result: AccountResult;
  outlook: AccountOutlook;
}

function computeAccount(
  facts: AccountFacts,
  held: HeldPosition,
  latestDues: readonly DueFact[],
  scoring: PortalScoring,
  now: number,
): ComputedResult {
  const { model, norms } = scoring;
  const scores = scoreAccount(facts, model, norms, now);
  const titles = scores.people.map(({ contactId, titleClass }) => ({ contactId, titleClass }));
  const committee = assessCommittee({ facts, model: model.committee, tier: held.tier, titles, now });
  const position = { tier: held.tier, reason: '' };
  const result = completeAccount(facts, scores, committee, position, held, model, now);
  const worked = workPlays({ facts, result, now }, latestDues, scoring);
  const outlook = outlookOf(facts, result, model, now);
  return { companyId: facts.companyId, stageFacts: stageFactsOf(facts, result), result, outlook, ...worked };
}

/** What `assignStage` read beside the scores: nothing of it names a person. */
function stageFactsOf(facts: AccountFacts, { committee }: AccountResult): StageFacts {
  const engaged = committee.roles.filter(({ state }) => state === 'engaged');
  return {
    engagedRoles: engaged.map(({ role }) => role).toSorted(),
    dealStates: [...new Set(facts.deals.map(({ state }) => state))].toSorted(),
    lifecycleStage: facts.properties['lifecyclestage'] ?? null,
  };
}

function toRow(
  { companyId, stageFacts, result, outlook, plays }: ComputedResult,
  model: Model,
  now: number,
): ComputedAccount {
  return {
    companyId,
    stage: result.stage.id,
    stageSince: result.stage.since,
    failingSince: result.stage.failingSince,
    stageFacts,
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
    result: { account: result, outlook, plays },
    reasons: reasonsOf(result),
  };
}
