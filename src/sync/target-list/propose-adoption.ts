import { openProposal, type Proposal } from '../../domain/target-list/proposal.ts';
import { InvalidInputError } from '../../errors.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { findOpenAdoption, findProposals, saveProposals } from '../../storage/target-list/proposals.ts';
import { countAccountsByTier } from '../../storage/target-list/account-lists.ts';
import { lockScores } from '../../storage/accounts/score-log.ts';
import { getKeptList } from '../../storage/target-list/target-list.ts';
import { hashId } from '../hash-id.ts';
import type { SyncContext } from '../sync-context.ts';
import { auditProposal } from './audit-proposal.ts';
import type { Actor } from './keys.ts';

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
