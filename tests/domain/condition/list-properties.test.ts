import { expect, test } from 'vitest';
import { listConditionProperties } from '../../../src/domain/condition/list-properties.ts';

const known = (property: string) => ({ property, when: { kind: 'known' as const } });

test('every property an expression asks for is listed with its place', () => {
  const expression = {
    all: [known('a'), { any: [{ tier: [1 as const] }, known('b')] }, { not: known('c') }, { not: { not: known('a') } }],
  };
  expect(listConditionProperties(expression)).toEqual([
    { path: 'all.0.property', property: 'a' },
    { path: 'all.1.any.1.property', property: 'b' },
    { path: 'all.2.not.property', property: 'c' },
    { path: 'all.3.not.not.property', property: 'a' },
  ]);
  expect(listConditionProperties(known('a'))).toEqual([{ path: 'property', property: 'a' }]);
  expect(listConditionProperties({ tier: [1] })).toEqual([]);
});
