import { remember } from '../remember.ts';
import { JOB_FUNCTIONS, SENIORITIES } from './title-class.ts';
import type { JobFunction, Seniority, TitleClass } from './title-class.ts';
import {
  ASSISTANT_ENDING,
  ASSISTANTS,
  ASSISTANTS_GRADES,
  BARE_ASSISTANTS,
  NOT_SENIOR,
  OF_WHOM,
  OFFICES,
  OTHERS_TITLE_FOLLOWS,
  SECRETARIES,
  SECRETARYS_BODIES,
  SECRETARYS_OFFICES,
} from './titles/exclusions.ts';
import { FUNCTION_WORDS } from './titles/function-words.ts';
import { buildPhraseTable, findPhrases } from './titles/phrase-table.ts';
import type { Match, Phrase } from './titles/phrase-table.ts';
import { EXECUTIVE_GRADES, SENIORITY_WORDS } from './titles/seniority-words.ts';
import { BREAK, isWord, readTitleWords, STRONG_BREAK } from './titles/title-words.ts';

interface Rank {
  /** Index in SENIORITIES; null for words of rank that carry none here. */
  rank: number | null;
  jobFunction: JobFunction | null;
  /** The function gives way to that of another word of the same rank. */
  givesWay: boolean;
  /** A grade that bounds the rank of a chief's title beside it: "SVP and CFO". */
  isGrade: boolean;
}

interface FunctionHint {
  jobFunction: JobFunction;
  /** OCCUPATION, DEPARTMENT or HINT. */
  strength: number;
}

const OCCUPATION = 3;
const DEPARTMENT = 2;
/** A word used in passing. */
const HINT = 1;

/** Titles whose classes are kept. */
const REMEMBERED = 5_000;

/** What standing beside the rank adds to a word's strength. */
const BESIDE_RANK = 1;

const C_LEVEL = SENIORITIES.indexOf('C-level');
const VP = SENIORITIES.indexOf('VP');
const INDIVIDUAL = SENIORITIES.indexOf('individual');

const SENIORITY_TABLE = buildPhraseTable<Rank>([
  ...Object.entries(SENIORITY_WORDS).flatMap(([seniority, lines]) =>
    lines.map((line) => readSeniorityLine(line, SENIORITIES.indexOf(seniority as Seniority))),
  ),
  ...NOT_SENIOR.map((text) => ({ text, meaning: { rank: null, jobFunction: null, givesWay: false, isGrade: false } })),
]);

const FUNCTION_TABLE = buildPhraseTable<FunctionHint>(
  Object.entries(FUNCTION_WORDS).flatMap(([name, { occupations, departments, hints }]) => [
    ...readWordList(occupations, name as JobFunction, OCCUPATION),
    ...readWordList(departments, name as JobFunction, DEPARTMENT),
    ...readWordList(hints, name as JobFunction, HINT),
  ]),
);

const ASSISTANT_TABLE = buildPhraseTable(ASSISTANTS.map((text) => ({ text, meaning: true })));
const REFERENCE_TABLE = buildPhraseTable(OTHERS_TITLE_FOLLOWS.map((text) => ({ text, meaning: true })));

/**
 * Seniority and function by the tables in `titles/`. The highest seniority the title holds wins, except what belongs to
 * somebody else ("assistant to the CEO") and what a grade bounds ("SVP and CFO" is a VP).
 *
 * The function is general management for who runs the company, then a chief's own ("CFO and co-founder" is finance), then
 * whatever else a C-level word names. Below C-level the words of the title go before the rank's ("Managing Director, Sales"),
 * but not before a second rank of general management ("VP and General Manager, Storage").
 *
 * Both are null where there is no title; a title of unknown words is an individual's, function other. Never throws; reads
 * the first 300 characters only.
 */
export function classifyTitle(title: string | null): TitleClass {
  return classify(title ?? '');
}

const classify = remember((title): TitleClass => {
  const words = readTitleWords(title);
  if (!words.some(isWord)) return { seniority: null, jobFunction: null };
  const own = withoutOthersTitles(words);
  const ranks = findPhrases(SENIORITY_TABLE, own);
  const best = isAssistant(words)
    ? INDIVIDUAL
    : Math.min(INDIVIDUAL, ...ranks.map((match) => match.meaning.rank ?? INDIVIDUAL));
  const holders = ranks.filter((match) => match.meaning.rank === best);
  const isBounded = best === C_LEVEL && ranks.some(({ meaning }) => meaning.isGrade) && holders.every(leadsOneFunction);
  return {
    seniority: SENIORITIES[isBounded ? VP : best] ?? 'individual',
    jobFunction: chooseFunction(own, holders, ranks) ?? readFunction(words) ?? 'other',
  };
}, REMEMBERED);

/** "cfo: finance", "founder: (general management)" or "director". */
function readSeniorityLine(line: string, rank: number): Phrase<Rank> {
  const [text = '', name = ''] = line.split(': ');
  const givesWay = name.startsWith('(');
  const jobFunction = JOB_FUNCTIONS.find((jobFunction) => jobFunction === name.replace(/[()]/g, '')) ?? null;
  const isGrade = rank === VP && !EXECUTIVE_GRADES.includes(text);
  return { text, meaning: { rank, jobFunction, givesWay, isGrade } };
}

function readWordList(list: string, jobFunction: JobFunction, strength: number): Phrase<FunctionHint>[] {
  const words = list.split(',').map((text) => text.trim());
  return words.filter((text) => text !== '').map((text) => ({ text, meaning: { jobFunction, strength } }));
}

function isAssistant(words: readonly string[]): boolean {
  return (
    findPhrases(ASSISTANT_TABLE, words).length > 0 ||
    words.some((word) => ASSISTANT_ENDING.test(word)) ||
    standsBeforeTheirChief(words)
  );
}

/**
 * Whether an assistant's or a secretary's word is all that stands before somebody's rank, set off from it. A secretary's own
 * office makes the ranks it is listed with theirs too ("Secretary, Vice President and General Counsel"), but not those of
 * whom they are the secretary ("Secretary for the President and the Board").
 */
function standsBeforeTheirChief(words: readonly string[]): boolean {
  const first = words.findIndex((word) => !ASSISTANTS_GRADES.includes(word));
  const isSecretary = SECRETARIES.includes(words[first] ?? '');
  if (!isSecretary && !BARE_ASSISTANTS.includes(words[first] ?? '')) return false;
  const rest = words.slice(first + 1);
  const from = rest.findIndex((word) => word !== BREAK && !OF_WHOM.includes(word));
  if (from < 1) return false;
  const end = rest.findIndex((word, at) => at > from && !isWord(word));
  const part = findRanks(rest.slice(from, end === -1 ? rest.length : end));
  const holdsOffice = (rank: string[]): boolean => isSecretary && hasAny(rank, SECRETARYS_OFFICES);
  if (rest.slice(0, from).every((word) => word === BREAK) && findRanks(rest).some(holdsOffice)) return false;
  const isOwn = (rank: string[]): boolean => holdsOffice(rank) || (isSecretary && hasAny(rank, SECRETARYS_BODIES));
  return part.some((rank) => !isOwn(rank));
}

function hasAny(rank: readonly string[], words: readonly string[]): boolean {
  return rank.some((word) => words.includes(word));
}

/** The words of each rank that is named. */
function findRanks(words: readonly string[]): string[][] {
  const named = findPhrases(SENIORITY_TABLE, words).filter(({ meaning: { rank } }) => rank !== null);
  return named.map(({ at, length }) => words.slice(at, at + length));
}

/** The words without those that name somebody else: after "reporting to", before "office" ("CEO office"). */
function withoutOthersTitles(words: readonly string[]): string[] {
  const own = [...words];
  for (const { at } of findPhrases(REFERENCE_TABLE, words)) {
    const end = words.indexOf(STRONG_BREAK, at);
    own.fill(BREAK, at, end === -1 ? words.length : end);
  }
  for (const { at, length, meaning } of findPhrases(SENIORITY_TABLE, own)) {
    const isOffice = meaning.rank === C_LEVEL && OFFICES.includes(own[at + length] ?? '');
    if (isOffice) own.fill(BREAK, at, at + length);
  }
  return own;
}

/** Null where no word says. */
function chooseFunction(
  own: readonly string[],
  holders: readonly Match<Rank>[],
  ranks: readonly Match<Rank>[],
): JobFunction | null {
  const named = holders.flatMap(({ at, length, meaning: { rank, jobFunction, givesWay } }) => {
    const spoken = rank === C_LEVEL && !jobFunction ? readFunction(own.slice(at, at + length)) : jobFunction;
    return spoken ? [{ jobFunction: spoken, givesWay }] : [];
  });
  const firm = named.filter(({ givesWay }) => !givesWay).map(({ jobFunction }) => jobFunction);
  const byRank = firm[0] ?? named[0]?.jobFunction ?? null;
  const near = partsAround(own, holders);
  if (holders[0]?.meaning.rank === C_LEVEL) {
    return holders.some(runsAll) ? 'general management' : (byRank ?? readFunction(own, near));
  }
  const isSecondRank = (match: Match<Rank>): boolean => holders.length > 0 && !holders.includes(match);
  if (ranks.some((match) => isSecondRank(match) && runsAll(match))) return 'general management';
  const ofOnePart = firm.find((jobFunction) => jobFunction !== 'general management');
  return ofOnePart ?? readFunction(own, near, holders.some(runsAll) ? DEPARTMENT : HINT) ?? byRank;
}

/** Runs a company or a part of it, whatever else the title says. */
function runsAll({ meaning }: Match<Rank>): boolean {
  return meaning.jobFunction === 'general management' && !meaning.givesWay;
}

/** Of a C-level word: a chief of one function, who neither runs the company nor owns or oversees it. */
function leadsOneFunction({ meaning }: Match<Rank>): boolean {
  return meaning.jobFunction !== 'general management';
}

/** Positions of the words that stand in the same part of the title as one of the matches. */
function partsAround(words: readonly string[], holders: readonly Match<Rank>[]): readonly [number, number][] {
  return holders.map(({ at, length }) => {
    const end = words.findIndex((word, i) => i >= at + length && !isWord(word));
    return [words.slice(0, at).findLastIndex((word) => !isWord(word)) + 1, end === -1 ? words.length : end];
  });
}

/** The function the words speak of most strongly; those in the parts of the title given as `near` weigh more. */
function readFunction(
  words: readonly string[],
  near: readonly [number, number][] = [],
  leastStrength = HINT,
): JobFunction | null {
  const weight = ({ at, meaning }: Match<FunctionHint>): number =>
    meaning.strength + (near.some(([from, to]) => at >= from && at < to) ? BESIDE_RANK : 0);
  const matches = findPhrases(FUNCTION_TABLE, words).filter(({ meaning }) => meaning.strength >= leastStrength);
  // Sorting is stable, so of two equally strong words the first stays first.
  return matches.toSorted((a, b) => weight(b) - weight(a))[0]?.meaning.jobFunction ?? null;
}
