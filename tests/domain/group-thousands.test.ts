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
