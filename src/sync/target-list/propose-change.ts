import { createHash } from 'node:crypto';
import type { Tier } from '../../domain/committee/committee-model.ts';
import { giveEvidence } from '../../domain/target-list/give-evidence.ts';
import { findChange } from '../../domain/target-list/propose-changes.ts';
import {
  PROPOSED_BY_SCORES,
  isSameChange,
  openProposal,
  type AccountProposal,
  type ListChange,
  type Proposal,
} from '../../domain/target-list/proposal.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { getAccountScore } from '../../storage/accounts/account-scores.ts';
import { appendAudit, THE_APP } from '../../storage/portal/audit-log.ts';
import {
  findOpenAdoption,
  findOpenProposal,
  findProposals,
  saveProposals,
} from '../../storage/target-list/proposals.ts';
import { countAccountsByTier } from '../../storage/target-list/account-lists.ts';
import { lockScores } from '../../storage/accounts/score-log.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { getKeptList } from '../../storage/target-list/target-list.ts';
import { toSnapshot } from '../refresh/account-snapshot.ts';
import type { SyncContext } from '../sync-context.ts';
import { auditProposal } from './audit-proposal.ts';
import { loadPortalRoles } from '../committee/portal-roles.ts';
import type { Actor } from './keys.ts';

/** A change that somebody wishes for one account. */
export interface ChangeWish {
  /** Made by who asks, once per wish. */
  requestId: string;
  companyId: string;
  /** `null`: off the list. */
  tier: Tier | null;
  reason: string;
}

/**
 * Proposes a change of one account; it takes effect once both keys are turned. A repeat is given the proposal made the first time.
 * @throws NotFoundError where the account is not known
 * @throws InvalidInputError where the list is provisional, the account has that place already, or people decide about it already
 */
export async function proposeChange(
  context: SyncContext,
  actor: Actor,
  { requestId, companyId, tier, reason }: ChangeWish,
): Promise<Proposal> {
  const { portalId } = actor;
  const proposalId = idOf(portalId, requestId);
  return context.db.transaction(async (trx) => {
    await lockScores(trx, portalId);
    const [former] = await findProposals(trx, portalId, [proposalId]);
    if (former !== undefined) return former;
    if ((await getKeptList(trx, portalId)) === null) {
      throw new InvalidInputError('The list is provisional: approve it as it stands first, then propose changes.');
    }
    const score = await getAccountScore(trx, portalId, companyId);
    if (score === null) throw new NotFoundError('This account is not known, or not scored yet.');
    const change = findChange({ held: score.tier, wanted: tier });
    if (change === null) throw new InvalidInputError(`This account is ${describePlace(tier)} already.`);
    await clearTheWay(context, trx, portalId, companyId, change);
    const result = toSnapshot(score)?.result;
    const { labels } = await loadPortalRoles(trx, portalId);
    const evidence = result === undefined ? [] : giveEvidence(result, null, labels);
    const asked = { proposalId, companyId, change, fromTier: score.tier, reason: reason.trim(), evidence };
    const saved = await saveNew(context, trx, actor, asked);
    await context.queue.send('send-slack', { portalId }, { singletonKey: String(portalId), trx });
    return saved;
  });
}

/**
 * Proposes to keep the list as it stands with two keys; a repeat, and whoever else proposes it, is given the one that is open.
 * @throws InvalidInputError where it is kept with two keys already, or no account is on it: every later change would take both keys
 */
export async function proposeAdoption(context: SyncContext, actor: Actor, requestId: string): Promise<Proposal> {
  const { portalId } = actor;
  const proposalId = idOf(portalId, requestId);
  return context.db.transaction(async (trx) => {
    await lockScores(trx, portalId);
    const [former] = await findProposals(trx, portalId, [proposalId]);
    const open = former ?? (await findOpenAdoption(trx, portalId));
    if (open !== null) return open;
    if ((await getKeptList(trx, portalId)) !== null)
      throw new InvalidInputError('The list is kept with two keys already.');
    const { none: _none, ...held } = await countAccountsByTier(trx, portalId);
    if (Object.values(held).every((accounts) => accounts === 0)) {
      throw new InvalidInputError('No account holds a tier yet, so there is nothing to approve.');
    }
    const change = { kind: 'adopt' } as const;
    const asked = {
      proposalId,
      companyId: null,
      change,
      fromTier: null,
      reason: 'the list as it stands',
      evidence: [],
    };
    return saveNew(context, trx, actor, asked);
  });
}

/** A person's wish takes the place of the scoring's; two people's wishes for one account are decided one after the other. */
async function clearTheWay(
  context: SyncContext,
  trx: Db,
  portalId: number,
  companyId: string,
  change: ListChange,
): Promise<void> {
  const open: AccountProposal | null = await findOpenProposal(trx, portalId, companyId);
  if (open === null) return;
  if (open.proposedBy !== PROPOSED_BY_SCORES || isSameChange(open.change, change)) {
    throw new InvalidInputError('A proposal about this account is open: approve or reject that one first.');
  }
  const withdrawn: Proposal = { ...open, status: 'withdrawn', closedAt: context.now() };
  await saveProposals(trx, portalId, [withdrawn]);
  await appendAudit(trx, portalId, auditProposal(withdrawn, 'proposal withdrawn', THE_APP, context.now()));
}

type Asked = Pick<Proposal, 'proposalId' | 'companyId' | 'change' | 'fromTier' | 'reason' | 'evidence'>;

async function saveNew(context: SyncContext, trx: Db, actor: Actor, asked: Asked): Promise<Proposal> {
  const now = context.now();
  const proposal = openProposal(asked, actor.userEmail.toLowerCase(), now);
  await saveProposals(trx, actor.portalId, [proposal]);
  await appendAudit(trx, actor.portalId, auditProposal(proposal, 'change proposed', actor.userEmail, now));
  return proposal;
}

function idOf(portalId: number, requestId: string): string {
  return createHash('sha256').update(`${portalId} ${requestId}`).digest('hex').slice(0, 32);
}

function describePlace(tier: Tier | null): string {
  return tier === null ? 'off the list' : `in Tier ${tier}`;
}
