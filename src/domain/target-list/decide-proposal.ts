import { DAY_MS } from '../day-ms.ts';
import { SIDES, describeSide, type Decision, type KeyHolder, type Proposal, type Side } from './proposal.ts';

/** After this many days without both keys a proposal is closed. */
export const EXPIRES_AFTER_DAYS = 14;

/** The proposal as it is at `now`: one that waited too long has expired. */
export function expireProposal<P extends Proposal>(proposal: P, now: number): P {
  const endsAt = proposal.proposedAt + EXPIRES_AFTER_DAYS * DAY_MS;
  if (proposal.status !== 'open' || now < endsAt) return proposal;
  return { ...proposal, status: 'expired', closedAt: endsAt };
}

/**
 * Turns one key. The change takes effect (`approved`) when one person of marketing and another of sales have; the same approval twice
 * changes nothing.
 */
export function approveProposal(proposal: Proposal, side: Side, holder: KeyHolder, now: number): Decision {
  const current = expireProposal(proposal, now);
  const turned = current.approvals.find((approval) => approval.side === side);
  if (turned?.by === holder.email) return { ok: true, proposal: current };
  const refusal = refuse(current, side, holder);
  if (refusal !== null) return { ok: false, refusal };
  if (turned !== undefined) return { ok: true, proposal: current };
  if (current.approvals.some(({ by }) => by === holder.email)) {
    return { ok: false, refusal: 'You have turned one key already: the other one belongs to a colleague.' };
  }
  const approvals = [...current.approvals, { side, by: holder.email, at: now }];
  const isComplete = SIDES.every((each) => approvals.some((approval) => approval.side === each));
  const closed = isComplete ? ({ status: 'approved', closedAt: now } as const) : {};
  return { ok: true, proposal: { ...current, approvals, ...closed } };
}

/**
 * Either side may reject an open proposal, with a reason, at `now` (epoch ms). What does not hold is a refusal in a
 * sentence, not an error; who rejected it already gets the proposal as it is.
 */
export function rejectProposal(
  proposal: Proposal,
  side: Side,
  holder: KeyHolder,
  reason: string,
  now: number,
): Decision {
  const current = expireProposal(proposal, now);
  if (current.rejection?.by === holder.email && current.rejection.side === side) return { ok: true, proposal: current };
  const refusal = refuse(current, side, holder);
  if (refusal !== null) return { ok: false, refusal };
  if (reason.trim() === '') return { ok: false, refusal: 'Say why: whoever proposed it wants to know.' };
  const rejection = { side, by: holder.email, at: now, reason: reason.trim() };
  return { ok: true, proposal: { ...current, rejection, status: 'rejected', closedAt: now } };
}

/** Whose turn it is: each key that is not turned, with the holders (addresses) who have not turned the other one. */
export function whoseTurn(
  { approvals }: Pick<Proposal, 'approvals'>,
  holders: Readonly<Record<Side, readonly string[]>>,
): { side: Side; emails: string[] }[] {
  return SIDES.filter((side) => !approvals.some((approval) => approval.side === side)).map((side) => ({
    side,
    emails: holders[side].filter((email) => !approvals.some(({ by }) => by === email)),
  }));
}

function refuse({ status }: Proposal, side: Side, { sides }: KeyHolder): string | null {
  if (!sides.includes(side))
    return `You do not hold the key of ${describeSide(side)}: an admin gives it in the settings.`;
  return status === 'open' ? null : `This proposal is ${status} already.`;
}
