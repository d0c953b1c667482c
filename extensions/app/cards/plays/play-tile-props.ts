import type { AccountClient } from '../account-client.ts';
import type { CardPlay } from '../card-data.ts';
import type { Account } from '../use-account.ts';

/** A snooze or dismissal just given, which can be taken back for a moment. */
export interface GivenFeedback {
  playId: string;
  /** Where its tile stood, so that the way back is under the eye. */
  rank: number;
  sentence: string;
}

/** What the tile of a play is given, and its parts are given on. */
export interface PlayTileProps {
  play: CardPlay;
  /** 1 for the play to run first. */
  rank: number;
  /** Starting it is the next thing to do at the account. */
  leads: boolean;
  account: Account;
  client: AccountClient;
  mayAct: boolean;
  now: number;
  onFeedback: (feedback: GivenFeedback) => void;
}
