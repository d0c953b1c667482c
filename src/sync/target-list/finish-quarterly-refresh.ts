import type { Tier } from '../../domain/committee/committee-model.ts';
import {
  PROPOSED_BY_SCORES,
  isSameChange,
  openProposal,
  tierAfter,
  type Proposal,
  type Side,
} from '../../domain/target-list/proposal.ts';
import { appendAudits, hasAudit, THE_APP } from '../../storage/portal/audit-log.ts';
import { findLatestProposals, saveProposals } from '../../storage/target-list/proposals.ts';
import { lockScores } from '../../storage/accounts/score-log.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { dropRefreshDecisions } from '../../storage/target-list/refresh-decisions.ts';
import { saveListRefresh } from '../../storage/target-list/target-list.ts';
import { hashId } from '../hash-id.ts';
import type { SyncContext } from '../sync-context.ts';
import { auditProposal } from './audit-proposal.ts';
import { decideWithin, type DecisionReport } from './decide-proposals.ts';
import type { Actor } from './keys.ts';
import { readQuarterlyRefresh, type SuggestedChange } from './quarterly-refresh.ts';

const REFRESHED = 'quarterly refresh done';

/** A change as it was shown; `tier`: where the account would go, `null` off the list. */
export interface ReviewedChange {
  companyId: string;
  tier: Tier | null;
}

/** What somebody decided in a quarterly refresh. What is in neither list is left as it is. */
export interface RefreshDecision {
  /** Made by who asks, once per refresh. */
  requestId: string;
  /** The key that is turned; `null` where they hold none, and both are still to be turned. */
  side: Side | null;
  accept: readonly ReviewedChange[];
  reject: readonly ReviewedChange[];
  /** Why those are rejected. */
  reason: string;
}

export interface RefreshOutcome {
  /** Wait for a key. */
  proposed: number;
  /** Took effect, since the other key was turned before. */
  approved: number;
  rejected: number;
  /** Why others are neither, each reason once. */
  refusals: string[];
}

/**
 * Makes proposals of what was accepted, with the key of who asks, and turns down the rest for a quarter. The suggestions are read anew:
 * what the scores no longer say is refused. Saying the same twice changes nothing.
 * @throws InvalidInputError where the list is provisional
 */
export async function finishQuarterlyRefresh(
  context: SyncContext,
  actor: Actor,
  decision: RefreshDecision,
): Promise<RefreshOutcome> {
  const { portalId } = actor;
  return context.db.transaction(async (trx) => {
    await lockScores(trx, portalId);
    const { changes } = await readQuarterlyRefresh(context, trx, portalId);
    const suggested = new Map(changes.map((each) => [each.companyId, each]));
    const { requestId, side, reason } = decision;
    const wanted = pick(suggested, decision.accept);
    const proposedBy = actor.userEmail.toLowerCase();
    const accepted = await ensureProposals(context, trx, actor, { requestId, changes: wanted, proposedBy });
    const approvals =
      side === null ? [] : await decideWithin(context, trx, actor, accepted, { verdict: 'approve', side });
    const turnedDown = pick(suggested, decision.reject);
    const byScores = { requestId, changes: turnedDown, proposedBy: PROPOSED_BY_SCORES };
    const refused = await ensureProposals(context, trx, actor, byScores);
    const rejections =
      side === null ? [] : await decideWithin(context, trx, actor, refused, { verdict: 'reject', side, reason });
    await noteRefresh(context, trx, actor, { requestId, accepted: accepted.length, rejected: refused.length });
    const approved = approvals.filter(({ status }) => status === 'approved').length;
    const done = new Set([...wanted, ...turnedDown].map(({ companyId }) => companyId));
    const lost = await countLost(trx, actor, decision, done);
    return {
      proposed: accepted.length - approved - countRefused(approvals),
      approved,
      rejected: rejections.length - countRefused(rejections),
      refusals: listRefusals([...approvals, ...rejections], lost),
    };
  });
}

/** Those that the scores still suggest, and about which people do not decide otherwise already. */
function pick(suggested: ReadonlyMap<string, SuggestedChange>, reviewed: readonly ReviewedChange[]): SuggestedChange[] {
  return reviewed.flatMap(({ companyId, tier }) => {
    const found = suggested.get(companyId);
    if (found === undefined || found.toTier !== tier) return [];
    return found.open === null || isSame(found) || found.open.proposedBy === PROPOSED_BY_SCORES ? [found] : [];
  });
}

/** How many of those not done now were not decided so by the same person before either, as a request sent twice would find. */
async function countLost(
  trx: Db,
  { portalId, userEmail }: Actor,
  { accept, reject }: RefreshDecision,
  done: ReadonlySet<string>,
): Promise<number> {
  const by = userEmail.toLowerCase();
  const left = [...accept, ...reject].filter(({ companyId }) => !done.has(companyId));
  if (left.length === 0) return 0;
  const ids = left.map(({ companyId }) => companyId);
  const latest = await findLatestProposals(trx, portalId, ids);
  const isDecided = ({ companyId, tier }: ReviewedChange): boolean => {
    const proposal = latest.get(companyId);
    if (proposal === undefined || tierAfter(proposal.change) !== tier) return false;
    const { proposedBy, approvals, rejection } = proposal;
    return proposedBy === by || rejection?.by === by || approvals.some((approval) => approval.by === by);
  };
  return left.filter((each) => !isDecided(each)).length;
}

function isSame({ open, change }: SuggestedChange): boolean {
  return open !== null && isSameChange(open.change, change);
}

/** The open proposal of each change, by id: the one there is, or a new one, which takes the place of another one of the scoring's. */
async function ensureProposals(
  context: SyncContext,
  trx: Db,
  { portalId, userEmail }: Actor,
  { requestId, changes, proposedBy }: { requestId: string; changes: readonly SuggestedChange[]; proposedBy: string },
): Promise<string[]> {
  const now = context.now();
  const others = changes.filter((each) => !isSame(each));
  const withdrawn = others.flatMap(({ open }): Proposal[] =>
    open === null ? [] : [{ ...open, status: 'withdrawn', closedAt: now }],
  );
  const made = others.map(({ companyId, change, fromTier, reason, evidence }) => {
    const proposalId = hashId(32, portalId, requestId, companyId);
    const asked = { proposalId, companyId, change, fromTier, reason: `quarterly refresh, ${reason}`, evidence };
    return openProposal(asked, proposedBy, now);
  });
  await saveProposals(trx, portalId, withdrawn);
  await saveProposals(trx, portalId, made);
  await appendAudits(trx, portalId, [
    ...withdrawn.map((proposal) => {
      return auditProposal(proposal, 'proposal withdrawn', THE_APP, now, {
        because: 'a person proposes another change',
      });
    }),
    ...made.map((proposal) => auditProposal(proposal, 'change proposed', userEmail, now)),
  ]);
  const kept = changes.flatMap((each) => (isSame(each) && each.open !== null ? [each.open] : []));
  return [...made, ...kept].map(({ proposalId }) => proposalId);
}

async function noteRefresh(
  context: SyncContext,
  trx: Db,
  { portalId, userEmail }: Actor,
  details: { requestId: string; accepted: number; rejected: number },
): Promise<void> {
  if (await hasAudit(trx, portalId, REFRESHED, details.requestId)) return;
  const at = context.now();
  await saveListRefresh(trx, portalId, at);
  await dropRefreshDecisions(trx, portalId, userEmail.toLowerCase(), null);
  await appendAudits(trx, portalId, [{ at, actor: userEmail, action: REFRESHED, subject: 'list', details }]);
}

function countRefused(reports: readonly DecisionReport[]): number {
  return reports.filter(({ refusal }) => refusal !== null).length;
}

function listRefusals(reports: readonly DecisionReport[], lost: number): string[] {
  const refusals = reports.flatMap(({ refusal }) => refusal ?? []);
  const said = lost === 0 ? [] : [`${lost} of these are suggested no longer, or people decide about them already.`];
  return [...new Set([...refusals, ...said])];
}
