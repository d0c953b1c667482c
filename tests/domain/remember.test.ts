import { array, assert, constantFrom, property } from 'fast-check';
import { expect, test } from 'vitest';
import { remember } from '../../src/domain/remember.ts';

const TEXTS = ['', 'CFO', 'VP Sales', 'x'.repeat(200)];

test('answers as the function does, whatever was asked before', () => {
  assert(
    property(array(constantFrom(...TEXTS)), (texts) => {
      const length = remember((text) => text.length, 2);
      expect(texts.map(length)).toEqual(texts.map((text) => text.length));
    }),
  );
});

test('computes a text once, keeps no more than it may, and no long text', () => {
  const computed: string[] = [];
  const read = remember((text) => computed.push(text), 2);
  for (const text of ['a', 'a', 'b', 'c', 'a', TEXTS[3] ?? '', TEXTS[3] ?? '']) read(text);
  expect(computed).toEqual(['a', 'b', 'c', 'a', TEXTS[3], TEXTS[3]]);
});

test('keeps what there is room for, and a text of a hundred characters', () => {
  const computed: string[] = [];
  const read = remember((text) => computed.push(text), 2);
  const longest = 'y'.repeat(100);
  for (const text of ['a', longest, 'a', longest]) read(text);
  expect(computed).toEqual(['a', longest]);
});
