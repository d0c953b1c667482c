import type { CardListPlace, CardProposal } from '../../../extensions/app/cards/card-data.ts';
import { DAY_MS } from '../../domain/day-ms.ts';
import { EXPIRES_AFTER_DAYS, expireProposal } from '../../domain/target-list/decide-proposal.ts';
import { giveEvidence } from '../../domain/target-list/give-evidence.ts';
import {
  DECISION_STANDS_DAYS,
  PROPOSED_BY_SCORES,
  SIDES,
  tierAfter,
  type AccountProposal,
} from '../../domain/target-list/proposal.ts';
import type { CardRows } from '../../storage/accounts/account-card.ts';
import { listNames } from '../../storage/mirror/owners.ts';
import { countHolders } from '../../storage/target-list/account-lists.ts';
import type { AccountSnapshot } from '../../sync/refresh/account-snapshot.ts';
import type { PortalChoices } from '../../sync/settings/portal-memory.ts';
import type { HttpContext } from '../http-context.ts';
import type { Caller } from '../require-signature.ts';
import { iso } from '../iso.ts';

/** Whose card it is: only who proposed something takes it back. */
export type Reader = Pick<Caller, 'portalId' | 'userEmail'>;

/**
 * How an account stands to the target account list: what is proposed about it, and whether it can be proposed.
 * `null` of an account that is on it and about which nothing is proposed.
 */
export async function readListPlace(
  context: HttpContext,
  reader: Reader,
  { proposal, listIsKept }: CardRows,
  { snapshot, choices }: { snapshot: AccountSnapshot; choices: PortalChoices },
): Promise<CardListPlace | null> {
  const latest = proposal === null ? null : expireProposal(proposal, context.now());
  const isOpen = latest?.status === 'open';
  if (snapshot.result.tier !== null && !isOpen) return null;
  const mayBeProposed = listIsKept && !isOpen && snapshot.result.fit.disqualifiedBy === null;
  return {
    provisional: !listIsKept,
    proposal: latest !== null && isOpen ? await toCardProposal(context, reader, latest, choices) : null,
    turnedDown: latest === null ? null : toTurnedDown(latest, context.now()),
    grounds: giveEvidence(snapshot.result, null, choices.roles.labels),
    tiers: mayBeProposed ? await countSeats(context, reader.portalId, choices) : [],
  };
}

async function countSeats(
  { db: { kysely } }: HttpContext,
  portalId: number,
  { model }: PortalChoices,
): Promise<CardListPlace['tiers']> {
  const held = await countHolders(kysely, portalId);
  return (model?.tiering.rules ?? []).map(({ tier, seats }) => ({ tier, seats, held: held.get(tier) ?? 0 }));
}

async function toCardProposal(
  { db: { kysely } }: HttpContext,
  { portalId, userEmail }: Reader,
  proposal: AccountProposal,
  { settings: { keys } }: PortalChoices,
): Promise<CardProposal> {
  const { proposalId, proposedBy, proposedAt, reason, fromTier, change, approvals } = proposal;
  const names = await listNames(kysely, portalId);
  const nameOf = (email: string): string => names.get(email) ?? email;
  const isMine = proposedBy === userEmail.toLowerCase();
  return {
    proposalId,
    fromTier,
    toTier: tierAfter(change),
    reason,
    by: proposedBy === PROPOSED_BY_SCORES ? null : nameOf(proposedBy),
    isMine,
    proposedAt: iso(proposedAt),
    expiresAt: iso(proposedAt + EXPIRES_AFTER_DAYS * DAY_MS),
    keys: SIDES.map((side) => {
      const turned = approvals.find((each) => each.side === side);
      return { side, turnedBy: turned === undefined ? null : nameOf(turned.by), holders: keys[side].map(nameOf) };
    }),
  };
}

/** A "no" is shown for as long as it stands against the scores. */
function toTurnedDown({ status, rejection, closedAt }: AccountProposal, now: number): CardListPlace['turnedDown'] {
  if (closedAt === null || now - closedAt > DECISION_STANDS_DAYS * DAY_MS) return null;
  if (status === 'expired') return { side: null, reason: null, at: iso(closedAt) };
  if (status !== 'rejected' || rejection === null) return null;
  return { side: rejection.side, reason: rejection.reason, at: iso(closedAt) };
}
