import { openProposal, type Proposal } from '../../domain/target-list/proposal.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { findOpenAdoption, findProposals, saveProposals } from '../../storage/target-list/proposals.ts';
import { countAccountsByTier } from '../../storage/target-list/account-lists.ts';
import { lockScores } from '../../storage/accounts/score-log.ts';
import { getKeptList } from '../../storage/target-list/target-list.ts';
import { hashId } from '../hash-id.ts';
import type { SyncContext } from '../sync-context.ts';
import { auditProposal } from './audit-proposal.ts';
import type { Actor } from './keys.ts';
import { proposeChanges, type ListWish } from './propose-changes.ts';

/** A change that somebody wishes for one account. */
export interface ChangeWish extends Omit<ListWish, 'companyIds'> {
  companyId: string;
}

/**
 * Proposes a change of one account; it takes effect once both keys are turned. A repeat is given the proposal made the first time.
 * @throws NotFoundError where the account is not known
 * @throws InvalidInputError where the list is provisional, or takes no such proposal about the account now
 */
export async function proposeChange(
  context: SyncContext,
  actor: Actor,
  { companyId, ...wish }: ChangeWish,
): Promise<Proposal> {
  const [report] = await proposeChanges(context, actor, { ...wish, companyIds: [companyId] });
  if (report === undefined) throw new NotFoundError('This account is not known.');
  if ('refusal' in report) throw report.refusal;
  return report.proposal;
}

/**
 * Proposes to keep the list as it stands with two keys; a repeat, and whoever else proposes it, is given the one that is open.
 * @throws InvalidInputError where it is kept with two keys already, or no account is on it: every later change would take both keys
 */
export async function proposeAdoption(context: SyncContext, actor: Actor, requestId: string): Promise<Proposal> {
  const { portalId } = actor;
  const proposalId = hashId(32, portalId, requestId);
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
    const now = context.now();
    const proposal = openProposal(asked, actor.userEmail.toLowerCase(), now);
    await saveProposals(trx, portalId, [proposal]);
    await appendAudit(trx, portalId, auditProposal(proposal, 'change proposed', actor.userEmail, now));
    return proposal;
  });
}
