import { DAY_MS } from '../day-ms.ts';
import { localDay } from '../local-time.ts';
import { remember } from '../remember.ts';
import type { DAY_KINDS, PropertyCondition } from './property-condition.ts';

/** The last moment that a `Date` can hold, epoch ms. */
const LATEST = 8.64e15;

/** Whether a condition holds; `unknown` where the value is missing or cannot be read as what is asked for. */
export type Verdict = 'true' | 'false' | 'unknown';

/**
 * Judges HubSpot's string `value` at `now` (epoch ms). Text is compared without case, in one Unicode form and with `_` read as a
 * space, so that the option `COMPUTER_SOFTWARE` and the label "Computer software" are one. `containsAny` looks for whole words
 * ("AI" is not in "Retail"; where a script puts no space between words, for any part), bounds of a range count as inside,
 * `withinDays` looks both ways from `now`. The other conditions on a date compare days of the calendar in `timeZone` (the portal's
 * IANA name), and read a bare year as its first day.
 */
export function judgeProperty(
  condition: PropertyCondition,
  value: string | null | undefined,
  now: number,
  timeZone: string,
): Verdict {
  const text = value?.trim() ?? '';
  if (condition.kind === 'known') return toVerdict(text !== '');
  if (text === '') return 'unknown';
  switch (condition.kind) {
    case 'oneOf':
      return toVerdict(normaliseAll(condition).includes(normalise(text)));
    case 'containsAny':
      return toVerdict(containsWords(normalise(text), normaliseAll(condition)));
    case 'range':
      return judgeRange(parseNumber(text), condition);
    case 'isTrue':
      return judgeBoolean(text.toLowerCase());
    case 'withinDays':
      return judgeDate(parseDate(text), condition.days, now);
    case 'before':
    case 'after':
      return judgeDay(parseDay(text, timeZone), (day) =>
        condition.kind === 'before' ? day < toDay(condition.date) : day > toDay(condition.date),
      );
    default:
      return judgeDay(parseDay(text, timeZone), (day) => liesSo(condition, day - localDay(now, timeZone)));
  }
}

/** HubSpot's number string as a number, `null` where it is none. */
export function parseNumber(text: string): number | null {
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : null;
}

/**
 * The day `2026-11-20` of a value that is the same in every time zone: a date, which HubSpot writes so or as the epoch ms of its
 * midnight in UTC, or a bare year's first day. `null` for a moment and for what is no date.
 */
export function readDay(text: string): string | null {
  if (/^\d{4}$/.test(text)) return `${text}-01-01`;
  const at = parseDate(text);
  if (at === null || at % DAY_MS !== 0 || text.includes('T')) return null;
  return new Date(at).toISOString().slice(0, 10);
}

/** HubSpot writes dates as `2026-11-20`, moments as ISO 8601 or as epoch ms; `null` for anything else. */
export function parseDate(text: string): number | null {
  const isMs = /^-?\d{9,}$/.test(text);
  if (!isMs && !/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const at = isMs ? Number(text) : Date.parse(text);
  return Math.abs(at) <= LATEST ? at : null;
}

function judgeRange(
  number: number | null,
  { min = -Infinity, max = Infinity }: { min?: number; max?: number },
): Verdict {
  return number === null ? 'unknown' : toVerdict(number >= min && number <= max);
}

function judgeBoolean(text: string): Verdict {
  return text === 'true' || text === 'false' ? text : 'unknown';
}

function judgeDate(at: number | null, days: number, now: number): Verdict {
  return at === null ? 'unknown' : toVerdict(Math.abs(now - at) <= days * DAY_MS);
}

/** `ahead`: so many days from today on, negative for days ago. */
function liesSo(
  { kind, days }: Extract<PropertyCondition, { kind: (typeof DAY_KINDS)[number] }>,
  ahead: number,
): boolean {
  switch (kind) {
    case 'inNextDays':
      return ahead >= 0 && ahead <= days;
    case 'inLastDays':
      return ahead <= 0 && -ahead <= days;
    case 'overDaysAhead':
      return ahead > days;
    default:
      return -ahead > days;
  }
}

function judgeDay(day: number | null, holds: (day: number) => boolean): Verdict {
  return day === null ? 'unknown' : toVerdict(holds(day));
}

/** The day of a date, or on which a moment is in a time zone, counted from 1 Jan 1970; `null` for what is none. */
function parseDay(text: string, timeZone: string): number | null {
  const day = readDay(text);
  if (day !== null) return toDay(day);
  const at = parseDate(text);
  return at === null ? null : localDay(at, timeZone);
}

/** A model's days are the same for every account. */
const toDay = remember((date) => Math.floor(Date.parse(date) / DAY_MS), 1_000);

/** The verdict of a test that knows its answer: never `unknown`. */
export function toVerdict(holds: boolean): Verdict {
  return holds ? 'true' : 'false';
}

/**
 * A text as conditions compare it. Remembered: what people did is about a few pages and forms, which thousands of conditions
 * look at.
 */
export const normalise = remember((text) => {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();
}, 10_000);

/** A model's lists are the same for every account: each is normalised once. */
const normalisedLists = new WeakMap<readonly string[], readonly string[]>();

function normaliseAll({ values }: { values: readonly string[] }): readonly string[] {
  const known = normalisedLists.get(values);
  if (known !== undefined) return known;
  const normalised = values.map(normalise).filter((value) => value !== '');
  normalisedLists.set(values, normalised);
  return normalised;
}

function containsWords(text: string, phrases: readonly string[]): boolean {
  return phrases.some((phrase) => {
    for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
      if (!isWordCharacter(text[at - 1]) && !isWordCharacter(text[at + phrase.length])) return true;
    }
    return false;
  });
}

const IN_A_WORD = /[\p{L}\p{N}\p{M}]/u;
/** Scripts that put no space between words: a word is found anywhere in them. */
const WITHOUT_SPACES =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]/u;

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && IN_A_WORD.test(character) && !WITHOUT_SPACES.test(character);
}
