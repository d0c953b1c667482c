import { expireProposal } from '../../domain/target-list/decide-proposal.ts';
import type { Proposal } from '../../domain/target-list/proposal.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { appendAudit } from '../../storage/portal/audit-log.ts';
import { findProposals, saveProposals } from '../../storage/target-list/proposals.ts';
import { lockScores } from '../../storage/accounts/score-log.ts';
import type { SyncContext } from '../sync-context.ts';
import { auditProposal } from './audit-proposal.ts';
import type { Actor } from './keys.ts';

/**
 * Takes back what the actor proposed, before it is decided; a repeat changes nothing.
 * @throws NotFoundError for a proposal that is not known or is about another company, ForbiddenError where somebody else made it, InvalidInputError
 * where it is decided already
 */
export async function withdrawProposal(
  context: SyncContext,
  actor: Actor,
  { companyId, proposalId }: { companyId: string; proposalId: string },
): Promise<void> {
  const { portalId, userEmail } = actor;
  await context.db.transaction(async (trx) => {
    await lockScores(trx, portalId);
    const [found] = await findProposals(trx, portalId, [proposalId]);
    if (found?.companyId !== companyId) throw new NotFoundError('There is no such proposal for this company.');
    if (found.proposedBy !== userEmail.toLowerCase()) {
      throw new ForbiddenError('Only who proposed it takes it back; whoever holds a key can reject it.');
    }
    const now = context.now();
    const { status } = expireProposal(found, now);
    if (status === 'withdrawn') return;
    if (status !== 'open') throw new InvalidInputError(`This proposal is ${status} already.`);
    const withdrawn: Proposal = { ...found, status: 'withdrawn', closedAt: now };
    await saveProposals(trx, portalId, [withdrawn]);
    await appendAudit(trx, portalId, auditProposal(withdrawn, 'proposal withdrawn', userEmail, now));
  });
}
