import type {
  ProposalKeys,
  QueuedProposal as ShownProposal,
} from '../../../extensions/app/pages/target-list/target-list-data.ts';
import { DAY_MS } from '../../domain/day-ms.ts';
import { EXPIRES_AFTER_DAYS, whoseTurn } from '../../domain/target-list/decide-proposal.ts';
import { PROPOSED_BY_SCORES, SIDES, tierAfter, type Proposal } from '../../domain/target-list/proposal.ts';
import { listNames } from '../../storage/mirror/owners.ts';
import type { QueuedProposal } from '../../storage/target-list/proposal-queue.ts';
import type { Db } from '../../storage/tables/tables.ts';
import { readSettings, type PortalSettings } from '../../sync/settings/portal-settings.ts';
import { gatherCautions } from '../../sync/target-list/gather-cautions.ts';
import type { Caller } from '../require-signature.ts';
import { iso } from '../iso.ts';

/** The viewer of proposals, who holds which key, and what everybody is called. */
export interface Viewer {
  /** Lower case. */
  email: string;
  keys: PortalSettings['keys'];
  /** An owner's name; the address itself where HubSpot knows none. */
  nameOf: (email: string) => string;
}

/** Everything about people that a proposal's description needs. */
export async function readViewer(
  db: Db,
  { portalId, userEmail }: Pick<Caller, 'portalId' | 'userEmail'>,
): Promise<Viewer> {
  const { keys } = await readSettings(db, portalId);
  const names = await listNames(db, portalId);
  return { email: userEmail.toLowerCase(), keys, nameOf: (email) => names.get(email) ?? email };
}

/** Proposals as their queue shows them, with what speaks against each as things stand now. */
export async function describeQueue(
  db: Db,
  caller: Pick<Caller, 'portalId' | 'userEmail'>,
  proposals: readonly QueuedProposal[],
): Promise<ShownProposal[]> {
  const viewer = await readViewer(db, caller);
  const changes = proposals.map(({ companyId, fromTier, change }) => ({
    companyId,
    fromTier,
    toTier: tierAfter(change),
  }));
  const cautions = await gatherCautions(db, caller.portalId, changes);
  return proposals.map((proposal) => {
    const { companyId, name, fromTier, reason, evidence, change } = proposal;
    const about = { companyId, name, fromTier, toTier: tierAfter(change), reason, evidence: [...evidence] };
    return { ...describeKeys(proposal, viewer), ...about, cautions: cautions.get(companyId) ?? [] };
  });
}

/** How far a proposal is, and whose turn it is. */
export function describeKeys(proposal: Proposal, { email, keys, nameOf }: Viewer): ProposalKeys {
  const { proposalId, approvals, proposedBy, proposedAt } = proposal;
  const [marketing = null, sales = null] = SIDES.map((side) => {
    const turned = approvals.find((each) => each.side === side);
    return turned === undefined ? null : nameOf(turned.by);
  });
  return {
    proposalId,
    marketing,
    sales,
    waitsFor: whoseTurn(proposal, keys).map(({ side, emails }) => ({
      side,
      who: emails.map(nameOf),
      isYou: emails.includes(email),
    })),
    by: proposedBy === PROPOSED_BY_SCORES ? null : nameOf(proposedBy),
    proposedBy,
    proposedAt: iso(proposedAt),
    expiresAt: iso(proposedAt + EXPIRES_AFTER_DAYS * DAY_MS),
  };
}
