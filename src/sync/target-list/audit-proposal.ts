import type { Proposal } from '../../domain/target-list/proposal.ts';
import type { AuditEntry } from '../../storage/portal/audit-log.ts';

/** The entry of the audit log that says what became of a proposal. */
export function auditProposal(
  { proposalId, companyId, change, fromTier }: Proposal,
  action: string,
  actor: string,
  at: number,
  more: Record<string, unknown> = {},
): AuditEntry {
  const subject = companyId === null ? 'list' : `company:${companyId}`;
  const to = change.kind === 'add' || change.kind === 'move' ? { to: change.tier } : {};
  return { at, actor, action, subject, details: { proposalId, change: change.kind, from: fromTier, ...to, ...more } };
}
