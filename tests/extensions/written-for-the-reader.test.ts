import { afterEach, describe, expect, test } from 'vitest';
import { connectApp } from '../../extensions/app/packages/ui/call-app.ts';
import {
  countDays,
  formatDay,
  formatDecimal,
  formatExact,
  formatMoney,
  formatNumber,
  formatPercent,
  writeFor,
} from '../../extensions/app/packages/ui/formats.ts';
import { describeRelative } from '../../extensions/app/packages/ui/relative-time.tsx';
import { writeMarked } from '../../extensions/app/packages/ui/write-marked.ts';
import { markDate, markDay, markMoney, markNumber, markShare } from '../../src/domain/marked-values.ts';
import { serve } from './cards/served-account.ts';

/** The 20th in Auckland, in Los Angeles still the 19th. */
const AT = '2026-11-20T06:30:00.000Z';
const NOW = Date.parse('2026-11-22T15:00:00Z');
const AUCKLAND = 'Pacific/Auckland';
const LOS_ANGELES = 'America/Los_Angeles';

const plainSpaces = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, ' ');

afterEach(() => writeFor({}));

describe.each([
  ['en-us', '"Acme" ($1,240.5, €30,000): quiet since Nov 20, 38% of 12,345, renewal Jan 1, 2027'],
  ['en-gb', '"Acme" ($1,240.5, €30,000): quiet since 20 Nov, 38% of 12,345, renewal 1 Jan 2027'],
  ['de-de', '"Acme" ($1.240,5, 30.000 €): quiet since 20. Nov., 38 % of 12.345, renewal 1. Jan. 2027'],
  ['fr-fr', '"Acme" ($1 240,5, 30 000 €): quiet since 20 nov., 38 % of 12 345, renewal 1 janv. 2027'],
])('for a reader of %s', (locale, expected) => {
  const sentence =
    `"Acme" ($${markNumber(1_240.5)}, ${markMoney(30_000, 'EUR')}): quiet since ${markDay(Date.parse(AT))}, ${markShare(0.38)} of ` +
    `${markNumber(12_345)}, renewal ${markDate('2027-01-01')}`;

  test('the values of a sentence of the server are written in their form', () => {
    writeFor({ locale, timeZone: AUCKLAND });
    expect(plainSpaces(writeMarked(sentence, NOW))).toBe(expected);
  });

  test('and a sentence of the screen writes the same values alike', () => {
    writeFor({ locale, timeZone: AUCKLAND });
    const [number, day] = [formatNumber(12_345), formatDay(AT, NOW)];
    expect(writeMarked(`${markNumber(12_345)} ${markDay(Date.parse(AT))}`, NOW)).toBe(`${number} ${day}`);
  });
});

test.each([
  ['no such locale', AUCKLAND, '20 Nov'],
  ['en-us@posix', LOS_ANGELES, '19 Nov'],
  ['en-us', 'Mars/Base', 'Nov 20'],
])('what is not known of %s in %s is made up for alone', (locale, timeZone, day) => {
  writeFor({ locale, timeZone });
  expect(formatDay(AT, NOW)).toBe(day);
});

describe.each([
  [AUCKLAND, 'Nov 20', '2 days ago', '19:30'],
  [LOS_ANGELES, 'Nov 19', '2 days ago', '22:30'],
])('in a portal of %s', (timeZone, day, ago, time) => {
  test('a moment is of the day that its calendar shows', () => {
    writeFor({ locale: 'en', timeZone });
    expect(writeMarked(`since ${markDay(Date.parse(AT))}`, NOW)).toBe(`since ${day}`);
    expect(formatDay(AT, NOW)).toBe(day);
    expect(describeRelative(AT, Date.parse('2026-11-22T06:30:00Z'))).toBe(ago);
    writeFor({ locale: 'en-gb', timeZone });
    expect(formatExact(AT)).toContain(time);
  });
});

test('days away are counted by the midnights of the portal', () => {
  const at = Date.parse('2026-11-21T12:00:00Z');
  const now = Date.parse('2026-11-20T10:30:00Z');
  writeFor({ locale: 'en', timeZone: AUCKLAND });
  expect([countDays(now, at), describeRelative(new Date(at).toISOString(), now)]).toEqual([2, 'in 2 days']);
  expect(countDays(at, now)).toBe(-2);
  writeFor({ locale: 'en', timeZone: LOS_ANGELES });
  expect([countDays(now, at), describeRelative(new Date(at).toISOString(), now)]).toEqual([1, 'tomorrow']);
});

test('the days on which clocks are changed count as one', () => {
  writeFor({ locale: 'en', timeZone: LOS_ANGELES });
  expect(countDays(Date.parse('2026-10-31T20:00:00Z'), Date.parse('2026-11-02T20:00:00Z'))).toBe(2);
  expect(countDays(Date.parse('2026-03-07T20:00:00Z'), Date.parse('2026-03-09T20:00:00Z'))).toBe(2);
});

test('the year is left out where it is the year of the portal', () => {
  const newYear = '2026-12-31T20:00:00.000Z';
  writeFor({ locale: 'en-gb', timeZone: AUCKLAND });
  expect(formatDay(newYear, Date.parse('2027-01-05T00:00:00Z'))).toBe('1 Jan');
  writeFor({ locale: 'en-gb', timeZone: LOS_ANGELES });
  expect(formatDay(newYear, Date.parse('2027-01-05T00:00:00Z'))).toBe('31 Dec 2026');
});

test('percent, decimals and money have the marks of the locale', () => {
  writeFor({ locale: 'de', timeZone: 'UTC' });
  expect([formatPercent(0.384), formatPercent(0.0084, 1), formatDecimal(2, 1)]).toEqual([
    '38\u00A0%',
    '0,8\u00A0%',
    '2,0',
  ]);
  expect(formatMoney(1_240_000, 'EUR', 'whole')).toBe('1.240.000\u00A0€');
});

test.each(['⟦soon⟧', '⟦2026-13-01⟧', '⟦2026-11-20T99:00Z⟧', '⟦20 Nov⟧', '⟦', '{{day}}'])(
  'what somebody wrote and is no value stays: %s',
  (text) => {
    expect(writeMarked(`a ${text} b`, NOW)).toBe(`a ${text} b`);
  },
);

test('every answer of the app arrives so written, failures too, and nothing else in it changes', async () => {
  writeFor({ locale: 'en', timeZone: LOS_ANGELES });
  const body = { at: AT, n: 1_240, none: null, risks: [{ sentence: `quiet since ⟦2025-11-20T06:30Z⟧` }], ok: true };
  const app = connectApp('https://app.example', serve({ status: 200, body }).fetch);
  expect(await app.read('/x')).toEqual({ ...body, risks: [{ sentence: 'quiet since Nov 19, 2025' }] });
  const refusal = { error: { code: 'INVALID_INPUT', message: 'At most ⟦1000⟧.' } };
  const refusing = connectApp('https://app.example', serve({ status: 422, body: refusal }).fetch);
  await expect(refusing.read('/x')).rejects.toMatchObject({ message: 'At most 1,000.' });
});
