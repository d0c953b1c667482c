/** The reader: HubSpot's locale of the user (`en-gb`, `de`) and the portal's time zone (`Europe/Berlin`). */
export interface Reader {
  locale?: string | undefined;
  timeZone?: string | undefined;
}

interface Formats {
  locale: string;
  timeZone: string;
  number: Intl.NumberFormat;
  day: Intl.DateTimeFormat;
  dayOfYear: Intl.DateTimeFormat;
  date: Intl.DateTimeFormat;
  moment: Intl.DateTimeFormat;
  exact: Intl.DateTimeFormat;
  relative: Intl.RelativeTimeFormat;
  /** Year, month and day in digits, on the portal's calendar. */
  calendar: Intl.DateTimeFormat;
}

const DAY = { day: 'numeric', month: 'short' } as const;
/** A day of 24 hours. */
export const DAY_MS = 86_400_000;

/** An extension runs in its own worker for one user of one portal, who is known when it starts. */
let formats = createFormats('en-GB', 'UTC');

/**
 * From now on dates and numbers are formatted for this reader; an unknown locale does not affect the time zone, nor the
 * other way round.
 */
export function writeFor({ locale = 'en-GB', timeZone = 'UTC' }: Reader): void {
  const wanted = locale.replaceAll('_', '-');
  const locales = isKnown(() => new Intl.NumberFormat(wanted)) ? wanted : 'en-GB';
  const zone = isKnown(() => new Intl.DateTimeFormat('en-GB', { timeZone })) ? timeZone : 'UTC';
  formats = createFormats(locales, zone);
}

/** `Intl` throws a RangeError for what it does not know. */
function isKnown(format: () => unknown): boolean {
  try {
    format();
    return true;
  } catch {
    return false;
  }
}

function createFormats(locale: string, timeZone: string): Formats {
  const year = { ...DAY, year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  return {
    locale,
    timeZone,
    number: new Intl.NumberFormat(locale),
    day: new Intl.DateTimeFormat(locale, { ...DAY, timeZone }),
    dayOfYear: new Intl.DateTimeFormat(locale, { ...year, timeZone }),
    date: new Intl.DateTimeFormat(locale, { ...year, timeZone: 'UTC' }),
    moment: new Intl.DateTimeFormat(locale, { ...year, ...time, timeZone }),
    exact: new Intl.DateTimeFormat(locale, { ...year, ...time, timeZoneName: 'short', timeZone }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
    calendar: new Intl.DateTimeFormat('en-US', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone }),
  };
}

/** "€1.2m", or "€1,240,000" where `style` is `whole`; `currency` is an ISO 4217 code. */
export function formatMoney(amount: number, currency: string, style: 'short' | 'whole' = 'short'): string {
  const digits =
    style === 'short'
      ? ({ notation: 'compact', maximumFractionDigits: 1 } as const)
      : ({ maximumFractionDigits: 0 } as const);
  return new Intl.NumberFormat(formats.locale, { style: 'currency', currency, ...digits }).format(amount);
}

/** "1,240" */
export function formatNumber(value: number): string {
  return formats.number.format(value);
}

/** "2.0": always with this many decimals. */
export function formatDecimal(value: number, digits: number): string {
  const exactly = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(formats.locale, exactly).format(value);
}

/** "38%" for a share of 0–1, rounded to this many decimals. */
export function formatPercent(share: number, digits = 0): string {
  return new Intl.NumberFormat(formats.locale, { style: 'percent', maximumFractionDigits: digits }).format(share);
}

/** "9 Dec"; with the year if it differs from that of `now` (epoch ms) or `now` is not given. `at` is ISO 8601. */
export function formatDay(at: string, now: number | null = null): string {
  const date = new Date(at);
  const isThisYear = now !== null && yearOf(date) === yearOf(new Date(now));
  return (isThisYear ? formats.day : formats.dayOfYear).format(date);
}

/** "1 Dec 2026" for a date without a time, `2026-12-01`, which is the same day everywhere. */
export function formatDate(date: string): string {
  return formats.date.format(new Date(date));
}

/** "12 Nov 2026, 09:30 UTC" */
export function formatExact(at: string): string {
  return formats.exact.format(new Date(at));
}

/** "12 Nov 2026, 09:30"; the page names the time zone once (`nameTimeZone`). */
export function formatMoment(at: string): string {
  return formats.moment.format(new Date(at));
}

/** The portal's time zone, "Europe/Berlin". */
export function nameTimeZone(): string {
  return formats.timeZone;
}

/** "3 days ago", "tomorrow". */
export function formatRelative(amount: number, unit: 'day' | 'hour' | 'minute' | 'second'): string {
  return formats.relative.format(amount, unit);
}

/** How many midnights in the portal's time zone are between two times (epoch ms); negative if `to` is the earlier one. */
export function countDays(from: number, to: number): number {
  return Math.round((midnightOf(to) - midnightOf(from)) / DAY_MS);
}

/** Midnight UTC of the portal's calendar day that contains a time. */
function midnightOf(at: number): number {
  return Date.parse(`${formats.calendar.format(at)} UTC`);
}

function yearOf(date: Date): number {
  return new Date(midnightOf(date.getTime())).getUTCFullYear();
}

/** With a capital as its first letter. */
export function capitalize(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
