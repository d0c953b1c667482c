import { expect, test } from 'vitest';
import { assessCommittee } from '../../src/domain/committee/assess-committee.ts';
import { computePortalNorms } from '../fixtures/portal-norms.ts';
import { completeAccount, scoreAccount } from '../../src/domain/score-account.ts';
import { assignTiers } from '../../src/domain/tiering/assign-tiers.ts';
import { NOW } from '../fixtures/account-facts.ts';
import { GOLDEN_ACCOUNTS } from './accounts.ts';
import { GOLDEN_MODEL } from './golden-model.ts';
import { writeReport, type GoldenResult } from './write-report.ts';

/** Every change of a score shows here in review; `vitest run tests/golden -u` writes the file anew. */
test('the scores of the golden accounts are as committed', async () => {
  const results = scoreAll();
  expect(results).toHaveLength(20);
  await expect(writeReport(results)).toMatchFileSnapshot('report.txt');
  await expect(`${JSON.stringify(results, null, 2)}\n`).toMatchFileSnapshot('scores.json');
});

test('every score of them sums from its lines', () => {
  for (const { fit, engagement, intent, committee } of scoreAll()) {
    for (const { total, lines } of [fit, engagement, intent, committee.coverage]) {
      expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(total ?? 0);
    }
  }
});

function scoreAll(): GoldenResult[] {
  const amounts = GOLDEN_ACCOUNTS.flatMap(({ facts }) =>
    facts.deals.flatMap(({ amount, state }) => (state === 'lost' ? [] : (amount ?? []))),
  );
  const norms = computePortalNorms(
    GOLDEN_ACCOUNTS.map(({ facts }) => facts.properties),
    GOLDEN_MODEL.fit,
    NOW,
    amounts,
  );
  const scored = GOLDEN_ACCOUNTS.map(({ facts, held }) => ({
    facts,
    held,
    scores: scoreAccount(facts, GOLDEN_MODEL, norms, NOW),
  }));
  const tiers = assignTiers(
    scored.map(({ facts: { companyId }, held, scores: { fit, engagement, intent, dealPotential } }) => ({
      companyId,
      fit: fit.total,
      disqualifiedBy: fit.disqualifiedBy,
      engagement: engagement.total,
      intent: intent.total,
      dealPotential,
      held,
    })),
    GOLDEN_MODEL.tiering,
    NOW,
  );
  return scored.map(({ facts, held, scores }, index) => {
    const { tier = null, reason = '', priority = null } = tiers[index] ?? {};
    const committee = assessCommittee({ facts, model: GOLDEN_MODEL.committee, tier, titles: scores.people, now: NOW });
    const result = completeAccount({ facts, scores, committee, assignment: { tier, reason }, held }, GOLDEN_MODEL, NOW);
    return { name: facts.name, priority, ...result };
  });
}
