import { expect, test } from 'vitest';
import { compareText } from '../../src/domain/compare-text.ts';

test('texts are ordered by their characters, the same ones as equal', () => {
  expect([compareText('a', 'b'), compareText('b', 'a'), compareText('a', 'a')]).toEqual([-1, 1, 0]);
  expect(['b', 'a', 'B'].toSorted(compareText)).toEqual(['B', 'a', 'b']);
});
