import { DAY_MS } from '../../domain/day-ms.ts';
import { approveProposal, rejectProposal } from '../../domain/target-list/decide-proposal.ts';
import {
  DECISION_STANDS_DAYS,
  PROPOSED_BY_SCORES,
  describeSide,
  isAccountProposal,
  tierAfter,
  type Decision,
  type KeyHolder,
  type Proposal,
  type Side,
} from '../../domain/target-list/proposal.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { findProposals, saveProposals } from '../../storage/target-list/proposals.ts';
import { lockScores } from '../../storage/accounts/score-log.ts';
import { markStale } from '../../storage/accounts/stale-accounts.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { saveApprovedTier, saveListMembers, startKeptList } from '../../storage/target-list/target-list.ts';
import type { SyncContext } from '../sync-context.ts';
import { auditProposal } from './audit-proposal.ts';
import { readKeyHolder, type Actor } from './keys.ts';

/** What somebody says of proposals, with which key. */
export type Verdict = { verdict: 'approve'; side: Side } | { verdict: 'reject'; side: Side; reason: string };

/** What became of one proposal; `refusal` says in words why the key was not turned. */
export interface DecisionReport {
  proposalId: string;
  status: Proposal['status'] | 'unknown';
  refusal: string | null;
}

/**
 * Turns one key for each of these proposals, or rejects them; where both keys are turned the change takes effect, and the next
 * refresh publishes it. Saying the same twice changes nothing. One that is refused does not hold up the others.
 */
export async function decideProposals(
  context: SyncContext,
  actor: Actor,
  proposalIds: readonly string[],
  verdict: Verdict,
): Promise<DecisionReport[]> {
  return context.db.transaction(async (trx) => {
    await lockScores(trx, actor.portalId);
    return decideWithin(context, trx, actor, proposalIds, verdict);
  });
}

/** The same in a transaction that holds `lockScores`. */
export async function decideWithin(
  context: SyncContext,
  trx: Db,
  actor: Actor,
  proposalIds: readonly string[],
  verdict: Verdict,
): Promise<DecisionReport[]> {
  const { portalId } = actor;
  const holder = await readKeyHolder(trx, actor);
  const found = new Map((await findProposals(trx, portalId, proposalIds)).map((each) => [each.proposalId, each]));
  const reports: DecisionReport[] = [];
  for (const proposalId of new Set(proposalIds)) {
    const proposal = found.get(proposalId);
    if (proposal === undefined) {
      reports.push({ proposalId, status: 'unknown', refusal: 'This proposal does not exist.' });
      continue;
    }
    const decision = decide(proposal, verdict, holder, context.now());
    if (decision.ok) await keepDecision(context, trx, actor, { before: proposal, after: decision.proposal, verdict });
    const { status } = decision.ok ? decision.proposal : proposal;
    reports.push({ proposalId, status, refusal: decision.ok ? null : decision.refusal });
  }
  if (reports.some(({ status, refusal }) => status === 'approved' && refusal === null)) {
    await context.queue.send('refresh', { portalId }, { singletonKey: String(portalId), trx });
  }
  return reports;
}

function decide(proposal: Proposal, verdict: Verdict, holder: KeyHolder, now: number): Decision {
  return verdict.verdict === 'approve'
    ? approveProposal(proposal, verdict.side, holder, now)
    : rejectProposal(proposal, verdict.side, holder, verdict.reason, now);
}

async function keepDecision(
  context: SyncContext,
  trx: Db,
  { portalId, userEmail }: Actor,
  { before, after, verdict: { verdict, side } }: { before: Proposal; after: Proposal; verdict: Verdict },
): Promise<void> {
  if (after === before || after.status === 'expired') return;
  const now = context.now();
  await saveProposals(trx, portalId, [after]);
  const action = verdict === 'approve' ? 'proposal approved' : 'proposal rejected';
  await appendAudit(trx, portalId, auditProposal(after, action, userEmail, now, { key: side }));
  if (after.status === 'approved') await carryOut(context, trx, portalId, after);
}

/** What people decided against the scoring stands for a quarter: a tier they gave is pinned, who they took off competes for none. */
async function carryOut(context: SyncContext, trx: Db, portalId: number, proposal: Proposal): Promise<void> {
  const now = context.now();
  const { proposalId, proposedBy, approvals } = proposal;
  if (!isAccountProposal(proposal)) {
    await startKeptList(trx, portalId, { keptSince: now, proposalId });
    return;
  }
  const { companyId, change } = proposal;
  const tier = tierAfter(change);
  const byPeople = proposedBy !== PROPOSED_BY_SCORES;
  const sides = approvals.map(({ side }) => describeSide(side)).join(' and ');
  const reason = `${tier === null ? 'off the list' : `Tier ${tier}`}: approved by ${sides}`;
  const approved = { companyId, tier, pinned: byPeople && tier !== null, reason, proposalId };
  await saveApprovedTier(trx, portalId, approved, context.scoringTime());
  const standsUntil = byPeople ? now + DECISION_STANDS_DAYS * DAY_MS : null;
  await saveListMembers(trx, portalId, [{ companyId, listed: tier !== null, since: now, proposalId, standsUntil }]);
  await markStale(trx, portalId, [companyId], 'the list changed');
}
