import type { AccountMath, AssumedCapacity, Capacity } from './readiness-data.ts';

/** In their order; the question whether ABM is right here comes before them. */
export const GUIDE_STEPS = ['model', 'capacity', 'roles', 'keys'] as const;
export type GuideStep = (typeof GUIDE_STEPS)[number];

/** What `GET /api/settings/guide` answers with, and every change of it. */
export interface GuideData {
  /** `null` until an admin has finished or left it. */
  finished: 'done' | 'skipped' | null;
  /** Steps that are decided: gone through here, or set up elsewhere. */
  settled: GuideStep[];
  starts: { id: string; label: string; description: string }[];
  /** Which of them the fit is based on, of the draft if there is one; `null` if it was changed since. */
  start: string | null;
  /** What the steps changed, until it is activated; `null` if nothing. */
  draft: { version: number; revision: number } | null;
  /** Of the draft if there is one. */
  seats: Record<1 | 2 | 3, number>;
  capacity: Capacity;
  math: AccountMath;
  assumed: AssumedCapacity;
  roles: GuideRole[];
  /** Options of the account's buying role that Roundtable does not recognise. */
  otherRoles: string[];
  mayChange: boolean;
  /** Who may; `null` if unknown. */
  askWhom: string | null;
}

export interface GuideRole {
  role: string;
  /** The account's own option, if it has one. */
  label: string;
  /** Whether the account's buying role has it; `null` before its options were read. */
  isOption: boolean | null;
  /** Tiers whose accounts require it to be known. */
  tiers: (1 | 2 | 3)[];
  /** Contacts who have it in HubSpot, and of whose title it is suggested; `null` before they were counted. */
  set: number | null;
  suggested: number | null;
}

export type GuideChange =
  | { kind: 'model'; id: string }
  | { kind: 'capacity'; seats: Record<1 | 2 | 3, number>; people: number; hoursPerWeek: number }
  | { kind: 'roles'; roles: string[] };

/** What is read of `GET /api/pages/accounts?tier=1`. */
export interface FirstAccounts {
  accounts: { id: string; name: string; tierReason: string; nextPlay: string | null }[];
}
