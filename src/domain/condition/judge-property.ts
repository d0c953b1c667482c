import { DAY_MS } from '../day-ms.ts';
import { remember } from '../remember.ts';
import type { DAY_KINDS, PropertyCondition } from './property-condition.ts';

/** Whether a condition holds; `unknown` where the value is missing or cannot be read as what is asked for. */
export type Verdict = 'true' | 'false' | 'unknown';

/**
 * Judges HubSpot's string `value` at `now` (epoch ms). Text is compared without case and with `_` read as a space, so that
 * the option `COMPUTER_SOFTWARE` and the label "Computer software" are one. `containsAny` looks for whole words
 * ("AI" is not in "Retail"), bounds of a range count as inside, `withinDays` looks both ways from `now`. The other conditions on
 * a date compare days in UTC, in which HubSpot keeps a date, and read a bare year as its first day.
 */
export function judgeProperty(condition: PropertyCondition, value: string | null | undefined, now: number): Verdict {
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
      return judgeDay(parseDay(text), (day) =>
        condition.kind === 'before' ? day < toDay(condition.date) : day > toDay(condition.date),
      );
    default:
      return judgeDay(parseDay(text), (day) => liesSo(condition, day - Math.floor(now / DAY_MS)));
  }
}

/** HubSpot's number string as a number, `null` where it is none. */
export function parseNumber(text: string): number | null {
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : null;
}

/** HubSpot writes dates as `2026-11-20`, moments as ISO 8601 or as epoch ms; `null` for anything else. */
export function parseDate(text: string): number | null {
  if (/^-?\d{9,}$/.test(text)) return Number(text);
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
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

/** The day of a date, counted from 1 Jan 1970 in UTC; `null` for what is none. */
function parseDay(text: string): number | null {
  const at = parseDate(/^\d{4}$/.test(text) ? `${text}-01-01` : text);
  return at === null ? null : Math.floor(at / DAY_MS);
}

/** A model's days are the same for every account. */
const toDay = remember((date) => Math.floor(Date.parse(date) / DAY_MS), 1_000);

function toVerdict(holds: boolean): Verdict {
  return holds ? 'true' : 'false';
}

/** What people did is about a few pages and forms, which thousands of conditions look at. */
const normalise = remember((text) => {
  return text
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

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
