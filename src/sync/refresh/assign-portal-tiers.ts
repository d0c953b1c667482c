import { assignTiers } from '../../domain/tiering/assign-tiers.ts';
import type { Model } from '../../domain/model/model.ts';
import { loadTierCandidates } from '../../storage/account-facts.ts';
import { savePositions } from '../../storage/account-scores.ts';
import { addStale, type StaleMark } from '../../storage/stale-accounts.ts';
import type { SyncContext } from '../sync-context.ts';

export interface Moved {
  /** Accounts whose tier is another than before: their required roles and plays change with it, and they have to be published. */
  tier: string[];
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
  const positions = assignments.map(({ reason, ...assignment }) => ({ ...assignment, tierReason: reason }));
  return context.db.transaction(async (trx) => {
    const tier = await savePositions(trx, portalId, positions);
    return { tier, marks: await addStale(trx, portalId, tier, 'tier assigned') };
  });
}
