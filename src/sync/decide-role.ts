import type { RoleId } from '../domain/facts.ts';
import { NotFoundError } from '../errors.ts';
import { appendAudit } from '../storage/audit-log.ts';
import { listContacts } from '../storage/contacts.ts';
import { companiesOfContacts } from '../storage/links.ts';
import { saveRoleDecision } from '../storage/role-decisions.ts';
import { markStale } from '../storage/stale-accounts.ts';
import type { SyncContext } from './sync-context.ts';

export interface RoleDecisionRequest {
  portalId: number;
  contactId: string;
  role: RoleId;
  decision: 'confirmed' | 'rejected';
  requestId: string;
  decidedBy: string;
}

/**
 * Keeps a rep's yes or no to a suggested role.
 * @throws NotFoundError for a contact that is not mirrored
 */
export async function decideRole(context: SyncContext, request: RoleDecisionRequest): Promise<void> {
  const { portalId, contactId, role, decision, requestId, decidedBy } = request;
  const [contact] = await listContacts(context.db.kysely, portalId, [contactId]);
  if (contact === undefined) throw new NotFoundError('This contact is not known (any more): reload the card.');
  const decidedAt = context.scoringTime();
  await context.db.transaction(async (trx) => {
    const isNew = await saveRoleDecision(trx, portalId, { contactId, role, decision, decidedAt, decidedBy, requestId });
    if (!isNew) return;
    const entry = {
      at: context.now(),
      actor: decidedBy,
      action: `role ${decision}`,
      subject: `contact:${contactId}`,
      details: { role },
    };
    await appendAudit(trx, portalId, entry);
    await markStale(trx, portalId, await companiesOfContacts(trx, portalId, [contactId]), 'role decided');
  });
}
