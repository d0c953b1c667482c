import { describe, expect, test } from 'vitest';
import type { EvidenceSource, RoleState } from '../../../src/domain/committee/coverage-types.ts';
import type { Expression } from '../../../src/domain/condition/expression.ts';
import { DAY_MS } from '../../../src/domain/day-ms.ts';
import type { ActivityFact, RoleId, SignalFact } from '../../../src/domain/facts.ts';
import { EVIDENCE_STRENGTH } from '../../../src/domain/committee/fuse-evidence.ts';
import { defaultModel } from '../../../src/domain/model/default-model.ts';
import { forecastEngagement } from '../../../src/domain/engagement/forecast-score.ts';
import { forecastExit } from '../../../src/domain/outlook/forecast-exit.ts';
import type { StageId } from '../../../src/domain/stage/stage-ids.ts';
import { NOW, buildActivity, buildFacts, buildSignal, daysAgo } from '../../fixtures/account-facts.ts';

interface Held {
  when: Expression;
  id?: StageId;
  failingSince?: number | null;
  dwellDays?: number;
  signals?: readonly SignalFact[];
  activities?: readonly ActivityFact[];
  role?: RoleId;
  /** What says that each of the champions is one. */
  evidence?: readonly EvidenceSource[];
  /** Who is known for the role, 0 first: how they stand, and how many days ago they were last heard of. */
  champions?: readonly (readonly [state: RoleState, touchedDaysAgo: number])[];
}

const stageOf = (id: StageId, when: Expression) => ({ id, label: id, definition: '', when });

/** Of an account that holds `aware`, the second of two stages, which asks for `when`. */
function forecast(held: Held) {
  const { when, id = 'aware', failingSince = null, dwellDays = 14, signals = [], activities = [] } = held;
  const { role = 'CHAMPION', evidence = [], champions = [] } = held;
  const stages = [stageOf('unaware', { score: 'engagement', min: 0 }), stageOf('aware', when)];
  const stage = { ...defaultModel.stage, stages, fallbackDwellDays: dwellDays };
  const candidates = champions.map(([state, days], index) => ({
    contactId: `${index}`,
    name: `Person ${index}`,
    title: null,
    role,
    confidence: 1,
    evidence: evidence.map((source) => ({ source, strength: EVIDENCE_STRENGTH[source], at: null, stale: false })),
    state,
    lastTouchAt: daysAgo(days),
    lastTouch: 'meeting',
  }));
  const state = champions[0]?.[0] ?? 'missing';
  const roles = [{ role, weight: 1, required: true, state, value: 1, candidates }];
  const unknown = { total: null, lines: [] };
  const result = {
    fit: { ...unknown, confidence: 0, disqualifiedBy: null },
    committee: { coverage: unknown, roles, missingRoles: [], risks: [] },
    stage: { id, since: daysAgo(50), failingSince },
  };
  const facts = buildFacts({ signals, activities });
  const engagementAt = forecastEngagement(facts, () => [], defaultModel.engagement, NOW);
  return forecastExit(facts, result, engagementAt, { ...defaultModel, stage }, NOW);
}

const inDays = (days: number) => NOW + days * DAY_MS;

describe('a stage that is held by intent alone', () => {
  const when: Expression = { score: 'intent', min: 20 };

  test('is left a dwell after intent has decayed under its bound and the margin', () => {
    // 48 · 2^(−25 / 14) = 13.9: the first whole day under 15 is the 25th after the signal, which is five days old.
    const exit = { failsAt: inDays(20), leavesAt: inDays(34), to: 'unaware' };
    expect(forecast({ when, signals: [buildSignal()] })).toEqual(exit);
    const coming = buildSignal({ signalId: 's2', strength: 100, occurredAt: daysAgo(-10) });
    expect(forecast({ when, signals: [buildSignal(), coming] })).toEqual(exit);
  });

  test('counts on the signal that comes this moment', () => {
    expect(forecast({ when, signals: [buildSignal({ occurredAt: NOW })] })?.failsAt).toBe(inDays(25));
  });

  test('is left at once where no dwell is asked for', () => {
    const exit = { failsAt: inDays(20), leavesAt: inDays(20), to: 'unaware' };
    expect(forecast({ when, signals: [buildSignal()], dwellDays: 0 })).toEqual(exit);
  });
});

test('a stage that asks for little intent is kept where intent decays within the dwell', () => {
  const held = { failingSince: daysAgo(4), signals: [buildSignal()] };
  // 37 now, 23 when the dwell ends.
  expect(forecast({ ...held, when: { score: 'intent', under: 30 } })).toBeNull();
  expect(forecast({ ...held, when: { score: 'intent', under: 15 } })).toMatchObject({ leavesAt: inDays(10) });
});

test('a stage that the model no longer has is not left by a forecast', () => {
  expect(forecast({ id: 'engaged', failingSince: daysAgo(4), when: { score: 'intent', min: 20 } })).toBeNull();
});

const asking = (...state: RoleState[]): Expression => ({ role: 'CHAMPION', state });

describe('a stage that is held by a role', () => {
  test('lasts as long as one of its people is engaged', () => {
    const champions = [['engaged', 20] as const, ['engaged', 5] as const];
    expect(forecast({ when: asking('engaged'), champions })?.failsAt).toBe(inDays(26));
    expect(forecast({ when: asking('engaged'), champions: champions.toReversed() })?.failsAt).toBe(inDays(26));
  });

  test.each(['engaged', 'reached'] as const)(
    'lasts as long as somebody %s counts as reached, and no longer',
    (state) => {
      const champions = [[state, 10] as const];
      expect(forecast({ when: asking('engaged', 'reached'), champions })?.failsAt).toBe(inDays(81));
      expect(forecast({ when: asking('engaged', 'reached', 'identified'), champions })).toBeNull();
    },
  );

  test('takes who is only suggested for nothing else, however lately they were heard of', () => {
    const champions = [['suggested', 10] as const];
    expect(forecast({ when: asking('suggested'), champions })).toBeNull();
    const claimed = { when: asking('identified', 'reached'), champions, failingSince: daysAgo(4) };
    expect(forecast(claimed)).toMatchObject({ leavesAt: inDays(10), to: 'unaware' });
  });
});

describe('a role that rests on behaviour', () => {
  const champions = [['engaged', 2] as const];

  test('lasts as long as its holder where somebody stated it too', () => {
    const stated = { when: asking('engaged'), champions, evidence: ['set_in_hubspot', 'behaviour'] as const };
    expect(forecast(stated)?.failsAt).toBe(inDays(29));
    expect(forecast({ ...stated, evidence: ['title', 'behaviour'] })?.failsAt).toBe(inDays(1));
  });

  test('lapses by what speaks for it, not by what speaks for another', () => {
    const talks = [40, 30, 2].map((days) => buildActivity('0', 'meeting_held', days));
    const pages = [85, 60].map((days) => buildActivity('0', 'page_view', days, '/docs/start'));
    const influencer: Held = {
      when: { role: 'INFLUENCER', state: ['engaged'] },
      role: 'INFLUENCER',
      evidence: ['title', 'behaviour'],
      champions,
      activities: [...talks, ...pages],
    };
    expect(forecast(influencer)?.failsAt).toBe(inDays(6));
  });
});
