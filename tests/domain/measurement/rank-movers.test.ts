import { expect, test } from 'vitest';
import { rankMovers, type Mover } from '../../../src/domain/measurement/rank-movers.ts';

function mover(companyId: string, points: number, after: Partial<Mover['after']> = {}): Mover {
  const before = { tier: 2, stage: 'aware', engagement: 50 } as const;
  return { companyId, before, after: { ...before, engagement: 50 + points, ...after } };
}

test('the movers are those whose tier, stage or engagement changed most, whichever way', () => {
  const movers = [
    mover('drifted', 4),
    mover('rose', 12),
    mover('fell', -15),
    mover('advanced', 4, { stage: 'engaged' }),
    mover('promoted', 0, { tier: 1 }),
    mover('b', 5),
    mover('a', -5),
  ];
  const ids = (most: number) => rankMovers(movers, most).map(({ companyId }) => companyId);
  expect(ids(10)).toEqual(['promoted', 'fell', 'advanced', 'rose', 'a', 'b']);
  expect(ids(2)).toEqual(['promoted', 'fell']);
  expect(rankMovers(movers.toReversed(), 10).map(({ companyId }) => companyId)).toEqual(ids(10));
});

test('of an account that was not scored a week ago only its engagement is compared', () => {
  const unscored = { tier: null, stage: null, engagement: 50 };
  const movers = [
    { ...mover('rose', 12, { tier: 1 }), before: unscored },
    { ...mover('promoted', 4, { tier: 1, stage: 'engaged' }), before: unscored },
    mover('moved', 0, { stage: 'engaged' }),
  ];
  expect(rankMovers(movers, 10).map(({ companyId }) => companyId)).toEqual(['rose', 'moved']);
});
