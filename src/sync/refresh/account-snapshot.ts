import type { Explained } from '../../domain/explanation.ts';
import type { AccountOutlook } from '../../domain/outlook/account-outlook.ts';
import type { RecommendedPlay } from '../../domain/plays/play-types.ts';
import type { AccountResult } from '../../domain/scores.ts';
import type { AccountScore } from '../../storage/account-scores.ts';

/** What is kept of an account for its card: everything a reader sees, computed before anybody looks. */
export interface AccountSnapshot {
  result: AccountResult;
  /** `null` of an account that was computed by an earlier release and waits for its refresh. */
  outlook: AccountOutlook | null;
  plays: RecommendedPlay[];
  nextPlay: string | null;
  scoredAt: number;
}

interface StoredResult {
  account: AccountResult;
  outlook?: AccountOutlook;
  plays: RecommendedPlay[];
}

/** For each score its lines and its total. */
export type AccountReasons = Record<'fit' | 'engagement' | 'intent' | 'coverage', Explained>;

/**
 * The snapshot of a stored score; tier and reason are those of the latest assignment. `null` where the result was erased
 * with a person it named, and the refresh that follows has not run yet.
 */
export function toSnapshot(score: AccountScore): AccountSnapshot | null {
  const stored = score.result as StoredResult | null;
  if (stored === null) return null;
  return {
    result: { ...stored.account, tier: score.tier, tierReason: score.tierReason },
    outlook: stored.outlook ?? null,
    plays: stored.plays,
    nextPlay: stored.plays[0]?.name ?? null,
    scoredAt: score.scoredAt,
  };
}

/** The reasons of a result, for the export and for whoever asks why. */
export function reasonsOf(result: AccountResult): AccountReasons {
  const { fit, engagement, intent, committee } = result;
  return {
    fit: pickExplained(fit),
    engagement: pickExplained(engagement),
    intent: pickExplained(intent),
    coverage: pickExplained(committee.coverage),
  };
}

function pickExplained({ total, lines }: Explained): Explained {
  return { total, lines };
}
