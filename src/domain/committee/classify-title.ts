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
}

interface FunctionHint {
  jobFunction: JobFunction;
  /** 3 an occupation, 2 a department, 1 a word used in passing. */
  strength: number;
}

const INDIVIDUAL = SENIORITIES.indexOf('individual');

const SENIORITY_TABLE = buildPhraseTable<Rank>([
  ...Object.entries(SENIORITY_WORDS).flatMap(([seniority, lines]) =>
    lines.map((line) => readSeniorityLine(line, SENIORITIES.indexOf(seniority as Seniority))),
  ),
  ...NOT_SENIOR.map((text) => ({ text, meaning: { rank: null, jobFunction: null } })),
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

/** "cfo: finance" or "director". */
function readSeniorityLine(line: string, rank: number): Phrase<Rank> {
  const [text = '', name] = line.split(': ');
  return { text, meaning: { rank, jobFunction: JOB_FUNCTIONS.find((jobFunction) => jobFunction === name) ?? null } };
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
 * A chief's own function first ("CFO and co-founder" is finance), then general management for who leads the company, then
 * the words: those beside the rank before the others, the stronger before the weaker, the first before the later.
 */
function chooseFunction(
  own: readonly string[],
  words: readonly string[],
  holders: readonly Match<Rank>[],
): JobFunction {
  const named = holders.flatMap(({ meaning }) => meaning.jobFunction ?? []);
  const specific = named.find((jobFunction) => jobFunction !== 'general management');
  if (specific) return specific;
  const leads = named.length > 0;
  if (leads && holders.some(({ meaning }) => meaning.rank === 0)) return 'general management';
  const spoken = strongestOf(findPhrases(FUNCTION_TABLE, own), partsAround(own, holders));
  if (spoken) return spoken;
  if (leads) return 'general management';
  return strongestOf(findPhrases(FUNCTION_TABLE, words), []) ?? 'other';
}

/** Positions of the words that stand in the same part of the title as one of the matches. */
function partsAround(words: readonly string[], holders: readonly Match<Rank>[]): readonly [number, number][] {
  return holders.map(({ at, length }) => {
    const end = words.findIndex((word, i) => i >= at + length && !isWord(word));
    return [words.slice(0, at).findLastIndex((word) => !isWord(word)) + 1, end === -1 ? words.length : end];
  });
}

function strongestOf(hints: readonly Match<FunctionHint>[], near: readonly [number, number][]): JobFunction | null {
  const beside = hints.filter(({ at }) => near.some(([from, to]) => at >= from && at < to));
  const among = beside.length > 0 ? beside : hints;
  // Sorting is stable, so of two equally strong words the first stays first.
  return among.toSorted((a, b) => b.meaning.strength - a.meaning.strength)[0]?.meaning.jobFunction ?? null;
}

function isWord(word: string): boolean {
  return word !== BREAK && word !== STRONG_BREAK;
}
