/*
 * A sentence contains its days and numbers as marked values between ⟦ and ⟧, which are formatted where it is shown: on a screen in the
 * reader's locale (extensions/app/packages/ui), anywhere else by `writePlain`. Both count days in the portal's time zone.
 */

/** A moment (epoch ms) of which a sentence names the day, to the minute: `⟦2026-11-12T23:59Z⟧`. */
export function markDay(at: number): string {
  return `⟦${new Date(at).toISOString().slice(0, -SECONDS.length)}Z⟧`;
}

const SECONDS = ':00.000Z';

/** A day of the calendar that is the same in every time zone, as HubSpot keeps a date: `⟦2026-12-01⟧`. */
export function markDate(day: string): string {
  return `⟦${day}⟧`;
}

/** A share of 0–1 in whole percent: `⟦38%⟧`. */
export function markShare(share: number): string {
  return `⟦${Math.round(100 * share)}%⟧`;
}

/** An amount in whole units of a currency (ISO 4217): `⟦30000 EUR⟧`. */
export function markMoney(amount: number, currency: string): string {
  return `⟦${Math.round(amount)} ${currency}⟧`;
}

/** A number, to two digits after the point. Whole ones under 1,000 read alike everywhere and stand for themselves. */
export function markNumber(value: number): string {
  const rounded = Number.isSafeInteger(value) ? value : Math.round(value * 100) / 100;
  return Number.isInteger(rounded) && Math.abs(rounded) < 1_000 ? String(rounded) : `⟦${rounded}⟧`;
}
