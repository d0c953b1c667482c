import { assignTiers } from '../../domain/tiering/assign-tiers.ts';
import type { Model } from '../../domain/model/model.ts';
import { loadTierCandidates } from '../../storage/account-facts.ts';
import { savePositions } from '../../storage/account-scores.ts';
import { addStale, type StaleMark } from '../../storage/stale-accounts.ts';
import type { SyncContext } from '../sync-context.ts';

export interface Moved {
  /** Accounts whose tier is another than before: their required roles and plays change with it. */
  tier: string[];
  /** Accounts whose tier or reason is another than before: they have to be published. */
  any: string[];
  /** Their marks, of those that had none: a crash before they are published leaves them. */
  marks: StaleMark[];
}

/** Assigns the tiers of the whole portal from the stored scores and saves what differs. */
export async function assignPortalTiers(context: SyncContext, portalId: number, model: Model): Promise<Moved> {
  const candidates = await loadTierCandidates(context.db.kysely, portalId);
  const assignments = assignTiers(
    candidates.map((candidate) => ({
      companyId: candidate.companyId,
      fit: candidate.fit,
      disqualifiedBy: candidate.disqualifiedBy,
      engagement: candidate.engagement ?? 0,
      intent: candidate.intent ?? 0,
      dealPotential: candidate.dealPotential,
      held: { tier: candidate.tier, tierSince: candidate.tierSince, pinned: candidate.pinned },
    })),
    model.tiering,
    context.scoringTime(),
  );
  const heldTier = new Map(candidates.map((candidate) => [candidate.companyId, candidate.tier]));
  const positions = assignments.map(({ reason, ...assignment }) => ({ ...assignment, tierReason: reason }));
  const { any, marks } = await context.db.transaction(async (trx) => {
    const any = await savePositions(trx, portalId, positions);
    return { any, marks: await addStale(trx, portalId, any, 'tier assigned') };
  });
  const tier = assignments.filter((each) => heldTier.get(each.companyId) !== each.tier).map((each) => each.companyId);
  return { tier, any, marks };
}
