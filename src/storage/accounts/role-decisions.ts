import { sql } from 'kysely';
import type { RoleId } from '../../domain/facts.ts';
import type { Db } from '../tables/tables.ts';

/** What a rep said about a suggested role; decisions are kept, the latest of a contact and role holds. */
export interface RoleDecision {
  contactId: string;
  role: RoleId;
  decision: 'confirmed' | 'rejected' | 'undone';
  decidedAt: number;
  requestId: string;
  decidedBy: string;
  /** The request that an `undone` one takes back; that one counts no more. */
  undoes?: string;
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
      undoes: decision.undoes ?? null,
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
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    contactId: row.contact_id,
    requestId: row.request_id,
    role: row.role,
    decision: row.decision,
    decidedAt: row.decided_at,
    decidedBy: row.decided_by,
    ...(row.undoes === null ? {} : { undoes: row.undoes }),
  }));
}

/** A confirmed role that HubSpot has not been given yet; `null` where another decision holds now, or it was written. */
export async function getUnwrittenConfirmation(
  db: Db,
  portalId: number,
  requestId: string,
): Promise<{ contactId: string; role: RoleId; decidedAt: number } | null> {
  const result = await sql<{ contact_id: string; role: RoleId; decided_at: number }>`
    select contact_id, role, decided_at from role_decisions said
    where portal_id = ${portalId} and request_id = ${requestId} and decision = 'confirmed' and written_at is null
      and not exists (select from role_decisions later where later.portal_id = said.portal_id
        and later.contact_id = said.contact_id and later.role = said.role and later.seq > said.seq
        and (later.decision = 'rejected' or later.undoes = said.request_id)
        and not exists (select from role_decisions undo
          where undo.portal_id = later.portal_id and undo.undoes = later.request_id))`.execute(db);
  const [row] = result.rows;
  return row === undefined ? null : { contactId: row.contact_id, role: row.role, decidedAt: row.decided_at };
}

/** Notes that HubSpot has the role: what becomes of it there is theirs from now on. */
export async function markConfirmationWritten(db: Db, portalId: number, requestId: string, at: number): Promise<void> {
  await db
    .updateTable('role_decisions')
    .set({ written_at: new Date(at) })
    .where('portal_id', '=', portalId)
    .where('request_id', '=', requestId)
    .execute();
}
