import type { RoleId } from '../facts.ts';
import type { StageId } from '../stage/stage-ids.ts';
import type { Trials } from '../statistics/proportion.ts';
import type { PlayStep } from './play-types.ts';

/** A text for a step, by whom it is for, how far the account is and what it does; `null` fits any. */
export interface LibraryText {
  textId: string;
  role: RoleId | null;
  stage: StageId | null;
  /** HubSpot's value or label. */
  industry: string | null;
  channel: PlayStep['channel'];
  title: string;
  text: string;
  /** Of those who used it, how many found it helpful. */
  ratings: Trials;
}
