import type { Expression } from '../condition/expression.ts';
import type { AccountFacts } from '../facts.ts';
import type { Model } from '../model/model.ts';
import type { AccountResult, HeldPosition } from '../scores.ts';
import type { Tier } from '../committee/committee-model.ts';
import type { RoleLabels } from '../committee/role-labels.ts';
import type { StageId } from '../stage/stage-ids.ts';
import type { Cluster } from './clusters.ts';
import type { PlayAim } from './play-aim.ts';

export const STEP_CHANNELS = [
  'email',
  'call',
  'linkedin',
  'meeting',
  'event',
  'direct_mail',
  'ads_segment',
  'sequence',
  'task',
] as const;
export type StepChannel = (typeof STEP_CHANNELS)[number];

export const STEP_WORKERS = ['owner', 'marketing', 'executive'] as const;

/** A sequence of HubSpot, by the name it had when it was chosen. */
export interface SequenceChoice {
  id: string;
  name: string;
}

export interface PlayStep {
  title: string;
  channel: StepChannel;
  /** Whose task it is. */
  who: (typeof STEP_WORKERS)[number];
  /** Whom an email is written to: the play's first contact (default), or the engaged person who can introduce (`via`). */
  addressee?: 'contact' | 'via';
  dueInDays: number;
  /** Of the channel `sequence`: the sequence in HubSpot that a click enrols the play's first contact in. */
  sequence?: SequenceChoice;
  /** Text with merge fields `{{company}}`, `{{contact.firstName}}` …; every field must resolve. */
  text: string;
  /** Takes the library's text that fits best; `text` is what it says where none does. */
  fromLibrary?: boolean;
}

/** Dated evidence that a play's trigger holds now. */
export interface WhyNow {
  sentence: string;
  /** Epoch ms of the fact. */
  at: number | null;
}

/** What one person did, as evidence. */
export interface ActOfPerson extends WhyNow {
  contactId: string;
}

export interface TriggerHit {
  whyNow: readonly (WhyNow | ActOfPerson)[];
  /** Of the acts of people so many are told, before all those of whom it is run with; all where it is not given. */
  mostActs?: number;
  /** Contacts the play is to be run with, most important first. */
  contactIds: readonly string[];
  /** 0–1 */
  urgency: number;
  /** 0–1: how much is missing of what the play closes, where that is no role; 1 where it is not given. */
  gap?: number;
}

export interface PlayContext {
  facts: AccountFacts;
  result: AccountResult;
  /** The cluster the account is in, if any. */
  cluster?: Cluster;
  /** What the portal calls the roles; HubSpot's own names where it is not given. */
  roleLabels?: RoleLabels;
  /** What the scores are made by. */
  model: Pick<Model, 'version' | 'committee' | 'engagement'>;
  now: number;
}

/** What runs are judged by: the account now, and as it stood before. */
export interface RunContext extends PlayContext {
  /** The account at an earlier moment (epoch ms), by what is dated of it. */
  resultAt: (at: number) => AccountResult;
  /** What it held when it was computed last. */
  held: HeldPosition;
}

export interface PlayDefinition {
  id: string;
  name: string;
  tiers: readonly (Tier | 'none')[];
  stages: readonly StageId[];
  /** Shown as "closes: …". */
  closes: string;
  /** What its runs are judged by; what is said of it is written from it. */
  aim: PlayAim;
  outcomeWithinDays: number;
  cooldownDays: number;
  /** Beta prior of its success: a successes of a + b tries. */
  prior: { a: number; b: number };
  /** How many people it takes at once; 3 where it is not given. */
  maxPeople?: number;
  /** Goes on while the account has an open ticket: it does not come with business of ours. Others rest. */
  evenWithTicket?: boolean;
  /**
   * It rests for the acts (of whom it was run with; of anybody where it was put off) that were there by then, not for the
   * account: who acts since is offered as soon as no run of it is under way. Its evidence names whose act each is.
   */
  restsByAct?: boolean;
  steps: readonly PlayStep[];
  /** When it is due: data, so that an admin can edit it. */
  when: Expression;
  /** What `look` asks for besides, in words that go on after "and"; absent where `when` says it all. */
  besides?: string;
  /** Finds the dated evidence and the people, once `when` holds; `null` where there is nobody to turn to. */
  look: (context: PlayContext) => TriggerHit | null;
}

export interface RecommendedStep extends PlayStep {
  /** `text` with every merge field resolved. */
  resolvedText: string;
  /** Of the library, where the text is from there. */
  textId?: string;
}

/** The open deal that a play is to be done before. */
export interface DealAhead {
  name: string;
  /** When it is expected to close; epoch ms. */
  closesAt: number;
  /** The end of the day before, by the portal's calendar: nothing of the play is due later; epoch ms. */
  lastAt: number;
}

export interface RecommendedPlay {
  playId: string;
  name: string;
  closes: string;
  /** Its aim in words. */
  outcome: string;
  whyNow: readonly WhyNow[];
  who: readonly { contactId: string; name: string; title: string | null }[];
  /** Somebody else whom its steps turn to about them, by name; none where no step does, or nobody else is active. */
  via?: string;
  /** As they are written; when they are due is for `listDueDays`. */
  steps: readonly RecommendedStep[];
  /** What it is to be done before; absent where no open deal has its close ahead. */
  deal?: DealAhead;
  rankScore: number;
  /** Posterior of its success in this portal: successes of n observed runs and the mean. */
  success: { successes: number; n: number; mean: number };
}
