/** Whose eyes it is for: HubSpot's locale of the user (`en-gb`, `de`) and the portal's time zone (`Europe/Berlin`). */
export interface Reader {
  locale?: string | undefined;
  timeZone?: string | undefined;
}

interface Formats {
  locale: string;
  number: Intl.NumberFormat;
  day: Intl.DateTimeFormat;
  dayOfYear: Intl.DateTimeFormat;
  exact: Intl.DateTimeFormat;
  relative: Intl.RelativeTimeFormat;
}

const DAY = { day: 'numeric', month: 'short' } as const;

/** An extension runs in a worker of its own for one user of one portal, who is known once it starts. */
let formats = createFormats('en-GB', 'UTC');

/** From now on dates and numbers are written for this reader; a locale or a time zone nobody knows changes nothing. */
export function writeFor({ locale = 'en-GB', timeZone = 'UTC' }: Reader): void {
  try {
    // The sentences that come from the server have their days before the month.
    formats = createFormats(locale === 'en' ? 'en-GB' : locale.replaceAll('_', '-'), timeZone);
  } catch {
    formats = createFormats('en-GB', 'UTC');
  }
}

function createFormats(locale: string, timeZone: string): Formats {
  const year = { ...DAY, year: 'numeric' } as const;
  const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return {
    locale,
    number: new Intl.NumberFormat(locale),
    day: new Intl.DateTimeFormat(locale, { ...DAY, timeZone }),
    dayOfYear: new Intl.DateTimeFormat(locale, { ...year, timeZone }),
    exact: new Intl.DateTimeFormat(locale, { ...year, ...time, timeZone }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
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

/** "9 Dec"; with the year where it is not that of `now` (epoch ms), or none is given. `at` is ISO 8601. */
export function formatDay(at: string, now: number | null = null): string {
  const date = new Date(at);
  const isThisYear = now !== null && date.getUTCFullYear() === new Date(now).getUTCFullYear();
  return (isThisYear ? formats.day : formats.dayOfYear).format(date);
}

/** "12 Nov 2026, 09:30 UTC" */
export function formatExact(at: string): string {
  return formats.exact.format(new Date(at));
}

/** "3 days ago", "tomorrow". */
export function formatRelative(amount: number, unit: 'day' | 'hour' | 'minute' | 'second'): string {
  return formats.relative.format(amount, unit);
}
