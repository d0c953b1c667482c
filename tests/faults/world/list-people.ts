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

/** What people did to the target account list. */
export interface ListDeeds {
  wishes: Wish[];
  said: Said[];
  withdrawn: string[];
}

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
