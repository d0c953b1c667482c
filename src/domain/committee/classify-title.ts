import { JOB_FUNCTIONS, SENIORITIES } from './title-class.ts';
import type { JobFunction, Seniority, TitleClass } from './title-class.ts';
import { ASSISTANTS, NOT_SENIOR, OFFICES, OTHERS_TITLE_FOLLOWS } from './titles/exclusions.ts';
import { FUNCTION_WORDS } from './titles/function-words.ts';
import { buildPhraseTable, findPhrases } from './titles/phrase-table.ts';
import type { Match, Phrase } from './titles/phrase-table.ts';
import { SENIORITY_WORDS } from './titles/seniority-words.ts';
import { BREAK, readTitleWords, STRONG_BREAK } from './titles/title-words.ts';

interface Rank {
  /** Index in SENIORITIES; null for words of rank that carry none here. */
  rank: number | null;
  jobFunction: JobFunction | null;
  /** The function gives way to that of another word of the same rank. */
  givesWay: boolean;
}

interface FunctionHint {
  jobFunction: JobFunction;
  /** 3 an occupation, 2 a department, 1 a word used in passing. */
  strength: number;
}

/** What standing beside the rank adds to a word's strength. */
const BESIDE_RANK = 1;

const INDIVIDUAL = SENIORITIES.indexOf('individual');

const SENIORITY_TABLE = buildPhraseTable<Rank>([
  ...Object.entries(SENIORITY_WORDS).flatMap(([seniority, lines]) =>
    lines.map((line) => readSeniorityLine(line, SENIORITIES.indexOf(seniority as Seniority))),
  ),
  ...NOT_SENIOR.map((text) => ({ text, meaning: { rank: null, jobFunction: null, givesWay: false } })),
]);

const FUNCTION_TABLE = buildPhraseTable<FunctionHint>(
  Object.entries(FUNCTION_WORDS).flatMap(([name, { occupations, departments, hints }]) =>
    [hints, departments, occupations].flatMap((list, i) => readWordList(list, name as JobFunction, i + 1)),
  ),
);

const ASSISTANT_TABLE = buildPhraseTable(ASSISTANTS.map((text) => ({ text, meaning: true })));
const REFERENCE_TABLE = buildPhraseTable(OTHERS_TITLE_FOLLOWS.map((text) => ({ text, meaning: true })));

/**
 * Seniority and function by the tables in `titles/`. The highest seniority the title holds wins, except what belongs to
 * somebody else ("assistant to the CEO"). Both are null where there is no title; a title of unknown words is an
 * individual's, function other. Never throws; reads the first 300 characters only.
 */
export function classifyTitle(title: string | null): TitleClass {
  const words = title === null ? [] : readTitleWords(title);
  if (!words.some(isWord)) return { seniority: null, jobFunction: null };
  const own = withoutOthersTitles(words);
  const ranks = findPhrases(SENIORITY_TABLE, own);
  const assistant = findPhrases(ASSISTANT_TABLE, words).length > 0;
  const best = assistant ? INDIVIDUAL : Math.min(INDIVIDUAL, ...ranks.map((match) => match.meaning.rank ?? INDIVIDUAL));
  const holders = best === INDIVIDUAL ? [] : ranks.filter((match) => match.meaning.rank === best);
  return { seniority: SENIORITIES[best] ?? 'individual', jobFunction: chooseFunction(own, words, holders) };
}

/** "cfo: finance", "founder: (general management)" or "director". */
function readSeniorityLine(line: string, rank: number): Phrase<Rank> {
  const [text = '', name = ''] = line.split(': ');
  const givesWay = name.startsWith('(');
  const jobFunction = JOB_FUNCTIONS.find((jobFunction) => jobFunction === name.replace(/[()]/g, '')) ?? null;
  return { text, meaning: { rank, jobFunction, givesWay } };
}

function readWordList(list: string, jobFunction: JobFunction, strength: number): Phrase<FunctionHint>[] {
  const words = list.split(',').map((text) => text.trim());
  return words.filter((text) => text !== '').map((text) => ({ text, meaning: { jobFunction, strength } }));
}

/** The words without those that name somebody else: after "reporting to", before "office" ("CEO office"). */
function withoutOthersTitles(words: readonly string[]): string[] {
  const own = [...words];
  for (const { at } of findPhrases(REFERENCE_TABLE, words)) {
    const end = words.indexOf(STRONG_BREAK, at);
    own.fill(BREAK, at, end === -1 ? words.length : end);
  }
  for (const { at, length, meaning } of findPhrases(SENIORITY_TABLE, own)) {
    const isOffice = meaning.rank === 0 && OFFICES.includes(own[at + length] ?? '');
    if (isOffice) own.fill(BREAK, at, at + length);
  }
  return own;
}

/**
 * General management for who runs the company, then a chief's own function ("CFO and co-founder" is finance), then whatever
 * else a C-level word names; below C-level the words of the title go before the rank's ("Managing Director, Sales").
 */
function chooseFunction(
  own: readonly string[],
  words: readonly string[],
  holders: readonly Match<Rank>[],
): JobFunction {
  const ranks = holders.map(({ at, length, meaning }) => {
    const spoken = meaning.rank === 0 && !meaning.jobFunction ? readFunction(own.slice(at, at + length)) : null;
    return { ...meaning, jobFunction: spoken ?? meaning.jobFunction };
  });
  const named = ranks.flatMap(({ jobFunction, givesWay }) => (jobFunction ? [{ jobFunction, givesWay }] : []));
  const firm = named.filter(({ givesWay }) => !givesWay);
  const leads = firm.find(({ jobFunction }) => jobFunction === 'general management');
  const byRank = (leads ?? firm[0] ?? named[0])?.jobFunction ?? null;
  const isChief = ranks.some(({ rank }) => rank === 0);
  if (byRank && (isChief || byRank !== 'general management')) return byRank;
  return readFunction(own, partsAround(own, holders)) ?? byRank ?? readFunction(words) ?? 'other';
}

/** Positions of the words that stand in the same part of the title as one of the matches. */
function partsAround(words: readonly string[], holders: readonly Match<Rank>[]): readonly [number, number][] {
  return holders.map(({ at, length }) => {
    const end = words.findIndex((word, i) => i >= at + length && !isWord(word));
    return [words.slice(0, at).findLastIndex((word) => !isWord(word)) + 1, end === -1 ? words.length : end];
  });
}

/** The function the words speak of most strongly; those in the parts of the title given as `near` weigh more. */
function readFunction(words: readonly string[], near: readonly [number, number][] = []): JobFunction | null {
  const weight = ({ at, meaning }: Match<FunctionHint>): number =>
    meaning.strength + (near.some(([from, to]) => at >= from && at < to) ? BESIDE_RANK : 0);
  // Sorting is stable, so of two equally strong words the first stays first.
  const hints = findPhrases(FUNCTION_TABLE, words).toSorted((a, b) => weight(b) - weight(a));
  return hints[0]?.meaning.jobFunction ?? null;
}

function isWord(word: string): boolean {
  return word !== BREAK && word !== STRONG_BREAK;
}
