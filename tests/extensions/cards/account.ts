import type {
  AccountCardData,
  CardPerson,
  CardPlay,
  CardPlayRun,
  CardRole,
} from '../../../extensions/app/cards/card-data.ts';

export const NOW = Date.parse('2026-11-22T12:00:00Z');
const DAY_MS = 86_400_000;

/** ISO time `days` from now; negative is past. */
export function inDays(days: number): string {
  return new Date(NOW + days * DAY_MS).toISOString();
}

export const ana: CardPerson = {
  contactId: '11',
  name: 'Ana Ruiz',
  title: 'COO',
  state: 'engaged',
  confidencePercent: 95,
  sources: ['set in HubSpot'],
  stale: false,
  lastTouch: { what: 'meeting', at: inDays(-2) },
  bounced: false,
  canDecide: false,
};

export const okafor: CardPerson = {
  contactId: '12',
  name: 'M. Okafor',
  title: 'VP Finance',
  state: 'suggested',
  confidencePercent: 60,
  sources: ['job title'],
  stale: false,
  lastTouch: null,
  bounced: false,
  canDecide: true,
};

const roles: CardRole[] = [
  {
    role: 'LEGAL_AND_COMPLIANCE',
    label: 'Legal & compliance',
    required: true,
    weight: 1,
    state: 'missing',
    people: [],
    placeholder: null,
  },
  {
    role: 'BUDGET_HOLDER',
    label: 'Budget holder',
    required: true,
    weight: 2,
    state: 'suggested',
    people: [okafor],
    placeholder: null,
  },
  {
    role: 'DECISION_MAKER',
    label: 'Decision maker',
    required: true,
    weight: 3,
    state: 'engaged',
    people: [ana],
    placeholder: null,
  },
];

export function makePlay(changes: Partial<CardPlay> = {}): CardPlay {
  return {
    playId: 'no-budget-holder',
    name: 'Bring in the budget holder',
    closes: 'Budget holder',
    outcome: 'budget holder engaged within 21 days',
    closing: null,
    whyNow: [{ sentence: 'Proposal sent, no finance contact since', at: inDays(-10) }],
    who: [{ contactId: '12', name: 'M. Okafor', title: 'VP Finance' }],
    nobody: null,
    via: null,
    steps: [
      {
        title: 'Ask Ana for an introduction',
        channel: 'email',
        who: 'owner',
        dueAt: inDays(0),
        text: 'Dear Ana, …',
        textId: null,
      },
      { title: 'Send the value brief', channel: 'direct_mail', who: 'owner', dueAt: inDays(2), text: '', textId: null },
    ],
    success: { successes: 7, n: 18, percent: 39 },
    ...changes,
  };
}

export function makeRun(changes: Partial<CardPlayRun> = {}): CardPlayRun {
  return {
    runId: '1',
    playId: 'sponsor',
    name: 'Sponsor alignment',
    status: 'running',
    startedAt: inDays(-5),
    startedBy: 'ava@vendor.example',
    judgedAt: inDays(9),
    finishedAt: null,
    outcome: 'sponsor reached within 14 days',
    tasksFor: null,
    problem: null,
    steps: [
      { title: 'Write', dueAt: inDays(-4), taskId: '901' },
      { title: 'Call', dueAt: inDays(1), taskId: '902' },
      { title: 'Check', dueAt: inDays(6), taskId: '903' },
    ],
    ...changes,
  };
}

/** An account on the list with one engaged, one suggested and one missing role, and one play due. */
export function makeAccount(changes: Partial<AccountCardData> = {}): AccountCardData {
  return {
    company: { id: '42', name: 'Acme' },
    state: 'on_list',
    progress: null,
    paused: null,
    asOf: new Date(NOW - 120_000).toISOString(),
    tier: { value: 1, reason: 'Tier 1: rank 7 of 25 seats' },
    ranking: [
      { by: 'fit', percent: 60 },
      { by: 'dealPotential', percent: 40 },
    ],
    cluster: null,
    list: null,
    stage: {
      id: 'sales_ready',
      label: 'Sales-ready',
      definition: 'fit ≥ 60, engaged ≥ 50, a decision maker active',
      definitionVersion: 3,
      since: inDays(-9),
    },
    fit: {
      total: 82,
      lines: [
        { kind: 'matched', label: 'employees 1,000–5,000', points: 90, evidence: 'numberofemployees = 3,400' },
        { kind: 'penalty', label: 'outside our region', points: -8, evidence: 'country = Peru' },
      ],
      trend: 'steady',
      changeThisWeek: 0,
    },
    engagement: { total: 64, lines: [], trend: 'rising', changeThisWeek: 11, surging: true },
    intent: { total: 40, lines: [], trend: 'falling', changeThisWeek: -5 },
    week: { gained: 18, lost: -7, people: 3, acts: ['demo or sales request', '2 meetings'] },
    forecast: { leavesAt: '2026-12-09T09:00:00.000Z', to: 'Engaged' },
    fall: null,
    closing: null,
    coverage: {
      total: 58,
      lines: [{ kind: 'role', label: 'Decision maker engaged', points: 58, evidence: 'Ana Ruiz' }],
    },
    roles,
    above: [],
    risks: [{ id: 'single_threaded', sentence: 'One engaged person on an open deal of €40,000' }],
    gaps: [],
    plan: {
      objective: {
        itemId: 'objective',
        text: 'Replace their old platform in 2027',
        notedAt: inDays(-20),
        isMapped: false,
      },
      initiatives: [
        { itemId: 'click-00000001', text: 'Moves its plants to the cloud', notedAt: inDays(-3), isMapped: false },
      ],
      competitors: [],
    },
    brief: [
      { topic: 'objective', points: ['Replace their old platform in 2027 (noted 2 Nov)'] },
      { topic: 'initiatives', points: [] },
      { topic: 'technology', points: [] },
      { topic: 'signals', points: ['Bombora: data platform (strength 80 on 17 Nov)'] },
      { topic: 'history', points: ['Ana Ruiz: meeting on 20 Nov'] },
      { topic: 'risks', points: ['One engaged person on an open deal of €40,000'] },
    ],
    plays: [makePlay()],
    playsRest: null,
    resting: [],
    running: [],
    putOff: [],
    may: { act: true, ownedBy: null },
    ...changes,
  };
}
