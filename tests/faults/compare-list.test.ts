import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markAllStale } from '../../src/storage/accounts/stale-accounts.ts';
import { refreshPortal } from '../../src/sync/refresh/refresh-portal.ts';
import { startTestApp, type TestApp } from '../fixtures/running-app.ts';
import { createSmallPortal } from '../fixtures/small-portal.ts';
import { compareList } from './compare/compare-list.ts';
import { watchAudit, type AuditRow } from './compare/watch-audit.ts';
import { KEY_HOLDERS, LIST_OWNERS, NO_DEEDS, type ListDeeds } from './world/list-people.ts';

const LIST = '/api/pages/target-list';
const [MARA = '', SOL = ''] = KEY_HOLDERS.map(({ userEmail }) => userEmail);
const AVA = 'ava@vendor.example';
const [APPROVED, WITHDRAWN] = ['103', '104'];

let app: TestApp;
let audit: AuditRow[];
const deeds: ListDeeds = NO_DEEDS();
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
  const autoApply = { addTo: [], moveTo: [], remove: false };
  const sentAt = Date.now();
  await post('/api/settings/keys/auto-apply', AVA, autoApply);
  deeds.choices.push({ autoApply, sentAt, answeredAt: Date.now() });
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
  await post(`${LIST}/propose`, AVA, { requestId, companyIds: [companyId], tier, reason: `wished by ${requestId}` });
  deeds.wishes.push({ requestId, companyId, tier, by: AVA, taken: true });
  const made = kysely.selectFrom('proposals').select('proposal_id').where('company_id', '=', companyId);
  return (await made.where('proposed_by', '=', AVA).executeTakeFirstOrThrow()).proposal_id;
}

const compare = (told = audit, done = deeds) => compareList(app.context.db.kysely, app.portalId, done, told);
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

const LAST_ROUND = sql`round = (select max(round) from tier_rounds)`;

test('a round that let something apply by itself that nobody chose is found', async () => {
  const found = await findBroken(sql`update tier_rounds
    set list_rules = jsonb_set(list_rules, '{autoApply,moveTo}', '[3]') where ${LAST_ROUND}`);
  expect(found).toContainEqual(expect.stringMatching(/^list: round \d+ let .*moving to "3".* not .*moving to ""/));
});

test('a round after the list was adopted that had no rules is found', async () => {
  const found = await findBroken(sql`update tier_rounds set list_rules = null where ${LAST_ROUND}`);
  expect(found).toContainEqual(expect.stringMatching(/^list: round \d+ had no rules$/));
});

test('an account that was kept off though nobody took it off is found', async () => {
  const found = await findBroken(sql`update tier_rounds
    set list_rules = jsonb_set(list_rules, '{keptOut}', '["104"]') where ${LAST_ROUND}`);
  expect(found).toContainEqual(expect.stringMatching(/^list: round \d+ kept "104" off, not ""$/));
});

test('a decision that lost its pin, or stands too long, is found', async () => {
  const unpinned = await findBroken(sql`update account_scores set pinned = false where company_id = ${APPROVED}`);
  expect(unpinned).toContain(`list: in their tier by people are "", not "${APPROVED}"`);
  const longer = await findBroken(sql`update list_members set stands_until = stands_until + interval '1 day'
    where company_id = ${APPROVED}`);
  expect(longer).toContainEqual(expect.stringMatching(`^list: the decision about ${APPROVED} stands until`));
  const lost = await findBroken(sql`update list_members set stands_until = null where company_id = ${APPROVED}`);
  expect(lost).toContain(`list: decided about by people are "", not "${APPROVED}"`);
});

test('a decision that was not let go after a quarter is found', async () => {
  const ended = { afterSeq: 0, afterRound: 0, at: Date.now(), proposalId: null, endsDecisions: true };
  expect(await compare(audit, { ...deeds, ageings: [ended] })).toEqual([]);
  const { seq } = await app.context.db.kysely
    .selectFrom('score_log')
    .select(({ fn }) => fn.max('seq').as('seq'))
    .where('cause', '=', 'approved')
    .executeTakeFirstOrThrow();
  const found = await compare(audit, { ...deeds, ageings: [{ ...ended, afterSeq: seq }] });
  expect(found).toContainEqual(expect.stringMatching(`kept ${APPROVED} in its tier for more than a quarter$`));
});

test('what expired early, or was decided after two weeks, is found', async () => {
  const early = await findBroken(sql`update proposals set status = 'expired' where proposal_id = ${withdrawn}`);
  expect(early).toContain(`proposal ${withdrawn} (expired) had not waited for two weeks`);
  const waited = { afterSeq: 0, afterRound: 0, at: 0, proposalId: approved, endsDecisions: false };
  const late = await compare(audit, { ...deeds, ageings: [waited] });
  expect(late).toContain(`proposal ${approved} (approved) had waited for more than two weeks`);
  expect(late).toContain(`proposal ${approved} (approved): mara@vendor.example turned a key after two weeks`);
});

test('a change without keys that nothing allows, or that nobody noted, is found', async () => {
  const noted = { seq: 0, at: 0, actor: 'roundtable', action: 'list changed', subject: `company:${APPROVED}` };
  expect(await compare([...audit, { ...noted, details: { from: 3, to: 2 } }])).toEqual([
    `list: changed by itself ; the audit log says company:${APPROVED} from 3 to 2`,
  ]);
});
