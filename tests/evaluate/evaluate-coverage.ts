import { assessCommittee } from '../../src/domain/committee/assess-committee.ts';
import { computePortalNorms } from '../fixtures/portal-norms.ts';
import type { AccountFacts } from '../../src/domain/facts.ts';
import type { Model } from '../../src/domain/model/model.ts';
import { completeAccount, scoreAccount } from '../../src/domain/score-account.ts';
import type { AccountResult, HeldPosition } from '../../src/domain/scores.ts';
import { assignTiers } from '../../src/domain/tiering/assign-tiers.ts';

const NOTHING_HELD: HeldPosition = { tier: null, tierSince: null, pinned: false, stage: null };

/** Every account of a portal as a first run of the scoring leaves it, in the order given. */
export function scorePortal(accounts: readonly AccountFacts[], model: Model, now: number): AccountResult[] {
  const norms = computePortalNorms(
    accounts.map(({ properties }) => properties),
    model.fit,
    now,
    accounts.flatMap(({ deals }) => deals.flatMap(({ amount, state }) => (state === 'lost' ? [] : (amount ?? [])))),
  );
  const scored = accounts.map((facts) => ({ facts, scores: scoreAccount(facts, model, norms, now) }));
  const tiers = assignTiers(
    scored.map(({ facts: { companyId }, scores: { fit, engagement, intent, dealPotential } }) => ({
      companyId,
      fit: fit.total,
      disqualifiedBy: fit.disqualifiedBy,
      engagement: engagement.total,
      intent: intent.total,
      dealPotential,
      held: NOTHING_HELD,
    })),
    model.tiering,
    now,
  );
  return scored.map(({ facts, scores }, index) => {
    const { tier = null, reason = '' } = tiers[index] ?? {};
    const committee = assessCommittee({ facts, model: model.committee, tier, titles: scores.people, now });
    return completeAccount({ facts, scores, committee, assignment: { tier, reason }, held: NOTHING_HELD }, model, now);
  });
}

export interface CoverageBand {
  /** `1 to 25` */
  label: string;
  /** Accounts by tier, `none` for those without one. */
  byTier: Record<'1' | '2' | '3' | 'none', number>;
}

const BANDS = [
  { label: '0', from: 0, to: 0 },
  { label: '1 to 25', from: 1, to: 25 },
  { label: '26 to 50', from: 26, to: 50 },
  { label: '51 to 75', from: 51, to: 75 },
  { label: '76 to 100', from: 76, to: 100 },
];

/** How coverage is spread over the accounts of each tier. */
export function spreadCoverage(results: readonly AccountResult[]): CoverageBand[] {
  return BANDS.map(({ label, from, to }) => {
    const byTier = { '1': 0, '2': 0, '3': 0, none: 0 };
    for (const { tier, committee } of results) {
      const coverage = committee.coverage.total ?? 0;
      if (coverage >= from && coverage <= to) byTier[tier === null ? 'none' : (String(tier) as '1' | '2' | '3')] += 1;
    }
    return { label, byTier };
  });
}
