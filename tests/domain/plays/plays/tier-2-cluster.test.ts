import { expect, test } from 'vitest';
import { findDuePlays } from '../../../../src/domain/plays/find-hit.ts';
import type { Cluster } from '../../../../src/domain/plays/clusters.ts';
import { tier2Cluster } from '../../../../src/domain/plays/plays/tier-2-cluster.ts';
import { recommendPlays } from '../../../../src/domain/plays/recommend-plays.ts';
import { buildActivity, buildPerson } from '../../../fixtures/account-facts.ts';
import { buildPlayContext, type Scene } from '../../../fixtures/play-context.ts';

const cluster = (...engagements: number[]): Cluster => ({
  name: 'Retail, 200–999 employees',
  members: engagements.map((engagement, index) => ({ companyId: String(index), name: `Shop ${index}`, engagement })),
});
const FACTS = { people: [buildPerson('1', { name: 'Ana Ruiz' })], activities: [buildActivity('1', 'page_view', 9)] };
const recommend = (scene: Scene, held?: Cluster) => {
  const context = { ...buildPlayContext(scene), ...(held === undefined ? {} : { cluster: held }) };
  return recommendPlays(context, {}, findDuePlays(context, [tier2Cluster]));
};

test('is due where three accounts of the cluster are warm, and names them; texts name the cluster', () => {
  const [play] = recommend({ facts: FACTS, tier: 2 }, cluster(70, 45, 30, 29));
  expect(play?.whyNow.map(({ sentence }) => sentence)).toEqual([
    '3 of 4 accounts of Retail, 200–999 employees are warm: Shop 0 (70), Shop 1 (45), Shop 2 (30)',
    'Ana Ruiz: page view on ⟦2026-11-11T12:00Z⟧',
  ]);
  expect(play?.steps[0]?.resolvedText).toContain('Retail, 200–999 employees');
  expect(play?.who.map(({ contactId }) => contactId)).toEqual(['1']);
});

test('is not due in a cooler cluster, in none, or in another tier; and is offered where nobody is known', () => {
  expect(recommend({ facts: FACTS, tier: 2 }, cluster(70, 45, 29))).toEqual([]);
  expect(recommend({ facts: FACTS, tier: 2 })).toEqual([]);
  expect(recommend({ facts: FACTS, tier: 1 }, cluster(70, 45, 30))).toEqual([]);
  expect(recommend({ tier: 2 }, cluster(70, 45, 30))[0]?.who).toEqual([]);
});

test('names three of the warm ones', () => {
  const [play] = recommend({ facts: FACTS, tier: 2 }, cluster(70, 45, 40, 35));
  expect(play?.whyNow[0]?.sentence).toMatch(
    /^4 of 4 accounts .* are warm: Shop 0 \(70\), Shop 1 \(45\), Shop 2 \(40\)$/,
  );
});
