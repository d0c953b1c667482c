import type { AccountClient } from '../account-client.ts';
import type { CardRole } from '../card-data.ts';
import type { Account } from '../use-account.ts';
import type { FirstAnswer } from './first-answer.ts';
import type { GivenAnswer } from './answered-role.tsx';

/** What a row of a role is given, and its parts are given on. */
export interface RoleRowProps {
  role: CardRole;
  account: Account;
  client: AccountClient;
  mayAct: boolean;
  now: number;
  /** What is asked at the top of the card, and not in its row again. */
  first: FirstAnswer | null;
  /** Of this role. */
  answer: GivenAnswer | null;
  onAnswer: (answer: GivenAnswer | null) => void;
}
