/* The weekly review of target accounts. Times are ISO 8601, UTC; weeks are the portal's, from Monday. */

type Tier = 1 | 2 | 3;

export interface ReviewWeek {
  /** Its Monday: `2026-11-16`. */
  id: string;
  from: string;
  /** The first moment after it. */
  to: string;
}

/** What is asked for. */
export interface ReviewQuery {
  /** How many weeks ago; `0` is this one, `''` the one that is gone through now: on Monday and Tuesday the last. */
  ago: string;
  /** `1`, or `12` for Tier 1 and 2. */
  tiers: '1' | '12';
  /** An owner's id, or `''` for everybody's accounts. */
  owner: string;
}

/** What `GET /api/review` answers with. */
export interface ReviewData {
  week: ReviewWeek;
  /** The weeks that can be looked at, this one first. */
  weeks: ReviewWeek[];
  /** ISO 4217 */
  currency: string;
  /** When the first of these accounts was scored, seen from the week; before that nobody knows how scores moved. */
  firstScored: 'before' | 'within' | 'after';
  owners: { value: string; label: string }[];
  /** Of who looks; `null` where they own no records. */
  ownerId: string | null;
  /** Theirs who looks first, then by rank. */
  accounts: ReviewedAccount[];
  /** How many there are; more than `accounts` where the list was cut. */
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
  /** Whether it was scored for the first time in this week, where others were before. */
  isNew: boolean;
  moves: Move[];
  /** What its people did, the latest first. */
  people: { name: string; role: string | null; acts: string[]; lastAt: string }[];
  morePeople: number;
  deals: DealHappened[];
  plays: { name: string; kind: 'started' | 'reached' | 'missed' | 'stopped' | 'failed'; at: string }[];
  list: { kind: 'proposed' | 'approved' | 'rejected' | 'expired'; to: Tier | null; at: string }[];
}

/** A change between the start and the end of the week. */
export type Move =
  | { what: 'tier'; from: Tier | null; to: Tier | null }
  | { what: 'stage'; from: string; to: string }
  | { what: 'fit' | 'engagement' | 'intent' | 'coverage'; from: number | null; to: number | null };

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
  /** Plays that are due, the first first. */
  due: { name: string; why: string }[];
  /** Why others that are due wait: a sentence; `null` where none does. */
  rests: string | null;
  objective: string | null;
  initiatives: string[];
  /** To which stage (label) it falls if nothing happens, and when. */
  falls: { to: string; at: string } | null;
}

/** Why it does not go on. */
export type Block =
  | { kind: 'risk' | 'refused' | 'failed'; sentence: string }
  | { kind: 'missing'; roles: string[] }
  | { kind: 'stale'; role: string; name: string }
  | { kind: 'waiting'; to: Tier | null; sides: ('marketing' | 'sales')[] }
  | { kind: 'no_owner' };

/** What the team keeps on an account: what every `POST /api/review/…` answers with. */
export interface ReviewState {
  id: string;
  /** Newest first. */
  notes: ReviewNoteData[];
  /** `null` while nobody went through it in this week. */
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
  /** Gone in HubSpot, open, or done. */
  state: 'gone' | 'open' | 'done';
  doneAt: string | null;
}
