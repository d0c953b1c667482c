import { describe, expect, it } from 'vitest';
import type { AccountResult } from '../../../src/domain/scores.ts';
import { findDisplaced, giveEvidence } from '../../../src/domain/target-list/give-evidence.ts';
import type { KeptAssignment } from '../../../src/domain/target-list/keep-tiers.ts';

type Judged = Parameters<typeof giveEvidence>[0];

function judged(changes: {
  was?: number;
  is?: number;
  surging?: boolean;
  intent?: number;
  disqualifiedBy?: string;
}): Judged {
  const { was = 10, is = 10, surging = false, intent = 0, disqualifiedBy = null } = changes;
  return {
    engagement: { total: is, weekAgo: was, surging },
    intent: { total: intent },
    fit: { disqualifiedBy },
    committee: { roles: [] },
  } as unknown as Pick<AccountResult, 'engagement' | 'intent' | 'committee' | 'fit'>;
}

function kept(companyId: string, held: 1 | 2 | null, wanted: 1 | 2 | null, rank: number | null): KeptAssignment {
  const reason = '';
  return {
    companyId,
    held,
    tier: held,
    wanted,
    rank,
    tierSince: null,
    priority: 0,
    reason,
    wantedReason: reason,
    beyondSeats: false,
  };
}

describe('what speaks for a change', () => {
  it('is how engagement moved, what surges, who is active, intent, and from whom the seat would come', () => {
    const account = judged({ was: 45, is: 64, surging: true, intent: 40 });
    const roles = [
      { role: 'BUDGET_HOLDER', state: 'engaged' },
      { role: 'CHAMPION', state: 'engaged' },
      { role: 'BLOCKER', state: 'missing' },
    ];
    const withRoles = { ...account, committee: { roles } } as unknown as Judged;
    expect(giveEvidence(withRoles, { name: 'Orbis', to: 2 })).toEqual([
      '+19 engagement in a week',
      'surging',
      'Budget holder and champion active',
      'intent 40',
      'the seat would come from Orbis, which the scores would move to Tier 2',
    ]);
  });

  it('leaves out what says little, and begins with a disqualifier', () => {
    expect(giveEvidence(judged({ was: 10, is: 12, intent: 19 }), null)).toEqual([]);
    expect(giveEvidence(judged({ was: 10, is: 13, intent: 20 }), null)).toEqual([
      '+3 engagement in a week',
      'intent 20',
    ]);
    expect(
      giveEvidence(judged({ was: 30, is: 20, disqualifiedBy: 'Competitor' }), { name: 'Orbis', to: null }),
    ).toEqual([
      'disqualified: Competitor',
      '−10 engagement in a week',
      'the seat would come from Orbis, which the scores would take off the list',
    ]);
  });
});

describe('whose seat is taken', () => {
  const rules = [{ tier: 1, seats: 2 }] as const;

  it('is the lowest of the tier for the lowest that comes', () => {
    const all = [kept('a', 1, 1, 2), kept('b', 1, 2, 9), kept('c', 2, 1, 1)];
    expect([...findDisplaced(all, rules)].map(([id, leaver]) => [id, leaver.companyId])).toEqual([['c', 'b']]);
  });

  it('is nobody where a seat is free', () => {
    const all = [kept('b', 1, 2, 9), kept('c', 2, 1, 1), kept('d', 2, 1, 3)];
    expect([...findDisplaced(all, rules)].map(([id, leaver]) => [id, leaver.companyId])).toEqual([['d', 'b']]);
  });

  it('goes by rank from both ends, whatever the order: nobody without a rank comes before one with', () => {
    const all = [
      kept('stays out', 2, 2, 1),
      kept('leaves unranked', 1, null, null),
      kept('comes second', 2, 1, 5),
      kept('leaves ranked', 1, 2, 9),
      kept('comes first', null, 1, 3),
    ];
    expect([...findDisplaced(all, rules)].map(([id, leaver]) => [id, leaver.companyId])).toEqual([
      ['comes first', 'leaves unranked'],
      ['comes second', 'leaves ranked'],
    ]);
  });

  it('is nobody who rises: one that falls into a tier takes the seat that another leaves for a better one', () => {
    const both = [
      { tier: 1, seats: 1 },
      { tier: 2, seats: 1 },
    ] as const;
    const all = [kept('falls', 1, 2, 9), kept('rises', 2, 1, 1)];
    expect([...findDisplaced(all, both)].map(([id, leaver]) => [id, leaver.companyId])).toEqual([['rises', 'falls']]);
  });

  it('is nobody where the one who rises leaves room, though another falls', () => {
    const second = [{ tier: 2, seats: 2 }] as const;
    const all = [kept('rises', 2, 1, 1), kept('falls', 2, null, 9), kept('comes', null, 2, 3)];
    expect([...findDisplaced(all, second)]).toEqual([]);
  });

  it('is nobody where more come than leave', () => {
    const all = [kept('a', 1, 2, 9), kept('b', 1, 1, 1), kept('c', 2, 1, 2), kept('d', 2, 1, 3)];
    expect([...findDisplaced(all, rules).keys()]).toEqual(['c']);
  });
});
