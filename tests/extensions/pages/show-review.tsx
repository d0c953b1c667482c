import { Button, LoadingButton, TableRow, TextArea } from '@hubspot/ui-extensions';
import { createPatientRenderer } from '../create-patient-renderer.ts';
import React from 'react';
import { expect } from 'vitest';
import { connectApp } from '../../../extensions/app/packages/ui/call-app.ts';
import { createReviewClient } from '../../../extensions/app/pages/review/review-client.ts';
import type {
  ReviewData,
  ReviewedAccount,
  ReviewNoteData,
  ReviewTasks,
} from '../../../extensions/app/pages/review/review-data.ts';
import { WeeklyReview } from '../../../extensions/app/pages/review/review.tsx';
import { readScreen } from '../text.ts';

export const NOW = Date.parse('2026-11-20T12:00:00Z');
export const TUESDAY = '2026-11-17T10:00:00Z';

export const quiet: ReviewedAccount = {
  id: '2',
  name: 'Bolt',
  tier: 1,
  stage: 'Aware',
  owner: null,
  isMine: false,
  happened: { isNew: false, moves: [], people: [], morePeople: 0, deals: [], plays: [], list: [] },
  did: [],
  next: { running: [], due: [], rests: null, objective: null, initiatives: [], falls: null },
  blocks: [],
  notes: [],
  reviewed: null,
};
export const note: ReviewNoteData = {
  noteId: 'note-one',
  text: 'Ask for the budget',
  at: TUESDAY,
  by: 'Ava Stone',
  editedAt: null,
  mayEdit: true,
  mayRemove: true,
};
export const acme: ReviewedAccount = {
  ...quiet,
  id: '1',
  name: 'Acme',
  stage: 'Sales-ready',
  owner: 'Ava Stone',
  isMine: true,
  happened: {
    isNew: false,
    moves: [
      { what: 'tier', from: 2, to: 1 },
      { what: 'stage', from: 'Engaged', to: 'Sales-ready' },
      { what: 'engagement', from: 45, to: 64, span: 'week' },
      { what: 'intent', from: null, to: 12, span: 'week' },
    ],
    people: [{ name: 'Ana Ruiz', role: 'Champion', acts: ['2 meetings', 'email reply'], lastAt: TUESDAY }],
    morePeople: 1,
    deals: [{ name: 'Platform', amount: 50_000, kind: 'moved', from: 'Qualified', to: 'Proposal', at: TUESDAY }],
    plays: [{ name: 'Sponsor alignment', kind: 'reached', at: TUESDAY }],
    list: [{ kind: 'approved', to: 1, at: TUESDAY }],
  },
  did: ['2 meetings', 'email sent'],
  next: {
    running: [
      {
        name: 'Bring in the budget holder',
        steps: [
          { title: 'Ask Ana', dueAt: TUESDAY, taskId: 't1' },
          { title: 'Send the brief', dueAt: '2026-11-24T10:00:00Z', taskId: 't2' },
        ],
      },
    ],
    due: [{ name: 'Surge', why: 'Three people were on the pricing page' }],
    rests: '"Cross-sell" is on hold: a support ticket has been open since 12 Nov',
    objective: 'Win Ulm',
    initiatives: [],
    falls: { to: 'Engaged', at: '2026-12-09T00:00:00Z' },
  },
  blocks: [
    { kind: 'risk', sentence: 'One engaged person on an open deal' },
    { kind: 'missing', roles: ['Budget holder', 'Legal & compliance'] },
    { kind: 'waiting', to: 1, sides: ['sales'] },
  ],
  notes: [note],
};
const week = { id: '2026-11-16', from: '2026-11-16T00:00:00.000Z', to: '2026-11-23T00:00:00.000Z' };
export const review = (changes: Partial<ReviewData> = {}): ReviewData => ({
  week,
  weeks: [week, { id: '2026-11-09', from: '2026-11-09T00:00:00.000Z', to: week.from }],
  currency: 'EUR',
  firstScored: 'before',
  isRecent: true,
  owners: [
    { value: '9000', label: 'Ava Stone' },
    { value: '9001', label: 'Sam Sells' },
  ],
  ownerId: '9000',
  accounts: [acme, quiet],
  total: 2,
  ...changes,
});
const done: ReviewTasks = {
  tasks: [{ taskId: 't1', companyId: '1', title: 'Ask Ana', state: 'done', doneAt: TUESDAY }],
  unavailable: null,
};

interface Served {
  /** By what is asked for (`?ago=…`), where that matters. */
  data?: ReviewData | Error | 'never' | ((search: string) => ReviewData | Promise<ReviewData>);
  tasks?: ReviewTasks | Error;
  /** Answers by the part of the path after `/api/review/`. */
  posts?: Record<string, unknown>;
}

/** Renders the review against what the app would answer. */
export function showReview({ data = review(), tasks = done, posts = {} }: Served = {}) {
  const asked: string[] = [];
  const sent: { action: string; body: Record<string, unknown> }[] = [];
  const app = connectApp('https://app.example', async (url, { method, body = {} }) => {
    const { pathname, search } = new URL(url);
    const action = pathname.slice('/api/review/'.length);
    if (method === 'POST') sent.push({ action, body });
    else if (action === '') asked.push(search);
    const read = typeof data === 'function' ? await data(search) : data;
    const answer = method === 'POST' ? posts[action] : action === 'tasks' ? tasks : read;
    if (answer === 'never') return new Promise(() => undefined);
    if (answer instanceof Error) {
      return { ok: false, status: 403, json: async () => ({ error: { code: 'X', message: answer.message } }) };
    }
    return { ok: true, status: 200, json: async () => answer };
  });
  const copied: string[] = [];
  const renderer = createPatientRenderer('pages');
  renderer.render(
    <WeeklyReview
      client={createReviewClient(app)}
      portalId={42}
      clock={() => NOW}
      copy={async (text) => void copied.push(text)}
    />,
  );
  const screen = (): string => readScreen(renderer.getRootNode());
  const sees = (text: string): Promise<void> => renderer.waitFor(() => expect(screen()).toContain(text));
  const press = (text: string): void => {
    const button = renderer.findAll(Button).find((each) => each.text === text);
    if (button !== undefined) button.trigger('onClick');
    else renderer.find(LoadingButton, (each) => each.text === text).trigger('onClick');
  };
  const write = (text: string): void => renderer.find(TextArea).trigger('onChange', text as never);
  const rows = (): string[] => renderer.findAll(TableRow).map((row) => readScreen(row as never));
  return { ...renderer, asked, sent, copied, screen, sees, press, write, rows };
}
