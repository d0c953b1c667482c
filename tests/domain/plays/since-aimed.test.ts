import { expect, test } from 'vitest';
import type { Aimed } from '../../../src/domain/plays/play-aim.ts';
import { surge } from '../../../src/domain/plays/plays/surge.ts';
import { findSinceAimed } from '../../../src/domain/plays/since-aimed.ts';

const SHIPPED: Aimed = { aim: { ...surge.aim }, outcomeWithinDays: surge.outcomeWithinDays };
const OTHER: Aimed = { aim: { kind: 'active' }, outcomeWithinDays: 14 };

/** Since when a play aims at what it aims at after versions of moments 1, 2, 3. */
const since = (playId: string, ...aims: (Aimed | null)[]) =>
  findSinceAimed(aims.map((aimed, index) => ({ playId, aimed, since: index + 1 }))).get(playId);

test('a play that ships aims at another thing from the change of its aim, or of the days for it, on', () => {
  expect([since('surge'), since('surge', null), since('surge', SHIPPED, null, SHIPPED)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(since('surge', null, OTHER, OTHER)).toBe(2);
  expect(since('surge', { ...SHIPPED, outcomeWithinDays: 15 })).toBe(1);
  expect([since('surge', OTHER, SHIPPED), since('surge', OTHER, null)]).toEqual([2, 2]);
});

test('a play of the portal’s own begins with the aim it was added with', () => {
  expect([since('own-1', OTHER), since('own-1', OTHER, OTHER), since('own-1', OTHER, SHIPPED)]).toEqual([
    undefined,
    undefined,
    2,
  ]);
});

test('each play has its own', () => {
  const versions = ['surge', 'own-1', 'surge'].map((playId, index) => ({ playId, aimed: OTHER, since: index }));
  expect(findSinceAimed(versions)).toEqual(new Map([['surge', 0]]));
});
