import { DAY_MS } from '../day-ms.ts';

/** What counts as success, as the admin chooses: a deal was won, or the customer then bought again. */
export const SUCCESS_KINDS = ['won', 'won_again'] as const;
export type SuccessKind = (typeof SUCCESS_KINDS)[number];

interface ClosedOutcome {
  companyId: string;
  won: boolean;
  /** Epoch ms; `null` where nobody wrote it down. */
  closedAt: number | null;
}

interface JudgedOutcome {
  companyId: string;
  success: boolean;
}

/** A customer of so many days who bought once was not kept or expanded, as far as deals tell. */
const AGAIN_WITHIN_DAYS = 365;

/**
 * Closed deals as successes or not, at `now` (epoch ms). Of `won_again` an account is a success whose second deal was
 * won on a later day than the first; one that won once counts against after a year, and not at all before, when it is
 * still open.
 */
export function judgeOutcomes(deals: readonly ClosedOutcome[], kind: SuccessKind, now: number): JudgedOutcome[] {
  if (kind === 'won') return deals.map(({ companyId, won }) => ({ companyId, success: won }));
  const lost = deals.filter(({ won }) => !won).map(({ companyId }) => ({ companyId, success: false }));
  const wins = Map.groupBy(
    deals.filter(({ won }) => won),
    ({ companyId }) => companyId,
  );
  const customers = [...wins].flatMap(([companyId, won]): JudgedOutcome[] => {
    const success = boughtAgain(
      won.map(({ closedAt }) => closedAt),
      now,
    );
    return success === null ? [] : [{ companyId, success }];
  });
  return [...customers, ...lost];
}

function boughtAgain(closedAt: readonly (number | null)[], now: number): boolean | null {
  const known = closedAt.filter((at) => at !== null);
  const first = Math.min(...known);
  if (known.some((at) => at - first >= DAY_MS)) return true;
  return now - first >= AGAIN_WITHIN_DAYS * DAY_MS ? false : null;
}
