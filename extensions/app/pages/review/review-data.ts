/* The weekly review of target accounts. Times are ISO 8601, UTC; weeks are the portal's, from Monday. */

type Tier = 1 | 2 | 3;

export interface ReviewWeek {
  /** Its Monday: `2026-11-16`. */
  id: string;
  from: string;
  /** The first moment after the week. */
  to: string;
}

/** What is asked for. */
export interface ReviewQuery {
  /** How many weeks ago; `0` is this week, `''` the one to review now: the last week on Monday and Tuesday. */
  ago: string;
  /** `1`, or `12` for Tier 1 and 2. */
  tiers: '1' | '12';
  /** An owner's id, or `''` for everybody's accounts. */
  owner: string;
}

/** What `GET /api/review` answers with. */
export interface ReviewData {
  week: ReviewWeek;
  /** The weeks that can be chosen, the current one first. */
  weeks: ReviewWeek[];
  /** ISO 4217 */
  currency: string;
  /** When the first of these accounts was scored, as of that week; score changes before that are unknown. */
  firstScored: 'before' | 'within' | 'after';
  /**
   * Whether it is the week to review now, or a later one: engagement and intent of accounts that were first scored in or
   * after it are then compared with seven days ago.
   */
  isRecent: boolean;
  owners: { value: string; label: string }[];
  /** The viewer's owner id; `null` if they own no records. */
  ownerId: string | null;
  /** The viewer's own accounts first, then by rank. */
  accounts: ReviewedAccount[];
  /** The total; more than `accounts` if the list was cut. */
  total: number;
}

/** One account of a review. */
export interface ReviewedAccount extends ReviewState {
  name: string;
  tier: Tier;
  /** Its label. */
  stage: string;
  owner: string | null;
  isMine: boolean;
  happened: Happened;
  /** What we did, by kind: "2 meetings". Tasks come from `GET /api/review/tasks`. */
  did: string[];
  next: Next;
  blocks: Block[];
}

export interface Happened {
  /** Whether it was first scored in this week while others were scored before. */
  isNew: boolean;
  moves: Move[];
  /** What its people did, the latest first. */
  people: { name: string; role: string | null; acts: string[]; lastAt: string }[];
  morePeople: number;
  deals: DealHappened[];
  plays: { name: string; kind: 'started' | 'reached' | 'missed' | 'stopped' | 'failed'; at: string }[];
  list: { kind: 'proposed' | 'approved' | 'rejected' | 'expired'; to: Tier | null; at: string }[];
}

/** A change between the start and the end of the week, or in the last seven days. */
export type Move =
  | { what: 'tier'; from: Tier | null; to: Tier | null }
  | { what: 'stage'; from: string; to: string }
  | {
      what: 'fit' | 'engagement' | 'intent' | 'coverage';
      from: number | null;
      to: number | null;
      span: 'week' | 'last_days';
    };

export interface DealHappened {
  name: string;
  amount: number | null;
  kind: 'created' | 'moved' | 'won' | 'lost';
  /** Labels of stages. */
  from: string | null;
  to: string;
  at: string;
}

export interface Next {
  running: { name: string; steps: { title: string; dueAt: string; taskId: string | null }[] }[];
  /** Due plays, the first one first. */
  due: { name: string; why: string }[];
  /** Why other due plays are on hold, as a sentence; `null` if there are none. */
  rests: string | null;
  objective: string | null;
  initiatives: string[];
  /** To which stage (label) it falls if nothing happens, and when. */
  falls: { to: string; at: string } | null;
}

/** What blocks the account. */
export type Block =
  | { kind: 'risk' | 'refused' | 'failed'; sentence: string }
  | { kind: 'missing'; roles: string[] }
  | { kind: 'stale'; role: string; name: string }
  | { kind: 'waiting'; to: Tier | null; sides: ('marketing' | 'sales')[] }
  | { kind: 'no_owner' };

/** The team's notes on an account: the answer to every `POST /api/review/…`. */
export interface ReviewState {
  id: string;
  /** Newest first. */
  notes: ReviewNoteData[];
  /** `null` until somebody has reviewed it in this week. */
  reviewed: { by: string; at: string } | null;
}

export interface ReviewNoteData {
  noteId: string;
  text: string;
  at: string;
  /** A name, or an address where HubSpot knows no name. */
  by: string;
  editedAt: string | null;
  /** Whether who looks may change it, and remove it. */
  mayEdit: boolean;
  mayRemove: boolean;
}

/** What `GET /api/review/tasks` answers with: how the tasks of plays stand in HubSpot. */
export interface ReviewTasks {
  tasks: ReviewTask[];
  /** Why HubSpot could not be asked. */
  unavailable: string | null;
}

export interface ReviewTask {
  taskId: string;
  companyId: string;
  title: string;
  /** Deleted in HubSpot, open, or done. */
  state: 'gone' | 'open' | 'done';
  doneAt: string | null;
}
