import type { TestApp } from '../fixtures/running-app.ts';
import type { FuzzRequest } from './fuzz-request.ts';
import { actions, signals, webhooks } from './sent-by-programs.ts';

const COMPANIES = ['101', '102', '103', '104'];
const PAGES = [
  '/api/pages/state',
  '/api/pages/accounts',
  '/api/pages/accounts?tier=1&sort=name&text=acme',
  '/api/pages/target-list',
  '/api/pages/target-list/proposals?group=&after=0',
  '/api/pages/target-list/refresh',
  '/api/plays',
  '/api/plays/counting',
  '/api/plays/sequences',
  '/api/plays/company-properties',
  '/api/plays/texts',
  '/api/program',
  '/api/program/accounts?group=tier_1&figure=all&after=',
  '/api/program/readiness',
  '/api/review?ago=0&tiers=1',
  '/api/review/tasks?ago=0&tiers=1',
  '/api/settings/audit?before=',
  '/api/segments',
  '/api/settings/api-keys',
  '/api/settings/choices',
  '/api/settings/clusters',
  '/api/settings/company-properties',
  '/api/settings/company-properties/sample?property=industry',
  '/api/settings/comparison',
  '/api/settings/contact-properties',
  '/api/settings/data-trust',
  '/api/settings/export/accounts?after=',
  '/api/settings/export/contacts?after=100',
  '/api/settings/guide',
  '/api/settings/keys',
  '/api/settings/leave',
  '/api/settings/model',
  '/api/settings/model/icp?success=won',
  '/api/settings/model/preview?version=1',
  '/api/settings/model/score-on?companyId=101&day=2026-01-31&which=active',
  '/api/settings/problems',
  '/api/settings/signal-sources',
  '/api/settings/slack',
  '/api/settings/sync',
  '/api/settings/vendor-properties',
];
/** What anybody may ask, and what a program asks with its key. */
const OPEN = [
  '/livez',
  '/readyz',
  '/oauth/install',
  '/oauth/callback?code=a-code&state=a-state',
  '/oauth/callback?error=access_denied&error_description=no',
  '/download/target-accounts.csv?portal=1&expires=9999999999999&token=a-token',
  '/download/everything.jsonl?portal=1&expires=9999999999999&token=a-token',
  '/download/audit-log.csv?portal=1&expires=9999999999999&token=a-token&text=Ava&actions=installed',
  '/v1/openapi.json',
];
const REST = ['/v1/accounts?tier=1&sort=name&after=', '/v1/accounts/101', '/v1/accounts/101/signals', '/v1/plays'];

/** How often each batch of webhooks and each card is there beside every other request: they are what comes in numbers. */
const WEBHOOKS_EACH = 44;
const CARDS_EACH = 36;

/** Real requests, whole, to be mutated: those the stand-in sends, and the clicks of every card and page. */
export async function collectCorpus(app: Pick<TestApp, 'call' | 'portalId'>): Promise<FuzzRequest[]> {
  const read = async (path: string) => (await app.call(path)).body;
  const card = await read('/api/cards/account?companyId=101');
  const { active } = await read('/api/settings/model');
  const companyId = '101';
  const playId: string = card.plays[0].playId;
  const click = { companyId, requestId: 'fuzz-click-0001' };
  const person = { ...click, contactId: '1', role: 'BUDGET_HOLDER' };
  return [
    ...Array.from({ length: WEBHOOKS_EACH }, () => webhooks(app.portalId)).flat(),
    ...Array.from({ length: CARDS_EACH }, () =>
      COMPANIES.map((id) => get(`/api/cards/account?companyId=${id}`)),
    ).flat(),
    get('/api/cards/account/tasks?companyId=101'),
    ...actions(app.portalId),
    signals(),
    ...PAGES.map(get),
    ...OPEN.map((path) => ({ ...get(path), signed: 'open' as const })),
    ...REST.map((path) => ({ ...get(path), signed: 'program' as const })),
    post('/api/cards/account/plays/start', { ...click, playId }),
    post('/api/cards/account/plays/snooze', { ...click, playId, days: 7 }),
    post('/api/cards/account/plays/dismiss', { ...click, playId, reason: 'bad_timing' }),
    post('/api/cards/account/plays/undo', { ...click, playId }),
    post('/api/cards/account/plays/stop', { ...click, runId: 'fuzz-click-0001', reason: 'started by mistake' }),
    post('/api/cards/account/plays/enrol', { ...click, runId: 'fuzz-click-0001', step: 0 }),
    post('/api/cards/account/plays/rate-text', { ...click, textId: 'text-1', helpful: true }),
    post('/api/cards/account/roles/decide', { ...person, decision: 'confirmed' }),
    post('/api/cards/account/roles/undo', { ...person, undoes: 'fuzz-click-0001' }),
    post('/api/cards/account/placeholders', { ...click, role: 'CHAMPION', note: 'somebody in finance' }),
    post('/api/cards/account/plan/note', { ...click, kind: 'initiative', text: 'Moves to the cloud' }),
    post('/api/cards/account/plan/drop', { ...click, itemId: 'fuzz-click-0001' }),
    post('/api/cards/account/list/propose', { ...click, tier: 2, reason: 'They asked for us' }),
    post('/api/pages/target-list/propose', {
      requestId: 'fuzz-wish-0001',
      companyIds: [companyId, '102'],
      tier: 1,
      reason: 'They asked for us',
    }),
    post('/api/pages/target-list/adopt', { requestId: 'fuzz-adopt-01' }),
    post('/api/pages/target-list/decide', { proposalIds: ['one'], side: 'sales', verdict: 'reject', reason: 'no' }),
    post('/api/pages/target-list/export-link', { tier: '1', text: '=1+1', sort: 'name' }),
    post('/api/settings/model/draft', { requestId: 'fuzz-draft-01', from: { kind: 'active' } }),
    post('/api/settings/model/draft/change', { version: 2, revision: 1, model: active.model }),
    post('/api/settings/model/draft/discard', { version: 2, revision: 1 }),
    post('/api/settings/model/activate', { requestId: 'fuzz-activate-1', version: 2, revision: 1 }),
    post('/api/settings/model/preview', { version: 2 }),
    post('/api/settings/choices/outside-edits', { outsideEdits: 'restore' }),
    post('/api/settings/choices/acting', { onlyOwnersAct: false }),
    post('/api/settings/choices/confirmed-roles', { writeConfirmedRoles: true }),
    post('/api/settings/choices/managers', { managerProperty: null }),
    post('/api/settings/choices/map-property', { property: 'intent_score', use: 'intent', source: '6sense' }),
    post('/api/settings/choices/unmap-property', { property: 'intent_score' }),
    post('/api/settings/keys/give', { email: 'ben@vendor.example', right: 'sales' }),
    post('/api/settings/keys/take', { email: 'ben@vendor.example', right: 'sales' }),
    post('/api/settings/signals-key', { requestId: 'fuzz-key-0001', label: 'Radar' }),
    post('/api/settings/signals-table', {
      requestId: 'fuzz-table-01',
      table: 'company,source,topic,strength,date\nacme.example,G2,ERP,80,2026-03-31',
    }),
    post('/api/settings/signals-table/take-out', { source: 'G2' }),
    post('/api/settings/leave', { removeProperties: false, confirm: 1 }),
    ...slack(),
    ...segments(),
    post('/api/plays/switch', { requestId: 'fuzz-switch-1', playId, version: 0, enabled: false }),
    post('/api/plays/auto-start', { requestId: 'fuzz-auto-01', playId, version: 0, tiers: [1, 2] }),
    post('/api/plays/edit', { requestId: 'fuzz-edit-01', playId: null, version: 0, edit: ownPlay() }),
    post('/api/plays/draft', { playId: null, version: 0, edit: begunPlay() }),
    post('/api/plays/draft/discard', { playId: null }),
    post('/api/plays/import', { requestId: 'fuzz-import-1', table: 'Company,Play\n101,surge\n' }),
    post('/api/plays/texts/try', { companyId: '101', role: 'CHAMPION', text: 'Hi {{contact.firstName|there}}' }),
    post('/api/plays/texts/save', { requestId: 'fuzz-text-01', textId: null, text: libraryText() }),
    post('/api/program/measure', {}),
    post('/api/program/goal', { revenueGoal: { amount: 60_000, per: 'quarter' } }),
    post('/api/program/capacity', {
      capacity: { people: 9, hoursPerWeek: 30, effortHours: { 1: 4, 2: 0.5, 3: 0.02 }, budget: null },
      dealValueFloor: 20_000,
    }),
    post('/api/review/note', { ...click, week: '2026-01-26', text: 'Ask for the budget' }),
    post('/api/review/mark', { ...click, week: '2026-01-26', reviewed: true }),
    ...olderClicks(click, playId),
    ...settings(),
  ];
}

const post = (path: string, body: unknown): FuzzRequest => ({ method: 'POST', path, body, signed: 'caller' });

const get = (path: string): FuzzRequest => ({ method: 'GET', path, body: undefined, signed: 'caller' });

function olderClicks(click: object, playId: string): FuzzRequest[] {
  const note = { ...click, week: '2026-01-26', noteId: 'fuzz-click-0001' };
  const reviewed = [{ companyId: '101', tier: 2 }];
  return [
    post('/api/cards/account/list/withdraw', { ...click, proposalId: 'one' }),
    post('/api/pages/target-list/refresh', { requestId: 'fuzz-quarter-1', side: null, accept: reviewed, reject: [] }),
    post('/api/pages/target-list/refresh/keep', {
      decisions: [{ companyId: '101', fromTier: 1, toTier: null, verdict: 'accept' }],
    }),
    post('/api/pages/target-list/refresh/anew', {}),
    post('/api/plays/keep', { requestId: 'fuzz-keep-001', playId }),
    post('/api/plays/reset', { requestId: 'fuzz-reset-01', playId }),
    post('/api/review/note/edit', { ...note, text: 'Ask for the budget again' }),
    post('/api/review/note/remove', note),
  ];
}

function settings(): FuzzRequest[] {
  const some = { addTo: [2], moveTo: [3], remove: false };
  return [
    post('/api/settings/api-keys', { requestId: 'fuzz-api-key-1', label: 'Warehouse' }),
    post('/api/settings/api-keys/revoke', { keyId: 'a-key' }),
    post('/api/settings/audit/export-link', { text: '=1+1', actions: 'installed|list changed' }),
    post('/api/settings/choices/clusters', { clusterBy: 'industry' }),
    post('/api/settings/choices/record-notes', { recordNotes: { tiers: true, surges: true, plays: true } }),
    post('/api/settings/choices/target-accounts', { keepTargetAccounts: true }),
    post('/api/settings/data-trust/examine', {}),
    post('/api/settings/export', {}),
    post('/api/settings/guide/change', { requestId: 'fuzz-guide-01', change: { kind: 'model', id: 'general' } }),
    post('/api/settings/guide/settle', { step: 'model' }),
    post('/api/settings/keys/auto-apply', some),
    post('/api/settings/model/icp/take', { requestId: 'fuzz-icp-0001', property: 'industry', success: 'won' }),
    post('/api/settings/signals-key/revoke', { keyId: 'a-key' }),
    post('/api/settings/signals-table', { requestId: 'fuzz-table-1', table: 'Company,Topic\n101,crm\n' }),
    post('/api/settings/signals-table/take-out', { source: 'G2' }),
    post('/api/settings/sync', {}),
  ];
}

/** No address of Slack's: a fuzzed app must write to nobody's channel. */
function slack(): FuzzRequest[] {
  const kinds = { surges: true, proposals: true, tiers: true, plays: true };
  return [
    post('/api/settings/slack/connect', { url: 'https://slack.example/services/T00000000/B00000000/fuzzfuzz' }),
    post('/api/settings/slack/kinds', { kinds }),
    post('/api/settings/slack/test', { requestId: 'fuzz-slack-01' }),
    post('/api/settings/slack/disconnect', {}),
  ];
}

function segments(): FuzzRequest[] {
  const segment = { requestId: 'fuzz-segment-1', kind: 'tier_1' };
  return [
    post('/api/segments/make', segment),
    post('/api/segments/make-missing', { requestId: 'fuzz-segment-2' }),
    post('/api/segments/remove', segment),
  ];
}

function ownPlay(): object {
  const step = { title: 'Ring', channel: 'call', who: 'owner', dueInDays: 0, text: 'Ring {{contact.firstName}}.' };
  const when = {
    all: [
      { score: 'fit', min: 1 },
      { activity: { by: 'theirs', types: ['form_high_intent'] }, withinDays: 30 },
    ],
  };
  const aim = { kind: 'role', role: 'BUDGET_HOLDER', state: 'engaged' };
  return { name: 'Finance first', when, aim, steps: [step] };
}

function begunPlay(): object {
  return { ...ownPlay(), tiers: [1], stages: [], closes: '', outcomeWithinDays: null, cooldownDays: 30 };
}

function libraryText(): object {
  return {
    role: 'CHAMPION',
    stage: null,
    industry: null,
    channel: 'email',
    title: 'First mail',
    text: 'Hello {{contact.firstName|there}}',
    archived: false,
  };
}
