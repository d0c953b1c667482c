import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeProperty, parseNumber } from '../../../src/domain/condition/judge-property.ts';
import type { PropertyCondition } from '../../../src/domain/condition/property-condition.ts';

const NOW = Date.UTC(2026, 10, 20, 12);
const judge = (condition: PropertyCondition, value: string | null | undefined) =>
  judgeProperty(condition, value, NOW, 'UTC');

describe('an unknown value', () => {
  test.each<PropertyCondition>([
    { kind: 'oneOf', values: ['a'] },
    { kind: 'containsAny', values: ['a'] },
    { kind: 'range', min: 0 },
    { kind: 'isTrue' },
    { kind: 'withinDays', days: 1 },
    { kind: 'overDaysAgo', days: 1 },
    { kind: 'before', date: '2030-01-01' },
  ])('is unknown, not "no": $kind', (condition) => {
    for (const value of [null, undefined, '', '  ']) expect(judge(condition, value)).toBe('unknown');
  });

  test('is judged only by "is known"', () => {
    expect(judge({ kind: 'known' }, null)).toBe('false');
    expect(judge({ kind: 'known' }, 'x')).toBe('true');
  });
});

describe('oneOf', () => {
  const software: PropertyCondition = { kind: 'oneOf', values: ['Computer Software', 'BANKING'] };

  test('reads an option and its label as one, without case', () => {
    expect(judge(software, 'COMPUTER_SOFTWARE')).toBe('true');
    expect(judge(software, 'computer software')).toBe('true');
    expect(judge(software, 'Banking')).toBe('true');
    expect(judge(software, 'Computer__ Software')).toBe('true');
    expect(judge(software, '_BANKING_')).toBe('true');
  });

  test('asks for the whole value', () => {
    expect(judge(software, 'Software')).toBe('false');
    expect(judge(software, 'Computer Software & Services')).toBe('false');
  });

  test('tells signs apart', () => {
    expect(judge({ kind: 'oneOf', values: ['C++'] }, 'C#')).toBe('false');
  });
});

describe('containsAny', () => {
  test('finds an option of a multi-select and a word of a text', () => {
    expect(judge({ kind: 'containsAny', values: ['US'] }, 'DE;US')).toBe('true');
    expect(judge({ kind: 'containsAny', values: ['software'] }, 'Software & Services')).toBe('true');
    expect(judge({ kind: 'containsAny', values: ['Health Care'] }, 'HOSPITAL_HEALTH_CARE')).toBe('true');
  });

  test('does not find a part of a word', () => {
    for (const value of ['RUSSIA', 'USA', 'CUS'])
      expect(judge({ kind: 'containsAny', values: ['US'] }, value)).toBe('false');
    expect(judge({ kind: 'containsAny', values: ['AI'] }, 'Retail; Café ai')).toBe('true');
    expect(judge({ kind: 'containsAny', values: ['AI'] }, 'Retail')).toBe('false');
  });

  test.each([
    ['letters that are put together and those that are not', 'Mu\u0308nchen', 'München', 'true'],
    ['a part of such a word', 'Mu\u0308nchen', 'Mu', 'false'],
    ['a word before a sign that belongs to it', 'हिन्दी', 'हिन', 'false'],
    ['letters of full width', '生成ＡＩ', 'AI', 'true'],
    ['scripts that put no space between words', '计算机软件公司', '软件', 'true'],
    ['the same in Japanese', '株式会社ソフトウェア開発', 'ソフトウェア', 'true'],
    ['the same in Thai', 'บริษัทซอฟต์แวร์', 'ซอฟต์แวร์', 'true'],
    ['scripts that put a space there', 'Разработка ПО', 'по', 'true'],
    ['a part of a word of theirs', 'Поставка', 'по', 'false'],
  ])('reads %s', (_, value, word, verdict) => {
    expect(judge({ kind: 'containsAny', values: [word] }, value)).toBe(verdict);
  });

  test('an empty word is found nowhere', () => {
    expect(judge({ kind: 'containsAny', values: ['', ' '] }, 'anything')).toBe('false');
  });
});

describe('range', () => {
  test('counts its bounds as inside', () => {
    const range: PropertyCondition = { kind: 'range', min: 200, max: 999 };
    expect(['199', '200', '999', '1000'].map((value) => judge(range, value))).toEqual([
      'false',
      'true',
      'true',
      'false',
    ]);
  });

  test('is open where a bound is absent', () => {
    expect(judge({ kind: 'range', max: 5 }, '-1e3')).toBe('true');
    expect(judge({ kind: 'range', min: 5 }, '2.5e9')).toBe('true');
    expect(judge({ kind: 'range', min: 5 }, '12.75')).toBe('true');
    expect(judge({ kind: 'range', min: 5 }, '1e+12')).toBe('true');
    expect(judge({ kind: 'range', max: 5 }, '4e-12')).toBe('true');
  });

  test('reads a number between blanks', () => {
    expect(parseNumber(' 12 ')).toBe(12);
  });

  test('cannot judge what is no number', () => {
    for (const value of ['about 50', '0x10', 'NaN', '1,000'])
      expect(judge({ kind: 'range', min: 0 }, value)).toBe('unknown');
  });
});

describe('isTrue', () => {
  test('reads HubSpot’s booleans only', () => {
    expect(['true', 'FALSE', 'maybe'].map((value) => judge({ kind: 'isTrue' }, value))).toEqual([
      'true',
      'false',
      'unknown',
    ]);
  });
});

describe('withinDays', () => {
  const week: PropertyCondition = { kind: 'withinDays', days: 7 };

  test('looks both ways from now', () => {
    expect(judge(week, '2026-11-14')).toBe('true');
    expect(judge(week, '2026-11-26')).toBe('true');
    expect(judge(week, '2026-11-12')).toBe('false');
    expect(judge(week, String(NOW - 7 * 86_400_000))).toBe('true');
  });

  test('reads dates, ISO moments and epoch milliseconds', () => {
    expect(judge(week, '2026-11-19T10:00:00.000Z')).toBe('true');
    expect(judge(week, String(NOW - 1000))).toBe('true');
    for (const value of [
      'yesterday',
      '2026-13-45',
      '2026-11-2',
      '20 Nov 2026',
      'on 2026-11-20',
      `${NOW}?`,
      `no ${NOW}`,
    ])
      expect(judge(week, value)).toBe('unknown');
  });
});

describe('days from today', () => {
  // Noon of 20 November: a day is the same from its first to its last moment.
  const kinds = ['inNextDays', 'inLastDays', 'overDaysAhead', 'overDaysAgo'] as const;
  const whichHold = (value: string) => kinds.filter((kind) => judge({ kind, days: 10 }, value) === 'true');

  test.each([
    ['2026-11-20', ['inNextDays', 'inLastDays']],
    ['2026-11-30', ['inNextDays']],
    ['2026-11-30T23:59:59.999Z', ['inNextDays']],
    ['2026-12-01', ['overDaysAhead']],
    ['2026-11-10', ['inLastDays']],
    [String(Date.UTC(2026, 10, 10)), ['inLastDays']],
    ['2026-11-09T23:59:59.999Z', ['overDaysAgo']],
    ['2019', ['overDaysAgo']],
  ])('%s holds for %j', (value, held) => {
    expect(whichHold(value)).toEqual(held);
  });

  test('every day is either in the last or next days, or beyond them', () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), fc.integer({ min: 0, max: 400 }), (ahead, days) => {
        const value = new Date(NOW + ahead * 86_400_000).toISOString().slice(0, 10);
        const held = kinds.filter((kind) => judge({ kind, days }, value) === 'true');
        expect(held).toHaveLength(ahead === 0 ? 2 : 1);
      }),
    );
  });

  test('time alone moves a day from one to the next', () => {
    const ends: PropertyCondition = { kind: 'inNextDays', days: 30 };
    const on = (daysLater: number) => judgeProperty(ends, '2027-01-01', NOW + daysLater * 86_400_000, 'UTC');
    expect([on(0), on(12), on(42), on(43)]).toEqual(['false', 'true', 'true', 'false']);
  });
});

describe('the calendar of the portal', () => {
  // In Los Angeles it is still the 19th, in Auckland the 20th: 8 in the evening and 5 in the afternoon.
  const evening = Date.parse('2026-11-20T04:00:00Z');
  const places = ['America/Los_Angeles', 'UTC', 'Pacific/Auckland'];
  const where = (condition: PropertyCondition, value: string, now = evening) =>
    places.filter((zone) => judgeProperty(condition, value, now, zone) === 'true');
  const today: PropertyCondition = { kind: 'inNextDays', days: 1 };
  const inAuckland = (now: string) => where(today, '2026-09-28', Date.parse(now)).includes('Pacific/Auckland');

  test('a date is the same day everywhere, and today is not', () => {
    expect(where(today, '2026-11-19')).toEqual(['America/Los_Angeles']);
    expect(where(today, '2026-11-20')).toEqual(places);
    expect(where(today, '2026-11-21')).toEqual(['UTC', 'Pacific/Auckland']);
    expect(where({ kind: 'overDaysAgo', days: 0 }, '2026-11-19')).toEqual(['UTC', 'Pacific/Auckland']);
    expect(where({ kind: 'overDaysAhead', days: 0 }, '2026-11-20')).toEqual(['America/Los_Angeles']);
    expect(where({ kind: 'inLastDays', days: 1 }, '2026-11-20')).toEqual(['UTC', 'Pacific/Auckland']);
  });

  test('a date is so too where HubSpot writes it as the midnight in UTC', () => {
    expect(where(today, String(Date.UTC(2026, 10, 19)))).toEqual(['America/Los_Angeles']);
  });

  test('a moment is of the day that it is on there', () => {
    const lateIn = '2026-11-20T12:00:00Z';
    expect(where({ kind: 'after', date: '2026-11-20' }, lateIn)).toEqual(['Pacific/Auckland']);
    expect(where({ kind: 'before', date: '2026-11-20' }, '2026-11-20T00:00:00Z')).toEqual(['America/Los_Angeles']);
    expect(where({ kind: 'inLastDays', days: 1 }, String(evening - 1))).toEqual(places);
  });

  test('a day begins at midnight there, through the change of the clocks', () => {
    // Clocks go from 2 to 3 on 27 September: midnights are 12:00Z before it and 11:00Z after.
    expect(inAuckland('2026-09-26T11:59:59Z')).toBe(false);
    expect(inAuckland('2026-09-26T12:00:00Z')).toBe(true);
    expect(inAuckland('2026-09-28T10:59:59Z')).toBe(true);
    expect(inAuckland('2026-09-28T11:00:00Z')).toBe(false);
  });

  test('a number beyond every calendar is no date', () => {
    expect(where({ kind: 'after', date: '2026-11-20' }, '99999999999999999999')).toEqual([]);
  });
});

describe('before and after a day', () => {
  const date = '2010-06-01';

  test.each([
    ['2010-05-31', 'true', 'false'],
    ['2010-06-01', 'false', 'false'],
    ['2010-06-01T23:00:00Z', 'false', 'false'],
    ['2010-06-02', 'false', 'true'],
    ['2010', 'true', 'false'],
    ['2011', 'false', 'true'],
    ['long ago', 'unknown', 'unknown'],
    ['20101', 'unknown', 'unknown'],
  ])('%s', (value, before, after) => {
    expect(judge({ kind: 'before', date }, value)).toBe(before);
    expect(judge({ kind: 'after', date }, value)).toBe(after);
  });
});
