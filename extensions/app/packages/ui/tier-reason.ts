/**
 * Why an account has its tier (src/domain/tiering/give-reason.ts), in one form on cards and pages: "fit 64 < 70 for Tier 1" as what Tier 1
 * asks for, and that somebody has no tier though there are tiers as what it lacks, a free seat.
 */
export function writeReason(reason: string): string {
  return reason
    .replace(/\bno tier: ranked /, 'no seat is free: ranked ')
    .replace(/\bfit (\d+) < (\d+) for Tier (\d+)/, 'fit $1, and Tier $3 asks for at least $2')
    .replace(/\bnot eligible: fit (\d+) < (\d+)/, 'not eligible: fit $1, and a tier asks for at least $2')
    .replace(/\bfit (\d+) < (\d+)/, 'fit $1, and the tier asks for at least $2');
}

/** The same beside the tier that it is for: "rank 14 of 25 seats" of "Tier 1: rank 14 of 25 seats". */
export function writeReasonBesideTier(reason: string): string {
  return writeReason(reason.replace(/^Tier \d+: /, ''));
}
