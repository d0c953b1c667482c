import type { RoleId } from '../facts.ts';
import { remember } from '../remember.ts';
import type { TitleClass } from './title-class.ts';
import { buildPhraseTable, findPhrases } from './titles/phrase-table.ts';
import type { PhraseTable } from './titles/phrase-table.ts';
import { ROLE_CONFIDENCE, ROLES_BY_TITLE, ROLES_BY_WORD } from './titles/role-table.ts';
import type { RoleHint } from './titles/role-table.ts';
import { readTitleWords } from './titles/title-words.ts';

/** Titles whose hints are kept. */
const REMEMBERED = 5_000;

export interface SuggestedRole {
  role: RoleId;
  /** 0–1: how far the title alone points to the role. */
  confidence: number;
}

const WORD_LINES = ROLES_BY_WORD.map(({ words, unless, hint }) => ({
  words: tableOf(words),
  unless: tableOf(unless),
  hint,
}));

/** The buying roles a title suggests by the tables in `titles/role-table.ts`, likeliest first; none where it says nothing. */
export function suggestRoles(titleClass: TitleClass, title: string | null): SuggestedRole[] {
  const { seniority, jobFunction } = titleClass;
  if (seniority === null || jobFunction === null) return [];
  const hint = hintByWord(title ?? '') ?? ROLES_BY_TITLE[seniority][jobFunction];
  return [
    ...(hint.likely ?? []).map((role) => ({ role, confidence: ROLE_CONFIDENCE.likely })),
    ...(hint.possible ?? []).map((role) => ({ role, confidence: ROLE_CONFIDENCE.possible })),
  ];
}

const hintByWord = remember((title): RoleHint | null => {
  const words = readTitleWords(title);
  const line = WORD_LINES.find((line) => holds(line.words, words) && !holds(line.unless, words));
  return line?.hint ?? null;
}, REMEMBERED);

function tableOf(words: readonly string[]): PhraseTable<true> {
  return buildPhraseTable(words.map((text) => ({ text, meaning: true })));
}

function holds(table: PhraseTable<true>, words: readonly string[]): boolean {
  return findPhrases(table, words).length > 0;
}
