import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { assignTiers } from '../../../src/domain/tiering/assign-tiers.ts';
import type { TierCandidate } from '../../../src/domain/tiering/rank-candidates.ts';
import { createRandom } from '../../../src/sandbox/world/random.ts';
import { atMost, type Figure } from '../support/table.ts';

const ACCOUNTS = 200_000;
const AIM_S = 1;

/** Part (b): the tiers of a large portal, for the first time and again a day later, when they are held. */
export function measureTiering(now: number): Figure[] {
  const random = createRandom(3);
  const candidates = Array.from({ length: ACCOUNTS }, (_, index): TierCandidate => ({
    companyId: String(1_000_000 + index),
    fit: random.int(0, 100),
    disqualifiedBy: null,
    engagement: random.int(0, 100),
    intent: random.int(0, 100),
    dealPotential: random.int(0, 100),
    held: { tier: null, tierSince: null, pinned: false },
  }));
  const tiered = time(() => assignTiers(candidates, defaultModel.tiering, now));
  const first = tiered.result;
  const held = candidates.map((candidate, index): TierCandidate => {
    const { tier = null, tierSince = null } = first[index] ?? {};
    return { ...candidate, engagement: random.int(0, 100), held: { tier, tierSince, pinned: false } };
  });
  const again = time(() => assignTiers(held, defaultModel.tiering, now + 86_400_000));
  return [
    atMost('(b) 200,000 accounts tiered for the first time', tiered.seconds, AIM_S, 's'),
    atMost('    and again a day later', again.seconds, AIM_S, 's'),
    {
      name: '    processor time of either',
      value: [tiered, again].map(({ processor }) => `${processor.toFixed(2)} s`).join(' / '),
    },
  ];
}

/** Wall and processor time in seconds. */
function time<Result>(work: () => Result): { result: Result; seconds: number; processor: number } {
  const cpu = process.cpuUsage();
  const startedAt = performance.now();
  const result = work();
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  return { result, seconds, processor: (user + system) / 1e6 };
}
