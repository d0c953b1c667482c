import type { PortalStore } from '../../../src/sandbox/hubspot/store/portal-store.ts';
import type { Random } from '../../../src/sandbox/world/random.ts';

/** What the edits of a storm work on. */
export interface Storm {
  store: PortalStore;
  random: Random;
  hasEvents: boolean;
  /** Names and e-mail addresses a merged contact had before, by its id now. */
  names: Map<string, string[]>;
  erased: ErasedPerson[];
  /** How the last edit that may have moved a company's scores is taken back, by the company's id. */
  undo: Map<string, () => void>;
  /** How often who publishes is still to be killed once HubSpot has what it wrote, which is taken back then. */
  blowsLeft: number;
}

/** Somebody whose data was deleted for good: none of the names may be found in the app's database. */
export interface ErasedPerson {
  contactId: string;
  names: string[];
}

/** One thing people do in HubSpot, or `false` where nothing there lets them. */
export interface StormEdit {
  name: string;
  weight: number;
  run: (storm: Storm) => boolean | void;
}
