import { formatNumber } from './formats.ts';

/** A tier with the accounts that hold it. */
export interface HeldTier {
  tier: number;
  held: number;
  seats: number;
}

/** What happens to a tier that gets more accounts than it has seats. */
export const OVERFULL =
  'It can be approved all the same, and no account loses its seat at once. The tier stays over its seats until the scores move down, or propose to, its lowest ranked account whose minimum stay is over.';

/** "Tier 1 holds 20 of 20 seats: this account would be the 21st"; `null` if the tier has room for `arriving` accounts. */
export function describeFull(tiers: readonly HeldTier[], tier: number | null, arriving: number): string | null {
  const found = tiers.find((each) => each.tier === tier);
  if (found === undefined || arriving < 1 || found.held + arriving <= found.seats) return null;
  const { held, seats } = found;
  const after =
    arriving === 1
      ? `this account would be the ${ordinal(held + 1)}`
      : `these ${formatNumber(arriving)} would make it ${formatNumber(held + arriving)}`;
  return `Tier ${found.tier} holds ${formatNumber(held)} of ${formatNumber(seats)} ${seats === 1 ? 'seat' : 'seats'}: ${after}`;
}

/** "1st", "22nd", "113th" */
function ordinal(place: number): string {
  const suffix = { one: 'st', two: 'nd', few: 'rd', other: 'th' } as Partial<Record<Intl.LDMLPluralRule, string>>;
  return `${formatNumber(place)}${suffix[new Intl.PluralRules('en', { type: 'ordinal' }).select(place)] ?? 'th'}`;
}
