import type { Seat } from './job-titles.ts';

/** How a person takes part in an open deal. */
export interface Part {
  seat: Seat;
  /** `hs_buying_role` value set on the contact, if a person set one. */
  role?: string;
  /** Label of the contact's association with the deal, if users of the portal set one. */
  label?: string;
  /** Days ago of the meetings and replies they take part in. */
  activeDaysAgo: readonly number[];
  bounced?: true;
}

/** A planted open deal: its stage, who takes part, and therefore what is missing. */
export interface Plot {
  name: string;
  stageId: string;
  parts: readonly Part[];
  /** People of these seats are not known at the account. */
  absent: readonly Seat[];
  /** A person reads the page that compares us with a competitor. */
  comparing?: true;
}

const champion: Part = { seat: 'champion', role: 'CHAMPION', activeDaysAgo: [4, 12, 33, 60] };
const decider: Part = { seat: 'decision', role: 'DECISION_MAKER', activeDaysAgo: [9, 40] };
const budget: Part = { seat: 'budget', label: 'Budget holder', activeDaysAgo: [15, 37] };
const technical: Part = { seat: 'technical', activeDaysAgo: [8, 26] };
const user: Part = { seat: 'user', activeDaysAgo: [6, 25, 50] };

/** One plot for each kind of gap that a play addresses, and deals without a gap. */
export const PLOTS: readonly Plot[] = [
  {
    name: 'well covered',
    stageId: 'contractsent',
    parts: [champion, decider, budget, technical, { seat: 'legal', label: 'Legal & Compliance', activeDaysAgo: [5] }],
    absent: [],
  },
  {
    name: 'single-threaded',
    stageId: 'presentationscheduled',
    parts: [{ ...user, activeDaysAgo: [3, 10, 24, 41] }],
    absent: ['decision'],
  },
  { name: 'no budget holder', stageId: 'contractsent', parts: [champion, decider, technical], absent: ['budget'] },
  {
    name: 'champion quiet',
    stageId: 'decisionmakerboughtin',
    parts: [{ ...champion, activeDaysAgo: [44, 58, 71] }, { ...decider, activeDaysAgo: [12] }, technical],
    absent: [],
  },
  {
    name: 'champion gone',
    stageId: 'presentationscheduled',
    parts: [{ ...champion, bounced: true, activeDaysAgo: [52, 66, 80] }, user, technical],
    absent: [],
  },
  {
    name: 'blocker engaged',
    stageId: 'decisionmakerboughtin',
    parts: [champion, decider, { seat: 'technical', role: 'BLOCKER', activeDaysAgo: [3, 11] }],
    absent: [],
  },
  { name: 'no legal contact', stageId: 'contractsent', parts: [champion, decider, budget], absent: ['legal'] },
  {
    name: 'procurement takes over',
    stageId: 'decisionmakerboughtin',
    parts: [champion, budget, { seat: 'procurement', role: 'PROCUREMENT', activeDaysAgo: [2, 7] }],
    absent: ['legal'],
  },
  { name: 'competitor', stageId: 'qualifiedtobuy', parts: [champion, user], absent: ['decision'], comparing: true },
  { name: 'early', stageId: 'appointmentscheduled', parts: [{ ...user, activeDaysAgo: [6, 13] }], absent: [] },
];
