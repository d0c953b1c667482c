import { expect, test } from 'vitest';
import { findHit } from '../../../../src/domain/plays/find-hit.ts';
import { coldAccountByMarketing } from '../../../../src/domain/plays/plays/cold-account-by-marketing.ts';
import { recommendPlays } from '../../../../src/domain/plays/recommend-plays.ts';
import { buildPlayContext } from '../../../fixtures/play-context.ts';

test('holds at a fitting account without engagement, for nobody in particular', () => {
  const hit = findHit(coldAccountByMarketing, buildPlayContext({ fit: 70, engagement: 9, tier: 3 }));
  expect(hit?.contactIds).toEqual([]);
  expect(hit?.whyNow.map(({ sentence }) => sentence)).toEqual([
    'Fit 70, engagement 9',
    'No call, meeting or email from us so far',
  ]);
});

test('does not hold below the fit or once they engage', () => {
  expect(findHit(coldAccountByMarketing, buildPlayContext({ fit: 69, engagement: 9 }))).toBeNull();
  expect(findHit(coldAccountByMarketing, buildPlayContext({ fit: 70, engagement: 10 }))).toBeNull();
});

test('is for Tier 3 only: higher tiers get a person', () => {
  const idsIn = ([1, 3] as const).map((tier) =>
    recommendPlays(buildPlayContext({ fit: 90, tier, stage: 'unaware' }), {}).map(({ playId }) => playId),
  );
  expect(idsIn[0]).not.toContain(coldAccountByMarketing.id);
  expect(idsIn[1]).toContain(coldAccountByMarketing.id);
});

test('weighs what is missing of engagement', () => {
  const hit = findHit(coldAccountByMarketing, buildPlayContext({ fit: 70, engagement: 9, tier: 3 }));
  expect(hit?.gap).toBeCloseTo(0.91, 9);
});
