import { assessCommittee } from '../../../src/domain/committee/assess-committee.ts';
import type { Tier } from '../../../src/domain/committee/committee-model.ts';
import type { AccountFacts } from '../../../src/domain/facts.ts';
import { computePortalNorms } from '../../fixtures/portal-norms.ts';
import type { Model } from '../../../src/domain/model/model.ts';
import { scoreAccount } from '../../../src/domain/score-account.ts';
import type { PortalNorms } from '../../../src/domain/scores.ts';

/** What must be published of one account, whatever happened on the way. */
export interface OracleScores {
  fit: number | null;
  engagement: number;
  intent: number;
  coverage: number | null;
  missingRoles: readonly string[];
}

/**
 * Scores all accounts of a portal with nothing but the domain's functions. `tierOf` gives the tier an account holds,
 * which decides what roles it needs and depends on the path; `norms` are the portal's own where none are given.
 */
export function scorePortal(
  accounts: readonly AccountFacts[],
  model: Model,
  tierOf: (companyId: string) => Tier | null,
  now: number,
  norms: PortalNorms = computePortalNorms(
    accounts.map(({ properties }) => properties),
    model.fit,
    now,
  ),
): Map<string, OracleScores> {
  return new Map(
    accounts.map((facts) => {
      const { fit, engagement, intent, people } = scoreAccount(facts, model, norms, now);
      const titles = people.map(({ contactId, titleClass }) => ({ contactId, titleClass }));
      const tier = tierOf(facts.companyId);
      const { coverage, missingRoles } = assessCommittee({ facts, model: model.committee, tier, titles, now });
      const totals = { fit: fit.total, engagement: engagement.total, intent: intent.total, coverage: coverage.total };
      return [facts.companyId, { ...totals, missingRoles }];
    }),
  );
}
