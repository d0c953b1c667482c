import { describe, expect, test } from 'vitest';
import { buildPhraseTable, findPhrases } from '../../../../src/domain/committee/titles/phrase-table.ts';

/** What a table of these lines finds in a title: place, length and line of each match. */
function find(lines: readonly string[], title: string): [number, number, string][] {
  const table = buildPhraseTable(lines.map((text) => ({ text, meaning: text })));
  return findPhrases(table, title.split(' ')).map(({ at, length, meaning }) => [at, length, meaning]);
}

/** The places of a partner whose rank is a whole part of the title. */
function findPartner(title: string): number[] {
  return find(['^ partner $'], title).map(([at]) => at);
}

describe('findPhrases', () => {
  test('takes the longest phrase at each word, and reads none of its words again', () => {
    expect(find(['chief of staff', 'chief', 'chief of'], 'chief of staff')).toEqual([[0, 3, 'chief of staff']]);
    expect(find(['chief', 'chief of staff'], 'chief of staff')).toEqual([[0, 3, 'chief of staff']]);
    expect(find(['president', 'vice president'], 'senior vice president and president')).toEqual([
      [1, 2, 'vice president'],
      [4, 1, 'president'],
    ]);
  });

  test('an ending fits the word that it is as well as longer ones, a beginning likewise', () => {
    expect(
      find(['*leiter', 'einkauf*'], 'leiter vertriebsleiter einkauf einkaufsabteilung einka').map(([at]) => at),
    ).toEqual([0, 1, 2, 3]);
  });

  test('finds an entry that begins as another does', () => {
    expect(find(['einkaufsleiter*', 'einkauf*'], 'einkaufsgruppe')).toEqual([[0, 1, 'einkauf*']]);
  });

  test('a gap stands for one to four words of the same part', () => {
    const fits = (title: string): boolean => find(['chief _ officer'], title).length > 0;
    expect(find(['chief _ officer'], 'deputy chief data officer')).toEqual([[1, 3, 'chief _ officer']]);
    expect(fits('chief a b c d officer')).toBe(true);
    expect(fits('chief a b c d e officer')).toBe(false);
    expect(fits('chief officer')).toBe(false);
    expect(fits('chief officer , sales')).toBe(false);
    expect(fits('chief , data officer')).toBe(false);
    expect(fits('chief data ; officer')).toBe(false);
  });

  test('`^` is where a part of the title begins, `$` where the title ends', () => {
    expect(findPartner('partner')).toEqual([0]);
    expect(findPartner('attorney , partner')).toEqual([2]);
    expect(findPartner('attorney ; partner')).toEqual([2]);
    expect(findPartner('law partner')).toEqual([]);
    expect(findPartner('partner , tax')).toEqual([]);
  });

  test('finds nothing in no words', () => {
    expect(findPhrases(buildPhraseTable([{ text: 'chief', meaning: true }]), [])).toEqual([]);
  });
});

test('a beginning of fewer than four letters is a mistake in a table', () => {
  expect(() => find(['ein*'], 'einkauf')).toThrow(
    new RangeError('"ein*" in a title table: give at least four letters'),
  );
  expect(find(['eink*'], 'einkauf')).toHaveLength(1);
});
