import { expect, test } from 'vitest';
import { readTitleWords } from '../../../../src/domain/committee/titles/title-words.ts';

/** A title and its words, with a space between them. */
const CASES: [string, string][] = [
  ['V.P. Sales', 'vp sales'],
  ['V.P Sales', 'vp sales'],
  ['Senior V. P. Sales', 'senior vp sales'],
  ['C. E. O.', 'ceo'],
  ["President's Office", 'presidents office'],
  ["Engineers' Union", 'engineers union'],
  ['Head of E-Commerce', 'head of ecommerce'],
  ['Vice-President', 'vice president'],
  ['R&D', 'r and d'],
  ['財務&人事', '財務 and 人事'],
  ['Dir. Sales', 'director sales'],
  ['Dir.  Sales', 'director sales'],
  ['Manager(m/w/d)Sales', 'manager sales'],
  ['Großkunden', 'grosskunden'],
  ['Prés. Québec', 'president quebec'],
  ['Director, Sales - EMEA', 'director , sales , emea'],
  ['Founder; Chair | Owner\nPartner', 'founder ; chair ; owner ; partner'],
  ['Partner / —', 'partner'],
  ['Partner; ,', 'partner'],
];

test.each(CASES)('reads %j as the words "%s"', (title, words) => {
  expect(readTitleWords(title)).toEqual(words.split(' '));
});

test('reads the first 300 characters after the space before them', () => {
  expect(readTitleWords(`${' '.repeat(400)}CEO`)).toEqual(['ceo']);
  expect(readTitleWords(`${'Head '.repeat(60)}CEO`)).not.toContain('ceo');
});
