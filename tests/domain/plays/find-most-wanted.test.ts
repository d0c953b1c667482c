import { expect, test } from 'vitest';
import { findMostWanted, type TextLack } from '../../../src/domain/plays/find-most-wanted.ts';
import type { LibraryText } from '../../../src/domain/plays/library-text.ts';

const lack = (accounts: number, changes: Partial<TextLack> = {}): TextLack => {
  return { role: 'EXECUTIVE_SPONSOR', stage: 'aware', industry: null, channel: 'email', accounts, ...changes };
};
const TEXT: LibraryText = {
  textId: 't',
  role: 'EXECUTIVE_SPONSOR',
  stage: null,
  industry: null,
  channel: 'email',
  title: 'T',
  text: 'Hi',
  ratings: { successes: 0, n: 0 },
};

test('is the place with most accounts, whatever their industry', () => {
  const lacks = [lack(3), lack(4, { industry: 'BANKING' }), lack(6, { role: 'PROCUREMENT' })];
  const { industry: _industry, ...place } = lack(7);
  expect(findMostWanted(lacks, [])).toEqual(place);
});

test('leaves out what a text of the library fits by now, of the same channel', () => {
  expect(findMostWanted([lack(3)], [TEXT])).toBeNull();
  expect(findMostWanted([lack(3)], [{ ...TEXT, channel: 'call' }])).toMatchObject({ accounts: 3 });
  expect(findMostWanted([lack(3)], [{ ...TEXT, role: null, industry: 'Banking' }])).toMatchObject({ accounts: 3 });
  expect(findMostWanted([], [])).toBeNull();
});
