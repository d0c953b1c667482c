/**
 * What is known of one account at one moment: the only input of the scoring. Times are epoch milliseconds (UTC),
 * ids are HubSpot's record ids as strings, property values are HubSpot's wire strings (`null` = unknown).
 */
export interface AccountFacts {
  companyId: string;
  name: string;
  /** HubSpot company properties by internal name; an absent or `null` value is unknown, never "no". */
  properties: Readonly<Record<string, string | null>>;
  ownerId: string | null;
  createdAt: number;
  /** The portal's (IANA name), by whose calendar days are counted. */
  timeZone: string;
  people: readonly PersonFacts[];
  /** Who belonged to the account and belongs to another now; absent where there is nobody. What they do is not counted here. */
  formerPeople?: readonly FormerPersonFact[];
  activities: readonly ActivityFact[];
  deals: readonly DealFacts[];
  signals: readonly SignalFact[];
  /** Absent where none is open, or the portal does not let us read them. */
  openTickets?: readonly OpenTicketFact[];
  placeholders: readonly PlaceholderFact[];
  /** What the team keeps on the account; absent where nobody planned. */
  plan?: AccountPlan;
  playRuns: readonly PlayRunFact[];
  playFeedback: readonly PlayFeedbackFact[];
}

export interface PersonFacts {
  contactId: string;
  name: string;
  title: string | null;
  /** Roles a person set in HubSpot (`hs_buying_role`), as role ids. */
  buyingRoles: readonly SetRoleFact[];
  /** Options of `hs_buying_role` set in HubSpot that the portal added itself; absent where there are none. */
  otherRoles?: readonly SetOptionFact[];
  /** Roles carried by labels of a contact–deal association. */
  dealLabels: readonly DealLabelFact[];
  /** What reps said about a suggestion; a rejection is for ever. */
  roleDecisions: readonly RoleDecisionFact[];
  optedOut: boolean;
  bounced: boolean;
}

export interface FormerPersonFact {
  person: PersonFacts;
  /** When it was seen that they had left. */
  leftAt: number;
  /** The company they belong to now, by name. */
  movedTo: string;
}

export interface SetRoleFact {
  role: RoleId;
  setAt: number | null;
}

/** An option by its value; a model may say which role it counts as. */
export interface SetOptionFact {
  option: string;
  setAt: number | null;
}

export interface DealLabelFact {
  role: RoleId;
  dealId: string;
}

export interface RoleDecisionFact {
  role: RoleId;
  decision: 'confirmed' | 'rejected';
  decidedAt: number;
}

/** HubSpot's own `hs_buying_role` values, plus procurement where the portal has it. */
export const ROLE_IDS = [
  'DECISION_MAKER',
  'BUDGET_HOLDER',
  'CHAMPION',
  'EXECUTIVE_SPONSOR',
  'INFLUENCER',
  'LEGAL_AND_COMPLIANCE',
  'PROCUREMENT',
  'END_USER',
  'BLOCKER',
  'OTHER',
] as const;
export type RoleId = (typeof ROLE_IDS)[number];

export const ACTIVITY_TYPES = [
  'meeting_held',
  'call_connected',
  'call_unanswered',
  'email_reply',
  'email_click',
  'email_open',
  'email_sent',
  'form_high_intent',
  'form_other',
  'page_high_intent',
  'page_view',
  'event_attended',
  'event_registered',
  'ad_click',
  'ad_impression',
  'note',
  'task',
] as const;
export type ActivityType = (typeof ACTIVITY_TYPES)[number];

/** One thing that happened with one person; a meeting with three people is three of these with one `activityId`. */
export interface ActivityFact {
  activityId: string;
  contactId: string;
  type: ActivityType;
  occurredAt: number;
  /** A short human-readable detail (form name, page path, subject), if known. */
  detail: string | null;
}

export interface DealFacts {
  dealId: string;
  name: string;
  amount: number | null;
  /** ISO 4217; the portal's, whatever the deal is kept in. */
  currency: string;
  stageLabel: string;
  /** 0–1 of the pipeline stage, `null` where the pipeline does not say. */
  probability: number | null;
  state: 'open' | 'won' | 'lost';
  createdAt: number;
  /** Expected for an open deal, actual for a closed one. */
  closedAt: number | null;
  contactIds: readonly string[];
}

export interface SignalFact {
  signalId: string;
  source: string;
  topic: string;
  /** 0–100 */
  strength: number;
  occurredAt: number;
}

/** A ticket about the account that is open at support; `openedAt` (epoch ms) is when it was made. */
export interface OpenTicketFact {
  ticketId: string;
  openedAt: number;
}

/** A role known to be held by somebody who is no contact yet. */
export interface PlaceholderFact {
  role: RoleId;
  note: string;
}

/** The parts of an account plan. */
export const PLAN_KINDS = ['objective', 'initiative', 'competitor'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/** What the team keeps on an account (`domain.md` §4): what they are up to, who else is in play, and what we want. */
export interface AccountPlan {
  objective: PlanNote | null;
  /** Newest first. */
  initiatives: readonly PlanNote[];
  /** Competitors in play, by name; newest first. */
  competitors: readonly PlanNote[];
}

export interface PlanNote {
  itemId: string;
  text: string;
  notedAt: number;
}

export interface PlayRunFact {
  runId: string;
  playId: string;
  startedAt: number;
  contactIds: readonly string[];
  status: 'running' | 'completed' | 'abandoned';
}

export interface PlayFeedbackFact {
  playId: string;
  kind: 'snoozed' | 'dismissed';
  reason: string | null;
  givenAt: number;
  /** The play is not recommended before this moment. */
  until: number;
}
