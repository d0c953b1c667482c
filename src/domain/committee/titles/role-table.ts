import type { RoleId } from '../../facts.ts';
import type { JobFunction, Seniority } from '../title-class.ts';

/** How far a title alone points to a role: `likely` (what such a person usually is) or `possible`. */
export const ROLE_CONFIDENCE = { likely: 0.6, possible: 0.4 } as const;

export interface RoleHint {
  likely?: readonly RoleId[];
  possible?: readonly RoleId[];
}

const LEGAL: RoleHint = { likely: ['LEGAL_AND_COMPLIANCE'] };
const PROCURES: RoleHint = { likely: ['PROCUREMENT'] };
const EVALUATES: RoleHint = { likely: ['INFLUENCER'] };
const USES: RoleHint = { likely: ['END_USER'] };
const SPONSORS: RoleHint = { likely: ['EXECUTIVE_SPONSOR'], possible: ['DECISION_MAKER'] };
const LEADS_A_TEAM: RoleHint = { likely: ['DECISION_MAKER'], possible: ['CHAMPION'] };
const RUNS_A_PART: RoleHint = { possible: ['CHAMPION', 'END_USER'] };
const NOTHING: RoleHint = {};

/*
 * Which buying role a title suggests, by seniority and function: who leads the company decides and sponsors, who heads a
 * function decides for it and may champion, finance holds the budget, technical people evaluate, the others use.
 * A title of no known function and no rank suggests nothing: unknown is not "end user".
 *
 * CHANGE WHAT A TITLE SUGGESTS: edit its cell, and the line in tests/domain/committee/suggest-roles.test.ts.
 */
export const ROLES_BY_TITLE: Readonly<Record<Seniority, Readonly<Record<JobFunction, RoleHint>>>> = {
  'C-level': {
    'general management': { likely: ['DECISION_MAKER', 'EXECUTIVE_SPONSOR'] },
    finance: { likely: ['BUDGET_HOLDER'], possible: ['EXECUTIVE_SPONSOR'] },
    'IT/engineering': { likely: ['DECISION_MAKER', 'EXECUTIVE_SPONSOR'] },
    security: { likely: ['DECISION_MAKER'], possible: ['INFLUENCER', 'EXECUTIVE_SPONSOR'] },
    legal: LEGAL,
    procurement: { likely: ['PROCUREMENT'], possible: ['BUDGET_HOLDER'] },
    operations: { likely: ['EXECUTIVE_SPONSOR', 'DECISION_MAKER'] },
    marketing: SPONSORS,
    sales: SPONSORS,
    HR: SPONSORS,
    product: SPONSORS,
    'customer success': SPONSORS,
    other: SPONSORS,
  },
  VP: {
    'general management': { likely: ['DECISION_MAKER'], possible: ['EXECUTIVE_SPONSOR'] },
    finance: { likely: ['BUDGET_HOLDER'] },
    'IT/engineering': LEADS_A_TEAM,
    security: { likely: ['DECISION_MAKER'], possible: ['INFLUENCER'] },
    legal: LEGAL,
    procurement: { likely: ['PROCUREMENT'], possible: ['BUDGET_HOLDER'] },
    operations: LEADS_A_TEAM,
    marketing: LEADS_A_TEAM,
    sales: LEADS_A_TEAM,
    HR: LEADS_A_TEAM,
    product: LEADS_A_TEAM,
    'customer success': LEADS_A_TEAM,
    other: { possible: ['DECISION_MAKER', 'EXECUTIVE_SPONSOR'] },
  },
  director: {
    'general management': { likely: ['DECISION_MAKER'], possible: ['EXECUTIVE_SPONSOR'] },
    finance: { likely: ['BUDGET_HOLDER'] },
    'IT/engineering': LEADS_A_TEAM,
    security: { likely: ['INFLUENCER'], possible: ['DECISION_MAKER'] },
    legal: LEGAL,
    procurement: PROCURES,
    operations: LEADS_A_TEAM,
    marketing: LEADS_A_TEAM,
    sales: LEADS_A_TEAM,
    HR: LEADS_A_TEAM,
    product: LEADS_A_TEAM,
    'customer success': LEADS_A_TEAM,
    other: { possible: ['DECISION_MAKER', 'CHAMPION'] },
  },
  manager: {
    'general management': { possible: ['DECISION_MAKER'] },
    finance: { possible: ['BUDGET_HOLDER'] },
    'IT/engineering': { likely: ['INFLUENCER'], possible: ['CHAMPION'] },
    security: EVALUATES,
    legal: LEGAL,
    procurement: PROCURES,
    operations: RUNS_A_PART,
    marketing: RUNS_A_PART,
    sales: RUNS_A_PART,
    HR: RUNS_A_PART,
    product: RUNS_A_PART,
    'customer success': RUNS_A_PART,
    other: { possible: ['END_USER'] },
  },
  individual: {
    'general management': NOTHING,
    finance: { possible: ['END_USER'] },
    'IT/engineering': EVALUATES,
    security: EVALUATES,
    legal: LEGAL,
    procurement: PROCURES,
    operations: USES,
    marketing: USES,
    sales: USES,
    HR: USES,
    product: USES,
    'customer success': USES,
    other: NOTHING,
  },
};

export interface RoleWords {
  words: readonly string[];
  /** Words beside which these do not count: a chief who also sits on the board stays a chief. */
  unless: readonly string[];
  hint: RoleHint;
}

const RUNS_THE_COMPANY: readonly string[] = [
  'chief _ officer',
  'chief executive',
  'ceo',
  'cfo',
  'coo',
  'cto',
  'cio',
  'ciso',
  'cmo',
  'president',
  'founder',
  'owner',
  'partner',
  'managing director',
];

/** Words of a title that say more about the role than its class does; the first line that fits replaces the cell. */
export const ROLES_BY_WORD: readonly RoleWords[] = [
  {
    // Somebody who has left the post decides nothing in it.
    words: [
      'former',
      'formerly',
      'ex',
      'retired',
      'emeritus',
      'ehemaliger',
      'ehemalige',
      'ancien',
      'ancienne',
      'antiguo',
    ],
    unless: [],
    hint: NOTHING,
  },
  {
    // Supervises, and neither runs the purchase nor pays it.
    words: [
      'board member',
      'member of the board',
      'board of directors',
      'advisory board',
      'board advisor',
      'non executive director',
      'independent director',
      'aufsichtsrat',
      'trustee',
    ],
    unless: RUNS_THE_COMPANY,
    hint: { possible: ['EXECUTIVE_SPONSOR'] },
  },
  {
    // Judges the technology at whatever rank.
    words: ['architect', 'architecte'],
    unless: RUNS_THE_COMPANY,
    hint: { likely: ['INFLUENCER'] },
  },
];
