export * from './card-requests.ts';

/**
 * What the company record's cards are shown, in one read: `GET /api/cards/account?companyId=…`.
 * Owned here; the server's card endpoint imports this type. Times are ISO 8601 strings (UTC).
 */
export interface AccountCardData {
  company: { id: string; name: string };
  /** `on_list`: scored and on the target account list; `not_target`: scored, but no tier; `syncing`: the first sync runs. */
  state: 'on_list' | 'not_target' | 'syncing';
  /** Of the first sync, while it runs; `null` of a `syncing` account that only waits to be scored. */
  progress: CardProgress | null;
  asOf: string | null;
  /** Why nothing newer can be read from HubSpot now; what was known last is shown. */
  paused: { reason: 'access_withdrawn' } | { reason: 'daily_limit'; until: string } | null;
  tier: { value: Tier | null; reason: string };
  /** What the accounts are ranked by, in percent that sum to 100, the heaviest first; empty where the tier came without a rank. */
  ranking: { by: 'fit' | 'engagement' | 'intent' | 'dealPotential'; percent: number }[];
  /** Of a Tier 2 account: those it can be addressed with, itself among them, and how many of them are warm. */
  cluster: { name: string; accounts: number; warm: number } | null;
  /** `null` while nothing is scored, and of an account on the list about which nothing is proposed. */
  list: CardListPlace | null;
  stage: { id: string; label: string; definition: string; definitionVersion: number; since: string } | null;
  fit: MovingScore | null;
  engagement: (MovingScore & { surging: boolean }) | null;
  intent: MovingScore | null;
  /** Why engagement is not what it was seven days ago: points by what is new, and points lost to age (0 or less). */
  week: { gained: number; lost: number; people: number; acts: string[] } | null;
  /** When the account leaves its stage if nothing happens, and the label of the stage it falls to; `null` where it stays. */
  forecast: { leavesAt: string; to: string } | null;
  /** When engagement falls under the next bound, and the label of the stage that asks for it, if nothing happens. */
  fall: { at: string; under: number; askedBy: string | null } | null;
  /** The open deal that closes first within days, as a sentence names it; `null` where none does. */
  closing: { deal: string; at: string } | null;
  coverage: CardScore | null;
  /** Required roles first, the worst gap first (`CommitteeResult.roles`); the card keeps the order. */
  roles: CardRole[];
  /** Managers of people in these roles who show no engagement or are no contacts of the account; empty where nobody keeps who reports to whom. */
  above: { name: string; isContact: boolean; over: string[] }[];
  /** `role`: which it says that nobody is known to hold. */
  risks: { id: string; sentence: string; role?: string }[];
  /** Required roles that nobody holds and no risk speaks of, as sentences. */
  gaps: string[];
  plan: CardPlan;
  /** What to know before a call, in its order; the objective only where one is noted. */
  brief: BriefSection[];
  /** Best first; the card shows three. */
  plays: CardPlay[];
  /** Which others are due and on hold, and why: a sentence; `null` where none is. */
  playsRest: string | null;
  /** Each play that is due and not offered, with why: "snoozed until 3 Dec". */
  resting: { playId: string; name: string; why: string }[];
  running: CardPlayRun[];
  /** Snoozed or dismissed plays that are not offered until then, the latest first. */
  putOff: { playId: string; name: string; kind: 'snoozed' | 'dismissed'; until: string; by: string }[];
  /** What this user may do; who may not act sees no buttons. `ownedBy`: an admin left acting to the company's owner, somebody else. */
  may: { act: boolean; ownedBy: string | null };
}

export type Tier = 1 | 2 | 3;

/** What the first sync is at. */
export interface CardProgress {
  done: number;
  /** `null` until it is known. */
  total: number | null;
  /** What is read, or that it scores. */
  step: string;
  /** Of this step alone; `null` where nobody knows. */
  msLeft: number | null;
  /** Kinds of records that are read whole; `null` before the first begins. */
  kinds: { read: number; of: number } | null;
}

/** How the account stands to the target account list. */
export interface CardListPlace {
  /** Nobody has agreed to the list yet: every account that is eligible is on it, and none can be proposed. */
  provisional: boolean;
  /** What is proposed about the account. */
  proposal: CardProposal | null;
  /** How the last proposal ended lately, where it did not come about; without a side where its time ran out. */
  turnedDown: { side: 'marketing' | 'sales' | null; reason: string | null; at: string } | null;
  /** What speaks for the account, in short: the reason that a proposal starts with. */
  grounds: string[];
  /**
   * The tiers it may be proposed for, with the accounts that hold them; none while the list is provisional, of an account about which
   * something is proposed, and of one that the model excludes.
   */
  tiers: { tier: Tier; held: number; seats: number }[];
}

export interface CardProposal {
  proposalId: string;
  fromTier: Tier | null;
  /** `null`: off the list. */
  toTier: Tier | null;
  reason: string;
  /** Who proposed it, by name; `null` where the scoring did. */
  by: string | null;
  isMine: boolean;
  proposedAt: string;
  expiresAt: string;
  /** It takes effect once both are turned. */
  keys: { side: 'marketing' | 'sales'; turnedBy: string | null; holders: string[] }[];
}

export interface CardScore {
  /** 0–100, `null` where there is nothing to judge by. */
  total: number | null;
  /** Whole points that sum exactly to `total`. */
  lines: ScoreLine[];
}

export interface ScoreLine {
  kind: string;
  label: string;
  points: number;
  evidence: string;
  /** Internal name of the company property that would settle a line that only assumes. */
  property?: string;
}

/** A score with its way over the last seven days; `null` where it was not known then. */
export interface MovingScore extends CardScore {
  trend: 'rising' | 'steady' | 'falling' | null;
  changeThisWeek: number | null;
}

export type RoleStateName = 'engaged' | 'reached' | 'identified' | 'suggested' | 'placeholder' | 'missing';

export interface CardRole {
  role: string;
  label: string;
  required: boolean;
  weight: number;
  state: RoleStateName;
  people: CardPerson[];
  /** Somebody who is no contact yet is said to hold it; what is known of them, `null` where nobody is. */
  placeholder: string | null;
}

/** What the team keeps on the account. */
export interface CardPlan {
  objective: PlanNote | null;
  /** Newest first. */
  initiatives: PlanNote[];
  competitors: PlanNote[];
}

export interface PlanNote {
  itemId: string;
  text: string;
  notedAt: string;
  /** A property of the company says so: it is changed there. */
  isMapped: boolean;
}

export const BRIEF_TOPICS = ['objective', 'initiatives', 'technology', 'signals', 'history', 'risks'] as const;
export interface BriefSection {
  topic: (typeof BRIEF_TOPICS)[number];
  /** None where nothing is known. */
  points: string[];
}

export interface CardPerson {
  contactId: string;
  name: string;
  title: string | null;
  state: RoleStateName;
  /** 0–100 */
  confidencePercent: number;
  /** Where the role comes from, in words: "set in HubSpot", "job title". */
  sources: string[];
  stale: boolean;
  lastTouch: { what: string; at: string } | null;
  /** Emails to them bounce: they may have left, and count neither as engaged nor as reached. */
  bounced: boolean;
  /** Whom they report to, where the portal keeps that. */
  reportsTo?: { name: string; isContact: boolean };
  /** The role rests on a suggestion a rep may confirm or reject. */
  canDecide: boolean;
}

export interface CardPlay {
  playId: string;
  name: string;
  closes: string;
  outcome: string;
  /** The open deal that closes before its time is over; `null` where none does. */
  closing: { deal: string; at: string } | null;
  whyNow: { sentence: string; at: string | null }[];
  who: { contactId: string; name: string; title: string | null }[];
  /** Why `who` is empty: it is for the account as a whole, or nobody is known yet (whom its emails, left out, would go to). */
  nobody: 'whole_account' | 'unknown' | 'unknown_unwritten' | null;
  /** Who is said to hold its role and is no contact yet, where `nobody` is known for it else. */
  notYet?: string;
  /** Who is active and is asked about them, by name; `null` where no step asks anybody. */
  via: string | null;
  /** `textId`: the text is of the library, and may be rated. */
  steps: { title: string; channel: string; who: string; dueAt: string; text: string; textId: string | null }[];
  /** Of the finished runs in this portal; `percent` is the posterior mean, known before the first run too. */
  success: { successes: number; n: number; percent: number };
}

export interface CardPlayRun {
  runId: string;
  playId: string;
  name: string;
  status: 'starting' | 'running' | 'completed' | 'abandoned' | 'failed';
  startedAt: string;
  /** A name (an e-mail address where the portal knows none), `roundtable` by itself, or `workflow:` and its id. */
  startedBy: string;
  /** Until when it is seen whether its aim arrived; `null` where there is no such play any more. */
  judgedAt: string | null;
  finishedAt: string | null;
  /** What it aims at: "budget holder engaged within 21 days"; `null` where there is no such play any more. */
  outcome: string | null;
  /** Whose its tasks were made, by name; `null` where nobody's, where that is not known, and once the start is no news. */
  tasksFor: string | null;
  /** Why it failed and what to do, or why it was ended before its time, else `null`. */
  problem: string | null;
  steps: { title: string; dueAt: string; taskId: string | null; enrol?: CardEnrolment }[];
  /** What others did since, as sentences: their turn is once this run is over. */
  next?: string[];
}

/** Of a step that enrols somebody in a sequence of HubSpot. */
export interface CardEnrolment {
  sequence: string;
  /** Whom; `null` where they are gone. */
  person: string | null;
  /** `offered`: a click enrols; `asked`: HubSpot was asked and nobody knows yet; `unavailable`: it is to be done by hand. */
  state: 'offered' | 'asked' | 'enrolled' | 'refused' | 'unavailable';
  at: string | null;
  /** Why it was refused, or cannot be. */
  reason: string | null;
}

/** Every error the API answers with. */
export interface ApiProblem {
  error: { code: string; message: string; faults?: { field: string; problem: string }[] };
}
