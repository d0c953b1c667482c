import { GENDER_MARKS, SPELLINGS } from './normalisation.ts';

/** A title longer than this is text; what follows is not read, which also bounds the work. */
const READ_CHARACTERS = 300;

/** Stands between the parts of a title. */
export const BREAK = ',';

/** Stands where only a new entry of a list begins: it ends what "assistant to" refers to. */
export const STRONG_BREAK = ';';

const TOKEN = /[\p{L}\p{N}]+|[;|\n]|[,/:()[\]{}•·@+–—.\\]|(?<=\s)-|-(?=\s)|-(?=-)/gu;

/**
 * The words of a title in lower case without accents, with `,` (or `;`) between its parts.
 * The same words come out whatever the case and the space around the title.
 */
export function readTitleWords(title: string): string[] {
  const text = foldCase(title.trim().slice(0, READ_CHARACTERS));
  const isPlain = /^[a-z0-9 ,]*$/.test(text);
  const words = ((isPlain ? text : unpunctuate(text)).match(TOKEN) ?? []).flatMap(spellOut);
  return words.slice(0, words.findLastIndex(isWord) + 1);
}

/** Whether an entry of a title's words is one, and not what stands between two parts. */
export function isWord(entry: string): boolean {
  return entry !== BREAK && entry !== STRONG_BREAK;
}

/** Takes out the punctuation that is part of a word: "v.p.", "president's", "e-commerce", "leiter/in", "r&d". */
function unpunctuate(text: string): string {
  return GENDER_MARKS.reduce((rest, mark) => rest.replace(mark, ' '), text)
    .replace(/(?<![\p{L}\p{N}])((?:\p{L}\.\s?)+\p{L})\b\.?/gu, (letters) => letters.replace(/[.\s]/g, ''))
    .replace(/(?<=\p{L})['’`´]s(?![\p{L}\p{N}])/gu, 's')
    .replace(/(?<![\p{L}\p{N}])e-(?=\p{L})/gu, 'e')
    .replace(/&/g, ' and ')
    .replace(/(?<=\p{L})\.(?=\s+\p{L})/gu, '');
}

function foldCase(text: string): string {
  if (/^[ -~]*$/.test(text)) return text.toLowerCase();
  const withoutMarks = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return withoutMarks.toUpperCase().toLowerCase();
}

function spellOut(token: string): string[] {
  if (token === ';' || token === '|' || token === '\n') return [STRONG_BREAK];
  if (!/[\p{L}\p{N}]/u.test(token)) return [BREAK];
  const full = Object.hasOwn(SPELLINGS, token) ? SPELLINGS[token] : undefined;
  return full === undefined ? [token] : full.split(' ');
}
