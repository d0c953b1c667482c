import type { RoleDecisionFact, RoleId } from '../domain/facts.ts';
import type { Db } from './tables.ts';

/** What a rep said about a suggested role; decisions are kept, the latest of a contact and role holds. */
export interface RoleDecision extends RoleDecisionFact {
  contactId: string;
  requestId: string;
  decidedBy: string;
}

/** @returns whether it was new: a repeat of the same request changes nothing */
export async function saveRoleDecision(db: Db, portalId: number, decision: RoleDecision): Promise<boolean> {
  const row = await db
    .insertInto('role_decisions')
    .values({
      portal_id: portalId,
      request_id: decision.requestId,
      contact_id: decision.contactId,
      role: decision.role,
      decision: decision.decision,
      decided_at: new Date(decision.decidedAt),
      decided_by: decision.decidedBy,
    })
    .onConflict((conflict) => conflict.columns(['portal_id', 'request_id']).doNothing())
    .returning('request_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** All decisions about a contact, oldest first. */
export async function listRoleDecisions(db: Db, portalId: number, contactId: string): Promise<RoleDecision[]> {
  const rows = await db
    .selectFrom('role_decisions')
    .selectAll()
    .where('portal_id', '=', portalId)
    .where('contact_id', '=', contactId)
    .orderBy('decided_at')
    .execute();
  return rows.map((row) => ({
    contactId: row.contact_id,
    requestId: row.request_id,
    role: row.role as RoleId,
    decision: row.decision as RoleDecision['decision'],
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
  }));
}
