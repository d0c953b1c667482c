import { assert, date, double, integer, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { markDate, markDay, markMoney, markNumber, markShare } from '../../src/domain/marked-values.ts';
import { writeAllPlain, writePlain } from '../../src/domain/write-plain.ts';

/** It is the 20th in Auckland, in Los Angeles still the 19th. */
const AT = Date.parse('2026-11-20T06:30:59.999Z');

test.each([
  ['Pacific/Auckland', '20 Nov 2026'],
  ['America/Los_Angeles', '19 Nov 2026'],
  ['US/Eastern', '20 Nov 2026'],
  ['Mars/Base', '20 Nov 2026'],
])('a moment is a day by the calendar of %s', (timeZone, day) => {
  expect(writePlain(`quiet since ${markDay(AT)}`, timeZone)).toBe(`quiet since ${day}`);
});

test('the day changes at midnight there, to the minute', () => {
  const midnight = Date.parse('2026-11-20T11:00:00Z');
  expect(writePlain(markDay(midnight - 1), 'Pacific/Auckland')).toBe('20 Nov 2026');
  expect(writePlain(markDay(midnight), 'Pacific/Auckland')).toBe('21 Nov 2026');
});

test('a date is the same day everywhere', () => {
  expect(writePlain(`renewal = ${markDate('2027-01-01')}`, 'America/Los_Angeles')).toBe('renewal = 1 Jan 2027');
});

test.each([
  [7, '7'],
  [-999, '-999'],
  [1_203, '1,203'],
  [-1_203.5, '-1,203.5'],
  [-0.25, '-0.25'],
  [7.256, '7.26'],
  [0.001, '0'],
  [1_234_567.891, '1,234,567.89'],
])('the number %d is written %s', (value, words) => {
  expect(writePlain(markNumber(value), 'UTC')).toBe(words);
});

test('a small whole number stands for itself, so that it costs nothing', () => {
  expect([markNumber(999), markNumber(1_000), markShare(0.384)]).toEqual(['999', '⟦1000⟧', '⟦38%⟧']);
  expect(writePlain(markShare(0.384), 'UTC')).toBe('38 %');
});

test.each([
  ['⟦0⟧', '0'],
  ['⟦-1⟧', '-1'],
])('%s, which no sentence of ours contains, is written %s', (marked, words) => {
  expect(writePlain(marked, 'UTC')).toBe(words);
});

test('every text of an answer is written, and nothing else is changed', () => {
  const at = new Date(AT).toISOString();
  const answer = { why: [`since ${markDay(AT)}`, { n: markNumber(1_203) }], '⟦7⟧': 7, none: null, yes: true, at };
  expect(writeAllPlain(answer, 'America/Los_Angeles')).toEqual({
    ...answer,
    why: ['since 19 Nov 2026', { n: '1,203' }],
  });
  expect(writeAllPlain(markShare(0.5), 'UTC')).toBe('50 %');
});

test('an amount has its currency', () => {
  expect(markMoney(30_000.4, 'EUR')).toBe('⟦30000 EUR⟧');
  expect(writePlain(`worth ${markMoney(1_240_000, 'EUR')}`, 'UTC')).toBe('worth 1,240,000 EUR');
});

test.each(['⟦⟧', '⟦soon⟧', '⟦2026-13-01⟧', '⟦2026-11-20T99:00Z⟧', '⟦2026-11-20T12:00Z', '⟦1 000⟧', '⟧1⟦'])(
  'what somebody wrote like that and is no value stays: %s',
  (text) => {
    expect(writePlain(`a ${text} b`, 'UTC')).toBe(`a ${text} b`);
  },
);

test('no text about a value hides it or breaks it', () => {
  assert(
    property(string({ unit: 'binary' }), string({ unit: 'grapheme' }), (before, after) => {
      const sentence = `${before}⟦${markDay(AT)}⟦${after}`;
      expect(writePlain(sentence, 'UTC')).toContain('20 Nov 2026');
    }),
  );
});

test('whatever a value is, it is written', () => {
  const moments = date({ min: new Date('0001-01-01'), max: new Date('9999-12-30'), noInvalidDate: true });
  assert(
    property(moments, double({ noNaN: true, min: -1e15, max: 1e15 }), integer({ min: 0, max: 100 }), (at, value, n) => {
      const sentence = `${markDay(at.getTime())} ${markNumber(value)} ${markShare(n / 100)}`;
      expect(writePlain(sentence, 'Asia/Kathmandu')).not.toMatch(/[⟦⟧]/);
    }),
  );
});
