import { sql } from 'kysely';
import type { PlaceholderFact, RoleId } from '../../domain/facts.ts';
import type { Db } from '../tables/tables.ts';

export interface Placeholder extends PlaceholderFact {
  companyId: string;
  createdAt: number;
  createdBy: string;
}

/** One placeholder a role; a second one replaces the note. @returns whether anything changed */
export async function savePlaceholder(db: Db, portalId: number, placeholder: Placeholder): Promise<boolean> {
  const { companyId, role, note, createdAt, createdBy } = placeholder;
  const result = await sql`insert into placeholders (portal_id, company_id, role, note, created_at, created_by)
    values (${portalId}, ${companyId}, ${role}, ${note}, ${new Date(createdAt)}, ${createdBy})
    on conflict (portal_id, company_id, role) do update
      set note = excluded.note, created_at = excluded.created_at, created_by = excluded.created_by
      where placeholders.note <> excluded.note
    returning 1`.execute(db);
  return result.rows.length > 0;
}

/** @returns whether there was one */
export async function deletePlaceholder(db: Db, portalId: number, companyId: string, role: RoleId): Promise<boolean> {
  const result = await db
    .deleteFrom('placeholders')
    .where('portal_id', '=', portalId)
    .where('company_id', '=', companyId)
    .where('role', '=', role)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
