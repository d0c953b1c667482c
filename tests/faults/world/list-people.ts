import type { AutoApply } from '../../../src/domain/target-list/plan-changes.ts';
import type { Side } from '../../../src/domain/target-list/proposal.ts';
import type { PortalData } from '../../../src/sandbox/portal-data.ts';

/** A wish that the app took, or refused for good. */
export interface Wish {
  /** Ends the reason that was given: no two wishes have the same. */
  requestId: string;
  companyId: string;
  tier: number | null;
  by: string;
  taken: boolean;
}

/** A key that the app said was turned, or a proposal that it said was rejected. */
export interface Said {
  proposalId: string;
  verdict: 'approve' | 'reject';
  side: Side;
  by: string;
}

/** Which changes need no keys, as an admin chose; the app took it between two moments (epoch ms). */
export interface Choice {
  autoApply: AutoApply;
  sentAt: number;
  answeredAt: number;
}

/** Time that went by for the list at once: after these entries of the score log and this round, at `at` (epoch ms). */
export interface Ageing {
  afterSeq: number;
  afterRound: number;
  at: number;
  /** What has waited for more than two weeks since; `null` where nothing was open. */
  proposalId: string | null;
  /** Whether all that people had decided has stood for more than a quarter since. */
  endsDecisions: boolean;
}

/** What people did to the target account list, and what time did. */
export interface ListDeeds {
  wishes: Wish[];
  said: Said[];
  withdrawn: string[];
  choices: Choice[];
  ageings: Ageing[];
}

/** Of a list to which nobody has done anything. */
export const NO_DEEDS = (): ListDeeds => ({ wishes: [], said: [], withdrawn: [], choices: [], ageings: [] });

/** Who acts on the list. */
export interface Person {
  userId: number;
  userEmail: string;
  sides: readonly Side[];
}

/** Who holds which key; the first owner installed the app, gives the keys and holds none. */
export const KEY_HOLDERS: readonly Person[] = [
  { userId: 78, userEmail: 'Mara@vendor.example', sides: ['marketing'] },
  { userId: 79, userEmail: 'sol@vendor.example', sides: ['sales'] },
  { userId: 80, userEmail: 'bo@vendor.example', sides: ['marketing', 'sales'] },
];
export const INSTALLER: Person = { userId: 77, userEmail: 'ava@vendor.example', sides: [] };

/** The owners of a portal of whom these people are. */
export const LIST_OWNERS: PortalData['owners'] = KEY_HOLDERS.map(({ userId, userEmail }) => {
  const firstName = userEmail.split('@')[0] ?? '';
  return { id: `90${userId}`, email: userEmail, firstName, lastName: 'Key', userId };
});
