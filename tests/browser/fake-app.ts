import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import express from 'express';
import { listenOnLoopback, type Listening } from '../../src/sandbox/listen-on-loopback.ts';
import type { AccountCardData } from '../../extensions/app/cards/card-data.ts';
import type { AccountsPageData } from '../../extensions/app/pages/target-list/accounts-page-data.ts';
import type { TargetListData } from '../../extensions/app/pages/target-list/target-list-data.ts';
import type { SyncData } from '../../extensions/app/settings/portal-data/sync-data.ts';
import { makeAccount, makePlay, makeRun } from '../extensions/cards/account.ts';
import { APP } from '../sandbox/hubspot/portal-fixture.ts';

export interface ReceivedRequest {
  method: string;
  path: string;
  query: Record<string, string>;
  body: unknown;
  isSigned: boolean;
}

export interface FakeApp extends Listening {
  received: ReceivedRequest[];
  /** Called when a play is started: what the app does in HubSpot. */
  onStart: () => void;
}

const DAY_MS = 86_400_000;
const ACCOUNTS_PAGE: AccountsPageData = {
  accounts: [
    {
      id: '101',
      name: 'Acme',
      tier: 1,
      tierReason: 'rank 7 of 25 seats',
      drivers: [],
      stage: 'Sales-ready',
      fit: 82,
      engagement: 64,
      intent: null,
      coverage: 58,
      owner: 'Ava Stone',
      nextPlay: 'Bring in the budget holder',
      keys: { state: 'none' },
    },
  ],
  next: null,
};
const TARGET_LIST: TargetListData = {
  keptSince: null,
  refresh: null,
  adoption: null,
  sides: [],
  holders: { marketing: [], sales: [] },
  mayChange: true,
  askWhom: null,
  tiers: [{ tier: 1, held: 1, seats: 25, leaving: { count: 0, only: null } }],
  open: { in: 0, up: 0, down: 0, out: 0 },
  mostProposed: 100,
  choices: { stages: [], owners: [], gaps: [] },
};
const SYNC: SyncData = {
  status: 'syncing',
  steps: [
    {
      name: 'companies',
      label: 'Companies',
      done: 1000,
      total: 1000,
      pages: 10,
      finishedAt: '2026-11-22T08:00:00.000Z',
      msLeft: null,
    },
    { name: 'contacts', label: 'Contacts', done: 1200, total: 4285, pages: 12, finishedAt: null, msLeft: 180_000 },
  ],
  accountsByTier: { '1': 25, '2': 50, '3': 200, none: 725 },
  requestsMade: 312,
  budget: {
    allowed: 108,
    isLearned: true,
    waitMs: 0,
    meanWaitMs: 12,
    lastHour: 312,
    today: 400,
    purposes: [
      { purpose: 'records', lastHour: 300, today: 340 },
      { purpose: 'people', lastHour: 12, today: 60 },
    ],
  },
  unwritable: null,
  heldUntil: null,
  refused: 0,
  waiting: { stale: 12, unpublished: 3 },
  modelVersion: 3,
  asOf: null,
  guide: 'done',
  settled: ['model', 'capacity', 'roles', 'keys'],
  lacksApprovers: false,
  mayChange: true,
};

/** Stands where the app is: answers the cards with one account, and starts plays. Refuses what is not signed as HubSpot signs. */
export async function startFakeApp(): Promise<FakeApp> {
  const received: ReceivedRequest[] = [];
  const fake: FakeApp = { received, onStart: () => undefined, url: '', close: async () => undefined };
  let account = createAccount();
  const app = express();
  app.use(express.text({ type: '*/*' }), (request, response, next) => {
    const body = typeof request.body === 'string' ? request.body : '';
    const uri = `${fake.url}${request.originalUrl}`;
    const isSigned = checkSignature(request.method, uri, body, request.headers);
    const query = request.query as Record<string, string>;
    received.push({ method: request.method, path: request.path, query, body: body && JSON.parse(body), isSigned });
    if (isSigned) next();
    else response.status(401).json({ error: { code: 'UNSIGNED', message: 'Not signed by HubSpot.' } });
  });
  app.get('/api/cards/account', (_request, response) => void response.json(account));
  app.get('/api/pages/target-list', (_request, response) => void response.json(TARGET_LIST));
  app.get('/api/pages/accounts', (_request, response) => void response.json(ACCOUNTS_PAGE));
  app.get('/api/settings/sync', (_request, response) => void response.json(SYNC));
  app.post('/api/cards/account/plays/start', (_request, response) => {
    const [play] = account.plays;
    const run = makeRun({ runId: '9', playId: play?.playId ?? '', name: play?.name ?? '', status: 'running' });
    account = { ...account, plays: account.plays.slice(1), running: [run] };
    fake.onStart();
    response.json(account);
  });
  return Object.assign(fake, await listenOnLoopback(createServer(app), 0));
}

function checkSignature(
  method: string,
  uri: string,
  body: string,
  headers: Record<string, string | string[] | undefined>,
): boolean {
  const timestamp = String(headers['x-hubspot-request-timestamp']);
  const decoded = uri.replaceAll('%40', '@');
  const expected = createHmac('sha256', APP.clientSecret).update(`${method}${decoded}${body}${timestamp}`);
  return headers['x-hubspot-signature-v3'] === expected.digest('base64');
}

function createAccount(): AccountCardData {
  const now = Date.now();
  const inDays = (days: number): string => new Date(now + days * DAY_MS).toISOString();
  const steps = [
    {
      title: 'Ask Ana for an introduction',
      channel: 'email',
      who: 'owner',
      dueAt: inDays(0.1),
      text: 'Dear Ana, …',
      textId: null,
    },
    {
      title: 'Send the value brief',
      channel: 'email',
      who: 'owner',
      dueAt: inDays(2.1),
      text: 'What it saves you …',
      textId: null,
    },
    { title: 'Check', channel: 'task', who: 'owner', dueAt: inDays(7.1), text: '', textId: null },
  ];
  return makeAccount({
    company: { id: '101', name: 'Acme' },
    asOf: inDays(-0.001),
    plays: [
      makePlay({ steps, whyNow: [{ sentence: 'Proposal sent, no finance contact since', at: inDays(-10) }] }),
      makePlay({ playId: 'sponsor', name: 'Align an executive sponsor', closes: 'Executive sponsor', steps }),
    ],
  });
}
