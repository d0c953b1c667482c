/**
 * The data of all cards of a company record, in one read: `GET /api/cards/account?companyId=…`.
 * Owned here; the server's card endpoint imports this type. Times are ISO 8601 strings (UTC).
 */
export interface AccountCardData {
  company: { id: string; name: string };
  /** `on_list`: scored and on the target account list; `not_target`: scored, but no tier; `syncing`: the first sync runs. */
  state: 'on_list' | 'not_target' | 'syncing';
  /** The progress of the first sync while it runs; `null` if a `syncing` account is only waiting to be scored. */
  progress: CardProgress | null;
  asOf: string | null;
  /** Why HubSpot cannot be read now; the last known data is shown. */
  paused: { reason: 'access_withdrawn' } | { reason: 'daily_limit'; until: string } | null;
  tier: { value: Tier | null; reason: string };
  /** The weights of the ranking, in percent that sum to 100, the heaviest first; empty if the tier was given without a rank. */
  ranking: { by: 'fit' | 'engagement' | 'intent' | 'dealPotential'; percent: number }[];
  /** For a Tier 2 account: the accounts it can be addressed with, including itself, and how many of them are warm. */
  cluster: { name: string; accounts: number; warm: number } | null;
  /** `null` before scoring, and for an account on the list without a proposal. */
  list: CardListPlace | null;
  stage: { id: string; label: string; definition: string; definitionVersion: number; since: string } | null;
  fit: MovingScore | null;
  engagement: (MovingScore & { surging: boolean }) | null;
  intent: MovingScore | null;
  /** Why engagement changed in the last seven days: points gained by new activity, and points lost to age (0 or less). */
  week: { gained: number; lost: number; people: number; acts: string[] } | null;
  /** When the account leaves its stage if nothing happens, and the label of the stage it falls to; `null` if it stays. */
  forecast: { leavesAt: string; to: string } | null;
  /** When engagement falls below the next threshold if nothing happens, and the label of the stage that requires it. */
  fall: { at: string; under: number; askedBy: string | null } | null;
  /** The open deal that closes first, within days, as named in sentences; `null` if there is none. */
  closing: { deal: string; at: string } | null;
  coverage: CardScore | null;
  /** Required roles first, the worst gap first (`CommitteeResult.roles`); the card keeps the order. */
  roles: CardRole[];
  /** Managers of people in these roles who show no engagement or are not contacts of the account; empty if reporting lines are not recorded. */
  above: { name: string; isContact: boolean; over: string[] }[];
  /** `role`: the role that, according to the sentence, nobody is known to hold. */
  risks: { id: string; sentence: string; role?: string }[];
  /** Required roles that nobody holds and no risk mentions, as sentences. */
  gaps: string[];
  plan: CardPlan;
  /** What to know before a call, in this order; the objective only if one is noted. */
  brief: BriefSection[];
  /** Best first; the card shows three. */
  plays: CardPlay[];
  /** Which other plays are due but on hold, and why, as a sentence; `null` if there is none. */
  playsRest: string | null;
  /** Each play that is due but neither offered nor running, and why: "snoozed until 3 Dec". */
  resting: { playId: string; name: string; why: string }[];
  running: CardPlayRun[];
  /** Snoozed or dismissed plays that are not offered until then, the latest first. */
  putOff: { playId: string; name: string; kind: 'snoozed' | 'dismissed'; until: string; by: string }[];
  /** What this user may do; a user who may not act sees no buttons. `ownedBy`: the company's owner, if an admin reserved actions to the owner and that is somebody else. */
  may: { act: boolean; ownedBy: string | null };
}

export type Tier = 1 | 2 | 3;

/** The progress of the first sync. */
export interface CardProgress {
  done: number;
  /** `null` until it is known. */
  total: number | null;
  /** What is being read, or that it is scoring. */
  step: string;
  /** Of this step only; `null` if unknown. */
  msLeft: number | null;
  /** Kinds of records that are completely read; `null` before the first begins. */
  kinds: { read: number; of: number } | null;
}

/** The account's relation to the target account list. */
export interface CardListPlace {
  /** Nobody has approved the list yet: every eligible account is on it, and none can be proposed. */
  provisional: boolean;
  /** The open proposal about the account. */
  proposal: CardProposal | null;
  /** How the last proposal ended recently, if it was not approved; without a side if it expired. */
  turnedDown: { side: 'marketing' | 'sales' | null; reason: string | null; at: string } | null;
  /** The evidence for the account, in short: the initial reason of a proposal. */
  grounds: string[];
  /**
   * The tiers it may be proposed for, with the number of accounts in each; none while the list is provisional, for an account about which
   * something is proposed, and for one that the model excludes.
   */
  tiers: { tier: Tier; held: number; seats: number }[];
}

export interface CardProposal {
  proposalId: string;
  fromTier: Tier | null;
  /** `null`: off the list. */
  toTier: Tier | null;
  reason: string;
  /** Who proposed it, by name; `null` if the scoring did. */
  by: string | null;
  isMine: boolean;
  proposedAt: string;
  expiresAt: string;
  /** It takes effect once both have approved. */
  keys: { side: 'marketing' | 'sales'; turnedBy: string | null; holders: string[] }[];
}

export interface CardScore {
  /** 0–100, `null` if there is nothing to base it on. */
  total: number | null;
  /** Whole points that sum exactly to `total`. */
  lines: ScoreLine[];
}

export interface ScoreLine {
  kind: string;
  label: string;
  points: number;
  evidence: string;
  /** Internal name of the company property that would replace an assumption by a fact. */
  property?: string;
}

/** A score and its change over the last seven days; `null` if it was not known then. */
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
  /** What is known about a person who holds the role but is not a contact yet; `null` if there is none. */
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
  /** It comes from a property of the company and is changed there. */
  isMapped: boolean;
}

export const BRIEF_TOPICS = ['objective', 'initiatives', 'technology', 'signals', 'history', 'risks'] as const;
export interface BriefSection {
  topic: (typeof BRIEF_TOPICS)[number];
  /** None if nothing is known. */
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
  /** Emails to them bounce: they may have left the company, and count neither as engaged nor as reached. */
  bounced: boolean;
  /** Whom they report to, if the portal records that. */
  reportsTo?: { name: string; isContact: boolean };
  /** The role rests on a suggestion a rep may confirm or reject. */
  canDecide: boolean;
}

export interface CardPlay {
  playId: string;
  name: string;
  closes: string;
  outcome: string;
  /** The open deal that closes before the play's time is over; `null` if there is none. */
  closing: { deal: string; at: string } | null;
  whyNow: { sentence: string; at: string | null }[];
  who: { contactId: string; name: string; title: string | null }[];
  /** Why `who` is empty: the play is for the account as a whole, or nobody is known yet (its emails are left out). */
  nobody: 'whole_account' | 'unknown' | 'unknown_unwritten' | null;
  /** Who holds its role but is not a contact yet, if otherwise `nobody` is known. */
  notYet?: string;
  /** The active person who is asked about them, by name; `null` if no step asks anybody. */
  via: string | null;
  /** `textId`: the text comes from the library and may be rated. */
  steps: { title: string; channel: string; who: string; dueAt: string; text: string; textId: string | null }[];
  /** Results of the finished runs in this portal; `percent` is the posterior mean, which is known even before the first run. */
  success: { successes: number; n: number; percent: number };
}

export interface CardPlayRun {
  runId: string;
  playId: string;
  name: string;
  status: 'starting' | 'running' | 'completed' | 'abandoned' | 'failed';
  startedAt: string;
  /** A name (an e-mail address if the portal knows no name), `roundtable` if it started by itself, or `workflow:` and its id. */
  startedBy: string;
  /** Until when its aim can be reached; `null` if the play no longer exists. */
  judgedAt: string | null;
  finishedAt: string | null;
  /** Its aim: "budget holder engaged within 21 days"; `null` if the play no longer exists. */
  outcome: string | null;
  /** Who its tasks were assigned to, by name; `null` if nobody, if unknown, and once the start is no longer recent. */
  tasksFor: string | null;
  /** Why it failed and what to do, or why it was stopped early, else `null`. */
  problem: string | null;
  steps: { title: string; dueAt: string; taskId: string | null; enrol?: CardEnrolment }[];
  /** What others did since, as sentences: they are next once this run is over. */
  next?: string[];
}

/** For a step that enrols a person in a HubSpot sequence. */
export interface CardEnrolment {
  sequence: string;
  /** Who is enrolled; `null` if the contact was deleted. */
  person: string | null;
  /** `offered`: a click enrols; `asked`: requested from HubSpot, result unknown; `unavailable`: has to be done by hand. */
  state: 'offered' | 'asked' | 'enrolled' | 'refused' | 'unavailable';
  at: string | null;
  /** Why it was refused or is not possible. */
  reason: string | null;
}

/** The body of every error answer of the API. */
export interface ApiProblem {
  error: { code: string; message: string; faults?: { field: string; problem: string }[] };
}
