/** What `GET /api/plays` answers with, as does every change of a play. */
export interface PlaysPageData {
  /** Those proposed for retirement first, then by name. */
  plays: ListedPlay[];
  /** Whether a change of a play is still being looked at everywhere: `atWork.offered` mixes before and after. */
  isCounting: boolean;
  /** Where accounts are, by tier and stage: whom a play is for. */
  places: { tier: 1 | 2 | 3 | 'none'; stage: string; accounts: number }[];
  /** What who looks began to write and did not save, the latest first. */
  drafts: PlayDraftData[];
  mayChange: boolean;
  /** Who may change plays and texts: names, or addresses where HubSpot knows no name. */
  whoMay: { admins: string[]; marketing: string[] };
  /** Whether a step may enrol in a sequence: the account has allowed it. */
  maySequence: boolean;
  /** Merge fields a text may use. */
  mergeFields: string[];
  /** The roles by the names they have in this account. */
  roles: { value: string; label: string }[];
}

/** What `GET /api/plays/counting` answers with. */
export type CountingData = Pick<PlaysPageData, 'isCounting'>;

export interface ListedPlay {
  playId: string;
  /** Counts up with each change; 0 as it ships. */
  version: number;
  isOwn: boolean;
  isEdited: boolean;
  enabled: boolean;
  /** Tiers at whose accounts it starts by itself. */
  autoStart: (1 | 2 | 3)[];
  /** At how many accounts the cards recommend it now, at how many it runs, and at how many it is due and waits. */
  atWork: { offered: number; running: number; waiting: number };
  /** Its trigger in words. */
  trigger: string;
  /** What it aims at, in words. */
  outcome: string;
  edit: PlayEditData;
  observed: ObservedOutcomes;
}

/** An edit of a play that is not saved. */
export interface PlayDraftData {
  /** `null`: of a play that is to be added. */
  playId: string | null;
  /** Of the play as the edit began. */
  version: number;
  edit: PlayEditData;
  /** When it was last written; ISO 8601, UTC. */
  at: string;
}

/** A company property by its internal name. */
export interface CompanyProperty {
  name: string;
  label: string;
}

/** What an admin may write of a play. */
export interface PlayEditData {
  name: string;
  tiers: (1 | 2 | 3 | 'none')[];
  stages: string[];
  /** A condition in the app's language of conditions. */
  when: unknown;
  closes: string;
  /** What its runs are judged by. */
  aim: PlayAimData;
  outcomeWithinDays: number;
  cooldownDays: number;
  steps: PlayStepData[];
}

export type PlayAimData =
  | { kind: 'active' | 'conversation' | 'meeting' }
  | { kind: 'role'; role: string; state: 'reached' | 'engaged' }
  | { kind: 'people'; atLeast: number }
  | { kind: 'score'; score: 'engagement' | 'intent' | 'coverage'; min: number }
  | { kind: 'deal' }
  | { kind: 'pause'; days: number };

/** A sequence of HubSpot; also one of what `GET /api/plays/sequences` answers with. */
export interface SequenceChoice {
  id: string;
  name: string;
}

export interface PlayStepData {
  title: string;
  channel: string;
  who: string;
  addressee?: 'contact' | 'via';
  dueInDays: number;
  /** Of the channel `sequence`. */
  sequence?: SequenceChoice;
  text: string;
  /** Takes the library's text that fits best; `text` where none does. */
  fromLibrary?: boolean;
}

/** Shares with their 95 % intervals, in whole percent; `percent` is `null` where n is 0. */
export interface ObservedShare {
  successes: number;
  n: number;
  percent: number | null;
  low: number;
  high: number;
}

export interface ObservedOutcomes {
  /** Reached the aim: where it was run, and where it was due and not run. */
  run: ObservedShare;
  notRun: ObservedShare;
  /** Came to a later stage. */
  stageUp: { run: ObservedShare; notRun: ObservedShare };
  /** Won the first deal that closed within half a year. */
  won: { run: ObservedShare; notRun: ObservedShare };
  /** How many of `run` and of `notRun` an import told of. */
  imported: { run: number; notRun: number };
  verdict: string;
  /** Why it is proposed to retire the play; `null` where it is not. */
  retire: string | null;
  /** Who keeps it though it does worse than leaving it, and when (ISO 8601, UTC) it is proposed again. */
  kept: { by: string; until: string } | null;
}

export interface SwitchPlayRequest {
  requestId: string;
  playId: string;
  enabled: boolean;
}
export interface AutoStartRequest {
  requestId: string;
  playId: string;
  tiers: (1 | 2 | 3)[];
}
export interface KeepPlayRequest {
  requestId: string;
  playId: string;
}
export interface ResetPlayRequest {
  requestId: string;
  playId: string;
}
/** `table` is CSV, or tab-separated as a spreadsheet copies it. */
export interface ImportPlaysRequest {
  requestId: string;
  table: string;
}
export interface ImportPlaysAnswer {
  run: number;
  notRun: number;
  /** Rows that were imported before. */
  known: number;
}
