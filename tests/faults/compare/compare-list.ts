import { planChanges, type TurnedDown } from '../../../src/domain/target-list/plan-changes.ts';
import {
  PROPOSED_BY_SCORES,
  SIDES,
  isAccountProposal,
  tierAfter,
  type AccountProposal,
  type Proposal,
} from '../../../src/domain/target-list/proposal.ts';
import { toProposal } from '../../../src/storage/target-list/proposals.ts';
import type { Db } from '../../../src/storage/tables/tables.ts';
import { checkScoreLog } from '../../fixtures/check-score-log.ts';
import { KEY_HOLDERS, type ListDeeds } from '../world/list-people.ts';
import { compareDecisions, compareExpiry } from './compare-decisions.ts';
import type { AuditRow } from './watch-audit.ts';

/** Compares the target account list with what people were told, with the audit log and with the domain's own reading of the scores. */
export async function compareList(
  db: Db,
  portalId: number,
  deeds: ListDeeds,
  audit: readonly AuditRow[],
): Promise<string[]> {
  const rows = await db.selectFrom('proposals').selectAll().where('portal_id', '=', portalId).orderBy('seq').execute();
  const proposals = rows.map(toProposal);
  const entries = Map.groupBy(audit, ({ details }) => details.proposalId ?? '');
  const known = new Set(['', ...proposals.map(({ proposalId }) => proposalId)]);
  const strange = [...entries.keys()].filter((id) => !known.has(id));
  return [
    ...proposals.flatMap((proposal) => compareEntries(proposal, entries.get(proposal.proposalId) ?? [])),
    ...strange.map((id) => `the audit log tells of proposal ${id}, which is not kept`),
    ...proposals.flatMap(compareKeys),
    ...compareDeeds(proposals, deeds),
    ...compareExpiry(proposals, deeds),
    ...(await compareDecisions(db, portalId, deeds, proposals, audit)),
    ...(await compareApproved(db, portalId, proposals)),
    ...(await compareMembers(db, portalId)),
    ...(await compareOpen(db, portalId, proposals)),
  ];
}

/** Every step of a proposal is told once, and no other. */
function compareEntries(proposal: Proposal, entries: readonly AuditRow[]): string[] {
  const { status, proposedBy, approvals, rejection } = proposal;
  const wanted = [
    'change proposed',
    ...approvals.map(({ side, by }) => `proposal approved ${side} ${by}`),
    ...(rejection === null ? [] : [`proposal rejected ${rejection.side} ${rejection.by}`]),
    ...(status === 'expired' || status === 'withdrawn' ? [`proposal ${status}`] : []),
  ];
  const told = entries.map(({ action, actor, details }) =>
    action === 'proposal approved' || action === 'proposal rejected'
      ? `${action} ${details.key} ${actor.toLowerCase()}`
      : action,
  );
  const isSame = wanted.toSorted().join() === told.toSorted().join();
  const about = `proposal ${proposal.proposalId} (${status}, by ${proposedBy})`;
  return [
    ...(isSame ? [] : [`${about}: the audit log says ${told.join(', ')}; it should say ${wanted.join(', ')}`]),
    ...(told[0] === 'change proposed' ? [] : [`${about}: the audit log begins with ${told[0]}`]),
  ];
}

/** What took effect has both keys, of two people who hold them; what did not has not. */
function compareKeys({ proposalId, status, approvals, rejection }: Proposal): string[] {
  const sides = new Set(approvals.map(({ side }) => side));
  const people = new Set(approvals.map(({ by }) => by));
  const isComplete = SIDES.every((side) => sides.has(side));
  const turned = rejection === null ? approvals : [...approvals, rejection];
  return [
    ...(isComplete === (status === 'approved')
      ? []
      : [`proposal ${proposalId} is ${status} with ${[...sides].join()}`]),
    ...(people.size === approvals.length ? [] : [`proposal ${proposalId} was approved by one person twice`]),
    ...turned
      .filter((key) => !holdsKey(key))
      .map(({ side, by }) => `proposal ${proposalId}: ${by} has no key of ${side}`),
    ...((status === 'rejected') === (rejection !== null)
      ? []
      : [`proposal ${proposalId}: ${status}, wrongly rejected`]),
  ];
}

function holdsKey({ side, by }: { side: string; by: string }): boolean {
  return KEY_HOLDERS.some(
    ({ userEmail, sides }) => userEmail.toLowerCase() === by && sides.some((each) => each === side),
  );
}

/** What people were told is what is kept: once, and nothing that was refused. */
function compareDeeds(proposals: readonly Proposal[], { wishes, said, withdrawn }: ListDeeds): string[] {
  const byId = new Map(proposals.map((proposal) => [proposal.proposalId, proposal]));
  const wished = wishes.flatMap(({ requestId, tier, by, taken }) => {
    const made = proposals.filter(({ reason }) => reason.endsWith(requestId));
    const isRight = made.every(
      (each) => each.proposedBy === by && isAccountProposal(each) && tierAfter(each.change) === tier,
    );
    const count = taken ? 1 : 0;
    return made.length === count && isRight
      ? []
      : [`wish ${requestId} of ${by}: ${made.length} proposals, not ${count}`];
  });
  const lost = said.filter(({ proposalId, verdict, side, by }) => {
    const proposal = byId.get(proposalId);
    if (verdict === 'reject') return proposal?.rejection?.by !== by || proposal.rejection.side !== side;
    return !proposal?.approvals.some((approval) => approval.side === side);
  });
  return [
    ...wished,
    ...lost.map(({ proposalId, verdict, side, by }) => `${by}'s ${verdict} of ${proposalId} for ${side} is not kept`),
    ...withdrawn
      .filter((id) => byId.get(id)?.status !== 'withdrawn')
      .map((id) => `proposal ${id} was taken back and is ${byId.get(id)?.status}`),
  ];
}

/** Each approved change was carried out once. */
async function compareApproved(db: Db, portalId: number, proposals: readonly Proposal[]): Promise<string[]> {
  const rows = await db
    .selectFrom('score_log')
    .select('proposal_id')
    .where('portal_id', '=', portalId)
    .where('cause', '=', 'approved')
    .execute();
  const times = Map.groupBy(rows, (row) => row.proposal_id);
  return proposals.filter(isAccountProposal).flatMap(({ proposalId, status }) => {
    const [done, wanted] = [times.get(proposalId)?.length ?? 0, status === 'approved' ? 1 : 0];
    return done === wanted ? [] : [`proposal ${proposalId} (${status}) was carried out ${done} times`];
  });
}

/** Once the list is kept, who holds a tier is on it, and nobody else. */
async function compareMembers(db: Db, portalId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('account_scores')
    .leftJoin('list_members', (join) =>
      join
        .onRef('list_members.portal_id', '=', 'account_scores.portal_id')
        .onRef('list_members.company_id', '=', 'account_scores.company_id'),
    )
    .select(['account_scores.company_id', 'tier', 'listed'])
    .where('account_scores.portal_id', '=', portalId)
    .execute();
  return rows
    .filter(({ tier, listed }) => (tier !== null) !== (listed === true))
    .map(({ company_id: id, tier, listed }) => `company ${id} has tier ${tier} and listed ${listed}`);
}

/** What is open of the scoring's is what the domain would propose, given what people have open and turned down. */
async function compareOpen(db: Db, portalId: number, proposals: readonly Proposal[]): Promise<string[]> {
  const { kept } = await checkScoreLog(db, portalId);
  if (kept === null) return ['the list is not kept with two keys'];
  const about = proposals.filter(isAccountProposal);
  const open = about.filter(({ status }) => status === 'open');
  const byPeople = open.filter(({ proposedBy }) => proposedBy !== PROPOSED_BY_SCORES);
  const positions = kept.assignments.map(({ companyId, tier, wanted }) => ({
    companyId,
    held: tier,
    wanted,
    reason: '',
    evidence: [],
  }));
  const turnedDown: TurnedDown[] = about.filter(({ status }) => status === 'rejected' || status === 'expired');
  const { propose } = planChanges(positions, byPeople, kept.rules.autoApply, turnedDown);
  const wanted = new Set(propose.map(nameChange));
  const held = new Set(open.filter(({ proposedBy }) => proposedBy === PROPOSED_BY_SCORES).map(nameChange));
  return [
    ...[...wanted].filter((each) => !held.has(each)).map((each) => `the scores do not propose ${each}`),
    ...[...held].filter((each) => !wanted.has(each)).map((each) => `the scores propose ${each}, wrongly`),
  ];
}

function nameChange({ companyId, change }: Pick<AccountProposal, 'companyId' | 'change'>): string {
  return `${companyId} → ${tierAfter(change)}`;
}

/** How many proposals came to what. */
export async function countProposals(db: Db, portalId: number): Promise<Record<string, number>> {
  const rows = await db.selectFrom('proposals').select('status').where('portal_id', '=', portalId).execute();
  return Object.fromEntries(
    [...Map.groupBy(rows, ({ status }) => status)].map(([status, same]) => [status, same.length]),
  );
}
