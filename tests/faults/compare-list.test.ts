import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markAllStale } from '../../src/storage/accounts/stale-accounts.ts';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { compareList } from './compare/compare-list.ts';
import { watchAudit, type AuditRow } from './compare/watch-audit.ts';
import { KEY_HOLDERS, LIST_OWNERS, type ListDeeds } from './world/list-people.ts';

const LIST = '/api/pages/target-list';
const [MARA = '', SOL = ''] = KEY_HOLDERS.map(({ userEmail }) => userEmail);
const AVA = 'ava@vendor.example';
const [APPROVED, WITHDRAWN] = ['103', '104'];

let app: TestApp;
let audit: AuditRow[];
const deeds: ListDeeds = { wishes: [], said: [], withdrawn: [] };
/** The proposals about the two accounts. */
let approved: string;
let withdrawn: string;

beforeAll(async () => {
  const data = createSmallPortal();
  data.owners.push(...LIST_OWNERS);
  app = await startTestApp({ data });
  await app.installAndSync();
  await refreshPortal(app.context, app.portalId);
  await post('/api/settings/keys/give', AVA, { email: MARA, right: 'marketing' });
  await post('/api/settings/keys/give', AVA, { email: SOL, right: 'sales' });
  await post('/api/settings/keys/auto-apply', AVA, { addTo: [], moveTo: [], remove: false });
  const { adoption } = await post(`${LIST}/adopt`, MARA, { requestId: 'adopt-the-list' });
  await turnBothKeys(adoption.proposalId);
  approved = await propose(APPROVED);
  await turnBothKeys(approved);
  withdrawn = await propose(WITHDRAWN);
  const taken = { companyId: WITHDRAWN, requestId: 'taken-back-1', proposalId: withdrawn };
  await post('/api/cards/account/list/withdraw', AVA, taken);
  deeds.withdrawn.push(withdrawn);
  await markAllStale(app.context.db.kysely, app.portalId, 'the list is kept');
  await refreshPortal(app.context, app.portalId);
  audit = (await watchAudit(app.context.db.kysely, app.portalId).finish()).rows;
});
afterAll(() => app.stop());

async function post(path: string, userEmail: string, body: object) {
  const answer = await app.call(path, { method: 'POST', userEmail, body });
  expect({ path, status: answer.status, body: answer.body }).toMatchObject({ path, status: 200 });
  return answer.body;
}

async function turnBothKeys(proposalId: string): Promise<void> {
  for (const [by, side] of [
    [MARA, 'marketing'],
    [SOL, 'sales'],
  ] as const) {
    await post(`${LIST}/decide`, by, { proposalIds: [proposalId], side, verdict: 'approve' });
    deeds.said.push({ proposalId, verdict: 'approve', side, by: by.toLowerCase() });
  }
}

/** Puts the account into another tier than it holds. */
async function propose(companyId: string): Promise<string> {
  const requestId = `wish-for-${companyId}`;
  const { kysely } = app.context.db;
  const held = kysely.selectFrom('account_scores').select('tier').where('company_id', '=', companyId);
  const tier = (await held.executeTakeFirstOrThrow()).tier === 3 ? 2 : 3;
  await post(`${LIST}/propose`, AVA, { requestId, companyId, tier, reason: `wished by ${requestId}` });
  deeds.wishes.push({ requestId, companyId, tier, by: AVA, taken: true });
  const made = kysely.selectFrom('proposals').select('proposal_id').where('company_id', '=', companyId);
  return (await made.where('proposed_by', '=', AVA).executeTakeFirstOrThrow()).proposal_id;
}

const compare = (told = audit) => compareList(app.context.db.kysely, app.portalId, deeds, told);
const about = (proposalId: string) => (row: AuditRow) => row.details.proposalId === proposalId;

/** What is found of rows that were broken so; they are whole again afterwards. */
async function findBroken(broken: ReturnType<typeof sql>): Promise<string[]> {
  let found: string[] = [];
  const undo = new Error('undo');
  const attempt = app.context.db.transaction(async (trx) => {
    const { numAffectedRows } = await broken.execute(trx);
    expect(numAffectedRows).toBe(1n);
    found = await compareList(trx, app.portalId, deeds, audit);
    throw undo;
  });
  await expect(attempt).rejects.toBe(undo);
  return found;
}

test('a list that is as it should be differs in nothing', async () => {
  expect(await compare()).toEqual([]);
});

test('an approved proposal that lacks a key is found', async () => {
  const found = await findBroken(sql`update proposals set approvals = jsonb_build_array(approvals -> 0)
    where proposal_id = ${approved}`);
  expect(found).toContain(`proposal ${approved} is approved with marketing`);
  expect(found).toContain(`sol@vendor.example's approve of ${approved} for sales is not kept`);
});

test('both keys of one person, and a key that the person does not hold, are found', async () => {
  const found =
    await findBroken(sql`update proposals set approvals = jsonb_set(approvals, '{1,by}', '"mara@vendor.example"')
    where proposal_id = ${approved}`);
  expect(found).toContain(`proposal ${approved} was approved by one person twice`);
  expect(found).toContain(`proposal ${approved}: mara@vendor.example has no key of sales`);
});

test('an entry of the audit log that is there twice is found', async () => {
  const found = await compare([...audit, ...audit.filter(about(approved)).slice(-1)]);
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(new RegExp(`^proposal ${approved} .*: the audit log says .*; it should say `));
});

test('a proposal that was withdrawn without an entry is found', async () => {
  const found = await compare(audit.filter((row) => !about(withdrawn)(row) || row.action !== 'proposal withdrawn'));
  expect(found).toHaveLength(1);
  expect(found[0]).toMatch(new RegExp(`^proposal ${withdrawn} \\(withdrawn, .*: the audit log says change proposed; `));
});

test('an entry about a proposal that is not kept is found', async () => {
  const one = audit.find(about(approved));
  if (one === undefined) throw new Error('nothing was noted of the proposal');
  expect(await compare([...audit, { ...one, details: { proposalId: 'lost' } }])).toEqual([
    'the audit log tells of proposal lost, which is not kept',
  ]);
});

test('a tier that no key allows is found', async () => {
  const found = await findBroken(sql`update list_members set listed = false where company_id = ${APPROVED}`);
  expect(found.filter((each) => each.startsWith('company '))).toEqual([
    expect.stringMatching(new RegExp(`^company ${APPROVED} has tier [123] and listed false$`)),
  ]);
});

test('a change that took effect without a key, and was never carried out, is found', async () => {
  const found = await findBroken(sql`update proposals set status = 'approved' where proposal_id = ${withdrawn}`);
  expect(found).toContain(`proposal ${withdrawn} is approved with `);
  expect(found).toContain(`proposal ${withdrawn} was taken back and is approved`);
  expect(found).toContain(`proposal ${withdrawn} (approved) was carried out 0 times`);
});
