/**
 * Why an account has its tier (src/domain/tiering/give-reason.ts), in one form on cards and pages: "rank 27, Tier 1 has 25 seats" as
 * "rank 27 for the 25 seats of Tier 1", and "fit 64 < 70 for Tier 1" as what Tier 1 asks for.
 */
export function writeReason(reason: string): string {
  return reason
    .replace(/\bno tier: rank /, 'no seat is free: rank ')
    .replace(/\brank (.+?), Tier (\d+) has (.+? seats?)/, 'rank $1 for the $3 of Tier $2')
    .replace(/\brank (.+?), Tier (\d+)'s (.+? seats?) (is|are) held/, 'rank $1, but the $3 of Tier $2 $4 held')
    .replace(/\bfit (\d+) < (\d+) for Tier (\d+)/, 'fit $1, and Tier $3 asks for at least $2')
    .replace(/\bnot eligible: fit (\d+) < (\d+)/, 'not eligible: fit $1, and a tier asks for at least $2')
    .replace(/\bfit (\d+) < (\d+)/, 'fit $1, and the tier asks for at least $2');
}

/** The same beside the tier that it is for: "rank 14 for the 25 seats of Tier 1" of "Tier 1: rank 14, Tier 1 has 25 seats". */
export function writeReasonBesideTier(reason: string): string {
  return writeReason(reason.replace(/^Tier \d+: /, ''));
}
