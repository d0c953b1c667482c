import { Button, LoadingButton, Select, TableCell } from '@hubspot/ui-extensions';
import { createPatientRenderer } from '../create-patient-renderer.ts';
import React from 'react';
import { expect } from 'vitest';
import { connectApp } from '../../../extensions/app/packages/ui/call-app.ts';
import type { AccountsPageData, ListedAccount } from '../../../extensions/app/pages/target-list/accounts-page-data.ts';
import { TargetAccounts } from '../../../extensions/app/pages/target-list/target-accounts.tsx';
import { createTargetListClient } from '../../../extensions/app/pages/target-list/target-list-client.ts';
import type { QueuedProposal, TargetListData } from '../../../extensions/app/pages/target-list/target-list-data.ts';
import type { RefreshData } from '../../../extensions/app/pages/target-list/target-refresh-data.ts';
import { inDays, NOW } from '../cards/account.ts';
import { readScreen } from '../text.ts';

export const acme: ListedAccount = {
  id: '20000001',
  name: 'Acme',
  tier: 1,
  tierReason: 'Tier 1: rank 7 of 25 seats',
  drivers: [
    { by: 'fit', score: 82 },
    { by: 'engagement', score: 64 },
  ],
  stage: 'Engaged',
  fit: 82,
  engagement: 64,
  intent: 0,
  coverage: 58,
  owner: 'Ava Stone',
  nextPlay: 'Bring in the budget holder',
  keys: { state: 'none' },
};
export const provisional: TargetListData = {
  keptSince: null,
  refresh: null,
  adoption: null,
  sides: ['marketing'],
  holders: { marketing: ['Mia'], sales: ['Sam'] },
  mayChange: false,
  askWhom: 'ava@vendor.example',
  tiers: [{ tier: 1, held: 24, seats: 25, leaving: { count: 0, only: null } }],
  open: { in: 0, up: 0, down: 0, out: 0 },
  mostProposed: 3,
  choices: {
    stages: [{ value: 'engaged', label: 'Engaged' }],
    owners: [{ value: '9000', label: 'Ava Stone' }],
    gaps: [{ value: 'CHAMPION', label: 'Champion' }],
  },
};
export const kept: TargetListData = {
  ...provisional,
  keptSince: inDays(-20),
  refresh: { lastAt: null, dueAt: inDays(70), isDue: false, decided: 0 },
};
export const borealis: QueuedProposal = {
  proposalId: 'p1',
  companyId: '20000002',
  name: 'Borealis',
  fromTier: 2,
  toTier: 1,
  reason: 'Tier 1: rank 12 of 25 seats',
  evidence: [
    '+19 engagement in a week',
    'Budget holder active',
    'the seat would come from Orbis, which the scores would move to Tier 2',
  ],
  cautions: [],
  proposedBy: 'scores',
  by: null,
  proposedAt: inDays(-2),
  expiresAt: inDays(12),
  marketing: null,
  sales: null,
  waitsFor: [
    { side: 'marketing', who: ['Mia'], isYou: true },
    { side: 'sales', who: ['Sam'], isYou: false },
  ],
};
export const zenith: QueuedProposal = {
  ...borealis,
  proposalId: 'p2',
  companyId: '20000003',
  name: 'Zenith',
  fromTier: null,
  toTier: 3,
  proposedBy: 'sam@vendor.example',
  by: 'Sam',
  reason: 'They asked for us',
  evidence: [],
  sales: 'Sam',
  waitsFor: [{ side: 'marketing', who: ['Mia'], isYou: true }],
};

interface Served {
  list?: TargetListData | Error;
  accounts?: (query: URLSearchParams) => AccountsPageData | Error;
  queue?: QueuedProposal[] | Error;
  refresh?: RefreshData;
  /** Answers by the last part of the path of a POST. */
  posts?: Record<string, unknown>;
}

/** Renders the page against what the app would answer. */
export function showTargetAccounts({ list = provisional, accounts, queue = [], refresh, posts = {} }: Served) {
  const asked: URLSearchParams[] = [];
  const sent: { action: string; body: Record<string, unknown> }[] = [];
  const answer = (url: URL, method: string, body: Record<string, unknown> = {}): unknown => {
    const action = url.pathname.split('/').at(-1) ?? '';
    if (method === 'POST') {
      sent.push({ action, body });
      return posts[action] ?? new Error('nothing is served');
    }
    if (action === 'target-list') return list;
    if (action === 'refresh') return refresh;
    if (action === 'proposals') return queue instanceof Error ? queue : { proposals: queue, next: null };
    asked.push(url.searchParams);
    return accounts === undefined ? { accounts: [acme], next: null } : accounts(url.searchParams);
  };
  const app = connectApp('https://app.example', async (url, { method, body }) => {
    const data = answer(new URL(url), method, body);
    const failure = { error: { code: 'X', message: (data as Error).message } };
    return data instanceof Error
      ? { ok: false, status: 500, json: async () => failure }
      : { ok: true, status: 200, json: async () => data };
  });
  const renderer = createPatientRenderer('pages');
  renderer.render(<TargetAccounts client={createTargetListClient(app)} portalId={42} clock={() => NOW} />);
  const screen = (): string => readScreen(renderer.getRootNode());
  const sees = (text: string): Promise<void> => renderer.waitFor(() => expect(screen()).toContain(text));
  const press = (text: string): void => {
    const button = renderer.findAll(Button).find((each) => each.text === text);
    if (button !== undefined) button.trigger('onClick');
    else renderer.find(LoadingButton, (each) => each.text === text).trigger('onClick');
  };
  const choose = (name: string, value: string): void =>
    renderer.find(Select, ({ props }) => props.name === name).trigger('onChange', value as never);
  /** The words of each cell, whatever they are wrapped in. */
  const cells = (): string[] => renderer.findAll(TableCell).map((cell) => readScreen(cell as never));
  return { ...renderer, asked, sent, screen, sees, press, choose, cells };
}
