import { assert, maxSafeInteger, property } from 'fast-check';
import { expect, test } from 'vitest';
import { groupThousands } from '../../src/domain/group-thousands.ts';

test('groups as Intl does', () => {
  const intl = new Intl.NumberFormat('en-US');
  assert(
    property(maxSafeInteger(), (count) => {
      expect(groupThousands(count)).toBe(intl.format(count));
    }),
  );
});

test.each([
  [0, '0'],
  [999, '999'],
  [1_000, '1,000'],
  [-1_000_000, '-1,000,000'],
])('%d reads %s', (count, words) => {
  expect(groupThousands(count)).toBe(words);
});
