import { assert, maxSafeInteger, property } from 'fast-check';
import { expect, test } from 'vitest';
import { groupThousands } from '../../src/domain/group-thousands.ts';

test('groups as Intl does', () => {
  const { format } = new Intl.NumberFormat('en-US');
  assert(property(maxSafeInteger(), (count) => expect(groupThousands(count)).toBe(format(count))));
});
