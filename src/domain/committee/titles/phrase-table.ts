import { BREAK, isWord } from './title-words.ts';

/** One line of a table, with what it means. */
export interface Phrase<T> {
  text: string;
  meaning: T;
}

export interface Match<T> {
  /** Index of its first word in the title. */
  at: number;
  /** Number of words it uses up. */
  length: number;
  meaning: T;
}

/** A table ready for reading: finding what starts at a word costs a look-up or two, whatever the size of the table. */
export interface PhraseTable<T> {
  byFirstWord: ReadonlyMap<string, readonly { words: readonly string[]; meaning: T }[]>;
  byBeginning: ReadonlyMap<string, readonly { stem: string; meaning: T }[]>;
  endings: readonly { stem: string; meaning: T }[];
}

/** Letters by which beginnings ("einkauf*") are looked up; a shorter beginning is refused. */
const BEGINNING_LETTERS = 4;
/** Stands at the beginning of a phrase: where a part of the title begins. */
const START = '^';
/** Stands in a phrase for the end of the title. */
const END = '$';
/** `_` stands for at most this many words. */
const GAP_WORDS = 4;

/** @throws RangeError for a beginning too short to be looked up, which is a mistake in a table. */
export function buildPhraseTable<T>(phrases: readonly Phrase<T>[]): PhraseTable<T> {
  const byFirstWord = new Map<string, { words: string[]; meaning: T }[]>();
  const byBeginning = new Map<string, { stem: string; meaning: T }[]>();
  const endings: { stem: string; meaning: T }[] = [];
  for (const { text, meaning } of phrases) {
    if (text.endsWith('*')) {
      if (text.length <= BEGINNING_LETTERS)
        throw new RangeError(`"${text}" in a title table: give at least four letters`);
      push(byBeginning, text.slice(0, BEGINNING_LETTERS), { stem: text.slice(0, -1), meaning });
    } else if (text.startsWith('*')) {
      endings.push({ stem: text.slice(1), meaning });
    } else {
      const words = text.split(' ');
      push(byFirstWord, words.find((word) => word !== START) ?? text, { words, meaning });
    }
  }
  return { byFirstWord, byBeginning, endings };
}

/** All matches from left to right, the longest first at each word; a word used up by one is not read again. */
export function findPhrases<T>(table: PhraseTable<T>, words: readonly string[]): Match<T>[] {
  const matches: Match<T>[] = [];
  for (let at = 0; at < words.length;) {
    const match = longestAt(table, words, at);
    if (match) matches.push(match);
    at += match?.length ?? 1;
  }
  return matches;
}

function longestAt<T>(table: PhraseTable<T>, words: readonly string[], at: number): Match<T> | null {
  const word = words[at] ?? '';
  let best: Match<T> | null = null;
  for (const phrase of table.byFirstWord.get(word) ?? []) {
    const length = fitLength(phrase.words, words, at);
    if (length > (best?.length ?? 0)) best = { at, length, meaning: phrase.meaning };
  }
  if (best) return best;
  const stem =
    table.byBeginning.get(word.slice(0, BEGINNING_LETTERS))?.find(({ stem }) => word.startsWith(stem)) ??
    table.endings.find(({ stem }) => word.endsWith(stem));
  return stem ? { at, length: 1, meaning: stem.meaning } : null;
}

/** Words of the title the phrase covers, 0 where it does not fit. */
function fitLength(phrase: readonly string[], words: readonly string[], at: number): number {
  let here = at;
  for (let i = 0; i < phrase.length; i += 1) {
    if (phrase[i] === '_') {
      here = gapEnd(phrase[i + 1] ?? '', words, here);
    } else if (phrase[i] === START) {
      if (isWord(words[at - 1] ?? BREAK)) return 0;
    } else if (phrase[i] === END) {
      if (here < words.length) return 0;
    } else if (words[here] === phrase[i]) {
      here += 1;
    } else {
      return 0;
    }
  }
  return here - at;
}

/** Where the word after a gap stands, one to four words on in the same part of the title; −1 where it does not. */
function gapEnd(next: string, words: readonly string[], from: number): number {
  const end = words.indexOf(next, from + 1);
  return end <= from + GAP_WORDS && words.slice(from, end).every(isWord) ? end : -1;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
