/** What `GET /api/program/readiness` answers with, and every change of it. Amounts are in the portal's currency. */
export interface ReadinessData {
  answer: 'yes' | 'partly' | 'no' | 'unknown';
  summary: string;
  checks: ReadinessCheck[];
  /** How many years of won deals were examined. */
  years: number;
  math: AccountMath;
  settings: ProgramSettings;
  assumed: AssumedCapacity;
  /** ISO 4217 */
  currency: string;
  /** Whether who looks may change any of it. */
  mayChange: boolean;
  /** Who may; `null` if unknown. */
  askWhom: string | null;
}

/** Active users of the portal, if the people and hours are our assumption; `null` if somebody entered them. */
export type AssumedCapacity = { users: number } | null;

/** `holds` is `null` where the portal does not say. */
export interface ReadinessCheck {
  id: 'deal_value' | 'cycle' | 'people' | 'self_serve';
  label: string;
  holds: boolean | null;
  value: number | null;
  n: number;
  explanation: string;
}

export interface AccountMath {
  hours: { needed: number; available: number; byTier: { tier: 1 | 2 | 3; accounts: number; hours: number }[] };
  budget: { needed: number; available: number } | null;
  /** `null` where a Tier 1 account takes no time. */
  affordableTier1: number | null;
  fits: boolean;
  /** `null` where the list can be worked. */
  warning: string | null;
}

type ByTier = Record<1 | 2 | 3, number>;

export interface Capacity {
  people: number;
  hoursPerWeek: number;
  /** Hours a week an account takes. */
  effortHours: ByTier;
  budget: { perQuarter: number; perAccount: ByTier } | null;
}

export interface ProgramSettings {
  revenueGoal: { amount: number; per: 'quarter' | 'year' } | null;
  dealValueFloor: number;
  capacity: Capacity;
}
