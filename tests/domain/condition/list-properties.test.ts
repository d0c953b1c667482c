import { expect, test } from 'vitest';
import { listConditionProperties } from '../../../src/domain/condition/list-properties.ts';

const known = (property: string) => ({ property, when: { kind: 'known' as const } });

test('every property an expression asks for is listed with its place', () => {
  const expression = {
    all: [known('a'), { any: [{ tier: [1 as const] }, known('b')] }, { not: known('c') }, { not: { not: known('a') } }],
  };
  expect(listConditionProperties(expression)).toEqual([
    { path: 'all.0.property', ...known('a') },
    { path: 'all.1.any.1.property', ...known('b') },
    { path: 'all.2.not.property', ...known('c') },
    { path: 'all.3.not.not.property', ...known('a') },
  ]);
  expect(listConditionProperties(known('a'))).toEqual([{ path: 'property', ...known('a') }]);
  expect(listConditionProperties({ tier: [1] })).toEqual([]);
});
