import { loadAccountFacts } from '../../storage/accounts/account-facts.ts';
import { loadHeldPositions, saveComputedAccounts } from '../../storage/accounts/account-scores.ts';
import { lockScores } from '../../storage/accounts/score-log.ts';
import { listNeverScored } from '../../storage/accounts/stale-accounts.ts';
import { retentionStart, type SyncContext } from '../sync-context.ts';
import { assignPortalTiers } from './assign-portal-tiers.ts';
import type { PortalScoring } from './compute-accounts.ts';
import { eachChunk } from './each-chunk.ts';
import { judgeAccount, NEW_ACCOUNT, scoresOf } from './judge-account.ts';
import { keepNormsCurrent, loadScoring } from './load-scoring.ts';
import { mapInTurns } from './map-in-turns.ts';

/** Accounts whose ids are in memory at once. */
const PAGE = 10_000;

/**
 * Tiers depend on the scores of all accounts, and what is shown of an account depends on its tier: in a portal without
 * tiers, scores are computed and saved first, by themselves, so that each account is then computed in full once, with
 * its tier. An interrupted run resumes with the accounts that have no scores.
 * @throws the signal's reason where it is aborted
 */
export async function assignFirstTiers(context: SyncContext, portalId: number, signal?: AbortSignal): Promise<void> {
  await keepNormsCurrent(context, portalId);
  const scoring = await loadScoring(context, portalId);
  let page: string[];
  let after: string | null = null;
  do {
    page = await listNeverScored(context.db.kysely, portalId, after, PAGE);
    after = page.at(-1) ?? null;
    await eachChunk(page, async (companyIds) => {
      signal?.throwIfAborted();
      await saveScores(context, portalId, companyIds, scoring);
    });
  } while (page.length === PAGE);
  await assignPortalTiers(context, portalId, scoring.model, { places: true });
}

/** A card shows nothing of these accounts until they are computed. */
async function saveScores(
  context: SyncContext,
  portalId: number,
  companyIds: readonly string[],
  scoring: PortalScoring,
): Promise<void> {
  const { db } = context;
  const now = context.scoringTime();
  const facts = await loadAccountFacts(db.kysely, portalId, companyIds, { since: retentionStart(context) });
  const computed = await mapInTurns(facts, (account) => {
    const result = judgeAccount(account, NEW_ACCOUNT, scoring, now);
    return { ...scoresOf(account, result, scoring.model, now), result: null, daily: null };
  });
  await db.transaction(async (trx) => {
    await lockScores(trx, portalId);
    // One that somebody computed meanwhile, for a card, has all of it.
    const held = await loadHeldPositions(trx, portalId, companyIds);
    const fresh = computed.filter(({ companyId }) => !held.has(companyId));
    await saveComputedAccounts(trx, portalId, fresh);
  });
}
