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
