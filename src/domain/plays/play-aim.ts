import { ROLE_LABELS, wordRole, type RoleLabels } from '../committee/role-labels.ts';
import type { RoleId } from '../facts.ts';

/** Acts of the people a play is run with: anything of theirs, a reply or call or meeting, a meeting. */
export const AIMED_ACTS = ['active', 'conversation', 'meeting'] as const;
export type AimedAct = (typeof AIMED_ACTS)[number];

/** Scores that a play can move; fit is none. */
export const AIMED_SCORES = ['engagement', 'intent', 'coverage'] as const;
export type AimedScore = (typeof AIMED_SCORES)[number];

export const AIMED_STATES = ['reached', 'engaged'] as const;

/** What a run of a play is to come to: what is shown of it and what it is judged by. */
export type PlayAim =
  | { kind: AimedAct }
  /** Somebody known to hold the role comes to the state. */
  | { kind: 'role'; role: RoleId; state: (typeof AIMED_STATES)[number] }
  /** So many people of the account are engaged at once. */
  | { kind: 'people'; atLeast: number }
  | { kind: 'score'; score: AimedScore; min: number }
  /** A deal is opened. */
  | { kind: 'deal' }
  /** So many days in a row without effort of ours. */
  | { kind: 'pause'; days: number };

/** An aim and the days from the start in which it is to arrive. */
export interface Aimed {
  aim: PlayAim;
  outcomeWithinDays: number;
}

const ACT_WORDS: Readonly<Record<AimedAct, string>> = {
  active: 'one of its people active',
  conversation: 'a reply, call or meeting with one of its people',
  meeting: 'a meeting held with one of its people',
};

/** "budget holder engaged within 21 days"; roles by the portal's `labels`. */
export function describeAim({ aim, outcomeWithinDays }: Aimed, labels: RoleLabels = ROLE_LABELS): string {
  return `${wordAim(aim, labels)} within ${outcomeWithinDays} days`;
}

function wordAim(aim: PlayAim, labels: RoleLabels): string {
  switch (aim.kind) {
    case 'role':
      return `${wordRole(aim.role, labels)} ${aim.state}`;
    case 'people':
      return aim.atLeast === 1 ? 'somebody engaged' : `at least ${aim.atLeast} people engaged`;
    case 'score':
      return `${aim.score} of at least ${aim.min}`;
    case 'deal':
      return 'a new deal';
    case 'pause':
      return `${aim.days === 1 ? 'a day' : `${aim.days} days in a row`} without an email, unanswered call or ad from us`;
    default:
      return ACT_WORDS[aim.kind];
  }
}

/** The role a play is to bring in; `null` where it aims at something else. */
export function roleOf({ aim }: Pick<Aimed, 'aim'>): RoleId | null {
  return aim.kind === 'role' ? aim.role : null;
}
