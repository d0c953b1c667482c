import { keepTiers } from '../../domain/target-list/keep-tiers.ts';
import { assignTiers, type TierAssignment } from '../../domain/tiering/assign-tiers.ts';
import { withoutPlace } from '../../domain/tiering/give-reason.ts';
import type { Model } from '../../domain/model/model.ts';
import { loadTierCandidates, type TierCandidate } from '../../storage/accounts/account-facts.ts';
import { savePositions, type AccountPosition } from '../../storage/accounts/account-scores.ts';
import { lockScores, logScores } from '../../storage/accounts/score-log.ts';
import { getActiveVersion } from '../../storage/portal/models.ts';
import { markStale, markToPublish, type StaleMark } from '../../storage/accounts/stale-accounts.ts';
import { saveTierRound, type LastTierRound } from '../../storage/target-list/tier-rounds.ts';
import type { SyncContext } from '../sync-context.ts';
import { followScores, prepareList } from '../target-list/keep-list.ts';

/** A minimum stay ends without any event: tiers are assigned this often although nothing changed. */
const ROUND_AT_LEAST_MS = 3_600_000;
/** Positions written by one statement. */
const WRITTEN = 2_000;

/** Whether tiers might be other than assigned: something they depend on changed, or time passed. */
export function isRoundDue(context: SyncContext, last: LastTierRound | null, model: Model): boolean {
  if (last === null || last.modelVersion !== model.version) return true;
  if (Math.abs(context.scoringTime() - last.at) >= ROUND_AT_LEAST_MS) return true;
  return last.hasMovedSince;
}

/**
 * Assigns the tiers of the whole portal from the stored scores, saves the differences and logs the round. No account
 * changes meanwhile, so the log records exactly what the round saw. For a list that needs two approvals, only changes
 * that may apply by themselves are assigned; the rest are proposed. A model that is no longer active assigns nothing.
 * One rising account shifts the places of thousands: these are written only with `places`, when the whole portal was
 * computed. An account whose reason changed in more than its place waits to be published.
 * @returns the marks of accounts whose tier moved: their required roles and plays change with it
 */
export async function assignPortalTiers(
  context: SyncContext,
  portalId: number,
  model: Model,
  { places = false }: { places?: boolean } = {},
): Promise<StaleMark[]> {
  return context.db.transaction(async (trx) => {
    await lockScores(trx, portalId);
    // The active model's own round is still to come, and its activation may have ended minimum stays: they would start again.
    if ((await getActiveVersion(trx, portalId)) !== model.version) return [];
    const at = context.scoringTime();
    const listRules = await prepareList(context, trx, portalId);
    const candidates = await loadTierCandidates(trx, portalId);
    const competing = candidates.map(toCandidate);
    const kept = listRules && keepTiers(competing, model.tiering, listRules, at);
    const assignments = kept ?? assignTiers(competing, model.tiering, at);
    const differing = findDiffering(candidates, assignments, places ? isSamePlace : isSameButPlace);
    const seated = differing.filter(({ before, after }) => isSeatedAnew(before, after)).map(idOf);
    const round = await saveTierRound(trx, portalId, {
      at,
      modelVersion: model.version,
      listRules,
      moved: seated.length,
    });
    for (let start = 0; start < differing.length; start += WRITTEN) {
      const written = differing.slice(start, start + WRITTEN);
      await savePositions(
        trx,
        portalId,
        written.map(({ after }) => after),
      );
    }
    await logScores(trx, portalId, seated, { cause: 'assigned', at, round });
    if (listRules !== null && kept !== null) {
      await followScores(context, trx, portalId, { kept, tiering: model.tiering, rules: listRules });
    }
    const reworded = differing.filter(({ before, after }) => !isSameReason(before, after)).map(idOf);
    await markToPublish(trx, portalId, reworded, 'the reason of its tier changed');
    const moved = differing.filter(({ before, after }) => before.tier !== after.tier).map(idOf);
    return markStale(trx, portalId, moved, 'tier assigned', { urgent: false });
  });
}

interface Differing {
  before: TierCandidate;
  after: AccountPosition;
}

function findDiffering(
  candidates: readonly TierCandidate[],
  assignments: readonly TierAssignment[],
  isSame: (before: TierCandidate, after: AccountPosition) => boolean,
): Differing[] {
  return candidates.flatMap((before, index): Differing[] => {
    const assignment = assignments[index];
    if (assignment === undefined) return [];
    const { companyId, tier, tierSince, reason, priority, rank } = assignment;
    const after = { companyId, tier, tierSince, tierReason: reason, priority, rank };
    return !isSeatedAnew(before, after) && isSame(before, after) ? [] : [{ before, after }];
  });
}

function isSamePlace(before: TierCandidate, after: AccountPosition): boolean {
  return before.tierReason === after.tierReason && before.priority === after.priority && before.rank === after.rank;
}

/** Even if its own scores stay the same, another account's may have shifted its place, which its reason names. */
function isSameButPlace(before: TierCandidate, after: AccountPosition): boolean {
  return before.priority === after.priority && isSameReason(before, after);
}

function isSameReason(before: TierCandidate, after: AccountPosition): boolean {
  return withoutPlace(before.tierReason) === withoutPlace(after.tierReason);
}

/** What a round of tiers is told of an account. */
export function toCandidate({ tier, tierSince, pinned, engagement, intent, ...candidate }: TierCandidate) {
  return { ...candidate, engagement: engagement ?? 0, intent: intent ?? 0, held: { tier, tierSince, pinned } };
}

function isSeatedAnew(before: TierCandidate, after: AccountPosition): boolean {
  return before.tier !== after.tier || before.tierSince !== after.tierSince;
}

function idOf({ after }: Differing): string {
  return after.companyId;
}
