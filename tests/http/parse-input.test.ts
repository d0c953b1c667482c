import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseBody, parseInput } from '../../src/http/parse-input.ts';

const anything = z.unknown();
const json = (text: string): unknown => parseBody(anything, Buffer.from(text));

test('what no text of PostgreSQL holds is replaced, in keys and values, of bodies and queries', () => {
  const input = String.raw`{"a\u0000":["b\u0000c",{"d":"\ud800"}],"e":"😀 \ud83d\ude00"}`;
  expect(json(input)).toEqual({ 'a\uFFFD': ['b\uFFFDc', { d: '\uFFFD' }], e: '😀 😀' });
  expect(parseInput(anything, { text: 'x\0' })).toEqual({ text: 'x\uFFFD' });
});

test('a body that nests without end is refused', () => {
  expect(json('['.repeat(60) + ']'.repeat(60))).toBeDefined();
  expect(() => json('['.repeat(100_000) + ']'.repeat(100_000))).toThrow(/nests too deeply/);
});

test('a key of that name makes no prototype', () => {
  const parsed = json('{"__proto__":{"admin":true}}') as object;
  expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  expect(Reflect.get(parsed, 'admin')).toBeUndefined();
});

test.each([
  [z.string().max(300), 'a'.repeat(301), 'must have at most 300 characters'],
  [z.string().min(1), '', 'must not be empty'],
  [z.string().min(8), 'short', 'must have at least 8 characters'],
  [z.string(), undefined, 'is missing'],
  [z.string(), 7, 'must be a text'],
  [z.int(), 1.5, 'must be a whole number'],
  [z.number().max(2_000), 2_001, 'must be at most 2,000'],
  [z.number().positive(), 0, 'must be more than 0'],
  [z.array(z.string()).min(1), [], 'must have at least 1 entry'],
  [z.enum(['a', 'b']), 'c', 'must be one of a, b'],
  [z.iso.datetime(), 'noon', 'is not written as it must be'],
  [z.string().max(3, 'is too long for a tag'), 'abcd', 'is too long for a tag'],
])('what does not hold is told in words of the app (%#)', (schema, field, problem) => {
  const parse = (): unknown => parseInput(z.strictObject({ field: schema }), { field });
  const faults = [{ field: 'field', problem }];
  expect(parse).toThrow(expect.objectContaining({ message: `Check field: ${problem}.`, faults }));
});

test('a field that is not asked for is named', () => {
  expect(() => parseInput(z.strictObject({}), { odd: 1 })).toThrow('Check (body): must not have odd.');
});
