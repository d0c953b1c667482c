import { expect, test } from 'vitest';
import { assessCommittee } from '../../src/domain/committee/assess-committee.ts';
import { computePortalNorms } from '../fixtures/portal-norms.ts';
import { defaultModel } from '../../src/domain/model/default-model.ts';
import { completeAccount, scoreAccount } from '../../src/domain/score-account.ts';
import type { HeldPosition } from '../../src/domain/scores.ts';
import { assignTiers } from '../../src/domain/tiering/assign-tiers.ts';
import { NOW } from '../fixtures/account-facts.ts';
import { GOLDEN_ACCOUNTS } from './accounts.ts';

const NOTHING_HELD: HeldPosition = { tier: null, tierSince: null, pinned: false, stage: null };

/** Every change of a score shows here in review; `vitest run tests/golden -u` writes the file anew. */
test('the scores of the golden accounts are as committed', async () => {
  const results = scoreAll();
  await expect(`${JSON.stringify(results, null, 2)}\n`).toMatchFileSnapshot('scores.json');
});

test('every score of them sums from its lines', () => {
  for (const { fit, engagement, intent, committee } of scoreAll()) {
    for (const { total, lines } of [fit, engagement, intent, committee.coverage]) {
      expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(total ?? 0);
    }
  }
});

function scoreAll() {
  const amounts = GOLDEN_ACCOUNTS.flatMap(({ deals }) => deals.flatMap(({ amount }) => amount ?? []));
  const norms = computePortalNorms(
    GOLDEN_ACCOUNTS.map(({ properties }) => properties),
    defaultModel.fit,
    NOW,
    amounts,
  );
  const scored = GOLDEN_ACCOUNTS.map((facts) => ({ facts, scores: scoreAccount(facts, defaultModel, norms, NOW) }));
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
    defaultModel.tiering,
    NOW,
  );
  return scored.map(({ facts, scores }, index) => {
    const { tier = null, reason = '', priority = null } = tiers[index] ?? {};
    const committee = assessCommittee({ facts, model: defaultModel.committee, tier, titles: scores.people, now: NOW });
    const result = completeAccount(
      { facts, scores, committee, assignment: { tier, reason }, held: NOTHING_HELD },
      defaultModel,
      NOW,
    );
    return { name: facts.name, priority, ...result };
  });
}
