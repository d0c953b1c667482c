import { describe, expect, test } from 'vitest';
import type { AccountProposal, Proposal } from '../../../src/domain/target-list/proposal.ts';
import { getAccountScore, saveComputedAccounts, savePositions } from '../../../src/storage/accounts/account-scores.ts';
import { deleteCompanies, upsertCompanies } from '../../../src/storage/mirror/companies.ts';
import { upsertContacts } from '../../../src/storage/mirror/contacts.ts';
import type { Database } from '../../../src/storage/connection/database.ts';
import { eraseContact } from '../../../src/storage/mirror/erase-contact.ts';
import { listAudit } from '../../../src/storage/portal/audit-log.ts';
import { moveCompanyHistory } from '../../../src/storage/mirror/merge-records.ts';
import {
  findOpenAdoption,
  findOpenProposals,
  findProposals,
  listOpenProposals,
  listTurnedDown,
  saveProposals,
} from '../../../src/storage/target-list/proposals.ts';
import { listScoreLog } from '../../../src/storage/accounts/score-log.ts';
import {
  endStanding,
  findListMembers,
  getKeptList,
  listKeptOut,
  saveApprovedTier,
  saveListMembers,
  startKeptList,
} from '../../../src/storage/target-list/target-list.ts';
import { company, contact } from './mirror.ts';
import { DAY_MS, NOW } from './portals.ts';
import { computed } from './scores.ts';

function proposal(proposalId: string, changes: Partial<AccountProposal> = {}): AccountProposal {
  return {
    proposalId,
    companyId: '1',
    change: { kind: 'add', tier: 1 },
    fromTier: null,
    reason: 'rank 3',
    evidence: ['+19 engagement in a week'],
    proposedBy: 'scores',
    proposedAt: NOW,
    status: 'open',
    approvals: [],
    rejection: null,
    closedAt: null,
    ...changes,
  };
}

const LEFT = { companyId: '2', listed: false, since: NOW, proposalId: null, standsUntil: null };

export function describeTargetList(get: () => Database): void {
  test('what is said of a person in a proposal goes with the person, what was decided stays', async () => {
    const { kysely, transaction } = get();
    await upsertContacts(kysely, 479, [contact('4711', { name: 'Grace Hopper' })]);
    const rejection = { side: 'sales', by: 'eva@acme.test', at: NOW, reason: 'grace hopper said no' } as const;
    await saveProposals(kysely, 479, [
      proposal('a', { evidence: ['Grace Hopper opened pricing'] }),
      proposal('b', { companyId: '2', status: 'rejected', rejection, closedAt: NOW }),
      proposal('c', { companyId: '3' }),
    ]);
    await transaction((trx) => eraseContact(trx, 479, '4711', NOW));
    const held = await findProposals(kysely, 479, ['a', 'b', 'c']);
    expect(
      held.map(({ proposalId, reason, evidence, ...rest }) => [proposalId, reason, evidence, rest.rejection]),
    ).toEqual([
      ['a', 'erased', [], null],
      ['b', 'erased', [], { ...rejection, reason: 'erased' }],
      ['c', 'rank 3', ['+19 engagement in a week'], null],
    ]);
  });

  /** Companies 1 to 3, computed; 1 and 2 hold Tier 1 and 2. */
  const hold = async (portalId: number): Promise<void> => {
    const { kysely, transaction } = get();
    const ids = ['1', '2', '3'];
    await upsertCompanies(
      kysely,
      portalId,
      ids.map((id) => company(id)),
    );
    await transaction(async (trx) => {
      await saveComputedAccounts(
        trx,
        portalId,
        ids.map((id) => computed(id)),
      );
      const seat = { tierSince: NOW, tierReason: '', priority: 1, rank: 1 };
      await savePositions(trx, portalId, [
        { companyId: '1', tier: 1, ...seat },
        { companyId: '2', tier: 2, ...seat },
      ]);
    });
  };

  describe('proposals', () => {
    test('are kept as they were made, and as they were decided', async () => {
      const { kysely: db } = get();
      const made = proposal('p1');
      const adoption: Proposal = { ...made, proposalId: 'p2', companyId: null, change: { kind: 'adopt' } };
      await saveProposals(db, 640, [made, adoption]);
      expect(await findProposals(db, 640, ['p1', 'p2', 'p3'])).toEqual([made, adoption]);
      expect(await listOpenProposals(db, 640)).toEqual([made]);
      expect(await findOpenAdoption(db, 640)).toEqual(adoption);
      expect([...(await findOpenProposals(db, 640, ['1', '9'])).values()]).toEqual([made]);
      const by = { side: 'sales', by: 'sam@vendor.example', at: NOW } as const;
      const rejected = { ...made, status: 'rejected' as const, rejection: { ...by, reason: 'no' }, closedAt: NOW };
      await saveProposals(db, 640, [{ ...rejected, approvals: [{ ...by, side: 'marketing' }] }]);
      expect(await findOpenProposals(db, 640, ['1'])).toEqual(new Map());
      expect(await findProposals(db, 640, ['p1'])).toMatchObject([
        { status: 'rejected', rejection: { reason: 'no' }, approvals: [{ side: 'marketing', at: NOW }] },
      ]);
      expect(await listTurnedDown(db, 640, NOW)).toMatchObject([{ companyId: '1', change: { kind: 'add', tier: 1 } }]);
      expect(await listTurnedDown(db, 640, NOW + 1)).toEqual([]);
      expect(await listOpenProposals(db, 641)).toEqual([]);
    });

    test('of one account are open one at a time', async () => {
      const { kysely: db } = get();
      await saveProposals(db, 642, [proposal('p1')]);
      await expect(saveProposals(db, 642, [proposal('p2')])).rejects.toThrow('proposals_open');
      await saveProposals(db, 642, [proposal('p1', { status: 'withdrawn', closedAt: NOW }), proposal('p3')]);
      expect((await findOpenProposals(db, 642, ['1'])).get('1')?.proposalId).toBe('p3');
    });

    test('go on under the id of a merged company, the oldest one open; those about a company that is gone close', async () => {
      const { kysely: db, transaction } = get();
      await hold(643);
      await saveProposals(db, 643, [proposal('p1'), proposal('p2', { companyId: '2' })]);
      await transaction((trx) => moveCompanyHistory(trx, 643, ['1', '2'], '3'));
      expect(await findProposals(db, 643, ['p1', 'p2'])).toMatchObject([
        { companyId: '3', status: 'open' },
        { companyId: '3', status: 'withdrawn' },
      ]);
      await transaction((trx) => deleteCompanies(trx, 643, ['3']));
      expect((await findProposals(db, 643, ['p1']))[0]?.status).toBe('withdrawn');
      expect(await listAudit(db, 643, 10)).toMatchObject([
        {
          actor: 'roundtable',
          action: 'proposal withdrawn',
          subject: 'company:3',
          details: { proposalId: 'p1', change: 'add', to: 1, because: 'the company is gone' },
        },
        { action: 'proposal withdrawn', details: { proposalId: 'p2' } },
      ]);
    });
  });

  describe('the target account list', () => {
    test('goes with the account in a merge: the place is the one whose tier goes on', async () => {
      const { kysely: db, transaction } = get();
      await hold(658);
      await transaction((trx) => startKeptList(trx, 658, { keptSince: NOW, proposalId: 'p' }));
      await transaction((trx) => moveCompanyHistory(trx, 658, ['3', '1'], '4'));
      expect((await getAccountScore(db, 658, '4'))?.tier).toBe(1);
      expect([...(await findListMembers(db, 658, ['1', '3', '4'])).keys()]).toEqual(['4']);
      // 4 has a better tier than 2 and stays where it is; so does its place.
      await transaction((trx) => saveListMembers(trx, 658, [LEFT]));
      await transaction((trx) => moveCompanyHistory(trx, 658, ['2'], '4'));
      expect((await findListMembers(db, 658, ['2', '4'])).get('4')).toMatchObject({ listed: true });
      // 5 was scored before the merge was told of: the tier that people gave is not lost.
      await transaction((trx) => saveComputedAccounts(trx, 658, [computed('5')]));
      await transaction((trx) => moveCompanyHistory(trx, 658, ['4'], '5'));
      expect((await getAccountScore(db, 658, '5'))?.tier).toBe(1);
      expect((await findListMembers(db, 658, ['4', '5'])).get('5')).toMatchObject({ listed: true });
    });

    test('keeps the place of a merged account that is told of twice, whose tier fell in between', async () => {
      const { kysely: db, transaction } = get();
      await hold(6698);
      await transaction((trx) => startKeptList(trx, 6698, { keptSince: NOW, proposalId: 'p' }));
      await transaction((trx) => moveCompanyHistory(trx, 6698, ['1', '2'], '4'));
      const seat = { tierSince: NOW, tierReason: '', priority: 1, rank: 1 };
      await transaction((trx) => savePositions(trx, 6698, [{ companyId: '4', tier: 3, ...seat }]));
      await transaction((trx) => moveCompanyHistory(trx, 6698, ['1', '2'], '4'));
      expect((await getAccountScore(db, 6698, '4'))?.tier).toBe(2);
      expect((await findListMembers(db, 6698, ['4'])).get('4')).toMatchObject({ listed: true });
    });

    test('is provisional until it is kept; then every account with a tier is on it', async () => {
      const { kysely: db, transaction } = get();
      await hold(644);
      expect(await getKeptList(db, 644)).toBeNull();
      for (const keptSince of [NOW, NOW + 5]) {
        await transaction((trx) => startKeptList(trx, 644, { keptSince, proposalId: `p${keptSince}` }));
      }
      expect(await getKeptList(db, 644)).toEqual({ keptSince: NOW, proposalId: `p${NOW}`, refreshedAt: null });
      const members = await findListMembers(db, 644, ['1', '2', '3']);
      expect([...members.keys()].sort()).toEqual(['1', '2']);
      expect(members.get('1')).toMatchObject({ listed: true, since: NOW, standsUntil: null });
    });

    test('knows since when an account is on it, and who is kept out for how long', async () => {
      const { kysely: db } = get();
      const member = { companyId: '1', listed: true, since: NOW, proposalId: null, standsUntil: null };
      await saveListMembers(db, 645, [member]);
      await saveListMembers(db, 645, [{ ...member, since: NOW + 9, proposalId: 'p1' }]);
      expect((await findListMembers(db, 645, ['1'])).get('1')).toEqual({ ...member, proposalId: 'p1' });
      const out = { ...member, listed: false, since: NOW + 20, standsUntil: NOW + DAY_MS };
      await saveListMembers(db, 645, [out]);
      expect((await findListMembers(db, 645, ['1'])).get('1')).toEqual(out);
      expect(await listKeptOut(db, 645, NOW + DAY_MS - 1)).toEqual(['1']);
      expect(await listKeptOut(db, 645, NOW + DAY_MS)).toEqual([]);
    });

    test('gives an account the tier that was approved, logs it, and ends its pin in time', async () => {
      const { kysely: db, transaction } = get();
      await hold(646);
      const approved = { companyId: '3', tier: 1, pinned: true, reason: 'approved', proposalId: 'p1' } as const;
      const standing = { companyId: '3', listed: true, since: NOW, proposalId: 'p1', standsUntil: NOW + DAY_MS };
      await transaction(async (trx) => {
        expect(await saveApprovedTier(trx, 646, approved, NOW + 7)).toBe(true);
        expect(await saveApprovedTier(trx, 646, { ...approved, companyId: '9' }, NOW + 7)).toBe(false);
        await saveListMembers(trx, 646, [standing]);
      });
      expect(await getAccountScore(db, 646, '3')).toMatchObject({ tier: 1, tierSince: NOW + 7, pinned: true });
      expect((await listScoreLog(db, 646, 0, 100)).at(-1)).toMatchObject({
        cause: 'approved',
        proposalId: 'p1',
        tier: 1,
      });
      await transaction(async (trx) => expect(await endStanding(trx, 646, NOW + DAY_MS - 1)).toEqual([]));
      await transaction(async (trx) => expect(await endStanding(trx, 646, NOW + DAY_MS)).toEqual(['3']));
      expect((await getAccountScore(db, 646, '3'))?.pinned).toBe(false);
      expect((await listScoreLog(db, 646, 0, 100)).at(-1)).toMatchObject({ cause: 'pinned', pinned: false });
      await transaction((trx) => saveApprovedTier(trx, 646, { ...approved, tier: null, pinned: false }, NOW + 8));
      expect(await getAccountScore(db, 646, '3')).toMatchObject({ tier: null, tierSince: null });
    });
  });
}
